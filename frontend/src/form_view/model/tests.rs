use domain::answers::MissingReason;
use domain::decimal::Decimal;
use domain::programme::Range;

use super::*;
use crate::form_view::draft::Restored;
use crate::form_view::sample;
use crate::keep::typed;

/// A form on no screen: the signals work without a browser, as long as nobody asks for the date.
fn with_model(test: impl FnOnce(FormModel)) {
    with_changed(|_| (), Facts::default(), test);
}

/// The same, after a change to the definition and with what earlier forms said.
fn with_changed(change: impl Fn(&mut Variable), others: Facts, test: impl FnOnce(FormModel)) {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(RwSignal::new(Language::Da));
        let mut programme = sample::programme();
        for variable in
            programme.forms.iter_mut().flat_map(|form| &mut form.sections).flat_map(|s| &mut s.variables)
        {
            if variable.id == "first" {
                variable.plausible = Some(range(0, 10));
                variable.hard = Some(range(0, 100));
            }
            change(variable);
        }
        let form = Arc::new(sample::form(&programme));
        test(FormModel::new(Arc::new(programme), form, others, &Restored::default()));
    });
}

fn range(min: i64, max: i64) -> Range {
    let number = |number| Decimal::from_integer(number).unwrap();
    Range { min: number(min), max: number(max) }
}

fn integer(number: i64) -> Answer {
    Answer::Value(Value::Integer(number))
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
        assert_eq!(model.snapshot.get_untracked().get("first"), Some(&typed("ti")));
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

#[test]
fn a_suggestion_is_no_answer_before_it_is_accepted() {
    let suggest = |variable: &mut Variable| {
        if variable.id == "first" {
            variable.suggest = vec!["7".parse().unwrap()];
        }
    };
    with_changed(suggest, Facts::default(), |model| {
        assert_eq!(model.suggestion("first"), Some(integer(7)));
        model.commit("first");
        assert!(
            !model.snapshot.get_untracked().contains_key("first"),
            "leaving by the mouse accepts nothing"
        );
        assert_eq!(model.first_empty().as_deref(), Some("met_on"));
        model.accept("first");
        assert_eq!(model.snapshot.get_untracked().get("first"), Some(&7.into()));
        assert_eq!(model.suggestion("first"), None);
    });
}

#[test]
fn a_suggestion_follows_the_answer_it_builds_on_and_does_not_come_back_once_removed() {
    let suggest = |variable: &mut Variable| {
        if variable.id == "second" {
            variable.suggest = vec!["start.first".parse().unwrap()];
        }
    };
    with_changed(suggest, Facts::default(), |model| {
        assert_eq!(model.suggestion("second"), None);
        type_into(model, "first", "4");
        assert_eq!(model.suggestion("second"), Some(integer(4)));
        model.field("second").unwrap().is_refused.set(true);
        assert_eq!(model.suggestion("second"), None);
        model.accept("second");
        assert_eq!(model.field("second").unwrap().answer.get_untracked(), None);
    });
}

#[test]
fn what_an_earlier_form_said_is_carried_over_until_it_is_opened_for_correction() {
    let carry = |variable: &mut Variable| {
        if variable.id == "first" {
            variable.carried_from = Some("referral".to_owned());
        }
    };
    let referral = || Facts {
        forms: [("referral".to_owned(), [("first".to_owned(), integer(5))].into())].into(),
        ..Facts::default()
    };
    with_changed(carry, referral(), |model| {
        model.carry_over(true);
        let field = model.field("first").unwrap();
        assert_eq!(
            (field.answer.get_untracked(), field.is_carried.get_untracked()),
            (Some(integer(5)), true)
        );
        model.open_carried("first");
        type_into(model, "first", "6");
        assert_eq!(field.answer.get_untracked(), Some(integer(6)));
    });
    with_changed(carry, referral(), |model| {
        model.carry_over(false);
        assert_eq!(
            model.field("first").unwrap().answer.get_untracked(),
            None,
            "a submitted form stays as it was"
        );
    });
}

#[test]
fn what_was_confirmed_is_kept_for_exactly_that_value() {
    with_model(|model| {
        type_into(model, "first", "50");
        model.confirm("first");
        let confirmed = model.confirmed.get_untracked();
        assert_eq!(confirmed.len(), 1);
        assert_eq!((confirmed[0].code.as_str(), confirmed[0].value.clone()), ("improbable", Some(50.into())));
        model.confirm("first");
        assert_eq!(model.confirmed.get_untracked().len(), 1, "nothing is confirmed twice");
        type_into(model, "first", "60");
        assert!(!model.is_confirmed("first"));
        type_into(model, "first", "50");
        assert!(model.is_confirmed("first"), "the same value is not asked again");
    });
}

#[test]
fn one_key_writes_the_number_that_was_probably_meant() {
    with_model(|model| {
        type_into(model, "first", "800");
        assert!(model.mend("first"));
        assert_eq!(model.field("first").unwrap().answer.get_untracked(), Some(integer(8)));
        assert!(!model.mend("first"), "there is nothing left to mend");
    });
}
