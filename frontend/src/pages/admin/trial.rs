//! A form on trial: filled in without a citizen, and nothing of it is kept or sent.

use std::sync::Arc;

use api_client::{Answer, ClientError};
use api_types::{Problem, ProblemCode};
use chrono::NaiveDate;
use domain::citizen::facts::CITIZEN;
use domain::expr::Facts;
use domain::outcome::OutcomeState;
use domain::programme::{Form, Programme};
use domain::text::Language;
use leptos::prelude::*;

use super::{FORM, VERSION};
use crate::browser::today;
use crate::form_view::trial_view;
use crate::live::live;
use crate::load::Loader;
use crate::parts::{Tone, alert, crumbs, in_address, page_head, select_field};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// The day the invented citizen was born.
const BORN: Option<NaiveDate> = NaiveDate::from_ymd_opt(1950, 1, 1);

/// The page.
pub(crate) fn page() -> AnyView {
    let (session, programmes) = (use_session(), use_programmes());
    let (wanted, _) = in_address(VERSION);
    let loader = Loader::once(move || {
        let (session, wanted) = (session.clone(), wanted.get());
        async move { load(&session, programmes, wanted).await }
    });
    loader.show(|found| match found {
        Ok(programme) => content(programme),
        Err(version) => no_version(version),
    })
}

/// The definitions, or the name of the version that is not there.
type Found = Result<Arc<Programme>, String>;

/// The version the address names, or the newest.
async fn load(session: &Session, programmes: Programmes, wanted: Option<String>) -> Answer<Found> {
    if let Some(version) = wanted {
        let found = programmes.get(session, HJERTEKOM, &version).await;
        let is_none =
            |error: &ClientError| error.problem().map(|problem| problem.code) == Some(ProblemCode::NotFound);
        return match found {
            Err(error) if is_none(&error) => Ok(Err(version)),
            found => found.map(Ok),
        };
    }
    let own = session.client().programmes().await?.items.into_iter().filter(|one| one.id == HJERTEKOM);
    let newest = own.max_by_key(|one| one.valid_from);
    let newest = newest.ok_or_else(|| ClientError::Problem(Box::new(Problem::new(ProblemCode::NotFound))))?;
    programmes.get(session, HJERTEKOM, &newest.version).await.map(Ok)
}

fn no_version(version: String) -> AnyView {
    let language = use_language();
    let title = Signal::derive(move || TRIAL_NO_VERSION.fill(language.get(), &[("version", &version)]));
    view! {
        {page_head(title, None, None, false)}
        <div class="stack">
            <p>{t(TRIAL_NO_VERSION_HINT)}</p>
            <p><a class="button" href="/admin/skemaer">{t(TRIAL_TO_FORMS)}</a></p>
        </div>
    }
    .into_any()
}

/// An invented course of which nothing is known yet.
fn invented(today: NaiveDate) -> Facts {
    let facts = Facts { as_of: today, ..Facts::default() };
    match BORN {
        Some(born) => facts.of_citizen(born, None),
        None => facts,
    }
}

/// The invented course of a worked example: `indicator/place`. What it does not say is as in an empty one.
fn of_example(programme: &Programme, name: &str, today: NaiveDate) -> Option<Facts> {
    let (indicator, place) = name.split_once('/')?;
    let example = programme.indicator(indicator)?.examples.get(place.parse::<usize>().ok()?)?;
    let mut facts = example.facts(programme).ok()?;
    let empty = invented(today);
    if facts.as_of == NaiveDate::MAX {
        facts.as_of = today;
    }
    for (id, known) in empty.forms.get(CITIZEN).into_iter().flatten() {
        facts.forms.entry(CITIZEN.to_owned()).or_default().entry(id.clone()).or_insert_with(|| known.clone());
    }
    Some(facts)
}

fn content(programme: Arc<Programme>) -> AnyView {
    let (wanted, choose) = in_address(FORM);
    let language = use_language();
    let facts = StoredValue::new(invented(today()));
    // Counts the examples begun with: the form is built anew with each.
    let begun = RwSignal::new(0_u32);
    let of = programme.clone();
    let form = Memo::new(move |_| wanted.with(|wanted| form_of(&of, wanted.as_deref())));
    let title = Signal::derive(move || {
        let name = form.with(|form| form.as_ref().map(|form| short_name(&form.label))).unwrap_or_default();
        TRIAL_TITLE.fill(language.get(), &[("form", name.get(language.get()))])
    });
    let lead = tf(TRIAL_LEAD, move |language| {
        [("date", BORN.map(|born| show::long_date(born, language)).unwrap_or_default())]
    });
    let back = format!("/admin/skemaer?{VERSION}={}", programme.version);
    let of = programme.clone();
    let begin = Callback::new(move |name: String| {
        let today = today();
        facts.set_value(of_example(&of, &name, today).unwrap_or_else(|| invented(today)));
        begun.update(|count| *count += 1);
    });
    let choose = Callback::new(move |id: String| choose.set(Some(id)));
    let fields = view! {
        {select_field("trial-form", TRIAL_FORM, form_options(&programme, form), choose)}
        {select_field("trial-example", TRIAL_EXAMPLE, example_options(&programme), begin)}
    };
    let tried = live(move || {
        begun.track();
        match form.get() {
            Some(form) => untrack(|| trial_view(programme.clone(), form, facts)),
            None => ().into_any(),
        }
    });
    view! {
        {crumbs(vec![(back, t(ADMIN_FORMS_TITLE).into_any())])}
        {page_head(title, None, None, false)}
        {alert(Tone::Info, view! { <p>{lead}</p> }.into_any())}
        <div class="row admin-choice">{fields}</div>
        {tried}
    }
    .into_any()
}

