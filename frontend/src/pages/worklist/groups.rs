//! The groups of the work list.

use api_types::CourseFilter;

use crate::text::*;

/// A group of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) id: &'static str,
    pub(super) filter: CourseFilter,
    pub(super) name: Phrase,
    pub(super) note: Option<Phrase>,
}

/// The groups, the most urgent first. A course is in the first that has it and in no other.
pub(super) const GROUPS: [Group; 7] = [
    group("today", CourseFilter::Today, LIST_TODAY, Some(LIST_TODAY_NOTE)),
    group("drafts", CourseFilter::Drafts, GROUP_DRAFTS, Some(GROUP_DRAFTS_NOTE)),
    group("radar", CourseFilter::Radar, LIST_RADAR, Some(LIST_RADAR_NOTE)),
    group("missing-end", CourseFilter::MissingEnd, GROUP_MISSING_END, Some(GROUP_MISSING_END_NOTE)),
    group("waiting", CourseFilter::Waiting, GROUP_REFERRED, None),
    group("followup", CourseFilter::FollowupDue, LIST_FOLLOWUP, Some(LIST_FOLLOWUP_NOTE)),
    group("gaps", CourseFilter::DataGaps, GROUP_GAPS, Some(GROUP_GAPS_NOTE)),
];

const fn group(id: &'static str, filter: CourseFilter, name: Phrase, note: Option<Phrase>) -> Group {
    Group { id, filter, name, note }
}
