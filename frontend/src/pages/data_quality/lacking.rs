//! The courses that lack an answer, and from each of them straight to the field.

use std::sync::Arc;

use api_client::{Answer, Client, LackingAsk};
use api_types::{LackingCourse, LackingCourses};
use domain::programme::Programme;
use futures::future::try_join;
use leptos::prelude::*;

use super::address::{Looked, looked_for};
use super::rows::{ListRow, rows};
use crate::browser::today;
use crate::events::own_numbers_changed;
use crate::live::{follow, live, live_if};
use crate::load::Loader;
use crate::parts::{Request, Tone, alert, crumbs, empty, page_head, refusal, whole};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// The list the address names.
pub(super) fn page() -> AnyView {
    let crumbs = crumbs(vec![("/datakvalitet".to_owned(), t(QUALITY_TITLE).into_any())]);
    let Some(looked) = looked_for(today()) else {
        let title = t(QUALITY_TITLE);
        return view! {
            {crumbs}
            {page_head(Signal::derive(move || title().to_owned()), None, None, false)}
            {alert(Tone::Info, view! { <p>{t(LACKING_WRONG)}</p> }.into_any())}
        }
        .into_any();
    };
    let (session, programmes) = (use_session(), use_programmes());
    let of_loader = looked.clone();
    let loader = Loader::following(own_numbers_changed(), move |client| {
        let (session, looked) = (session.clone(), of_loader.clone());
        async move { try_join(ask(&client, &looked, None), newest(&client, &session, programmes)).await }
    });
    let language = use_language();
    let title = Signal::derive(move || match loader.ready() {
        Some((found, _)) => {
            let field = found.variable.label.get(language.get()).to_owned();
            LACKING_TITLE.fill(language.get(), &[("field", &field)])
        }
        None => QUALITY_TITLE.get(language.get()).to_owned(),
    });
    let (from, to) = (looked.from, looked.to);
    let lead = live_if(move || {
        let (found, _) = loader.ready()?;
        let form = found.form.label.clone();
        Some(tf(LACKING_LEAD, move |language| {
            [
                ("form", form.get(language).to_owned()),
                ("from", show::long_date(from, language)),
                ("to", show::long_date(to, language)),
            ]
        }))
    });
    view! {
        {crumbs}
        {page_head(title, Some(view! { <p>{lead}</p> }.into_any()), None, false)}
        {loader.show_following(move |found| list(found, looked.clone()))}
    }
    .into_any()
}

async fn ask(client: &Client, looked: &Looked, cursor: Option<&str>) -> Answer<LackingCourses> {
    let (from, to) = (looked.from.to_string(), looked.to.to_string());
    let ask = LackingAsk {
        programme: HJERTEKOM,
        form: &looked.form,
        variable: &looked.field,
        from: &from,
        to: &to,
        cursor,
    };
    client.lacking_courses(&ask).await
}

/// The newest definition: it knows the addresses of the forms.
pub(super) async fn newest(
    client: &Client,
    session: &Session,
    programmes: Programmes,
) -> Answer<Arc<Programme>> {
    let list = client.programmes().await?;
    let versions = list.items.iter().filter(|programme| programme.id == HJERTEKOM);
    let version = versions.map(|programme| programme.version.clone()).max().unwrap_or_default();
    programmes.get(session, HJERTEKOM, &version).await
}

fn list(found: Signal<(LackingCourses, Arc<Programme>)>, looked: Looked) -> AnyView {
    // What was fetched besides the first page; a new first page begins anew.
    let more = RwSignal::new((Vec::<LackingCourse>::new(), None::<String>));
    follow(move || {
        more.set((Vec::new(), found.with(|(first, _)| first.next_cursor.clone())));
    });
    let (session, request) = (use_session(), Request::new());
    let fetch = Callback::new(move |()| {
        let Some(cursor) = more.with_untracked(|(_, cursor)| cursor.clone()) else { return };
        let (session, looked) = (session.clone(), looked.clone());
        let after = cursor.clone();
        let page = async move { session.watch(ask(session.client(), &looked, Some(&cursor)).await) };
        request.run(page, move |page| {
            more.update(|(items, next)| {
                // A new first page may have come meanwhile.
                if next.as_ref() == Some(&after) {
                    items.extend(page.items);
                    *next = page.next_cursor;
                }
            });
        });
    });
    let language = use_language();
    let shown = live(move || {
        let total = found.with(|(first, _)| first.total);
        if total == 0 {
            return empty(view! { <strong>{t(LACKING_NONE)}</strong> }.into_any(), ().into_any());
        }
        let all: Vec<ListRow> = found.with(|(first, programme)| {
            more.with(|(later, _)| {
                let slug = programme.form(&first.form.id).map(|form| form.slug.clone()).unwrap_or_default();
                let courses = first.items.iter().chain(later);
                courses.map(|course| row(course, &slug, &first.variable.id)).collect()
            })
        });
        let count = count_words(LACKING_COUNT_ONE, LACKING_COUNT, whole(total), language.get());
        view! { <p class="list-count">{count}" "{t(LACKING_HINT)}</p>{rows(all)} }.into_any()
    });
    let button = live_if(move || {
        more.with(|(_, cursor)| cursor.is_some()).then(|| {
            view! {
                <p><button type="button" class="button button-quiet" on:click=move |_| fetch.run(())>
                    {t(LACKING_MORE)}
                </button></p>
            }
        })
    });
    view! { {shown}{refusal(request.problem)}{button} }.into_any()
}

fn row(course: &LackingCourse, slug: &str, variable: &str) -> ListRow {
    ListRow {
        course: course.course_id,
        name: course.name.clone(),
        born: Some(course.birth_date),
        when: (LACKING_DATED, course.dated_on),
        words: Some(course.reason.clone().unwrap_or_else(|| both(LACKING_NO_REASON))),
        address: format!("/forloeb/{}/{slug}#f-{variable}", course.course_id),
        action: LACKING_FILL,
    }
}
