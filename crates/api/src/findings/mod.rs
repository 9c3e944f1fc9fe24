//! Findings in words: pure functions from numbers to sentences in both languages.
//!
//! The first sentence is the title of a chart, two or three more its summary. What cannot be said in numbers is said
//! in words; nothing here divides by zero.

pub(crate) mod case_mix;
pub(crate) mod data_quality;
pub(crate) mod delivery;
pub(crate) mod flow;
pub(crate) mod hand_over;
pub(crate) mod number;
pub(crate) mod overview;
pub(crate) mod results;
