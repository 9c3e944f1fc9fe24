//! Registering a citizen: everything that is wrong is said at once.

use chrono::NaiveDate;

use super::{Name, Sex};
use crate::cpr::{Cpr, CprHint, IdType};
use crate::text::Text;

/// The earliest date of birth a CPR number can state.
const EARLIEST_BIRTH_YEAR: i32 = 1858;

/// What was typed, unchecked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCitizenInput<'a> {
    /// The CPR or replacement number as typed.
    pub cpr: &'a str,
    /// The name as typed.
    pub name: &'a str,
    /// Date of birth; needed only where the number does not state it.
    pub birth_date: Option<NaiveDate>,
    /// Sex; needed only where the number does not state it, and then unknown if left out.
    pub sex: Option<Sex>,
}

/// A citizen who can be registered: everything has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCitizen {
    cpr: Cpr,
    name: Name,
    birth_date: NaiveDate,
    sex: Sex,
}

/// One thing that keeps a citizen from being registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitizenFinding {
    /// The field it is about: `cpr`, `name`, `birth_date` or `sex`.
    pub field: &'static str,
    /// A stable code, e.g. `birth_date_in_future`.
    pub code: &'static str,
    /// The words shown to people.
    pub message: Text,
}

impl NewCitizen {
    /// Checks what was typed. `today` is the local Danish date.
    ///
    /// An ordinary CPR number decides date of birth and sex; saying otherwise is an error. A replacement number only
    /// proposes them, and numbers with letters state neither.
    ///
    /// # Errors
    /// Every finding, in the order of the fields.
    pub fn check(input: &NewCitizenInput<'_>, today: NaiveDate) -> Result<Self, Vec<CitizenFinding>> {
        let mut findings = Vec::new();
        let cpr = input
            .cpr
            .parse::<Cpr>()
            .map_err(|error| findings.push(finding("cpr", error.code(), error.message())));
        let name = input
            .name
            .parse::<Name>()
            .map_err(|error| findings.push(finding("name", error.code(), error.message())));
        // Without a readable number there is nothing to hold date and sex against.
        let Ok(cpr) = cpr else {
            return Err(findings);
        };
        let birth_date = birth_date(&cpr, input.birth_date, today).map_err(|found| findings.push(found));
        let sex = sex(&cpr, input.sex).map_err(|found| findings.push(found));
        match (name, birth_date, sex) {
            (Ok(name), Ok(birth_date), Ok(sex)) => Ok(Self { cpr, name, birth_date, sex }),
            _ => Err(findings),
        }
    }

    /// The number.
    #[must_use]
    pub fn cpr(&self) -> &Cpr {
        &self.cpr
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The date of birth.
    #[must_use]
    pub fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    /// The sex.
    #[must_use]
    pub fn sex(&self) -> Sex {
        self.sex
    }

    /// What kind of number it is.
    #[must_use]
    pub fn id_type(&self) -> IdType {
        self.cpr.kind()
    }

    /// Something to ask about, but no reason to refuse.
    #[must_use]
    pub fn hint(&self) -> Option<CprHint> {
        self.cpr.hint()
    }
}

fn birth_date(cpr: &Cpr, given: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, CitizenFinding> {
    let stated = cpr.birth_date();
    let date = match (cpr.kind(), stated, given) {
        (IdType::Cpr, Some(stated), Some(given)) if stated != given => {
            return Err(finding(
                "birth_date",
                "birth_date_differs",
                Text::new(
                    "Fødselsdatoen passer ikke til CPR-nummeret.",
                    "The date of birth does not fit the CPR number.",
                ),
            ));
        }
        (_, _, Some(given)) => given,
        (_, Some(stated), None) => stated,
        (_, None, None) => {
            return Err(finding(
                "birth_date",
                "birth_date_missing",
                Text::new(
                    "Skriv fødselsdatoen; den fremgår ikke af erstatningsnummeret.",
                    "Write the date of birth; the replacement number does not state it.",
                ),
            ));
        }
    };
    let earliest = NaiveDate::from_ymd_opt(EARLIEST_BIRTH_YEAR, 1, 1).unwrap_or(NaiveDate::MIN);
    if date > today {
        // A number whose date lies ahead is mistyped, so that is where the message belongs.
        let field = if given.is_some() { "birth_date" } else { "cpr" };
        return Err(finding(
            field,
            "birth_date_in_future",
            Text::new("Fødselsdatoen ligger i fremtiden.", "The date of birth lies in the future."),
        ));
    }
    if date < earliest {
        return Err(finding(
            "birth_date",
            "birth_date_too_early",
            Text::new("Fødselsdatoen ligger før 1858.", "The date of birth is before 1858."),
        ));
    }
    Ok(date)
}

fn sex(cpr: &Cpr, given: Option<Sex>) -> Result<Sex, CitizenFinding> {
    match (cpr.kind(), cpr.sex(), given.filter(|&sex| sex != Sex::Unknown)) {
        (IdType::Cpr, Some(stated), Some(given)) if stated != given => Err(finding(
            "sex",
            "sex_differs",
            Text::new("Kønnet passer ikke til CPR-nummeret.", "The sex does not fit the CPR number."),
        )),
        (_, _, Some(given)) => Ok(given),
        (_, stated, None) => Ok(stated.unwrap_or(Sex::Unknown)),
    }
}

fn finding(field: &'static str, code: &'static str, message: Text) -> CitizenFinding {
    CitizenFinding { field, code, message }
}
