//! The pages, one file each. Their addresses are in the route table.

pub(crate) mod about;
pub(crate) mod admin;
pub(crate) mod attendance;
pub(crate) mod case_mix;
pub(crate) mod citizen;
pub(crate) mod citizen_new;
pub(crate) mod citizen_view;
pub(crate) mod citizens;
pub(crate) mod compare;
pub(crate) mod course;
pub(crate) mod data_quality;
pub(crate) mod dictionary;
pub(crate) mod flow;
pub(crate) mod form;
pub(crate) mod groups;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod indicator;
pub(crate) mod login;
pub(crate) mod not_found;
pub(crate) mod note;
pub(crate) mod overview;
pub(crate) mod plan;
pub(crate) mod profile;
pub(crate) mod reports;
pub(crate) mod results;
pub(crate) mod transfers;
pub(crate) mod worklist;

mod notice;

pub(crate) use self::notice::Notice;
pub(crate) use self::overview::last_four_quarters;
