//! A form as plain text for the municipality's record (EOJ).

use crate::answers::Answers;
use crate::expr::Rule;
use crate::programme::{Form, Programme, Variable};
use crate::text::Language;
use crate::words;

/// The answers of a form as plain text: its title, its sections in capitals, one line per answer.
///
/// Questions that were not answered are left out; a missing reason is written in words. The single items behind a
/// score are left out when the score is there. Nothing about who the citizen is: a form does not hold a CPR number,
/// and the record the text is pasted into knows whose it is. Empty for a form the programme does not have.
#[must_use]
pub fn journal(programme: &Programme, form_id: &str, answers: &Answers, language: Language) -> String {
    let Some(form) = programme.form(form_id) else {
        return String::new();
    };
    let mut text = form.label.get(language).to_owned();
    for section in &form.sections {
        let lines: Vec<String> = section
            .variables
            .iter()
            .filter(|variable| !is_working_step(form, variable, answers))
            .filter_map(|variable| {
                let answer = words::answer(programme, variable, answers.get(&variable.id)?, language);
                Some(format!("{}: {answer}", variable.label.get(language)))
            })
            .collect();
        if !lines.is_empty() {
            text.push_str("\n\n");
            text.push_str(&section.label.get(language).to_uppercase());
            text.push('\n');
            text.push_str(&lines.join("\n"));
        }
    }
    text.push('\n');
    text
}

/// Whether a question only leads to a score that stands in the text itself: an item of it, or the choice between
/// typing items and typing the score.
fn is_working_step(form: &Form, variable: &Variable, answers: &Answers) -> bool {
    let scores = form.variables().filter(|score| answers.contains_key(&score.id));
    scores.filter_map(|score| Some((score.computed.as_ref()?, score.computed_when.as_ref()?))).any(
        |(computed, when)| {
            let same_condition = variable.visible_when.as_ref().is_some_and(|rule| rule.text == when.text);
            (same_condition && reads(computed, form, variable)) || reads(when, form, variable)
        },
    )
}

fn reads(rule: &Rule, form: &Form, variable: &Variable) -> bool {
    let mut found = false;
    rule.expr.visit_variables(&mut |read| found |= read.form == form.id && read.variable == variable.id);
    found
}