/// The form that is chosen, or the first.
fn form_of(programme: &Programme, wanted: Option<&str>) -> Option<Arc<Form>> {
    let named = wanted.and_then(|wanted| programme.form(wanted));
    named.or_else(|| programme.forms.first()).cloned().map(Arc::new)
}

fn form_options(programme: &Programme, chosen: Memo<Option<Arc<Form>>>) -> AnyView {
    let options = programme.forms.iter().map(|form| {
        let is_chosen =
            chosen.with_untracked(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == form.id));
        view! { <option value=form.id.clone() selected=is_chosen>{tt(short_name(&form.label))}</option> }
    });
    options.collect::<Vec<_>>().into_any()
}

/// An empty course, then the worked examples of the programme's own indicators.
fn example_options(programme: &Programme) -> AnyView {
    let language = use_language();
    let groups =
        programme.own_indicators().filter(|indicator| !indicator.examples.is_empty()).map(|indicator| {
            let name = numbered(&indicator.number, &indicator.label);
            let options = indicator.examples.iter().enumerate().map(|(place, example)| {
                let expect = example.expect;
                let number = indicator.number.clone();
                let words = Signal::derive(move || example_words(&number, place, expect, language.get()));
                view! { <option value=format!("{}/{place}", indicator.id)>{words}</option> }
            });
            let options: Vec<_> = options.collect();
            view! { <optgroup label=tt(name)>{options}</optgroup> }
        });
    let groups: Vec<_> = groups.collect();
    view! { <option value="">{t(TRIAL_EMPTY)}</option>{groups} }.into_any()
}

/// `K1, eksempel 2: Ikke opfyldt`.
fn example_words(number: &str, place: usize, expect: OutcomeState, language: Language) -> String {
    let (place, state) = ((place + 1).to_string(), expect.label());
    TRIAL_EXAMPLE_NAMED
        .fill(language, &[("number", number), ("place", &place), ("state", state.get(language))])
}

#[cfg(test)]
mod tests {
    use domain::expr::VariableRef;
    use serde_json::json;

    use super::*;

    fn programme() -> Programme {
        let text = json!({"da": "x", "en": "x"});
        let rule = json!({"text": "true", "expr": {"boolean": true}});
        serde_json::from_value(json!({
            "id": "p", "version": "1", "label": text, "valid_from": "2026-01-01", "code_lists": {},
            "forms": [{"id": "start", "slug": "start", "label": text, "dated_by": "day", "checks": [], "sections": [
                {"id": "s", "label": text, "variables": [
                    {"id": "weight", "label": text, "type": "integer", "source": "default"}]}]}],
            "indicators": [{
                "id": "i", "set": "s", "owner": "municipality", "number": "K1", "label": text, "description": text,
                "kind": "process", "direction": "up", "applies": rule, "fulfilled": rule, "attributed_to": rule,
                "source": "default",
                "examples": [
                    {"given": {"start.weight": 80}, "expect": "fulfilled"},
                    {"given": {"citizen.birth_date": "1960-02-02", "as_of": "2026-05-01"}, "expect": "fulfilled"}],
            }],
        }))
        .unwrap()
    }

    #[test]
    fn an_example_says_what_it_says_and_the_rest_is_as_in_an_empty_course() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        let of = |name: &str| of_example(&programme(), name, today);
        let answer = |facts: &Facts, id: &str| facts.answer(&VariableRef::new("start", id)).is_some();
        let born = |facts: &Facts| facts.forms[CITIZEN]["birth_date"].clone();
        let (first, second) = (of("i/0").unwrap(), of("i/1").unwrap());
        assert!(answer(&first, "weight") && !answer(&second, "weight"));
        assert_eq!((first.as_of, born(&first)), (today, born(&invented(today))));
        assert_eq!(second.as_of.to_string(), "2026-05-01");
        assert_ne!(born(&second), born(&first));
        assert!(["", "i/2", "i/x", "j/0"].iter().all(|name| of(name).is_none()));
    }
}
