//! The list of sources the definitions refer to: `S:7,12a` is the seventh, and the first part of the twelfth.

use domain::text::Language;
use leptos::prelude::*;

use crate::text::*;

/// Number, what it is, and where it is read. Titles stand as they are published.
const SOURCES: [(u8, &str, &str); 32] = [
    (2, "DEFACTUM: HjerteKom (folder)", ""),
    (3, "DHRD/RKKP: Spørgsmål og svar 2022–2023", ""),
    (4, "KL: Synlige kommunale sundheds- og ældredata", ""),
    (
        6,
        "DEFACTUM: Hjerteligt samarbejde i Viborg og Skive",
        "https://www.defactum.dk/projekter/showProject?projectId=1816&pageId=343600",
    ),
    (
        7,
        "DEFACTUM: HjerteKom (projekt)",
        "https://www.defactum.dk/projekter/showProject?projectId=3164&pageId=343600",
    ),
    (
        8,
        "DEFACTUM: HjerteKom (rapport om 2017)",
        "https://www.defactum.dk/publikationer/showPublication?publicationId=696&pageId=309986",
    ),
    (11, "DHRD: Årsrapporter", "https://data-sundk.dk/aarsrapporter/dhrd"),
    (
        12,
        "DHRD: Dokumentalistrapport og andre beskrivelser",
        "https://docplayer.dk/829928-Dansk-hjerterehabiliteringsdatabase-dhrd-dokumentalistrapport.html",
    ),
    (
        13,
        "RKKP: Populationsspecifikation for DHRD",
        "https://www.rkkp-dokumentation.dk/Public/PopulationsSpecifikation21.aspx?db2=1000000160",
    ),
    (
        14,
        "Danish Health Data: Dansk Hjerterehabiliteringsdatabase",
        "https://danishhealthdata.com/find-health-data/Dansk-Hjerterehabiliteringsdatabase",
    ),
    (
        15,
        "Frontiers in Rehabilitation Sciences 2022",
        "https://www.frontiersin.org/articles/10.3389/fresc.2022.837174/full",
    ),
    (
        16,
        "Danish Medical Journal: Non-attendance and drop-out in cardiac rehabilitation",
        "https://ugeskriftet.dk/dmj/non-attendance-and-drop-out-cardiac-rehabilitation-among-patients-ischaemic-heart-disease",
    ),
    (17, "EHJ – Quality of Care and Clinical Outcomes 2025", "https://doi.org/10.1093/ehjqcco/qcaf114"),
    (
        23,
        "Region Midtjylland: AmbuFlex, hjerterehabilitering",
        "https://www.fagperson.sundhed.rm.dk/til-ansatte-og-samarbejdspartnere/ambuflex/pro-losninger/hjertesygdomme/hjerterehabilitering/",
    ),
    (
        27,
        "Sundhedsstyrelsen: Kvalitetsstandarder for forebyggelsestilbud",
        "https://www.sst.dk/da/udgivelser/2024/Forebyggelsestilbud-til-borgere-med-kronisk-sygdom-Kvalitetsstandarder",
    ),
    (28, "Region Nordjylland: PRI", "https://pri.rn.dk/Sider/22220.aspx"),
    (
        29,
        "Dagens Medicin: Aarhusianske hjertepatienter får mere fleksibel optræning",
        "http://dagensmedicin.dk/aarhusianske-hjertepatienter-faar-mere-fleksibel-optraening/",
    ),
    (31, "HL7 Danmark: KL Gateway, forebyggelse", "https://github.com/hl7dk/kl-gateway-prevention"),
    (32, "HL7 Danmark: KL-terminologi", "https://github.com/hl7dk/kl-term"),
    (33, "HL7 Danmark: DK Core", "https://github.com/hl7dk/dk-core"),
    (
        35,
        "HL7 Danmark: SKS-terminologi; Dansk Cardiologisk Selskab: DRG",
        "https://github.com/hl7dk/dk-sks-terminology-automation",
    ),
    (38, "MedCom: Terminologi", "https://github.com/medcomdk/dk-medcom-terminology"),
    (40, "PubMed Central: PMC3420342", "http://pubmedcentralcanada.ca/pmcc/articles/PMC3420342/?lang=en-ca"),
    (
        41,
        "Archives of Physical Medicine and Rehabilitation 2011",
        "https://doi.org/10.1016/j.apmr.2010.11.023",
    ),
    (42, "Authorea: 697719", "https://faye.authorea.com/users/713379/articles/697719/download_zip"),
    (43, "Bio-protocol: 9706213", "https://bio-protocol.org/exchange/minidetail?id=9706213&type=30"),
    (
        45,
        "European Journal of Preventive Cardiology: HeartQoL",
        "https://sage.cnpereading.com/doi/10.1177/2047487312450544",
    ),
    (46, "European Health Psychologist: 170", "https://www.ehps.net/ehp/index.php/contents/article/view/170"),
    (48, "Hjerteforeningen: HjerteKost", "https://hjerteforeningen.dk/fagnet/hjertekost/"),
    (
        49,
        "Aarhus Universitet: HjerteKost som spørgeskema",
        "https://pure.au.dk/portal/en/publications/challenges-and-benefits-of-using-the-heartdiet-food-frequency-que",
    ),
    (50, "EQ-5D: værdisæt, Danmark", "https://github.com/fragla/eq5d"),
    (
        56,
        "Sundhedsdatastyrelsen: Ansøg om data",
        "https://sundhedsdatastyrelsen.dk/da/forskerservice/ansog-om-data/hjelp-til-din-ansogning",
    ),
];

