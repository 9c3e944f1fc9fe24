//! Whether forms come every month.

/// Forms a month from which a month without any is not left to chance: of months with three on average, one in twenty
/// has none. Source: default.
pub const USUAL_A_MONTH: u64 = 3;

/// What a month of one kind of form comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthState {
    /// It has forms.
    Delivered,
    /// It has none, and the others have so many that it should.
    Gap,
    /// It has none, and the others have so few that it may be chance.
    Empty,
    /// It has none, and neither has any month before it.
    Before,
    /// Its forms may still come.
    Open,
}

/// What the months of one kind of form come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthsFound {
    /// One per month.
    pub states: Vec<MonthState>,
    /// Months that are over and have forms.
    pub found: u32,
    /// Months that are over and should have forms; nothing where some may be empty by chance.
    pub expected: Option<u32>,
}

impl MonthsFound {
    /// From how many forms each month has, oldest first; the first `judged` are over, and `had_begun` says whether there
    /// were forms before the first.
    #[must_use]
    pub fn new(forms: &[u64], judged: usize, had_begun: bool) -> Self {
        let over = forms.get(..judged).unwrap_or(forms);
        let first = over.iter().position(|count| *count > 0).unwrap_or(over.len());
        let first = if had_begun { 0 } else { first };
        let (mut found, mut all) = (0, 0);
        for count in over.iter().filter(|count| **count > 0) {
            found += 1;
            all += count;
        }
        let is_usual = found > 0 && all >= USUAL_A_MONTH * u64::from(found);
        let state = |(place, count): (usize, &u64)| match *count {
            _ if place >= over.len() => MonthState::Open,
            0 if place < first => MonthState::Before,
            0 if is_usual => MonthState::Gap,
            0 => MonthState::Empty,
            _ => MonthState::Delivered,
        };
        let expected = is_usual.then(|| u32::try_from(over.len() - first).unwrap_or(u32::MAX));
        Self { states: forms.iter().enumerate().map(state).collect(), found, expected }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(forms: &[u64], judged: usize) -> String {
        let sign = |state: &MonthState| match state {
            MonthState::Delivered => 'x',
            MonthState::Gap => '!',
            MonthState::Empty => '-',
            MonthState::Before => ' ',
            MonthState::Open => '?',
        };
        MonthsFound::new(forms, judged, false).states.iter().map(sign).collect()
    }

    #[test]
    fn a_month_without_forms_is_a_gap_only_where_there_are_usually_some() {
        assert_eq!(states(&[4, 0, 5, 3], 4), "x!xx");
        assert_eq!(states(&[1, 0, 1, 2], 4), "x-xx");
        assert_eq!(states(&[3, 0, 3, 3], 4), "x!xx", "three on average are usual");
        assert_eq!(states(&[3, 0, 3, 2], 4), "x-xx");
        assert_eq!(states(&[9, 0, 0, 0], 4), "x!!!", "nothing comes any more");
    }

    #[test]
    fn months_are_expected_from_the_first_forms_on_where_there_are_usually_some() {
        let numbers = |forms: &[u64]| {
            let MonthsFound { found, expected, .. } = MonthsFound::new(forms, 4, false);
            (found, expected)
        };
        assert_eq!(numbers(&[0, 4, 0, 5, 9]), (2, Some(3)));
        assert_eq!(numbers(&[1, 0, 1, 2, 9]), (3, None));
        assert_eq!(numbers(&[0, 0, 0, 0, 9]), (0, None));
        let went_on = MonthsFound::new(&[0, 4, 4, 5], 4, true);
        assert_eq!(
            (went_on.states[0], went_on.expected),
            (MonthState::Gap, Some(4)),
            "there were forms before"
        );
    }

    #[test]
    fn what_had_not_begun_and_what_may_still_come_is_no_gap() {
        assert_eq!(states(&[0, 0, 7, 0, 8, 0, 2], 5), "  x!x??");
        assert_eq!(states(&[0, 0, 0], 2), "  ?");
        assert_eq!(states(&[5, 0], 9), "x!", "all are over");
        assert_eq!(states(&[], 0), "");
    }
}
