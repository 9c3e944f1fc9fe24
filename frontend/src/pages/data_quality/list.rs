//! A work list of courses, opened from a number.

use std::sync::Arc;

use api_types::{CourseFilter, CoursePage, CourseView};
use domain::programme::Programme;
use domain::text::{Language, Text};
use futures::future::try_join;
use leptos::prelude::*;

use super::address::list_name;
use super::lacking::newest;
use super::rows::{ListRow, rows};
use crate::events::own_numbers_changed;
use crate::live::live;
use crate::load::Loader;
use crate::parts::{crumbs, empty, page_head, whole};
use crate::programmes::use_programmes;
use crate::session::use_session;
use crate::text::*;

/// Rows that are fetched; whoever has more courses waiting mends these first.
const ROWS: u32 = 100;

/// The list of a filter.
pub(super) fn page(filter: CourseFilter) -> AnyView {
    let (session, programmes) = (use_session(), use_programmes());
    let loader = Loader::following(own_numbers_changed(), move |client| {
        let session = session.clone();
        async move { try_join(client.courses(filter, None, ROWS), newest(&client, &session, programmes)).await }
    });
    let title = t(list_name(filter));
    let language = use_language();
    let lead = live(move || {
        let total = loader.ready().map(|(page, _)| page.total);
        total.map(|total| count_words(LIST_OF_COUNT_ONE, LIST_OF_COUNT, whole(total), language.get()))
    });
    let lead = view! { <p>{lead}</p> };
    view! {
        {crumbs(vec![("/datakvalitet".to_owned(), t(QUALITY_TITLE).into_any())])}
        {page_head(Signal::derive(move || title().to_owned()), Some(lead.into_any()), None, false)}
        {loader.show_following(move |found| list(filter, found))}
    }
    .into_any()
}

fn list(filter: CourseFilter, found: Signal<(CoursePage, Arc<Programme>)>) -> AnyView {
    live(move || {
        let all: Vec<ListRow> = found.with(|(page, programme)| {
            page.items.iter().map(|course| row(filter, course, programme)).collect()
        });
        if all.is_empty() {
            return empty(view! { <strong>{t(LIST_OF_NONE)}</strong> }.into_any(), ().into_any());
        }
        let more = found.with(|(page, _)| {
            (page.total > page.items.len() as u64).then_some((page.items.len(), page.total))
        });
        let more = more.map(|(shown, total)| {
            let places = move |_| [("shown", shown.to_string()), ("total", total.to_string())];
            view! { <p class="small muted">{tf(WORKLIST_MORE, places)}</p> }
        });
        view! { {rows(all)}{more} }.into_any()
    })
}

fn row(filter: CourseFilter, course: &CourseView, programme: &Programme) -> ListRow {
    let when = match (course.ended_on, course.started_on) {
        (Some(day), _) => (ROW_ENDED, day),
        (None, Some(day)) => (ROW_STARTED, day),
        (None, None) => (ROW_REFERRED, course.opened_on),
    };
    let gap = course.gaps.first().filter(|_| filter == CourseFilter::DataGaps);
    let of_course = format!("/forloeb/{}", course.id);
    let form = |id: &str| programme.form(id).map(|form| format!("{of_course}/{}", form.slug));
    let mended = match (filter, gap) {
        (_, Some(gap)) => form(&gap.form).map(|form| format!("{form}#f-{}", gap.variable)),
        (CourseFilter::Waiting, _) => form("start"),
        (CourseFilter::MissingEnd, _) => form("end"),
        _ => None,
    };
    let words = gap.and_then(|gap| {
        let variable = programme.form(&gap.form)?.variable(&gap.variable)?;
        let lacks = |language| {
            filled(LIST_OF_ANSWER, language, &[("field", variable.label.get(language).to_owned())])
        };
        Some(Text::new(lacks(Language::Da), lacks(Language::En)))
    });
    ListRow {
        course: course.id,
        name: course.citizen.name.clone(),
        born: Some(course.citizen.birth_date),
        when,
        words: words.or_else(|| Some(course.state.label())),
        action: if mended.is_some() { LACKING_FILL } else { ROW_OPEN },
        address: mended.unwrap_or(of_course),
    }
}
