//! A code of a long list, found by typing a part of its name, a synonym or its code.

use domain::programme::{Code, Variable};
use domain::typing::{matching, read_missing};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

use super::choice::value_of;
use super::keys::control_id;
use super::model::{Field, FormModel, change};
use super::row::Said;
use super::typed::{refuse_when_emptied, shown_suggestion};
use crate::browser::is_interruption;
use crate::live::live_if;
use crate::text::*;

/// The state of an open list.
#[derive(Clone, Copy)]
struct List {
    model: FormModel,
    field: Field,
    variable: StoredValue<Variable>,
    is_open: RwSignal<bool>,
    /// Whether the text was typed since the list was opened, so that it narrows the list.
    is_narrowed: RwSignal<bool>,
    /// The place of the marked code among those shown; none before anything points at one.
    marked: RwSignal<Option<usize>>,
    shown: Memo<Vec<Code>>,
}

fn list_id(variable: &str) -> String {
    format!("o-{variable}")
}

fn option_id(variable: &str, index: usize) -> String {
    format!("o-{variable}-{index}")
}

/// The field and, while it is open, the list below it: in the flow of the page, so that it hides nothing.
pub(super) fn combobox(model: FormModel, variable: &Variable, field: Field, said: Said) -> AnyView {
    let id = variable.id.clone();
    let codes = model.programme().codes_of(variable).map(|list| list.codes.clone()).unwrap_or_default();
    let (is_open, is_narrowed) = (RwSignal::new(false), RwSignal::new(false));
    let shown = Memo::new(move |_| {
        let wanted = if is_narrowed.get() { field.text.get() } else { String::new() };
        matching(&codes, &wanted).into_iter().cloned().collect::<Vec<_>>()
    });
    let (variable, marked) = (StoredValue::new(variable.clone()), RwSignal::new(None));
    let list = List { model, field, variable, is_open, is_narrowed, marked, shown };
    let suggested = Signal::derive(variable.with_value(|variable| shown_suggestion(model, variable)));
    let text = Signal::derive(move || {
        let text = field.text.get();
        if text.is_empty() { suggested.get().unwrap_or_default() } else { text }
    });
    // A field has one line; what is longer stands below it in full where it is cut.
    let whole = live_if(move || {
        let words = text.get();
        let class = cut_class(words.chars().count())?;
        let is_chosen = !is_narrowed.get();
        is_chosen.then(|| view! { <span class=class aria-hidden="true">{words}</span> })
    });
    let typed_id = id.clone();
    let typed = move |event| {
        let text = event_target_value(&event);
        refuse_when_emptied(field, &text);
        model.type_in(&typed_id);
        if text.is_empty() {
            field.answer.set(None);
        }
        field.problem.set(None);
        is_narrowed.set(!text.is_empty());
        // In an emptied field Enter leaves it empty.
        marked.set((!text.is_empty()).then_some(0));
        field.text.set(text);
        is_open.set(true);
    };
    let left_id = id.clone();
    let left = move |event: FocusEvent| {
        if is_interruption(&event) {
            return;
        }
        is_open.set(false);
        model.commit(&left_id);
        change(field.left, true);
    };
    let (marked_id, button) = (id.clone(), move |_| list.toggle(None));
    view! {
        <span class="combobox">
            <input id=control_id(&id) class="input" type="text" role="combobox" autocomplete="off" spellcheck="false"
                class:input-suggested=Signal::derive(move || suggested.with(Option::is_some))
                aria-autocomplete="list" aria-controls=list_id(&id)
                aria-expanded=Signal::derive(move || is_open.get().to_string())
                aria-activedescendant=Signal::derive(move || {
                    let marked = marked.get().filter(|_| is_open.get() && !shown.with(Vec::is_empty))?;
                    Some(option_id(&marked_id, marked))
                })
                prop:value=text on:input=typed on:blur=left on:click=button
                on:keydown=move |event: KeyboardEvent| list.key(&event)
                aria-invalid=Signal::derive(move || said.invalid())
                aria-describedby=Signal::derive(move || said.described.get())/>
            <ul class="options" role="listbox" id=list_id(&id) aria-labelledby=format!("l-{id}")
                hidden=Signal::derive(move || !is_open.get() || shown.with(Vec::is_empty))>
                {move || is_open.get().then(|| list.options())}
            </ul>
            {whole}
        </span>
    }
    .into_any()
}

