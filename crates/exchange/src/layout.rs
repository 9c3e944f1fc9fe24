//! The layout of the import file: which columns there are, and in which order.
//!
//! One row per course. First the columns about the citizen and the course, then `<form>.<variable>` in the order of the
//! programme. Readers accept the columns in any order; writers always use this one.

use domain::programme::{Form, Programme, Variable};

/// The column with the CPR or replacement number.
pub const CPR: &str = "cpr";
/// The column with the sender's own id of the course.
pub const COURSE_KEY: &str = "course_key";
/// The column with the citizen's name; optional.
pub const NAME: &str = "name";
/// The column with the date of birth; needed only where the number does not state it.
pub const BIRTH_DATE: &str = "birth_date";
/// The column with the sex: `female`, `male` or `unknown`; needed only where the number does not state it.
pub const SEX: &str = "sex";

/// The columns before the answers, in the order they are written.
pub(crate) const LEADING: [&str; 5] = [CPR, COURSE_KEY, NAME, BIRTH_DATE, SEX];

/// One column of answers.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The form's place in the workflow, from 0.
    pub form_index: usize,
    /// The form.
    pub form: &'a Form,
    /// The variable.
    pub variable: &'a Variable,
}

impl Field<'_> {
    /// The name of the column, e.g. `start.weight_kg`.
    #[must_use]
    pub fn column(&self) -> String {
        format!("{}.{}", self.form.id, self.variable.id)
    }
}

/// The answer columns of a file, in the order of the programme.
#[derive(Clone, Debug)]
pub struct Layout<'a> {
    fields: Vec<Field<'a>>,
}

impl<'a> Layout<'a> {
    /// A column for every variable.
    #[must_use]
    pub fn full(programme: &'a Programme) -> Self {
        Self::only(programme, |_| true)
    }

    /// A column for every variable that is wanted.
    #[must_use]
    pub fn only(programme: &'a Programme, wanted: impl Fn(&Field<'a>) -> bool) -> Self {
        let all = programme.forms.iter().enumerate().flat_map(|(form_index, form)| {
            form.variables().map(move |variable| Field { form_index, form, variable })
        });
        Self { fields: all.filter(|field| wanted(field)).collect() }
    }

    /// The answer columns in order.
    #[must_use]
    pub fn fields(&self) -> &[Field<'a>] {
        &self.fields
    }

    /// The names of all columns in order.
    pub fn header(&self) -> impl Iterator<Item = String> {
        LEADING.iter().map(|&name| name.to_owned()).chain(self.fields.iter().map(Field::column))
    }
}
