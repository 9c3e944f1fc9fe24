//! Registries to test, and a look into their courses.

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::answers::{Answer, Value};
use domain::programme::{Catalogue, Programme};
use synthetic::{Registry, Seed, SyntheticCourse};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| programmes::embedded().unwrap());

pub(crate) fn programme() -> &'static Programme {
    CATALOGUE.current("hjertekom").unwrap()
}

pub(crate) fn as_of() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

pub(crate) fn registry(seed: u64, courses: u64) -> Registry<'static> {
    Registry::new(programme(), Seed(seed), courses, as_of())
}

pub(crate) fn value<'c>(course: &'c SyntheticCourse, form: &str, variable: &str) -> Option<&'c Value> {
    course.forms.get(form)?.get(variable).and_then(Answer::value)
}

pub(crate) fn date(course: &SyntheticCourse, form: &str, variable: &str) -> Option<NaiveDate> {
    value(course, form, variable).and_then(Value::date)
}

pub(crate) fn text<'c>(course: &'c SyntheticCourse, form: &str, variable: &str) -> Option<&'c str> {
    value(course, form, variable).and_then(Value::text)
}
