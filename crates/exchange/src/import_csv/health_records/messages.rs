//! What is said about rows of records: what is wrong, and how to mend it.

use domain::decimal::Decimal;
use domain::programme::Range;

use crate::import_csv::finding::Complaint;

pub(super) fn no_cpr() -> Complaint {
    Complaint::new(
        "invalid_cpr",
        "CPR-nummeret kan ikke læses. Skriv ti tegn, eventuelt med bindestreg.",
        "The CPR number cannot be read. Write ten characters, with or without a hyphen.",
    )
}

pub(super) fn bad_key() -> Complaint {
    Complaint::new(
        "record_key_invalid",
        "»record_key« skal være 1–100 bogstaver, tal eller tegnene - _ . : / og må ikke være et CPR-nummer.",
        "\"record_key\" must be 1–100 letters, digits or the characters - _ . : / and no CPR number.",
    )
}

pub(super) fn duplicate_key(first: u64) -> Complaint {
    Complaint::new(
        "duplicate_record_key",
        format!("Samme »record_key« står også i linje {first}. Giv hver post sin egen."),
        format!("The same \"record_key\" is also in line {first}. Give every record its own."),
    )
}

pub(super) fn unknown_word(column: &str, words: &str) -> Complaint {
    Complaint::new(
        "unknown_code",
        format!("Skriv {column} som {words}."),
        format!("Write {column} as {words}."),
    )
}

pub(super) fn bad_code() -> Complaint {
    Complaint::new(
        "invalid_code",
        "Koden skal være store bogstaver og tal uden punktum, fx BVDY0 eller DI214.",
        "The code must be capital letters and digits without dots, e.g. BVDY0 or DI214.",
    )
}

pub(super) fn future() -> Complaint {
    Complaint::new(
        "date_in_future",
        "Datoen ligger i fremtiden. Ret datoen.",
        "The date lies in the future. Correct the date.",
    )
}

pub(super) fn no_number(text: &str) -> Complaint {
    Complaint::new("wrong_type", format!("»{text}« er ikke et tal."), format!("\"{text}\" is not a number."))
}

pub(super) fn no_value() -> Complaint {
    Complaint::new(
        "value_missing",
        "Koden er en måling, men der er ingen værdi. Skriv værdien, eller slet rækken.",
        "The code is a measurement, but there is no value. Write the value, or delete the row.",
    )
}

pub(super) fn wrong_unit(unit: &str) -> Complaint {
    Complaint::new(
        "wrong_unit",
        format!("Værdien skal være i {unit}. Regn om, og skriv enheden sådan."),
        format!("The value must be in {unit}. Convert it, and write the unit like that."),
    )
}

pub(super) fn out_of_range(value: Decimal, range: Range) -> Complaint {
    let Range { min, max } = range;
    Complaint::new(
        "out_of_range",
        format!("{value} ligger uden for {min}–{max}. Tjek værdi og enhed."),
        format!("{value} is outside {min}–{max}. Check value and unit."),
    )
}

pub(super) fn bad_unit() -> Complaint {
    Complaint::new(
        "invalid_unit",
        "Enheden kan ikke læses. Skriv den i UCUM, fx mmol/L.",
        "The unit cannot be read. Write it in UCUM, e.g. mmol/L.",
    )
}

pub(super) fn unused_code() -> Complaint {
    Complaint::new(
        "unused_code",
        "Ingen indikator bruger koden. Rækken gemmes ikke.",
        "No indicator uses the code. The row is not kept.",
    )
}
