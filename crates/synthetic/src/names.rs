//! Names of people who do not exist: a common first name and a family name put together from two halves.

use crate::dice::Dice;

const WOMEN: [&str; 40] = [
    "Anne",
    "Astrid",
    "Birgit",
    "Birgitte",
    "Bodil",
    "Camilla",
    "Charlotte",
    "Dorte",
    "Ellen",
    "Else",
    "Eva",
    "Gitte",
    "Grete",
    "Hanne",
    "Helle",
    "Inge",
    "Ingrid",
    "Jette",
    "Karen",
    "Kirsten",
    "Kirstine",
    "Lene",
    "Lise",
    "Lone",
    "Maren",
    "Margit",
    "Marianne",
    "Mette",
    "Pia",
    "Rigmor",
    "Ruth",
    "Signe",
    "Sofie",
    "Susanne",
    "Sørine",
    "Tove",
    "Ulla",
    "Vibeke",
    "Ærtha",
    "Åse",
];

const MEN: [&str; 40] = [
    "Anders",
    "Arne",
    "Bent",
    "Bjarne",
    "Carl",
    "Christian",
    "Claus",
    "Egon",
    "Erik",
    "Finn",
    "Flemming",
    "Frede",
    "Hans",
    "Henning",
    "Henrik",
    "Ib",
    "Jens",
    "Jesper",
    "Jørgen",
    "Kaj",
    "Karsten",
    "Keld",
    "Knud",
    "Kurt",
    "Lars",
    "Leif",
    "Michael",
    "Mogens",
    "Niels",
    "Ole",
    "Per",
    "Peter",
    "Poul",
    "Preben",
    "Steen",
    "Svend",
    "Søren",
    "Thomas",
    "Torben",
    "Åge",
];

const FIRST_HALVES: [&str; 28] = [
    "Birke", "Blom", "Bølge", "Dal", "Ege", "Elle", "Eng", "Fjord", "Frø", "Gran", "Hassel", "Hede", "Høj",
    "Kilde", "Klint", "Kvist", "Linde", "Lyng", "Mose", "Nord", "Pile", "Rosen", "Skov", "Sol", "Sten", "Sø",
    "Vester", "Ørne",
];

const SECOND_HALVES: [&str; 22] = [
    "bakke", "berg", "bjerg", "borg", "brink", "bæk", "by", "dahl", "gaard", "gren", "have", "holm", "kær",
    "lund", "mark", "rup", "sted", "strand", "toft", "vad", "vang", "å",
];

/// A full name.
pub(crate) fn name(dice: &mut Dice, woman: bool) -> String {
    let first = dice.any(if woman { &WOMEN } else { &MEN }).unwrap_or_default();
    let mut name = first.to_owned();
    if dice.chance(0.5) {
        name.push(' ');
        name.push_str(&family(dice));
    }
    name.push(' ');
    name.push_str(&family(dice));
    name
}

fn family(dice: &mut Dice) -> String {
    let first = dice.any(&FIRST_HALVES).unwrap_or_default();
    let second = dice.any(&SECOND_HALVES).unwrap_or_default();
    format!("{first}{second}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::citizen::Name;

    #[test]
    fn every_name_is_a_name() {
        let mut dice = Dice::new(1, 1);
        for n in 0..1_000 {
            let name = name(&mut dice, n % 2 == 0);
            assert_eq!(name.parse::<Name>().unwrap().as_str(), name);
        }
    }
}
