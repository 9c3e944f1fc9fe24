//! The closing note to hospital and general practice: built from the course, added to, copied or printed.

mod additions;

use domain::note::{Citizen, ClosingFacts, ClosingNote, NotePart, PartId, closing};
use domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::additions::{Additions, warn_before_loss};
use crate::browser::print;
use crate::course_facts::{CourseFacts, course_facts};
use crate::load::Loader;
use crate::parts::{Tone, alert, copy_button, crumbs, page_head};
use crate::programmes::use_programmes;
use crate::session::use_session;
use crate::text::*;

/// The parts a professional adds to.
const OPEN_PARTS: [PartId; 4] = [PartId::Receiver, PartId::Status, PartId::Plan, PartId::Contact];

/// The note is read by Danish hospitals and doctors, whatever the language of the screen.
const LANGUAGE: Language = Language::Da;

/// Shows the closing note of the course the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes) = (use_session(), use_programmes());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    // What is being added stays when the session is renewed.
    let loader = Loader::once(move || course_facts(session.clone(), programmes, id.get()));
    loader.show(note_view)
}

fn note_view(shown: CourseFacts) -> AnyView {
    let note = written(&shown);
    let course = shown.course;
    let additions = Additions::of(course.id);
    warn_before_loss(additions);
    let name = course.citizen.name.clone();
    let title_name = name.clone();
    let title = tf(NOTE_TITLE, move |_| [("name", title_name.clone())]);
    let links = vec![
        ("/borgere".to_owned(), t(CITIZENS).into_any()),
        (format!("/borgere/{}", course.citizen.id), name.into_any()),
        (format!("/forloeb/{}", course.id), t(COURSE_EVENTS).into_any()),
    ];
    let text = note.clone();
    let whole = move || {
        additions.leave();
        text.to_text(|part| additions.get_untracked(part))
    };
    let to_print = move |_| {
        additions.leave();
        print();
    };
    let tools = view! {
        {copy_button("copy-note", NOTE_COPY, whole)}
        <button type="button" class="button button-quiet button-small" on:click=to_print>{t(PRINT)}</button>
    };
    let is_open = course.ended_on.is_none();
    let parts: Vec<_> = note.parts.into_iter().map(|part| part_view(part, additions)).collect();
    view! {
        {crumbs(links)}
        {page_head(title, Some(view! { <p class="no-print">{t(NOTE_LEAD)}</p> }.into_any()), Some(tools.into_any()), false)}
        <div class="stack no-print note-hints">
            {is_open.then(|| alert(Tone::Warning, view! { <p>{t(NOTE_OPEN_COURSE)}</p> }.into_any()))}
            {alert(Tone::Info, view! { <p>{t(NOTE_KEPT)}</p> }.into_any())}
        </div>
        <article class="card note" lang="da">{parts}</article>
    }
    .into_any()
}

/// The note as the course alone tells it.
fn written(shown: &CourseFacts) -> ClosingNote {
    let me = use_session().me();
    let municipality = me.as_ref().and_then(|me| me.municipality.as_ref().map(|unit| unit.name.clone()));
    let author = me.map(|me| me.display_name).unwrap_or_default();
    let CourseFacts { course, programme, facts, plan } = shown;
    let citizen = Citizen { name: course.citizen.name.clone(), birth_date: course.citizen.birth_date };
    let from = ClosingFacts {
        facts,
        municipality: municipality.as_deref().unwrap_or_default(),
        author: &author,
        citizen: &citizen,
        period: (course.started_on, course.ended_on),
        plan,
    };
    closing(programme, &from, LANGUAGE)
}

/// A part: what the course tells, and a field to add to it.
fn part_view(part: NotePart, additions: Additions) -> AnyView {
    let NotePart { id, lines } = part;
    let heading = format!("note-{}", id.key());
    let is_empty = lines.is_empty();
    // On paper they stand in two columns, so that a whole course fits on one sheet.
    let is_many = lines.len() > 4;
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect();
    let nothing = is_empty.then(|| view! { <p class="muted no-print">{NOTE_NOTHING.get(LANGUAGE)}</p> });
    let field = OPEN_PARTS.contains(&id).then(|| addition(id, additions));
    // Paper has no fields, and no headings over nothing.
    let is_blank = move || is_empty && additions.get(id).trim().is_empty();
    view! {
        <section class="note-part" class:note-blank=is_blank aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{id.label().get(LANGUAGE).to_owned()}</h2>
            <div class="note-lines" data-many=is_many.then_some("true")>{lines}</div>
            {nothing}
            {field}
        </section>
    }
    .into_any()
}

fn addition(id: PartId, additions: Additions) -> AnyView {
    let field = format!("add-{}", id.key());
    let part = id.label();
    let label = tf(NOTE_ADD, move |language| [("part", part.get(language).to_owned())]);
    let value = Signal::derive(move || additions.get(id));
    view! {
        <label class="label no-print" for=field.clone()>{label}</label>
        <textarea class="input note-field no-print" id=field.clone() rows="2" maxlength="2000" prop:value=value
            on:input=move |event| additions.set(id, event_target_value(&event))></textarea>
        <p class="print-only note-added">{value}</p>
    }
    .into_any()
}
