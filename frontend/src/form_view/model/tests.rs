use domain::decimal::Decimal;
use domain::programme::Range;

use super::*;
use crate::form_view::sample;

/// A form on no screen: the signals work without a browser, as long as nobody asks for the date.
fn with_model(test: impl FnOnce(FormModel)) {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(RwSignal::new(Language::Da));
        let mut programme = sample::programme();
        let range =
            |min, max| Range { min: Decimal::from_millionths(min), max: Decimal::from_millionths(max) };
        for variable in
            programme.forms.iter_mut().flat_map(|form| &mut form.sections).flat_map(|s| &mut s.variables)
        {
            if variable.id == "first" {
                variable.plausible = Some(range(0, 10_000_000));
                variable.hard = Some(range(0, 100_000_000));
            }
        }
        let form = Arc::new(sample::form(&programme));
        test(FormModel::new(Arc::new(programme), form, Facts::default(), &Restored::default()));
    });
}

fn type_into(model: FormModel, id: &str, text: &str) {
    model.write(id, text);
    model.commit(id);
}

#[test]
fn enter_stops_once_at_an_improbable_answer_and_the_second_confirms_it() {
    with_model(|model| {
        type_into(model, "first", "50");
        assert!(!model.may_advance("first"), "the first Enter stays");
        assert!(!model.is_confirmed("first"));
        assert!(model.may_advance("first"), "the second goes on");
        assert!(model.is_confirmed("first"));
        type_into(model, "first", "60");
        assert!(!model.is_confirmed("first"), "another answer is another question");
        assert!(!model.may_advance("first"));
    });
}

#[test]
fn a_confirmed_answer_is_not_in_the_way_and_an_impossible_one_always_is() {
    with_model(|model| {
        model.choose("smoking", Some(Value::Text("never".into())));
        type_into(model, "first", "50");
        assert_eq!(model.obstacles().len(), 1);
        model.confirm("first");
        assert_eq!(model.obstacles(), []);
        type_into(model, "first", "500");
        model.confirm("first");
        assert_eq!(model.obstacles().len(), 1);
    });
}

#[test]
fn a_text_that_is_no_number_is_kept_and_saved_as_it_was_typed() {
    with_model(|model| {
        type_into(model, "first", "ti");
        assert_eq!(model.field("first").unwrap().text.get_untracked(), "ti");
        assert_eq!(model.snapshot.get_untracked().get("first"), Some(&"ti".into()));
        type_into(model, "first", "10");
        assert_eq!(model.snapshot.get_untracked().get("first"), Some(&10.into()));
    });
}

#[test]
fn the_letters_of_a_missing_reason_become_the_reason_and_leave_the_field_empty() {
    with_model(|model| {
        type_into(model, "first", "im");
        let field = model.field("first").unwrap();
        let missing = MissingReason::NotMeasured;
        assert_eq!(field.answer.get_untracked(), Some(Answer::Missing { missing }));
        assert_eq!(field.text.get_untracked(), "");
        model.commit("first");
        assert!(field.answer.get_untracked().is_some(), "leaving the empty field keeps the reason");
        type_into(model, "first", "7");
        assert_eq!(field.answer.get_untracked(), Some(Answer::Value(Value::Integer(7))));
    });
}

#[test]
fn what_stops_the_form_comes_before_what_is_to_be_confirmed() {
    with_model(|model| {
        type_into(model, "first", "50");
        let found = model.obstacles();
        let order: Vec<_> = found.iter().filter_map(|finding| finding.variable.as_deref()).collect();
        assert_eq!(order, ["smoking", "first"]);
    });
}

#[test]
fn hidden_fields_cannot_be_reached() {
    with_model(|model| {
        assert!(!model.reachable().contains(&"cigarettes".to_owned()));
        model.choose("smoking", Some(Value::Text("daily".into())));
        assert!(model.reachable().contains(&"cigarettes".to_owned()));
        assert!(!model.reachable().contains(&"total".to_owned()), "computed values are not typed");
    });
}
