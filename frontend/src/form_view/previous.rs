//! What the citizen's earlier form or course said, and the change since.

use domain::answers::Answer;
use domain::decimal::Decimal;
use domain::expr::Facts;
use domain::programme::{Form, Variable, VariableType};
use domain::text::Text;
use leptos::prelude::*;

use super::model::FormModel;
use crate::live::live_if;
use crate::show;
use crate::text::*;

/// An answer to the same variable in an earlier form of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Previous {
    form: Text,
    answer: Answer,
}

/// The answer of the nearest earlier form that has one, because the same id means the same question throughout a
/// programme. What is carried over stands in the field itself.
pub(crate) fn previous(
    model: FormModel,
    form: &Form,
    variable: &Variable,
    others: &Facts,
) -> Option<Previous> {
    if variable.carried_from.is_some() || is_of_meeting(form, &variable.id) {
        return None;
    }
    let programme = model.programme();
    let here = programme.forms.iter().position(|known| known.id == form.id)?;
    let mut earlier = programme.forms.get(..here)?.iter().rev();
    earlier.find_map(|known| {
        let asked = known.variable(&variable.id)?;
        let answer = others.forms.get(&known.id)?.get(&variable.id)?.clone();
        // A question may keep its name and change its type between forms; then there is nothing to compare.
        (asked.kind == variable.kind && answer.value().is_some())
            .then(|| Previous { form: short_name(&known.label), answer })
    })
}

/// Whether a question is asked beside the form's own date. It is then about the meeting (when, how), not about the
/// citizen: there is nothing to compare.
pub(super) fn is_of_meeting(form: &Form, id: &str) -> bool {
    form.sections.iter().any(|section| {
        let has = |id: &str| section.variables.iter().any(|variable| variable.id == id);
        has(&form.dated_by) && has(id)
    })
}

/// The form as one speaks of it in a sentence: `startskemaet`, `the start form`.
pub(super) fn spoken_name(label: &Text) -> Text {
    let Text { da, en } = short_name(label);
    let da = da.to_lowercase();
    let ending = if da.ends_with("skema") { "et" } else { "en" };
    let da = if da.contains(' ') { da } else { format!("{da}{ending}") };
    Text::new(da, format!("the {}", en.to_lowercase()))
}

/// The earlier value and the change computed live: of this course, or else of the citizen's course before it.
pub(crate) fn previous_value(model: FormModel, variable: &Variable, previous: Option<Previous>) -> AnyView {
    let variable = variable.clone();
    live_if(move || {
        if let Some(Previous { form, answer }) = previous.clone() {
            let from = move |language| form.get(language).to_owned();
            return Some(line(model, &variable, answer, from));
        }
        let (date, answer) =
            model.earlier.with(|earlier| earlier.as_ref()?.answer(&variable.id, variable.kind))?;
        let from =
            move |language| EARLIER_COURSE.fill(language, &[("date", &show::short_date(date, language))]);
        Some(line(model, &variable, answer, from))
    })
}

fn line(
    model: FormModel,
    variable: &Variable,
    answer: Answer,
    from: impl Fn(domain::text::Language) -> String + Send + Sync + 'static,
) -> AnyView {
    let change = change(model, variable, &answer);
    let (programme, definition) = (model.programme(), variable.clone());
    view! {
        <span class="previous">
            {tf(FROM_FORM, move |language| [
                ("form", from(language)),
                ("value", show::answer(&programme, &definition, &answer, language)),
            ])}
            {change}
        </span>
    }
    .into_any()
}

fn change(model: FormModel, variable: &Variable, before: &Answer) -> Option<AnyView> {
    let before = before.value()?.number()?;
    let decimals = if variable.kind == VariableType::Integer { 0 } else { variable.decimals };
    let ucum = variable.unit.clone();
    let id = variable.id.clone();
    let now: Memo<Option<Decimal>> = Memo::new(move |_| model.current(&id)?.value()?.number());
    Some(live_if(move || {
        let ucum = ucum.clone();
        let change = now.get()?.checked_sub(before)?;
        Some(view! {
            <span class="change">
                {tf(CHANGE, move |language| {
                        let unit = ucum.as_deref().map(|ucum| show::unit(ucum, language)).unwrap_or_default();
                        [("change", show::quantity(&show::signed(change, decimals, language), &unit, language))]
                    })}
            </span>
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_beside_the_forms_date_is_about_the_meeting() {
        let form = crate::form_view::sample::form(&crate::form_view::sample::programme());
        assert!(is_of_meeting(&form, &form.dated_by));
        assert!(!is_of_meeting(&form, "no_such_variable"));
    }

    #[test]
    fn a_form_is_spoken_of_in_the_definite() {
        let spoken = |da: &str, en: &str| spoken_name(&Text::new(da, en));
        assert_eq!(spoken("Startskema – afklarende samtale", "Start form – interview").da, "startskemaet");
        assert_eq!(spoken("Henvisning", "Referral"), Text::new("henvisningen", "the referral"));
        assert_eq!(
            spoken("Opfølgningsskema efter 3 måneder", "Follow-up").da,
            "opfølgningsskema efter 3 måneder"
        );
    }
}