/// The numbers of a source written `S:7,12a; groups: default`.
fn numbers(source: &str) -> Vec<u8> {
    let listed = source.strip_prefix("S:").and_then(|rest| rest.split(';').next()).unwrap_or_default();
    let number =
        |part: &str| part.trim().trim_end_matches(|sign: char| sign.is_ascii_lowercase()).parse().ok();
    listed.split(',').filter_map(number).collect()
}

fn anchor(number: u8) -> String {
    format!("source-{number}")
}

/// Where a rule comes from: each source by its title, leading to the list.
pub(super) fn named(source: &str) -> AnyView {
    let language = use_language();
    let numbers = numbers(source);
    if numbers.is_empty() {
        let source = source.to_owned();
        let words = Signal::derive(move || own_words(&source, language.get()));
        return view! { <p>{words}</p> }.into_any();
    }
    let links: Vec<_> = numbers
        .into_iter()
        .map(|number| {
            let title = SOURCES.iter().find(|(of, ..)| *of == number).map_or("", |(_, title, _)| title);
            view! { <li><a href=format!("#{}", anchor(number))>{format!("S{number} {title}")}</a></li> }
        })
        .collect();
    view! { <ul class="entry-links">{links}</ul> }.into_any()
}

fn own_words(source: &str, language: Language) -> String {
    match source {
        "default" => NUMBERS_OWN_CHOICE.get(language).to_owned(),
        source => crate::show::source(source, language),
    }
}

/// The list.
pub(super) fn list() -> AnyView {
    let items: Vec<_> = SOURCES
        .iter()
        .map(|(number, title, address)| {
            let title = match address.is_empty() {
                true => view! { <span>{*title}</span> }.into_any(),
                false => view! { <a href=*address rel="external">{*title}</a> }.into_any(),
            };
            view! { <li id=anchor(*number) tabindex="-1"><span class="muted">{format!("S{number}")}</span>{title}</li> }
        })
        .collect();
    view! {
        <section class="card dictionary-group" id="sources" tabindex="-1">
            <h2>{t(DICT_SOURCES)}</h2>
            <ul class="entry-links entry-sources">{items}</ul>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_source_are_read() {
        assert_eq!(numbers("S:7,12a"), [7, 12]);
        assert_eq!(numbers("S:17; groups: default"), [17]);
        assert!(numbers("default").is_empty() && numbers("K").is_empty());
    }

    #[test]
    fn every_source_a_definition_names_is_on_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/programmes/definitions");
        let mut folders = vec![std::path::PathBuf::from(folder)];
        let mut named = std::collections::BTreeSet::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text = std::fs::read_to_string(path).unwrap();
                    named.extend(text.split('"').filter(|part| part.starts_with("S:")).flat_map(numbers));
                }
            }
        }
        assert!(named.len() > 20, "{named:?}");
        for number in named {
            assert!(SOURCES.iter().any(|(of, ..)| *of == number), "S:{number} is not on the list");
        }
    }
}
