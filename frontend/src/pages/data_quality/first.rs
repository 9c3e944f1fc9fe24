//! What should be mended first: one line, the largest first.

use api_types::{CourseFilter, DataQuality};
use domain::access::Permission;
use domain::text::Language;
use leptos::prelude::*;

use super::address::{lacking_address, list_address, unusual_address};
use crate::live::live;
use crate::parts::{Period, PeriodChoice, whole};
use crate::session::use_session;
use crate::text::*;

/// At most so many things are named: more is no order to begin in.
const MOST: usize = 4;
/// Of them, at most so many fields.
const MOST_FIELDS: usize = 2;

/// A thing to mend, and where it is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Thing {
    count: u64,
    words: String,
    address: Option<String>,
}

/// The things to mend, the most first. Overdue end forms lead: they hide whole courses from the indicators.
fn things(quality: &DataQuality, period: Period, language: Language) -> Vec<Thing> {
    let counted = |count: u64, one: Phrase, many: Phrase| count_words(one, many, whole(count), language);
    let (overdue, duplicates) = (quality.overdue_end.unwrap_or(0), quality.duplicates.unwrap_or(0));
    let overdue = Thing {
        count: overdue,
        words: counted(overdue, QUALITY_FIRST_OVERDUE_ONE, QUALITY_FIRST_OVERDUE),
        address: Some(list_address(CourseFilter::MissingEnd)),
    };
    let mut rest: Vec<Thing> = fields(quality, period, language);
    rest.push(Thing {
        count: quality.warnings_unconfirmed,
        words: counted(quality.warnings_unconfirmed, QUALITY_FIRST_WARNINGS_ONE, QUALITY_FIRST_WARNINGS),
        address: Some(unusual_address(period)),
    });
    rest.push(Thing {
        count: duplicates,
        words: counted(duplicates, QUALITY_FIRST_DUPLICATES_ONE, QUALITY_FIRST_DUPLICATES),
        address: None,
    });
    rest.sort_by_key(|thing| std::cmp::Reverse(thing.count));
    std::iter::once(overdue).chain(rest).filter(|thing| thing.count > 0).take(MOST).collect()
}

fn fields(quality: &DataQuality, period: Period, language: Language) -> Vec<Thing> {
    let mut all: Vec<Thing> = Vec::new();
    for form in &quality.forms {
        all.extend(form.fields.iter().map(|field| {
            // A reason explains why a value is lacking; then there is nothing to mend.
            let count = field.total.asked.saturating_sub(field.total.filled + field.total.explained);
            let places = [
                ("count", count.to_string()),
                ("field", field.label.get(language).to_owned()),
                ("form", short_name(&form.label).get(language).to_owned()),
            ];
            Thing {
                count,
                words: filled(QUALITY_FIRST_FIELD, language, &places),
                address: Some(lacking_address(&form.id, &field.variable, None, period)),
            }
        }));
    }
    all.sort_by_key(|thing| std::cmp::Reverse(thing.count));
    all.truncate(MOST_FIELDS);
    all
}

/// The line. Who may not see courses reads it without links.
pub(super) fn first(quality: Signal<DataQuality>, period: PeriodChoice) -> AnyView {
    let language = use_language();
    let may_open = use_session().may(Permission::ReadCoursesBehindNumbers);
    let things = Memo::new(move |_| quality.with(|quality| things(quality, period.get(), language.get())));
    let line = live(move || {
        let things = things.get();
        if things.is_empty() {
            return view! { <p>{t(QUALITY_NOTHING)}</p> }.into_any();
        }
        let items: Vec<_> = things
            .into_iter()
            .map(|Thing { words, address, .. }| match address.filter(|_| may_open) {
                Some(address) => view! { <li><a href=address>{words}</a></li> }.into_any(),
                None => view! { <li>{words}</li> }.into_any(),
            })
            .collect();
        view! { <ul class="first-things">{items}</ul> }.into_any()
    });
    view! {
        <section class="first card" aria-labelledby="first-title">
            <h2 id="first-title">{t(QUALITY_FIRST)}</h2>
            {line}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::data_quality::fields::sample;

    #[test]
    fn overdue_end_forms_lead_and_the_rest_goes_by_size() {
        let mut quality = sample::quality();
        (quality.overdue_end, quality.duplicates, quality.warnings_unconfirmed) = (Some(1), Some(2), 9);
        let found = things(&quality, Period::LastFour, Language::Da);
        let words: Vec<&str> = found.iter().map(|thing| thing.words.as_str()).collect();
        assert_eq!(words[0], "1 forløb mangler slutskema");
        assert_eq!(words[1], "9 usædvanlige svar er ikke bekræftet");
        assert_eq!(words[2], "3 mangler Rygestatus (Startskema)", "five not filled, two of them explained");
        assert!(found[2].address.as_deref().is_some_and(|address| address.contains("felt=smoking_status")));
    }

    #[test]
    fn nothing_lacking_is_nothing_named() {
        let quality = sample::whole();
        assert!(things(&quality, Period::LastFour, Language::En).is_empty());
    }
}
