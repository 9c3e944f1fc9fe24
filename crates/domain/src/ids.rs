//! Identifiers: one type per kind of thing, so that a citizen's id cannot be passed where a course's is meant.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Marks a UUID as the id of this kind of thing.
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The bare UUID, for storage.
            #[must_use]
            pub const fn get(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }
    };
}

id! {
    /// A citizen, within one municipality.
    CitizenId
}
id! {
    /// A course (*forløb*).
    CourseId
}
id! {
    /// A person who logs in.
    UserId
}
id! {
    /// One submitted version of one form of one course.
    FormVersionId
}
id! {
    /// An offer of a course from one municipality to another.
    TransferId
}
id! {
    /// One session (*fremmøde*) of one course.
    SessionId
}
id! {
    /// A session that several courses share.
    GroupSessionId
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "6f1c2f0e-7f0a-4a55-9a4e-0d9a4a2b7c11";

    #[test]
    fn an_id_is_written_and_read_as_a_bare_uuid() {
        let id: CitizenId = TEXT.parse().unwrap();
        assert_eq!(id.to_string(), TEXT);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{TEXT}\""));
        assert_eq!(serde_json::from_str::<CitizenId>(&format!("\"{TEXT}\"")).unwrap(), id);
        assert_eq!(CitizenId::new(id.get()), id);
    }

    #[test]
    fn a_text_that_is_no_uuid_is_rejected() {
        assert!("42".parse::<CourseId>().is_err());
        assert!(serde_json::from_str::<UserId>("42").is_err());
    }
}
