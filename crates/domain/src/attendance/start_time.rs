//! When a session begins.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A time of day to the minute, on the clock of the place: `09:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StartTime {
    hour: u8,
    minute: u8,
}

/// A text that is no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time of day is written HH:MM")]
pub struct ParseStartTimeError;

impl StartTime {
    /// A time of day; none when there is no such hour or minute.
    #[must_use]
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self { hour, minute }) } else { None }
    }

    /// The hour, 0–23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0–59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// Reads what people type: `9`, `930`, `0930`, `9.30`, `9:30`; an empty text is no time.
    ///
    /// # Errors
    /// For anything else.
    pub fn typed(text: &str) -> Result<Option<Self>, ParseStartTimeError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let (hour, minute) = match text.split_once(['.', ':']) {
            Some((hour, minute)) if minute.len() == 2 => (hour, minute),
            Some(_) => return Err(ParseStartTimeError),
            None if text.len() <= 2 => (text, "0"),
            None => text.split_at_checked(text.len() - 2).ok_or(ParseStartTimeError)?,
        };
        let read = |digits: &str| {
            let is_number =
                (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().ok()).flatten().ok_or(ParseStartTimeError)
        };
        Self::new(read(hour)?, read(minute)?).map(Some).ok_or(ParseStartTimeError)
    }
}

impl fmt::Display for StartTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl FromStr for StartTime {
    type Err = ParseStartTimeError;

    /// Reads the form on the wire only: `09:30`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_shape = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
        Self::typed(text).ok().flatten().filter(|_| is_shape).ok_or(ParseStartTimeError)
    }
}

impl TryFrom<String> for StartTime {
    type Error = ParseStartTimeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<StartTime> for String {
    fn from(time: StartTime) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (text, written) in [
            ("9", "09:00"),
            ("09", "09:00"),
            ("13", "13:00"),
            ("930", "09:30"),
            ("0930", "09:30"),
            ("1330", "13:30"),
            ("9.30", "09:30"),
            ("9:30", "09:30"),
            (" 09:30 ", "09:30"),
            ("0", "00:00"),
            ("23.59", "23:59"),
        ] {
            assert_eq!(StartTime::typed(text).unwrap().unwrap().to_string(), written, "{text:?}");
        }
        assert_eq!(StartTime::typed(" "), Ok(None));
        for text in ["24", "9.5", "9.60", "960", "12345", "x", "9,30", "-1", "9.3O", "½", "1½0", "9:30:00"]
        {
            assert_eq!(StartTime::typed(text), Err(ParseStartTimeError), "{text:?}");
        }
    }

    #[test]
    fn on_the_wire_there_is_one_way_to_write_it() {
        let time: StartTime = serde_json::from_str("\"09:30\"").unwrap();
        assert_eq!((time.hour(), time.minute()), (9, 30));
        assert_eq!(serde_json::to_string(&time).unwrap(), "\"09:30\"");
        for text in ["9:30", "0930", "09.30", "24:00", "", "09:30 "] {
            assert!(text.parse::<StartTime>().is_err(), "{text:?}");
        }
    }
}
