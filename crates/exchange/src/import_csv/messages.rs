//! What is said about files and rows: what is wrong, and how to mend it.

use super::finding::Complaint;
use super::sheet::MAX_KEY;
use crate::layout::{COURSE_KEY, CPR};

pub(super) fn empty_file() -> Complaint {
    Complaint::new(
        "missing_header",
        "Filen er tom. Den skal begynde med en række med kolonnernes navne.",
        "The file is empty. It must begin with a row with the names of the columns.",
    )
}

pub(super) fn missing_header() -> Complaint {
    Complaint::new(
        "missing_header",
        format!(
            "Første række indeholder ikke kolonnernes navne. Begynd filen med en række som »{CPR};{COURSE_KEY};start.smoking_status«; navnene står i kodebogen."
        ),
        format!(
            "The first row does not hold the names of the columns. Begin the file with a row such as \"{CPR};{COURSE_KEY};start.smoking_status\"; the names are in the code book."
        ),
    )
}

pub(super) fn wrong_delimiter() -> Complaint {
    Complaint::new(
        "wrong_delimiter",
        "Kolonnerne er hverken adskilt af semikolon eller komma. Gem filen som »CSV UTF-8 (semikolonsepareret)«.",
        "The columns are separated by neither semicolon nor comma. Save the file as CSV with semicolons.",
    )
}

pub(super) fn missing_column(name: &str) -> Complaint {
    Complaint::new(
        "missing_column",
        format!("Kolonnen »{name}« mangler. Tilføj den."),
        format!("The column \"{name}\" is missing. Add it."),
    )
}

pub(super) fn unknown_column(name: &str, nearest: Option<&str>) -> Complaint {
    let (da, en) = match nearest {
        Some(nearest) => (format!(" Mente du »{nearest}«?"), format!(" Did you mean \"{nearest}\"?")),
        None => (" Ret navnet efter kodebogen.".to_owned(), " Correct it after the code book.".to_owned()),
    };
    Complaint::new(
        "unknown_column",
        format!("Der findes ingen kolonne, der hedder »{name}«.{da} Eller slet kolonnen."),
        format!("There is no column called \"{name}\".{en} Or delete the column."),
    )
}

pub(super) fn duplicate_column(name: &str) -> Complaint {
    Complaint::new(
        "duplicate_column",
        format!("Kolonnen »{name}« står der to gange. Slet den ene."),
        format!("The column \"{name}\" is there twice. Delete one of them."),
    )
}

pub(super) fn too_many_columns(max: usize) -> Complaint {
    Complaint::new(
        "too_many_columns",
        format!("Filen har flere end {max} kolonner. Er det den rigtige fil?"),
        format!("The file has more than {max} columns. Is it the right file?"),
    )
}

pub(super) fn not_utf8() -> Complaint {
    Complaint::new(
        "not_utf8",
        "Teksten er ikke UTF-8, formentlig Windows-1252. Gem filen igen som UTF-8 (i Excel: »CSV UTF-8«).",
        "The text is not UTF-8 but probably Windows-1252. Save as UTF-8 (in Excel: \"CSV UTF-8\") and try again.",
    )
}

pub(super) fn row_too_long(max: usize) -> Complaint {
    let kib = max / 1024;
    Complaint::new(
        "row_too_long",
        format!(
            "Rækken er længere end {kib} KiB, så resten af filen er ikke læst. Mangler der et afsluttende anførselstegn?"
        ),
        format!(
            "The row is longer than {kib} KiB, so the rest was not read. Is a closing quotation mark missing?"
        ),
    )
}

pub(super) fn ragged_row(cells: usize, columns: usize) -> Complaint {
    Complaint::new(
        "ragged_row",
        format!(
            "Rækken har {cells} felter, men overskriften har {columns}. Tjek skilletegn, decimalkommaer og anførselstegn i rækken."
        ),
        format!(
            "The row has {cells} cells, but the header has {columns}. Check delimiters, decimal commas and quotation marks in the row."
        ),
    )
}

pub(super) fn field_too_long(max: usize) -> Complaint {
    Complaint::new(
        "field_too_long",
        format!("Feltet er længere end {max} tegn. Afkort det."),
        format!("The cell is longer than {max} characters. Shorten it."),
    )
}

pub(super) fn control_character() -> Complaint {
    Complaint::new(
        "control_character",
        "Feltet indeholder et usynligt styretegn. Slet indholdet og skriv det igen.",
        "The cell holds an invisible control character. Delete the content and type it again.",
    )
}

pub(super) fn missing_key() -> Complaint {
    Complaint::new(
        "course_key_missing",
        "Skriv afsenderens eget id for forløbet i »course_key«.",
        "Write the sender's own id of the course in \"course_key\".",
    )
}

pub(super) fn key_too_long() -> Complaint {
    Complaint::new(
        "course_key_too_long",
        format!("»course_key« må højst være {MAX_KEY} tegn."),
        format!("\"course_key\" may have at most {MAX_KEY} characters."),
    )
}

pub(super) fn key_is_cpr() -> Complaint {
    Complaint::new(
        "course_key_is_cpr",
        "»course_key« ligner et CPR-nummer. Brug et id, der ikke kan føres tilbage til borgeren.",
        "\"course_key\" looks like a CPR number. Use an id that does not reveal the citizen.",
    )
}

pub(super) fn duplicate_key(first: u64) -> Complaint {
    Complaint::new(
        "duplicate_course_key",
        format!("Samme »course_key« står også i linje {first}. Der skal være én række pr. forløb."),
        format!("The same \"course_key\" is also in line {first}. There must be one row per course."),
    )
}

pub(super) fn no_answers() -> Complaint {
    Complaint::new(
        "no_answers",
        "Rækken har ingen svar. Udfyld mindst henvisningen, eller slet rækken.",
        "The row has no answers. Fill in at least the referral, or delete the row.",
    )
}

pub(super) fn unknown_sex() -> Complaint {
    Complaint::new(
        "unknown_sex",
        "Skriv køn som female, male eller unknown.",
        "Write the sex as female, male or unknown.",
    )
}

pub(super) fn impossible_date(text: &str) -> Complaint {
    Complaint::new(
        "impossible_date",
        format!("»{text}« er ikke en dato. Skriv den som åååå-mm-dd."),
        format!("\"{text}\" is not a date. Write it as yyyy-mm-dd."),
    )
}

pub(super) fn decimal_comma(text: &str, point: &str) -> Complaint {
    Complaint::new(
        "decimal_comma",
        format!("»{text}«: brug punktum som decimaltegn, altså {point}."),
        format!("\"{text}\": use a point as the decimal sign, that is {point}."),
    )
}

pub(super) fn danish_date(text: &str, iso: &str) -> Complaint {
    Complaint::new(
        "date_order",
        format!("»{text}«: skriv datoen som åååå-mm-dd, altså {iso}."),
        format!("\"{text}\": write the date as yyyy-mm-dd, that is {iso}."),
    )
}

pub(super) fn cpr_in_wrong_column() -> Complaint {
    Complaint::new(
        "cpr_in_wrong_column",
        "Feltet indeholder et CPR-nummer. Er kolonnerne i rækken forskudt?",
        "The cell holds a CPR number. Have the columns of the row been shifted?",
    )
}
