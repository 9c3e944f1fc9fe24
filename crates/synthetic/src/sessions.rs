//! The attendance register of the invented courses that are waiting or running.

use chrono::{Days, NaiveDate, Weekday};
use domain::answers::{Answer, Value};
use domain::attendance::{AttendanceStatus, SessionDelivery, SessionDraft, SessionKind, StartTime, series};

use crate::dice::{Dice, later};
use crate::registry::{Registry, SyntheticCourse};

/// Set beside the stream of the course itself, so that the register takes no chance from the forms.
const STREAM: u64 = 1 << 62;
/// Sessions of a training course: two a week for twelve weeks. Source: S:29.
const TRAINING: usize = 24;
/// A session further back is not joined to its group any more.
const GROUPED_DAYS: i64 = 45;

/// One invented session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntheticSession {
    /// Whether it is shared with all others of the same day, time and title.
    pub is_shared: bool,
    /// What is said about it.
    pub draft: SessionDraft,
}

/// A training group: its name, its days and when it begins.
struct Team {
    title: &'static str,
    days: [Weekday; 2],
    hour: u8,
    minute: u8,
}

/// How a citizen attends.
#[derive(Clone, Copy)]
enum Habit {
    Well,
    Sliding,
    /// Stopped coming, and nothing is planned.
    Silent,
    /// Comes, but nothing is planned.
    Unplanned,
}

/// The teams. The days depend on the day the registry is looked at, so that it always has a group that day.
fn teams(as_of: NaiveDate) -> [Team; 2] {
    let day =
        |ahead: u64| chrono::Datelike::weekday(&as_of.checked_add_days(Days::new(ahead)).unwrap_or(as_of));
    [
        Team { title: "Hold A", days: [day(0), day(3)], hour: 10, minute: 30 },
        Team { title: "Hold B", days: [day(0), day(2)], hour: 13, minute: 0 },
    ]
}

impl Registry<'_> {
    /// The sessions of a course: none for one that has ended, whose end form says how many there were.
    #[must_use]
    pub fn sessions(&self, course: &SyntheticCourse) -> Vec<SyntheticSession> {
        if course.forms.contains_key("end") {
            return Vec::new();
        }
        let mut dice = course.dice(self.seed(), STREAM);
        // The day of the clarifying interview.
        match course.date("start", "initial_meeting_date") {
            None => vec![interview(&mut dice, self.as_of())],
            Some(day) => running(&mut dice, course, day, self.as_of()),
        }
    }
}

fn is_code(course: &SyntheticCourse, variable: &str, code: &str) -> bool {
    let answer = course.forms.get("start").and_then(|start| start.get(variable));
    matches!(answer, Some(Answer::Value(Value::Text(text))) if text == code)
}

/// The interview somebody waits for: soon, for some of them today.
fn interview(dice: &mut Dice, as_of: NaiveDate) -> SyntheticSession {
    let held_on = if dice.chance(0.12) { as_of } else { later(as_of, dice.between(1, 18)) };
    let hour = u8::try_from(dice.between(8, 15)).unwrap_or(9);
    single(held_on, StartTime::new(hour, 0), SessionKind::ClarifyingInterview, AttendanceStatus::Planned)
}

fn single(
    held_on: NaiveDate,
    starts_at: Option<StartTime>,
    kind: SessionKind,
    status: AttendanceStatus,
) -> SyntheticSession {
    let draft = SessionDraft {
        held_on,
        starts_at,
        kind,
        delivery: SessionDelivery::Individual,
        title: None,
        status,
        note: None,
    };
    SyntheticSession { is_shared: false, draft }
}

fn running(
    dice: &mut Dice,
    course: &SyntheticCourse,
    began: NaiveDate,
    as_of: NaiveDate,
) -> Vec<SyntheticSession> {
    let mut sessions = vec![single(
        began,
        StartTime::new(9, 0),
        SessionKind::ClarifyingInterview,
        AttendanceStatus::Attended,
    )];
    let habits =
        [(0.76, Habit::Well), (0.1, Habit::Sliding), (0.06, Habit::Silent), (0.08, Habit::Unplanned)];
    let habit = dice.pick(&habits).unwrap_or(Habit::Well);
    if is_code(course, "training_offered", "yes") {
        sessions.extend(training(dice, habit, began, as_of));
    } else {
        let talks = series(later(began, dice.between(10, 20)), &[], 8);
        sessions.extend(talks.into_iter().step_by(3).map(|day| {
            single(
                day,
                StartTime::new(11, 0),
                SessionKind::IndividualTalk,
                status(dice, habit, day, as_of, day),
            )
        }));
    }
    let last = later(began, 98);
    if last > as_of && matches!(habit, Habit::Well | Habit::Sliding) {
        sessions.push(single(
            last,
            StartTime::new(9, 0),
            SessionKind::FinalInterview,
            AttendanceStatus::Planned,
        ));
    }
    let is_there = |session: &SyntheticSession| {
        session.draft.held_on < as_of || matches!(habit, Habit::Well | Habit::Sliding)
    };
    sessions.retain(is_there);
    sessions
}

fn training(dice: &mut Dice, habit: Habit, began: NaiveDate, as_of: NaiveDate) -> Vec<SyntheticSession> {
    let teams = teams(as_of);
    let Some(team) = teams.get(usize::from(dice.chance(0.25))) else { return Vec::new() };
    let first = later(began, dice.between(4, 14));
    let days = series(first, &team.days, TRAINING);
    let held: Vec<_> = days.iter().filter(|day| **day <= as_of).copied().collect();
    // Sliding begins with the last three sessions that were held.
    let slides_from = held.len().checked_sub(4).and_then(|index| held.get(index)).copied().unwrap_or(first);
    let sessions = days.into_iter().map(|day| {
        let draft = SessionDraft {
            held_on: day,
            starts_at: StartTime::new(team.hour, team.minute),
            kind: SessionKind::Training,
            delivery: SessionDelivery::Group,
            title: Some(team.title.to_owned()),
            status: status(dice, habit, day, as_of, slides_from),
            note: None,
        };
        SyntheticSession { is_shared: (as_of - day).num_days() <= GROUPED_DAYS, draft }
    });
    sessions.collect()
}

fn status(
    dice: &mut Dice,
    habit: Habit,
    day: NaiveDate,
    as_of: NaiveDate,
    slides_from: NaiveDate,
) -> AttendanceStatus {
    use AttendanceStatus::{Attended, CancelledByCitizen, CancelledByMunicipality, NoShow, Planned};
    let ago = (as_of - day).num_days();
    // Chance is drawn for every day, so that the days before are the same tomorrow.
    let usual =
        [(0.87, Attended), (0.07, CancelledByCitizen), (0.04, NoShow), (0.02, CancelledByMunicipality)];
    let usual = dice.pick(&usual).unwrap_or(Attended);
    let is_forgotten = dice.chance(0.06);
    match habit {
        _ if ago <= 0 => Planned,
        Habit::Sliding if day >= slides_from => {
            if usual == Attended {
                NoShow
            } else {
                CancelledByCitizen
            }
        }
        Habit::Silent if ago < 60 => NoShow,
        Habit::Well if is_forgotten && ago <= 7 => Planned,
        _ => usual,
    }
}
