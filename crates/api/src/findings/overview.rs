//! The courses of a period, in a sentence.

use domain::text::Text;

use super::number::counted;

/// How many there are, how many of them have ended and still run, and how many of those miss their end form.
pub(crate) fn courses(ended: u64, running: u64, missing_end: u64) -> Text {
    let all = counted(ended + running, ("forløb", "course"), ("forløb", "courses"));
    match (ended, running) {
        (0, 0) => Text::new("Ingen forløb i perioden.", "No courses in the period."),
        (1, 0) => alone("afsluttet.", "has ended."),
        (0, 1) if missing_end == 0 => alone("stadig i gang.", "is still running."),
        (0, 1) => alone("stadig i gang og mangler slutskema.", "is still running and lacks its end form."),
        (_, 0) => Text::new(
            format!("{} i perioden: alle er afsluttet.", all.da),
            format!("{} in the period: all have ended.", all.en),
        ),
        _ => {
            let (done, open) = (verb(ended, "has ended", "have ended"), verb(running, "is", "are"));
            let missing = missing(missing_end, running);
            Text::new(
                format!(
                    "{} i perioden: {} er afsluttet, og {running} er stadig i gang; {}.",
                    all.da, done.da, missing.da
                ),
                format!(
                    "{} in the period: {} and {} still running; {}.",
                    all.en, done.en, open.en, missing.en
                ),
            )
        }
    }
}

fn alone(da: &str, en: &str) -> Text {
    Text::new(format!("1 forløb i perioden, og det er {da}"), format!("1 course in the period, and it {en}"))
}

/// A count with the English verb that fits it; the Danish verb is the same for one and several.
fn verb(count: u64, one: &str, many: &str) -> Text {
    match count {
        0 => Text::new("ingen", format!("none {many}")),
        1 => Text::new("1", format!("1 {one}")),
        _ => Text::new(count.to_string(), format!("{count} {many}")),
    }
}

fn missing(missing: u64, running: u64) -> Text {
    match (missing, running) {
        (0, 1) => Text::new("det mangler ikke slutskema", "it does not lack its end form"),
        (_, 1) => Text::new("det mangler slutskema", "it lacks its end form"),
        (0, _) => Text::new(
            "ingen af de igangværende mangler slutskema",
            "none of those running lack their end form",
        ),
        (1, _) => {
            Text::new("1 af de igangværende mangler slutskema", "1 of those running lacks its end form")
        }
        _ => Text::new(
            format!("{missing} af de igangværende mangler slutskema"),
            format!("{missing} of those running lack their end form"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_named_in_words_that_fit_it() {
        let said = |ended, running, missing| courses(ended, running, missing);
        assert_eq!(said(0, 0, 0), Text::new("Ingen forløb i perioden.", "No courses in the period."));
        assert_eq!(said(1, 0, 0).da, "1 forløb i perioden, og det er afsluttet.");
        assert_eq!(said(0, 1, 0).en, "1 course in the period, and it is still running.");
        assert_eq!(said(0, 1, 1).da, "1 forløb i perioden, og det er stadig i gang og mangler slutskema.");
        assert_eq!(said(7, 0, 0).en, "7 courses in the period: all have ended.");
        assert_eq!(
            said(145, 41, 11),
            Text::new(
                "186 forløb i perioden: 145 er afsluttet, og 41 er stadig i gang; 11 af de igangværende mangler slutskema.",
                "186 courses in the period: 145 have ended and 41 are still running; 11 of those running lack their end form."
            )
        );
        assert_eq!(
            said(1, 1, 1),
            Text::new(
                "2 forløb i perioden: 1 er afsluttet, og 1 er stadig i gang; det mangler slutskema.",
                "2 courses in the period: 1 has ended and 1 is still running; it lacks its end form."
            )
        );
        assert_eq!(
            said(0, 3, 0),
            Text::new(
                "3 forløb i perioden: ingen er afsluttet, og 3 er stadig i gang; ingen af de igangværende mangler slutskema.",
                "3 courses in the period: none have ended and 3 are still running; none of those running lack their end form."
            )
        );
    }
}
