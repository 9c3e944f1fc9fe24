//! The courses behind a number, and from each of them straight to the field.

use std::sync::Arc;

use api_client::{Answer, Client, Lacked, LackingAsk};
use api_types::{LackingCourse, LackingCourses};
use domain::programme::Programme;
use domain::text::{Language, Text};
use futures::future::try_join;
use leptos::prelude::*;

use super::address::{Looked, Sought, looked_for};
use super::rows::{ListRow, rows};
use crate::browser::today;
use crate::events::own_numbers_changed;
use crate::live::{follow, live, live_if};
use crate::load::Loader;
use crate::parts::{Request, Tone, alert, crumbs, days_words, empty, page_head, refusal, whole};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
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
        Some((found, _)) => title(&found, language.get()),
        None => QUALITY_TITLE.get(language.get()).to_owned(),
    });
    let (from, to) = (looked.from, looked.to);
    let lead = live_if(move || {
        let (found, _) = loader.ready()?;
        let of = found.form.or(found.unit).map(|of| of.label);
        let language = language.get();
        let days = days_words(from, to, language);
        Some(match of {
            Some(of) => format!("{} · {days}", of.get(language)),
            None => days,
        })
    });
    view! {
        {crumbs}
        {page_head(title, Some(view! { <p>{lead}</p> }.into_any()), None, false)}
        {loader.show_following(move |found| list(found, looked.clone()))}
    }
    .into_any()
}

/// What is lacking.
fn title(found: &LackingCourses, language: Language) -> String {
    match found.variable.as_ref().or(found.link.as_ref()) {
        Some(of) => filled(LACKING_TITLE, language, &[("field", of.label.get(language).to_owned())]),
        None => match found.unit {
            Some(_) => QUALITY_UNIT_LACKING.get(language).to_owned(),
            None => QUALITY_WARNINGS.get(language).to_owned(),
        },
    }
}

async fn ask(client: &Client, looked: &Looked, cursor: Option<&str>) -> Answer<LackingCourses> {
    let (from, to) = (looked.from.to_string(), looked.to.to_string());
    let sought = match &looked.sought {
        Sought::Field(form, variable) => Lacked::Field { form, variable },
        Sought::AnyField => Lacked::AnyField,
        Sought::Confirmation => Lacked::Confirmation,
        Sought::Link(link) => Lacked::Link(link),
    };
    let ask = LackingAsk {
        programme: HJERTEKOM,
        sought,
        unit: looked.unit.as_deref(),
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
    let sought = looked.sought.clone();
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
    let (none, one, many, hint) = match &sought {
        Sought::Field(..) => (LACKING_NONE, LACKING_COUNT_ONE, LACKING_COUNT, Some(LACKING_HINT)),
        Sought::Link(_) => (LIST_OF_NONE, LIST_OF_COUNT_ONE, LIST_OF_COUNT, None),
        _ => (LIST_OF_NONE, LIST_OF_COUNT_ONE, LIST_OF_COUNT, Some(LACKING_HINT)),
    };
    let shown = live(move || {
        let total = found.with(|(first, _)| first.total);
        if total == 0 {
            return empty(view! { <strong>{t(none)}</strong> }.into_any(), ().into_any());
        }
        let all: Vec<ListRow> = found.with(|(first, programme)| {
            more.with(|(later, _)| {
                let courses = first.items.iter().chain(later);
                courses.map(|course| row(course, &sought, programme)).collect()
            })
        });
        let count = count_words(one, many, whole(total), language.get());
        let count = count.trim_end_matches('.').to_owned();
        view! { <p class="list-count">{count}". "{hint.map(t)}</p>{rows(all)} }.into_any()
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

fn row(course: &LackingCourse, sought: &Sought, programme: &Programme) -> ListRow {
    let of_course = format!("/forloeb/{}", course.course_id);
    let field = course.fields.first();
    let mended = field.and_then(|field| {
        Some(format!("{of_course}/{}#f-{}", programme.form(&field.form)?.slug, field.variable))
    });
    let is_link = matches!(sought, Sought::Link(_));
    ListRow {
        course: course.course_id,
        name: course.name.clone(),
        born: Some(course.birth_date),
        when: (if is_link { ROW_REFERRED } else { LACKING_DATED }, course.dated_on),
        words: match sought {
            Sought::Field(..) => Some(course.reason.clone().unwrap_or_else(|| both(LACKING_NO_REASON))),
            _ => field.map(|field| several(&field.label, course.fields.len())),
        },
        action: match sought {
            Sought::Confirmation | Sought::Link(_) => ROW_OPEN,
            _ => LACKING_FILL,
        },
        address: mended.unwrap_or(of_course),
    }
}

/// `Vægt` or `Vægt og 2 andre`.
fn several(first: &Text, count: usize) -> Text {
    let words = |language: Language| {
        let name = first.get(language);
        match count.saturating_sub(1) {
            0 => name.to_owned(),
            1 => filled(LACKING_AND_ONE, language, &[("field", name.to_owned())]),
            others => {
                let places = [("field", name.to_owned()), ("count", others.to_string())];
                filled(LACKING_AND_OTHERS, language, &places)
            }
        }
    };
    Text::new(words(Language::Da), words(Language::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_that_lacks_several_answers_names_the_first() {
        let weight = Text::new("Vægt", "Weight");
        assert_eq!(several(&weight, 1), weight);
        assert_eq!(several(&weight, 2).da, "Vægt og 1 andet felt");
        assert_eq!(several(&weight, 4).en, "Weight and 3 other fields");
    }
}
