//! The pages, one file each. Their addresses are in the route table.

pub(crate) mod citizen;
pub(crate) mod citizen_new;
pub(crate) mod citizens;
pub(crate) mod course;
pub(crate) mod form;
pub(crate) mod login;
pub(crate) mod not_found;
pub(crate) mod overview;
pub(crate) mod profile;
pub(crate) mod worklist;

mod notice;

pub(crate) use self::notice::Notice;
