//! The code book: one row per variable of every form of every programme version.

use domain::programme::{Code, Form, Programme, Range, Section, Variable, VariableType};
use domain::text::Language;

/// The columns, in order.
pub const COLUMNS: [&str; 17] = [
    "programme",
    "version",
    "form",
    "section",
    "variable",
    "type",
    "unit",
    "codes",
    "required",
    "hard_min",
    "hard_max",
    "plausible_min",
    "plausible_max",
    "condition",
    "label_da",
    "label_en",
    "source",
];

/// The code book as CSV: UTF-8, `,`, one header row, lines ending in a line feed.
///
/// `codes` is `id=dansk=english` joined with `|`. `required` is `yes`, `no`, or `when` and the rule. `condition` is the
/// rule that decides whether the variable is asked; a section's own condition comes first.
///
/// # Errors
/// Only when the CSV writer fails, which writing to memory does not.
pub fn code_book<'a>(programmes: impl IntoIterator<Item = &'a Programme>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for programme in programmes {
        for form in &programme.forms {
            for section in &form.sections {
                for variable in &section.variables {
                    writer.write_record(row(programme, form, section, variable))?;
                }
            }
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn row(programme: &Programme, form: &Form, section: &Section, variable: &Variable) -> [String; 17] {
    let bound = |range: Option<Range>, end: fn(Range) -> domain::decimal::Decimal| {
        range.map(|range| end(range).to_string()).unwrap_or_default()
    };
    [
        programme.id.clone(),
        programme.version.clone(),
        form.id.clone(),
        section.id.clone(),
        variable.id.clone(),
        type_id(variable.kind).to_owned(),
        variable.unit.clone().unwrap_or_default(),
        codes(programme, variable),
        required(variable),
        bound(variable.hard, |range| range.min),
        bound(variable.hard, |range| range.max),
        bound(variable.plausible, |range| range.min),
        bound(variable.plausible, |range| range.max),
        condition(section, variable),
        variable.label.da.clone(),
        variable.label.en.clone(),
        variable.source.clone(),
    ]
}

/// The id of a type in the definitions and on the wire.
#[must_use]
pub const fn type_id(kind: VariableType) -> &'static str {
    match kind {
        VariableType::Code => "code",
        VariableType::Codes => "codes",
        VariableType::Integer => "integer",
        VariableType::Decimal => "decimal",
        VariableType::Date => "date",
        VariableType::Boolean => "boolean",
        VariableType::Text => "text",
    }
}

fn codes(programme: &Programme, variable: &Variable) -> String {
    let Some(list) = programme.codes_of(variable) else {
        return String::new();
    };
    list.codes.iter().map(code).collect::<Vec<_>>().join("|")
}

/// `=` and `|` part the cell, so in a label they are written with look-alikes.
fn code(code: &Code) -> String {
    let label = |language| code.label.get(language).replace('=', "＝").replace('|', "¦");
    format!("{}={}={}", code.id, label(Language::Da), label(Language::En))
}

fn required(variable: &Variable) -> String {
    match &variable.required_when {
        _ if variable.required => "yes".to_owned(),
        Some(rule) => format!("when {}", rule.text),
        None => "no".to_owned(),
    }
}

fn condition(section: &Section, variable: &Variable) -> String {
    match (&section.visible_when, &variable.visible_when) {
        (Some(section), Some(variable)) => format!("({}) && ({})", section.text, variable.text),
        (Some(rule), None) | (None, Some(rule)) => rule.text.clone(),
        (None, None) => String::new(),
    }
}
