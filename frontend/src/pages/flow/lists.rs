//! From a step of the flow to the courses that stand there today.

use api_types::CourseFilter;
use domain::access::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::pages::data_quality::list_address;
use crate::parts::{Icon, icon};
use crate::session::use_session;
use crate::text::*;

/// The lists that belong to the steps.
const LISTS: [(&str, CourseFilter, Phrase); 3] = [
    ("referred", CourseFilter::Waiting, LIST_OF_WAITING),
    ("clarified", CourseFilter::Open, LIST_OF_OPEN),
    ("started", CourseFilter::MissingEnd, LIST_OF_OVERDUE),
];

/// Opens the list of a step that is chosen in the chart, for those who may see courses.
pub(super) fn list_of_step(
    step: impl Fn(usize) -> Option<String> + Send + Sync + 'static,
) -> Option<Callback<usize>> {
    let navigate = use_navigate();
    use_session().may(Permission::ReadCourses).then(|| {
        Callback::new(move |point| {
            let list = step(point).and_then(|step| LISTS.into_iter().find(|(id, ..)| *id == step));
            if let Some((_, filter, _)) = list {
                navigate(&list_address(filter), Default::default());
            }
        })
    })
}

/// The lists by name.
pub(super) fn lists() -> AnyView {
    if !use_session().may(Permission::ReadCourses) {
        return ().into_any();
    }
    let links: Vec<_> = LISTS
        .into_iter()
        .map(|(_, filter, name)| view! { <li><a href=list_address(filter)>{t(name)}{icon(Icon::ArrowRight)}</a></li> })
        .collect();
    view! {
        <nav class="number-lists no-print" aria-label=t(FLOW_LISTS)>
            <ul>{links}</ul>
            <p class="small muted">{t(FLOW_LISTS_NOTE)}</p>
        </nav>
    }
    .into_any()
}