/// How words of this length are shown below the field: always, only where the field is narrow, or not at all. A field
/// of full width holds some 46 letters, on a phone 30.
const fn cut_class(letters: usize) -> Option<&'static str> {
    match letters {
        0..=30 => None,
        31..=46 => Some("whole whole-narrow"),
        _ => Some("whole"),
    }
}

impl List {
    fn options(self) -> Vec<AnyView> {
        let id = self.variable.with_value(|variable| variable.id.clone());
        let option = |(index, code): (usize, Code)| {
            let label = code.label.clone();
            let pick = move |event: leptos::ev::MouseEvent| {
                // The field keeps the focus, so that leaving it does not close the list before the choice.
                event.prevent_default();
                self.pick(&code);
            };
            let is_marked = Signal::derive(move || (self.marked.get() == Some(index)).to_string());
            view! {
                <li role="option" id=option_id(&id, index) aria-selected=is_marked on:mousedown=pick>{tt(label)}</li>
            }
            .into_any()
        };
        self.shown.get().into_iter().enumerate().map(option).collect()
    }

    /// Opens or closes the list, with the answer marked, or without one what `otherwise` says.
    fn toggle(self, otherwise: Option<usize>) {
        self.is_open.update(|is_open| *is_open = !*is_open);
        self.is_narrowed.set(false);
        self.marked.set(self.place_of_answer().or(otherwise));
    }

    fn close(self) {
        self.is_open.set(false);
        self.is_narrowed.set(false);
    }

    fn pick(self, code: &Code) {
        self.variable.with_value(|variable| self.model.choose(&variable.id, Some(value_of(code))));
        self.close();
    }

    /// Picks what is marked, unless the letters of a missing reason were typed: those are read when the field is left.
    fn pick_marked(self) {
        let is_missing = self.field.text.with_untracked(|text| read_missing(text).is_some());
        let marked = self.marked.get_untracked();
        let marked = marked.and_then(|marked| self.shown.with_untracked(|shown| shown.get(marked).cloned()));
        match marked.filter(|_| !is_missing) {
            Some(code) => self.pick(&code),
            None => self.close(),
        }
    }

    /// The place of the code that is the answer.
    fn place_of_answer(self) -> Option<usize> {
        let answer = self.field.answer.get_untracked();
        let chosen = answer.as_ref().and_then(|answer| answer.value()?.text());
        self.shown.with_untracked(|shown| shown.iter().position(|code| Some(code.id.as_str()) == chosen))
    }

    fn key(self, event: &KeyboardEvent) {
        let is_open = self.is_open.get_untracked();
        let plain = !event.ctrl_key() && !event.meta_key() && !event.shift_key();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if plain => {
                event.prevent_default();
                if is_open { self.step(event.key() == "ArrowDown") } else { self.toggle(Some(0)) }
            }
            // What is marked is picked; the form then goes on to the next field as after any other Enter.
            "Enter" if is_open && plain => self.pick_marked(),
            "Tab" if is_open && self.is_narrowed.get_untracked() => self.pick_marked(),
            "Escape" if is_open => {
                event.prevent_default();
                event.stop_propagation();
                self.close();
                let answer = self.field.answer.get_untracked();
                let text = self.variable.with_value(|variable| self.model.text_of(variable, answer.as_ref()));
                self.field.text.set(text);
            }
            _ => {}
        }
    }

    fn step(self, down: bool) {
        let count = self.shown.with_untracked(Vec::len);
        if count > 0 {
            let place = match (self.marked.get_untracked(), down) {
                (None, true) => 0,
                (None, false) => count - 1,
                (Some(marked), true) => (marked + 1) % count,
                (Some(marked), false) => (marked + count - 1) % count,
            };
            self.marked.set(Some(place));
            let id = self.variable.with_value(|variable| option_id(&variable.id, place));
            crate::browser::show_in_list(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cut_class;

    #[test]
    fn only_what_a_field_cuts_is_repeated_below_it() {
        assert_eq!(cut_class("Ballonudvidelse (PCI)".len()), None);
        assert_eq!(
            cut_class("Blodprop i hjertet uden ST-elevation (NSTEMI)".len()),
            Some("whole whole-narrow")
        );
        assert_eq!(cut_class(60), Some("whole"));
    }
}
