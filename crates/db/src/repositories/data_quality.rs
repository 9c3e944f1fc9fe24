//! Whether the answers, forms and courses of a municipality are complete, in time and plausible.

mod citizens;
mod delivery;
mod hand_over;
mod lacking;
mod looked;
mod timely;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::management::{FieldCount, QualityCounts};
use domain::period::Period;
use domain::programme::{Programme, UNKNOWN, site};
use sea_orm::{FromQueryResult, Value};

use super::Scoped;
use super::cohort::{self, Cohort, Member};
use super::indicators::running;
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::danish_day;
use crate::rights::{ReadIndicators, Right};
use crate::sql;

pub use delivery::{DeliveredForm, Deliveries};
pub use lacking::{Lacking, LackingCourse};
pub use looked::{LookedFor, Sought};

/// Days after the start from which a course without an end form is overdue: the worklist's twelve weeks.
const OVERDUE: u64 = 84;

/// Whether data are complete, in time and plausible.
#[derive(Debug)]
pub struct DataQuality<'c, R: Right>(pub(super) Scoped<'c, R>);

/// What is known about the data of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QualityNumbers {
    /// Completeness of fields and chains.
    pub counts: QualityCounts,
    /// Completeness of fields in the quarters that were asked for beside the period.
    pub over_time: QualityCounts,
    /// Soft findings that nobody has confirmed, in the forms of the period.
    pub unconfirmed: u64,
    /// Days from a form's date to its first submission, in order; forms that were imported are not in it.
    pub delays: Vec<u32>,
    /// Of them, forms submitted at most 14 days after the end of the form's month.
    pub in_month: u64,
    /// Citizens who look like another citizen today: same name and date of birth.
    pub duplicates: u64,
    /// Courses without an end form more than 84 days after the start, today.
    pub overdue: u64,
    /// Courses started per month of the period, oldest first.
    pub started: Vec<u64>,
    /// Courses started in the same days a year before.
    pub started_year_before: u64,
    /// The municipality's units by number, and [`UNKNOWN`] for the courses that name none. Only units with a form of the
    /// period that asked for a field that counts.
    pub units: BTreeMap<String, UnitNumbers>,
}

/// How complete the forms of one unit are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitNumbers {
    /// Courses with a form of the period that asked for a field that counts.
    pub courses: u64,
    /// Of them, courses where a field has no value.
    pub lacking: u64,
    /// All fields of all of them.
    pub fields: FieldCount,
}

#[derive(FromQueryResult)]
struct Started {
    started_on: NaiveDate,
}

impl DataQuality<'_, ReadIndicators> {
    /// Everything about a period, by the current definition, and the completeness of the quarters of another.
    ///
    /// Which fields were asked is known only with all forms of a course, so the courses of both are read, together.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded.
    pub async fn count(
        &self,
        programme: &str,
        period: Period,
        over_time: Period,
    ) -> Result<QualityNumbers, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let mut numbers = QualityNumbers {
            counts: QualityCounts::new(programme, period.quarters().collect()),
            over_time: QualityCounts::new(programme, over_time.quarters().collect()),
            started: vec![0; period.months().count()],
            ..QualityNumbers::default()
        };
        let (code, today) = (self.0.code()?, danish_day(self.0.who().at));
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let attended = timely::attended(&tx, &code, &programme.id).await?;
        let first = timely::first_submissions(&tx, &code, &programme.id, period).await?;
        let earlier = if over_time.from() < period.from() { over_time } else { period };
        cohort::each(&self.0, &tx, programme, Cohort::Alive(earlier), |member| {
            let came = attended.contains(&member.id);
            numbers.add(programme, period, member, came, &first);
            Ok(())
        })
        .await?;
        numbers.delays.sort_unstable();
        // What is still to come cannot be compared with what came a year before.
        let until_today = Period::new(period.from(), period.to().min(today)).unwrap_or(period);
        numbers.count_starts(&tx, &code, &programme.id, until_today).await?;
        numbers.duplicates = citizens::look_alikes(&tx, &code).await?;
        let due = today.checked_sub_days(Days::new(OVERDUE)).unwrap_or(today);
        let running = running(&tx, (&code, &programme.id), period, due).await?;
        numbers.overdue = u64::try_from(running.end_due).unwrap_or(0);
        tx.commit().await?;
        Ok(numbers)
    }
}

impl QualityNumbers {
    fn add(
        &mut self,
        programme: &Programme,
        period: Period,
        mut member: Member,
        attended: bool,
        first: &timely::FirstSubmissions,
    ) {
        let quality = &programme.management.quality;
        let is_alive = member.ended_on.is_none_or(|day| day >= period.from());
        let unit = site(programme, &member.facts);
        let mut of_course = FieldCount::default();
        for stored in &member.forms {
            let Some(form) = programme.form(&stored.form) else { continue };
            let Some(day) = form.date_of(&stored.answers) else { continue };
            self.over_time.add_form(programme, form, day, &member.facts);
            if !is_alive || !period.contains(day) {
                continue;
            }
            of_course.join(self.counts.add_form(programme, form, day, &member.facts));
            let open = looked::unconfirmed_of(form, stored, &mut member.facts);
            self.unconfirmed += u64::try_from(open.len()).unwrap_or(u64::MAX);
            let submitted = first.get(&(member.id, stored.form.clone())).filter(|_| !member.is_imported);
            if let Some(submitted) = submitted {
                self.add_delay(day, *submitted);
            }
        }
        if of_course.asked > 0 {
            let numbers = self.units.entry(unit.unwrap_or_else(|| UNKNOWN.to_owned())).or_default();
            numbers.courses += 1;
            numbers.lacking += u64::from(of_course.filled < of_course.asked);
            numbers.fields.join(of_course);
        }
        if is_alive && looked::counted_on(programme, &member) <= period.to() {
            self.counts.add_chain(&quality.links, &member.facts, attended);
        }
    }

    fn add_delay(&mut self, day: NaiveDate, submitted: NaiveDate) {
        // A form may be dated in the future, by hand or by a clock that was wrong: that is no delay.
        self.delays.push(u32::try_from((submitted - day).num_days()).unwrap_or(0));
        let month_end = domain::period::Month::of(day).period().to();
        let last = month_end.checked_add_days(Days::new(timely::GRACE)).unwrap_or(month_end);
        self.in_month += u64::from(submitted <= last);
    }

    async fn count_starts(
        &mut self,
        tx: &Tx,
        code: &str,
        programme: &str,
        period: Period,
    ) -> Result<(), Error> {
        const STARTED: &str = "SELECT started_on FROM course WHERE municipality = $1 AND programme = $2 \
            AND (started_on BETWEEN $3 AND $4 OR started_on BETWEEN $5 AND $6)";
        let back = |day: NaiveDate| day.checked_sub_months(chrono::Months::new(12)).unwrap_or(day);
        let before = Period::new(back(period.from()), back(period.to())).unwrap_or(period);
        let values: [Value; 6] = [
            code.into(),
            programme.into(),
            period.from().into(),
            period.to().into(),
            before.from().into(),
            before.to().into(),
        ];
        let months: Vec<Period> = period.months().map(|month| month.period()).collect();
        for Started { started_on } in sql::all(tx, STARTED, values).await? {
            self.started_year_before += u64::from(before.contains(started_on));
            let place = months.iter().position(|month| month.contains(started_on));
            let count = place.filter(|_| period.contains(started_on));
            if let Some(count) = count.and_then(|place| self.started.get_mut(place)) {
                *count += 1;
            }
        }
        Ok(())
    }
}
