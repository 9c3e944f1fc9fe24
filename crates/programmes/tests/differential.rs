//! Where no operand is unknown, our evaluation equals the `cel` interpreter's.

mod support;

use cel::{Context, Program, Value};
use domain::programme::Severity;
use domain::validation;
use proptest::prelude::*;
use serde_json::json;
use support::changed;

fn numbers() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("a".to_owned()),
        Just("b".to_owned()),
        (-30..30_i64).prop_map(|number| if number < 0 { format!("({number})") } else { number.to_string() })
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        (inner.clone(), prop_oneof![Just("+"), Just("-"), Just("*")], inner)
            .prop_map(|(left, sign, right)| format!("({left} {sign} {right})"))
    })
}

fn conditions() -> impl Strategy<Value = String> {
    let signs = prop_oneof![Just("<"), Just("<="), Just("=="), Just("!="), Just(">"), Just(">=")];
    let colours = prop_oneof![Just("red"), Just("blue")];
    let leaf = prop_oneof![
        4 => (numbers(), signs, numbers()).prop_map(|(left, sign, right)| format!("{left} {sign} {right}")),
        1 => Just("p".to_owned()),
        1 => colours.clone().prop_map(|colour| format!("colour == '{colour}'")),
        1 => colours.prop_map(|colour| format!("colour in ['{colour}']")),
        1 => numbers().prop_map(|number| format!("{number} in [1, a, 7]")),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} && {right})")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} || {right})")),
            inner.clone().prop_map(|inner| format!("!({inner})")),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(condition, then, otherwise)| format!("({condition} ? {then} : {otherwise})")),
        ]
    })
}

proptest! {
    #[test]
    fn our_evaluation_equals_the_interpreters(
        condition in conditions(),
        a in -30..30_i64,
        b in -30..30_i64,
        p in any::<bool>(),
        colour in prop_oneof![Just("red"), Just("blue")],
    ) {
        let mut context = Context::default();
        context.add_variable("a", a).unwrap();
        context.add_variable("b", b).unwrap();
        context.add_variable("p", p).unwrap();
        context.add_variable("colour", colour).unwrap();
        let theirs = Program::compile(&condition).unwrap().execute(&context).unwrap();

        let programme = programmes::load(&changed("start.toml", "a < b", &condition)).unwrap().programme;
        let form = programme.form("start").unwrap();
        let answers = json!({ "met_on": "2026-01-31", "a": a, "b": b, "p": p, "colour": colour });
        let found = validation::validate(&programme, form, answers.as_object().unwrap(), &Default::default());
        let holds = !found.findings.iter().any(|finding| finding.severity == Severity::Hard);
        prop_assert_eq!(Value::Bool(holds), theirs, "{}", condition);

        // The printed form is read back as the same expression.
        let printed = form.checks[0].holds.expr.to_string().replace("start.", "");
        let again = programmes::load(&changed("start.toml", "a < b", &printed)).unwrap().programme;
        let reread = &again.form("start").unwrap().checks[0].holds.expr;
        prop_assert_eq!(reread.to_string(), form.checks[0].holds.expr.to_string());
    }
}
