//! Rules in words: what the data dictionary tells of the definitions that ship with the product.

use domain::expr::Rule;
use domain::programme::{Programme, RuleWords};
use domain::text::Language;

const LANGUAGES: [Language; 2] = [Language::Da, Language::En];

fn says(programme: &Programme, rule: &Rule, home: Option<&str>) -> Vec<String> {
    let words = LANGUAGES.map(|language| told(&programme.condition_in_words(&rule.expr, home, language)));
    words.to_vec()
}

fn told(words: &RuleWords) -> String {
    match words {
        RuleWords::Says(words) => words.clone(),
        RuleWords::All(parts) => format!("({})", parts.iter().map(told).collect::<Vec<_>>().join(" AND ")),
        RuleWords::Any(parts) => format!("({})", parts.iter().map(told).collect::<Vec<_>>().join(" OR ")),
    }
}

#[test]
fn rules_are_told_by_questions_answers_and_units() {
    let catalogue = programmes::embedded().unwrap();
    let programme = catalogue.current("hjertekom").unwrap();
    let rule = |id: &str, of: fn(&domain::programme::Indicator) -> &Rule| {
        says(programme, of(programme.indicator(id).unwrap()), None)
    };
    let fulfilled = rule("smokefree", |indicator| &indicator.fulfilled);
    assert_eq!(fulfilled[0], "»Rygestatus« (Slutskema) er Eksryger");
    assert_eq!(fulfilled[1], "“Smoking status” (End form) is Former smoker");
    let applies = rule("smokefree", |indicator| &indicator.applies);
    assert_eq!(
        applies[0],
        "(»Rygestatus« (Startskema) er Ryger dagligt eller Ryger lejlighedsvis AND Slutskema er afsluttet)"
    );
    let day = programme.indicator("persistence").unwrap();
    let day = programme.value_in_words(&day.attributed_to.expr, None, Language::Da);
    assert_eq!(day, "180 dage efter »Dato for afklarende samtale« (Startskema)");
}

#[test]
fn a_condition_within_its_form_does_not_repeat_the_form() {
    let catalogue = programmes::embedded().unwrap();
    let programme = catalogue.current("hjertekom").unwrap();
    let form = programme.form("end").unwrap();
    let quit = form.variable("quit_date").unwrap().visible_when.clone().unwrap();
    assert_eq!(says(programme, &quit, Some("end"))[0], "»Rygestatus« er Eksryger");
}

/// Every rule there is: conditions of variables and sections, checks, indicators and splits.
fn rules(programme: &Programme) -> Vec<(String, Rule)> {
    let mut all = Vec::new();
    let mut add = |name: String, rule: Option<&Rule>| all.extend(rule.map(|rule| (name, rule.clone())));
    for form in &programme.forms {
        for section in &form.sections {
            add(format!("{}.{}", form.id, section.id), section.visible_when.as_ref());
        }
        for variable in form.variables() {
            let name = format!("{}.{}", form.id, variable.id);
            for rule in [&variable.visible_when, &variable.required_when, &variable.computed_when] {
                add(name.clone(), rule.as_ref());
            }
        }
        for check in &form.checks {
            add(check.id.clone(), Some(&check.holds));
        }
    }
    for indicator in &programme.indicators {
        add(indicator.id.clone(), Some(&indicator.applies));
        add(indicator.id.clone(), Some(&indicator.fulfilled));
        add(indicator.id.clone(), indicator.excluded.as_ref());
        add(indicator.id.clone(), indicator.pending.as_ref());
    }
    for split in &programme.splits {
        split.levels.iter().for_each(|level| add(level.id.clone(), Some(&level.when)));
    }
    all
}

#[test]
fn no_rule_of_any_programme_is_told_in_code() {
    let catalogue = programmes::embedded().unwrap();
    let mut told = 0;
    for programme in catalogue.all() {
        for (name, rule) in rules(programme) {
            for words in says(programme, &rule, None) {
                assert!(!words.trim().is_empty(), "{name}: {}", rule.text);
                let code = ["==", "&&", "||", "'", "submitted(", "answered(", "days_between("];
                let found = code.iter().find(|code| words.contains(**code));
                assert!(found.is_none(), "{name}: {words} – has {found:?} of {}", rule.text);
                told += 1;
            }
        }
    }
    assert!(told > 200, "{told}");
}

#[test]
fn the_opposite_of_a_rule_is_told_by_its_parts() {
    let catalogue = programmes::embedded().unwrap();
    let programme = catalogue.current("hjertekom").unwrap();
    let applies = &programme.indicator("smokefree").unwrap().applies;
    let not = domain::expr::Expr::Not(Box::new(applies.expr.clone()));
    let words = told(&programme.condition_in_words(&not, None, Language::Da));
    assert_eq!(
        words,
        "(»Rygestatus« (Startskema) er hverken Ryger dagligt eller Ryger lejlighedsvis OR Slutskema er ikke afsluttet)"
    );
}
