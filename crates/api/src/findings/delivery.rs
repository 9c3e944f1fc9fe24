//! Whether forms come every month and whether they can be compared, in words.

use api_types::{FormDelivery, Labelled, MonthDeliveryState, ShareView};
use domain::management::USUAL_A_MONTH;
use domain::progress::short_name;
use domain::text::Text;
use domain::words::{inside, listed};

use super::number::{days, share_in_words};

/// What the calendar shows: gaps by form, or that there are none; then when the last form was saved, unless the period is
/// over.
pub(crate) fn finding(forms: &[FormDelivery], months: &[Labelled], is_over: bool) -> Text {
    let last = forms.iter().filter_map(|form| Some((form.days_since?, form))).min_by_key(|(days, _)| *days);
    let Some((passed, form)) = last else {
        return Text::new("Der er ikke gemt skemaer endnu.", "No form has been saved yet.");
    };
    let said =
        gaps(forms, months).unwrap_or_else(|| match forms.iter().any(|form| form.expected.is_some()) {
            true => Text::new(
                "Der er skemaer i alle de måneder, hvor man kan vente det.",
                "There are forms in every month in which some can be expected.",
            ),
            false => Text::new(
                "Der er for få skemaer til at se, om der mangler nogen i en måned.",
                "There are too few forms to see whether some are missing in a month.",
            ),
        });
    if is_over {
        return said;
    }
    let (name, ago) = (name(form), ago(passed));
    Text::new(
        format!("{} Senest gemt: {}, {}.", said.da, name.da, ago.da),
        format!("{} Last saved: {}, {}.", said.en, name.en, ago.en),
    )
}

/// `Der mangler skemaer: startskema i marts 2026; slutskema i marts 2026 og maj 2026.`
fn gaps(forms: &[FormDelivery], months: &[Labelled]) -> Option<Text> {
    let of_form = |form: &FormDelivery| {
        let is_gap = |state| state == MonthDeliveryState::Gap;
        let names = form.months.iter().zip(months).filter(|(month, _)| is_gap(month.state));
        let (da, en): (Vec<&str>, Vec<&str>) =
            names.map(|(_, name)| (name.label.da.as_str(), name.label.en.as_str())).unzip();
        (!da.is_empty()).then(|| {
            (
                format!("{} i {}", name(form).da, listed(&da, "og")),
                format!("{} in {}", name(form).en, listed(&en, "and")),
            )
        })
    };
    let (da, en): (Vec<String>, Vec<String>) = forms.iter().filter_map(of_form).unzip();
    (!da.is_empty()).then(|| {
        Text::new(
            format!("Der mangler skemaer: {}.", da.join("; ")),
            format!("Forms are missing: {}.", en.join("; ")),
        )
    })
}

/// `startskema` of `Startskema – afklarende samtale`.
fn name(form: &FormDelivery) -> Text {
    let name = short_name(&form.label);
    Text::new(inside(&name.da), inside(&name.en))
}

fn ago(count: u32) -> Text {
    match count {
        0 => Text::new("i dag", "today"),
        1 => Text::new("i går", "yesterday"),
        _ => {
            let days = days(f64::from(count));
            Text::new(format!("for {} siden", days.da), format!("{} ago", days.en))
        }
    }
}

/// When a month without forms is a gap.
pub(crate) fn rule() -> Text {
    Text::new(
        format!(
            "En måned uden skemaer er et hul, når månederne med skemaer har mindst {USUAL_A_MONTH} i gennemsnit. Måneder før de første skemaer tæller ikke, og en måned bedømmes først 14 dage efter, den er slut."
        ),
        format!(
            "A month without forms is a gap when the months with forms have {USUAL_A_MONTH} or more on average. Months before the first forms do not count, and a month is judged only when it has been over for 14 days."
        ),
    )
}

