//! Comparing: does my municipality differ from the rest by more than chance explains? Never a ranking.

mod below;
mod fair;
mod figure;
mod filters;
mod own;
mod wanted;

use std::sync::Arc;

use api_client::{Answer, ClientError};
use api_types::{Benchmark, Benchmarks, ProblemCode};
use domain::programme::Programme;
use domain::text::Text;
use leptos::prelude::*;
use pictures::{Choice, comparison_rows};

pub(crate) use self::below::rule_set;
use self::wanted::Wanted;
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::parts::{empty, page_head};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::text::*;

/// What is published, and the definition it is published by.
#[derive(Clone)]
struct Published {
    what: Arc<Benchmarks>,
    programme: Option<Arc<Programme>>,
}

/// What came of asking for a comparison.
#[derive(Clone)]
enum Asked {
    Numbers(Arc<Benchmark>),
    /// It is not published; the reasons in the server's words.
    Refused(Vec<Text>),
    /// The indicator is not in the newest snapshot.
    NotThere,
}

/// The page.
pub(crate) fn page() -> AnyView {
    let (session, programmes) = (use_session(), use_programmes());
    let wanted = Wanted::of_address();
    let loader = Loader::new(move || {
        let session = session.clone();
        async move { load(&session, programmes).await }
    });
    let named = Memo::new(move |_| {
        let id = wanted.indicator.get();
        loader.ready().and_then(|published| {
            let all = &published.what.indicators;
            let known = all.iter().find(|known| Some(&known.id) == id.as_ref()).or_else(|| all.first());
            known.map(|known| known.label.clone())
        })
    });
    let language = use_language();
    let title = Signal::derive(move || {
        let language = language.get();
        match named.get() {
            Some(label) => COMPARE_TITLE_OF.fill(language, &[("indicator", label.get(language))]),
            None => COMPARE_TITLE.get(language).to_owned(),
        }
    });
    let lead = view! { <p>{t(COMPARE_LEAD)}</p> };
    view! {
        {page_head(title, Some(lead.into_any()), None, false)}
        {loader.show(move |published| comparison(published, wanted))}
    }
    .into_any()
}

async fn load(session: &Session, programmes: Programmes) -> Answer<Published> {
    let what = session.client().benchmarks(HJERTEKOM).await?;
    let newest = what.indicators.first().and_then(|first| first.versions.first());
    let programme = match newest {
        // Without it the page only names fewer things that are not published.
        Some(version) => programmes.get(session, HJERTEKOM, version).await.ok(),
        None => None,
    };
    Ok(Published { what: Arc::new(what), programme })
}

fn comparison(published: Published, wanted: Wanted) -> AnyView {
    let Published { what, programme } = published;
    let first = what.indicators.first().map(|first| first.id.clone());
    let (Some(first), false) = (first, what.snapshots.is_empty()) else {
        let hint = view! { <p>{t(COMPARE_NONE_HINT)}</p> };
        return empty(view! { <strong>{t(COMPARE_NONE)}</strong> }.into_any(), hint.into_any());
    };
    let session = use_session();
    let has_own = session.me().is_some_and(|me| me.municipality.is_some());
    // Who belongs to no municipality compares clusters.
    let usual = if has_own { "municipality" } else { "cluster" };
    let asking = session.clone();
    let loader = Loader::new(move || {
        let indicator = wanted.indicator.get().unwrap_or_else(|| first.clone());
        let (session, ask) = (asking.clone(), wanted.ask(usual));
        async move {
            match session.client().benchmark(&indicator, &ask).await {
                Ok(benchmark) => Ok(Asked::Numbers(Arc::new(benchmark))),
                Err(ClientError::Problem(problem)) if problem.code == ProblemCode::NotPublished => {
                    Ok(Asked::Refused(below::reasons(&problem)))
                }
                Err(ClientError::Problem(problem)) if problem.status == 404 => Ok(Asked::NotThere),
                Err(error) => Err(error),
            }
        }
    });
    let lists = filters::filters(&what, programme.as_ref(), wanted, usual, has_own);
    view! {
        {lists}
        {fair::switch(wanted)}
        {loader.show_following(move |asked| answer(asked, wanted))}
    }
    .into_any()
}

/// The numbers, or why there are none. What is on the screen stays while its kind of answer does.
fn answer(asked: Signal<Asked>, wanted: Wanted) -> AnyView {
    let kind = Memo::new(move |_| asked.with(|asked| matches!(asked, Asked::Numbers(_))));
    let latest = StoredValue::new(None::<Arc<Benchmark>>);
    live(move || {
        if !kind.get() {
            return live(move || match asked.get() {
                Asked::Refused(reasons) => below::refused(reasons, wanted),
                _ => {
                    let hint = view! { <p>{t(COMPARE_NONE_HINT)}</p> };
                    empty(view! { <strong>{t(COMPARE_NOT_HERE)}</strong> }.into_any(), hint.into_any())
                }
            });
        }
        let first = asked.with_untracked(|asked| match asked {
            Asked::Numbers(benchmark) => Some(benchmark.clone()),
            _ => None,
        });
        let Some(first) = first else { return ().into_any() };
        latest.set_value(Some(first.clone()));
        let benchmark = Signal::derive(move || {
            asked.with(|asked| {
                if let Asked::Numbers(benchmark) = asked {
                    latest.set_value(Some(benchmark.clone()));
                }
            });
            latest.get_value().unwrap_or_else(|| first.clone())
        });
        untrack(|| numbers(benchmark, wanted))
    })
}

fn numbers(benchmark: Signal<Arc<Benchmark>>, wanted: Wanted) -> AnyView {
    let around = Memo::new(move |_| wanted.around());
    let shown = move || {
        let choice = Choice { around: around.get(), ..Choice::default() };
        benchmark.with(|benchmark| comparison_rows(benchmark, choice))
    };
    view! {
        {figure::figure(benchmark, wanted)}
        {live_if(move || benchmark.with(|benchmark| below::checks(benchmark)))}
        {live_if(move || benchmark.with(|benchmark| fair::card(benchmark)))}
        {live_if(move || benchmark.with(|benchmark| own::own_number(benchmark)))}
        {live_if(move || below::hidden_units(&shown()))}
        {live(move || benchmark.with(|benchmark| rule_set(&benchmark.snapshot)))}
    }
    .into_any()
}
