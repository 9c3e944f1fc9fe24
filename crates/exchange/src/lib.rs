//! Documents in and out: bytes, nothing sent.
//!
//! [`code_book`] and [`indicators`] tell what a programme means; [`import_csv`] and [`export_csv`] are the two ends of
//! one layout, so that what the registry writes it can read.

mod answer_text;
pub mod code_book;
pub mod export_csv;
pub mod import_csv;
pub mod indicators;
mod layout;

pub use answer_text::answer_text;
pub use layout::{BIRTH_DATE, COURSE_KEY, CPR, Field, Layout, NAME, SEX};
