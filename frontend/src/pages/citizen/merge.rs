//! Giving a citizen another number: the number is looked at first, so that nobody is joined with a stranger.

use api_client::ClientError;
use api_types::{MergeCitizen, MergeView};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::Acting;
use crate::live::{live, live_if};
use crate::pages::Notice;
use crate::parts::{Tone, Typed, announced_alert, buttons, refusal};
use crate::session::use_session;
use crate::text::*;

/// A number that was looked at, and what giving it would do.
#[derive(Clone)]
struct Checked {
    cpr: String,
    found: MergeView,
}

pub(super) fn merge_form(acting: &Acting) -> AnyView {
    let (session, navigate) = (use_session(), use_navigate());
    let notice = expect_context::<Notice>();
    let number = Typed::new("merge-cpr");
    let problem = RwSignal::new(None::<ClientError>);
    let is_busy = RwSignal::new(false);
    let checked = RwSignal::new(None::<Checked>);
    let acting = acting.clone();
    let is_open = acting.is_open;
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let Some(cpr) = number.words(Some(CPR_EMPTY)) else { return };
        // Another number than the one that was looked at is looked at first.
        let is_checked =
            checked.with_untracked(|checked| checked.as_ref().is_some_and(|known| known.cpr == cpr));
        is_busy.set(true);
        problem.set(None);
        let (session, navigate, acting) = (session.clone(), navigate.clone(), acting.clone());
        spawn_local(async move {
            let merge = MergeCitizen { cpr: cpr.clone() };
            let asked = session.client().merge_citizen(acting.id, &merge, !is_checked, acting.version).await;
            match session.watch(asked) {
                Ok(found) if !is_checked => {
                    checked.try_set(Some(Checked { cpr, found }));
                }
                Ok(done) => {
                    notice.say(both(if done.existed { MERGE_JOINED } else { MERGE_DONE }));
                    acting.is_open.set(false);
                    if done.existed {
                        navigate(
                            &format!("/borgere/{}", done.citizen.id),
                            leptos_router::NavigateOptions::default(),
                        );
                    } else {
                        acting.reload.try_run(());
                    }
                }
                Err(error) => {
                    checked.try_set(None);
                    problem.try_set(Some(error));
                }
            }
            is_busy.try_set(false);
        });
    };
    let told =
        live_if(move || checked.get().map(|checked| announced_alert(Tone::Warning, what(checked.found))));
    let choice = live(move || {
        let name = match checked.get() {
            None => MERGE_CHECK,
            Some(checked) if checked.found.existed => MERGE_JOIN,
            Some(_) => MERGE_DO,
        };
        buttons(name, is_busy, is_open)
    });
    view! {
        <form class="stack stacked" novalidate=true on:submit=submit>
            <p class="muted">{t(MERGE_TEXT)}</p>
            {refusal(problem)}
            {number.line_field(CPR, CPR_HELP, "input input-cpr")}
            {told}
            {choice}
        </form>
    }
    .into_any()
}

/// Whose number it is, and what will happen.
fn what(found: MergeView) -> AnyView {
    if !found.existed {
        return view! { <p>{t(MERGE_UNKNOWN)}</p> }.into_any();
    }
    let MergeView { citizen, courses, .. } = found;
    let words = tf(MERGE_KNOWN, move |_| {
        [("name", citizen.name.clone()), ("years", citizen.age.to_string()), ("count", courses.to_string())]
    });
    view! { <p>{words}</p> }.into_any()
}
