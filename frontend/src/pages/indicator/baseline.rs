//! Where midline and limits begin anew, and why.

use api_types::{BaselineView, BeginBaseline, IndicatorNotes, Series};
use leptos::prelude::*;

use super::annotate::{Reader, may_write, small_form};
use crate::live::live;
use crate::parts::Typed;
use crate::programmes::HJERTEKOM;
use crate::show;
use crate::text::*;

/// Finished periods after which midline and limits stay.
const FIXED_FROM: usize = 12;

/// How many finished periods the lines are made of where nothing began anew.
fn made_of(series: &Series) -> usize {
    let points = series.groups.first().map(|group| group.points.as_slice()).unwrap_or_default();
    points.iter().filter(|point| point.is_complete && point.value.is_some()).take(FIXED_FROM).count()
}

/// The baselines, with a way to begin one.
pub(super) fn baselines(
    indicator: String,
    series: Signal<Series>,
    notes: Signal<IndicatorNotes>,
    reload: Callback<()>,
) -> AnyView {
    let of = StoredValue::new(indicator);
    let list = Memo::new(move |_| notes.with(|notes| notes.baselines.clone()));
    let made_of = Memo::new(move |_| series.with(made_of));
    let language = use_language();
    let usual = Signal::derive(move || match made_of.get() {
        0 => BASELINES_NOTHING.get(language.get()).to_owned(),
        FIXED_FROM => BASELINES_NONE.get(language.get()).to_owned(),
        count => count_words(BASELINES_TRIAL_ONE, BASELINES_TRIAL, count, language.get()),
    });
    let items = live(move || {
        let baselines = list.get();
        if baselines.is_empty() {
            return view! { <p class="muted">{usual}</p> }.into_any();
        }
        let items: Vec<_> = baselines.into_iter().map(item).collect();
        view! { <ul class="annotations">{items}</ul> }.into_any()
    });
    let begin = may_write().then(|| {
        let set_up = || {
            let (day, reason) = (Typed::new("baseline-from"), Typed::new("baseline-reason"));
            let fields = view! {
                <p class="muted">{t(BASELINE_LEAD)}</p>
                {day.date_field(BASELINE_FROM)}
                {reason.text_field(REASON)}
            };
            let read: Reader<BeginBaseline> = Box::new(move || {
                Some(BeginBaseline { from: day.day()?, reason: reason.words(Some(REASON_EMPTY))? })
            });
            (fields.into_any(), read)
        };
        let send = move |client: api_client::Client, baseline: BeginBaseline| async move {
            client.baseline(HJERTEKOM, &of.get_value(), &baseline).await
        };
        small_form(("baseline-begin", BASELINE_BEGIN), set_up, send, reload)
    });
    view! { <section class="card"><h2>{t(BASELINES)}</h2>{items}{begin}</section> }.into_any()
}

fn item(baseline: BaselineView) -> AnyView {
    let language = use_language();
    let from = baseline.from;
    view! {
        <li>
            <p><strong>{Signal::derive(move || show::short_date(from, language.get()))}</strong>" "{baseline.reason}</p>
            <p class="small muted">{baseline.by}</p>
        </li>
    }
    .into_any()
}
