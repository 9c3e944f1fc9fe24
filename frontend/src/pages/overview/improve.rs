//! What would make the greatest difference to the numbers: forms and answers that are missing.

use api_types::Overview;
use domain::access::Permission;
use domain::text::Text;
use leptos::prelude::*;

use crate::live::live_if;
use crate::pages::indicator::courses_address;
use crate::parts::whole;
use crate::session::use_session;
use crate::text::*;

/// How many indicators are named.
const MOST: usize = 3;

/// Something that can be mended: an indicator with the courses that lack an answer.
type Gap = (String, Text, u64);

/// The indicators with the most missing answers, most first; those in the order of the definition where they are equal.
fn gaps(overview: &Overview) -> Vec<Gap> {
    let rows = overview.rows.iter().filter(|row| row.missing > 0);
    let mut gaps: Vec<Gap> =
        rows.map(|row| (row.indicator.clone(), row.label.clone(), row.missing)).collect();
    gaps.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    gaps.truncate(MOST);
    gaps
}

/// The list, where there is something to mend.
pub(super) fn improve(overview: Signal<Overview>) -> AnyView {
    let found = Memo::new(move |_| {
        // What was missing on an earlier day may have been mended since.
        overview.with(|overview| {
            let found = || (overview.courses_missing_end, gaps(overview), (overview.from, overview.to));
            overview.as_of.is_none().then(found)
        })
    });
    let session = use_session();
    live_if(move || {
        let (waiting, gaps, days) = found.get()?;
        if waiting == 0 && gaps.is_empty() {
            return None;
        }
        let may_see = session.may(Permission::ReadCoursesBehindNumbers);
        let linked = move |may: bool, address: String, words: Signal<String>| match may {
            true => view! { <a href=address>{words}</a> }.into_any(),
            false => view! { <span>{words}</span> }.into_any(),
        };
        let forms = (waiting > 0).then(|| {
            let language = use_language();
            let words = Signal::derive(move || {
                count_words(IMPROVE_END_ONE, IMPROVE_END, whole(waiting), language.get())
            });
            let may_list = session.may(Permission::ReadCourses);
            view! { <li>{linked(may_list, "/arbejdsliste".to_owned(), words)}</li> }
        });
        let gap = |(id, label, count): Gap| {
            let words = tf(if count == 1 { IMPROVE_ANSWER_ONE } else { IMPROVE_ANSWER }, move |language| {
                [("count", count.to_string()), ("indicator", label.get(language).to_owned())]
            });
            view! { <li>{linked(may_see, courses_address(&id, "missing", days, None), words)}</li> }
        };
        let gaps: Vec<_> = gaps.into_iter().map(gap).collect();
        Some(view! {
            <section class="card overview-improve">
                <h2>{t(IMPROVE)}</h2>
                <ul class="bullets">{forms}{gaps}</ul>
            </section>
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample;
    use super::*;

    #[test]
    fn what_lacks_most_stands_first_and_what_lacks_nothing_not_at_all() {
        let mut overview = sample();
        let more = overview.rows[0].clone();
        overview.rows.extend([more.clone(), more]);
        for (row, (id, missing)) in overview.rows.iter_mut().zip([("a", 2), ("b", 0), ("c", 6)]) {
            (row.indicator, row.missing) = (id.to_owned(), missing);
        }
        let found: Vec<(String, u64)> =
            gaps(&overview).into_iter().map(|(id, _, count)| (id, count)).collect();
        assert_eq!(found, [("c".to_owned(), 6), ("a".to_owned(), 2)]);
    }
}
