//! The schedule of a saved view, the reports it has made, and when the next one comes.

use domain::text::Language;
use leptos::prelude::*;

use super::saved::Views;
use super::schedule::{Every, Issue, MOST_DAYS, Schedule, USUAL_DAYS, issues};
use crate::browser::today;
use crate::live::live_if;
use crate::show;
use crate::text::*;

/// The fields of a view's schedule and its reports.
pub(super) fn schedule(views: Views, index: usize, name: String) -> AnyView {
    let name = StoredValue::new(name);
    let now = Memo::new(move |_| views.find(&name.get_value()).and_then(|saved| saved.schedule));
    let every = Memo::new(move |_| now.get().map(|schedule| schedule.every));
    let choose = move |event| {
        let every = Every::read(&event_target_value::<leptos::ev::Event>(&event));
        views.update(&name.get_value(), |saved| {
            let days = saved.schedule.map_or(USUAL_DAYS, |schedule| schedule.days);
            saved.schedule = every.map(|every| Schedule { every, days, since: today() });
            saved.opened.clear();
        });
    };
    let options = [
        ("", REPORT_EVERY_NONE),
        (Every::Quarter.id(), REPORT_EVERY_QUARTER),
        (Every::Year.id(), REPORT_EVERY_YEAR),
    ];
    let options = options.map(|(id, words)| {
        let is_chosen = Signal::derive(move || every.get().map_or("", Every::id) == id);
        view! { <option value=id prop:selected=is_chosen>{t(words)}</option> }
    });
    let field = format!("report-every-{index}");
    view! {
        <div class="report-schedule">
            <div class="field row">
                <label class="label" for=field.clone()>
                    {t(REPORT_EVERY)}" "<span class="visually-hidden">{name.get_value()}</span>
                </label>
                <select class="input input-select" id=field on:change=choose>{options.collect_view()}</select>
            </div>
            {live_if(move || every.get().map(|_| untrack(|| days(views, index, name, now))))}
        </div>
        {live_if(move || now.get().map(|schedule| untrack(|| reports(views, name, schedule))))}
    }
    .into_any()
}

/// After how many days the numbers are taken.
fn days(views: Views, index: usize, name: StoredValue<String>, now: Memo<Option<Schedule>>) -> AnyView {
    let is_wrong = RwSignal::new(false);
    let (field, message) = (format!("report-days-{index}"), format!("report-days-{index}-message"));
    let described = message.clone();
    let changed = move |event| {
        let typed = event_target_value::<leptos::ev::Event>(&event).trim().parse::<u8>().ok();
        let typed = typed.filter(|days| *days <= MOST_DAYS);
        is_wrong.set(typed.is_none());
        if let Some(days) = typed {
            views.update(&name.get_value(), |saved| {
                saved.schedule = saved.schedule.map(|schedule| Schedule { days, ..schedule });
            });
        }
    };
    let shown =
        Signal::derive(move || now.get().map_or_else(String::new, |schedule| schedule.days.to_string()));
    view! {
        <div class="field row" class:field-error=is_wrong>
            <label class="label" for=field.clone()>
                {t(REPORT_DAYS)}" "<span class="visually-hidden">{name.get_value()}</span>
            </label>
            <input class="input report-days" id=field type="text" inputmode="numeric" maxlength="2" autocomplete="off"
                prop:value=shown aria-invalid=Signal::derive(move || is_wrong.get().then_some("true"))
                aria-describedby=Signal::derive(move || is_wrong.get().then(|| described.clone())) on:change=changed/>
            {live_if(move || is_wrong.get().then(|| view! {
                <p class="message message-error" id=message.clone() role="alert">
                    <span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(REPORT_DAYS_WRONG)}
                </p>
            }))}
        </div>
    }
    .into_any()
}

fn reports(views: Views, name: StoredValue<String>, schedule: Schedule) -> AnyView {
    let (language, today) = (use_language(), today());
    let found = issues(schedule, today);
    let view = views.find(&name.get_value()).map(|saved| saved.query).unwrap_or_default();
    let items: Vec<_> = found
        .issued
        .into_iter()
        .map(|issue| {
            let address = format!("/rapporter?{}", issue.query(&view));
            let words = tf(issued(schedule.every), move |language| {
                [
                    ("period", period(schedule.every, issue, language)),
                    ("date", show::long_date(issue.known, language)),
                ]
            });
            let is_new = Memo::new(move |_| {
                views.find(&name.get_value()).is_some_and(|saved| !saved.opened.contains(&issue.to))
            });
            let open = move |_| {
                views.update(&name.get_value(), |saved| {
                    if !saved.opened.contains(&issue.to) {
                        saved.opened.push(issue.to);
                    }
                })
            };
            let new =
                live_if(move || is_new.get().then(|| view! { " "<span class="tag">{t(REPORT_NEW)}</span> }));
            view! { <li><a href=address on:click=open>{words}</a>{new}</li> }
        })
        .collect();
    let list = (!items.is_empty()).then(|| view! { <ul class="report-list">{items}</ul> });
    let next = found.next.map(|issue| {
        let phrase = if issue.to < today { REPORT_DUE } else { REPORT_NEXT };
        let words = Signal::derive(move || {
            let language = language.get();
            let places = [
                ("period", period(schedule.every, issue, language)),
                ("known", show::long_date(issue.known, language)),
                ("date", show::long_date(issue.comes(), language)),
            ];
            filled(phrase, language, &places)
        });
        view! { <p class="small muted">{words}</p> }
    });
    view! { <div class="report-issued">{list}{next}</div> }.into_any()
}

const fn issued(every: Every) -> Phrase {
    match every {
        Every::Quarter => REPORT_ISSUED_QUARTER,
        Every::Year => REPORT_ISSUED_YEAR,
    }
}

fn period(every: Every, issue: Issue, language: Language) -> String {
    match every {
        Every::Quarter => show::quarter(issue.from, language),
        Every::Year => issue.from.format("%Y").to_string(),
    }
}