/// Whether the courses of the period follow the current version of the definition.
pub(crate) fn comparable(current: &ShareView, version: &str) -> Text {
    let (all, old) = (current.denominator, current.denominator.saturating_sub(current.numerator));
    if all == 0 {
        return Text::new("Ingen forløb har et skema i perioden.", "No course has a form in the period.");
    }
    if old == 0 {
        let courses = match all {
            1 => Text::new("Det ene forløb", "The only course of the period follows"),
            _ => Text::new(format!("Alle {all} forløb"), format!("All {all} courses of the period follow")),
        };
        return Text::new(
            format!("{} i perioden følger den gældende definition ({version}).", courses.da),
            format!("{} the current definition ({version}).", courses.en),
        );
    }
    let share = share_in_words(current);
    Text::new(
        format!(
            "{} af forløbene følger den gældende definition ({version}); svar fra ældre versioner kan være spurgt om på en anden måde.",
            share.da
        ),
        format!(
            "{} of the courses follow the current definition ({version}); answers of older versions may have been asked for in another way.",
            share.en
        ),
    )
}

#[cfg(test)]
mod tests {
    use api_types::MonthDelivery;

    use super::*;
    use crate::findings::number::share;

    fn form(
        label: &str,
        days_since: Option<u32>,
        expected: Option<u32>,
        states: &[MonthDeliveryState],
    ) -> FormDelivery {
        FormDelivery {
            id: label.into(),
            label: Text::new(label, label),
            last_saved_on: None,
            days_since,
            months: states.iter().map(|state| MonthDelivery { forms: 0, state: *state }).collect(),
            found: 0,
            expected,
        }
    }

    fn months() -> Vec<Labelled> {
        let month = |da: &str, en: &str| Labelled { id: da.into(), label: Text::new(da, en) };
        vec![
            month("marts 2026", "March 2026"),
            month("april 2026", "April 2026"),
            month("maj 2026", "May 2026"),
        ]
    }

    #[test]
    fn gaps_are_named_by_form_and_month() {
        use MonthDeliveryState::{Delivered, Gap};
        let forms = [
            form("Startskema – afklarende samtale", Some(12), Some(3), &[Delivered, Gap, Delivered]),
            form("Slutskema", Some(1), Some(3), &[Gap, Gap, Gap]),
            form("Opfølgning", None, None, &[Delivered; 3]),
        ];
        let found = finding(&forms, &months(), false);
        assert_eq!(
            found.da,
            "Der mangler skemaer: startskema i april 2026; slutskema i marts 2026, april 2026 og maj 2026. Senest gemt: \
             slutskema, i går."
        );
        assert!(found.en.contains("slutskema in March 2026, April 2026 and May 2026."), "{}", found.en);
    }

    #[test]
    fn no_gap_is_said_as_what_it_is() {
        use MonthDeliveryState::{Delivered, Empty};
        let whole = [form("Startskema", Some(0), Some(3), &[Delivered; 3])];
        assert_eq!(
            finding(&whole, &months(), false).da,
            "Der er skemaer i alle de måneder, hvor man kan vente det. Senest gemt: startskema, i dag."
        );
        let few = [form("Startskema", Some(40), None, &[Delivered, Empty, Delivered])];
        assert_eq!(
            finding(&few, &months(), false).en,
            "There are too few forms to see whether some are missing in a month. Last saved: startskema, 40\u{a0}days ago."
        );
        assert_eq!(
            finding(&few, &months(), true).da,
            "Der er for få skemaer til at se, om der mangler nogen i en måned.",
            "when a form was last saved says nothing about a period that is over"
        );
        assert_eq!(
            finding(&[form("Startskema", None, None, &[])], &[], false).da,
            "Der er ikke gemt skemaer endnu."
        );
    }

    #[test]
    fn courses_of_older_versions_are_told() {
        assert_eq!(comparable(&share(0, 0), "2026.1").da, "Ingen forløb har et skema i perioden.");
        assert_eq!(
            comparable(&share(1, 1), "2026.1"),
            Text::new(
                "Det ene forløb i perioden følger den gældende definition (2026.1).",
                "The only course of the period follows the current definition (2026.1)."
            )
        );
        assert_eq!(
            comparable(&share(4, 4), "2026.1").da,
            "Alle 4 forløb i perioden følger den gældende definition (2026.1)."
        );
        let some = comparable(&share(3, 4), "2026.1");
        assert!(some.da.starts_with("75\u{a0}% (3 af 4) af forløbene følger"), "{}", some.da);
        assert!(some.en.starts_with("75% (3 of 4) of the courses follow"), "{}", some.en);
    }
}
