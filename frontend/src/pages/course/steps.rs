//! Where a course is in its life: four steps, and the word for how it ended.

use api_types::CourseView;
use chrono::NaiveDate;
use domain::course::CourseState;
use domain::text::Text;
use leptos::prelude::*;

use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The index of the step a course stands at.
const fn position(state: CourseState) -> usize {
    match state {
        CourseState::Referred | CourseState::Invited | CourseState::Rejected => 0,
        CourseState::InProgress | CourseState::Paused => 2,
        _ => 3,
    }
}

/// The status bar of a course.
pub(super) fn steps(course: &CourseView) -> AnyView {
    let here = position(course.state);
    let state = course.state.label();
    let steps = [
        (STEP_REFERRED, Some(course.opened_on)),
        (STEP_CLARIFIED, course.started_on),
        (STEP_RUNNING, None),
        (STEP_ENDED, course.ended_on),
    ];
    let items: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(index, (name, day))| {
            // An interview that was never held is not done, even when the course has ended.
            let is_done = index < here && (index != 1 || course.started_on.is_some());
            let own = (index == here).then(|| state.clone());
            step(name, day, is_done, own)
        })
        .collect();
    view! { <nav aria-label=t(COURSE_STATUS)><ol class="steps">{items}</ol></nav> }.into_any()
}

/// A step; the current one carries the word of the course's own state.
fn step(name: Phrase, day: Option<NaiveDate>, is_done: bool, own: Option<Text>) -> AnyView {
    let is_current = own.is_some();
    let is_last = name == STEP_ENDED;
    let state = if is_done { "done" } else { "open" };
    let mark = match (is_current, is_done) {
        (true, _) if is_last => Icon::Tick,
        (true, _) => Icon::Half,
        (false, true) => Icon::Tick,
        (false, false) => Icon::Circle,
    };
    let words = match own {
        Some(own) => tt(own).into_any(),
        None => t(name).into_any(),
    };
    let date = day.map(|day| {
        let language = use_language();
        view! { <span class="small muted nowrap">{Signal::derive(move || show::short_date(day, language.get()))}</span> }
    });
    view! {
        <li class="step" data-state=state aria-current=is_current.then_some("step")>
            {icon(mark)}<span><span class="step-name">{words}</span>{date}</span>
        </li>
    }
    .into_any()
}
