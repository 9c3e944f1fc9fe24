//! A value that is computed from other answers, and what is still needed for it.

use domain::expr::{Expr, VariableRef};
use domain::programme::Variable;
use leptos::prelude::*;

use super::help::help_button;
use super::keys::control_id;
use super::message::message_view;
use super::model::FormModel;
use super::previous::{Previous, previous_value};
use super::row::label_words;
use crate::show;
use crate::text::*;

/// The row of a computed value.
pub(super) fn computed_row(model: FormModel, variable: &Variable, previous: Option<Previous>) -> AnyView {
    let id = variable.id.clone();
    let value = Memo::new({
        let id = id.clone();
        move |_| model.current(&id)
    });
    let definition = variable.clone();
    let language = use_language();
    let shown = Signal::derive(move || match value.get() {
        Some(answer) => show::answer(&model.programme(), &definition, &answer, language.get()),
        None => String::new(),
    });
    let items = variable.computed.as_ref().and_then(|rule| items(&rule.expr));
    let state = Signal::derive(move || {
        let language = language.get();
        match &items {
            Some(items) => items.words(model, language),
            None if value.with(Option::is_some) => COMPUTED.get(language).to_owned(),
            None => COMPUTED_WAITING.get(language).to_owned(),
        }
    });
    let message = Memo::new({
        let id = id.clone();
        move |_| model.shown(&id)
    });
    let is_warning = move || message.with(|message| message.as_ref().is_some_and(|shown| shown.is_open));
    view! {
        <div class="form-row" class:field-warning=is_warning data-variable=id.clone()>
            <span class="label" id=format!("l-{id}")>{label_words(variable)}</span>
            <div>
                {message_view(model, variable, message)}
                <div class="control">
                    <span class="computed">
                        <output id=control_id(&id) tabindex="-1" aria-labelledby=format!("l-{id}")>{shown}</output>
                        <span class="small muted">{state}</span>
                    </span>
                    {previous_value(model, variable, previous)}
                </div>
            </div>
            <div class="control-tools">{help_button(model, variable)}</div>
        </div>
    }
    .into_any()
}

/// The items of an instrument and how many of them its rule needs.
struct Items {
    items: Vec<VariableRef>,
    needed: usize,
    /// Whether a missing item is replaced by the mean of the others.
    is_imputed: bool,
}

/// The instrument a score is computed from, if it is one.
fn items(expr: &Expr) -> Option<Items> {
    let variables = |items: &[Expr]| {
        let variable = |item: &Expr| match item {
            Expr::Variable(variable) => Some(variable.clone()),
            _ => None,
        };
        items.iter().filter_map(variable).collect::<Vec<_>>()
    };
    match expr {
        Expr::SumImputed { items, max_missing } => {
            let needed = items.len().saturating_sub(*max_missing);
            Some(Items { items: variables(items), needed, is_imputed: true })
        }
        Expr::MeanAnswered { items, min_answered } => {
            Some(Items { items: variables(items), needed: *min_answered, is_imputed: false })
        }
        other => other.children().into_iter().find_map(self::items),
    }
}

impl Items {
    /// How far the items have come, and what happens to the missing ones.
    fn words(&self, model: FormModel, language: domain::text::Language) -> String {
        let form = model.form();
        let own = self.items.iter().filter(|item| item.form == form.id).map(|item| item.variable.as_str());
        let answered = model.evaluation_for(own.clone(), |evaluation| {
            let is_answered =
                |id: &&str| evaluation.answers.get(*id).is_some_and(|answer| answer.value().is_some());
            own.filter(is_answered).count()
        });
        let phrase = match (answered >= self.needed, answered == self.items.len(), self.is_imputed) {
            (_, true, _) => ITEMS_ALL,
            (false, ..) => ITEMS_TOO_FEW,
            (true, false, true) => ITEMS_IMPUTED,
            (true, false, false) => ITEMS_MEAN,
        };
        phrase.fill(
            language,
            &[
                ("answered", &answered.to_string()),
                ("count", &self.items.len().to_string()),
                ("needed", &self.needed.to_string()),
            ],
        )
    }
}
