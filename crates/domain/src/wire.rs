//! Closed lists that travel by a stable text id and are shown with a label in both languages.

/// A text that is not on the closed list it was read against.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a known {list}")]
pub struct UnknownWireId {
    /// What the list holds, in English, e.g. `role`.
    pub list: &'static str,
    /// The text that was read.
    pub text: String,
}

/// Declares an enum whose values have a `snake_case` id for files and the wire, and a Danish and an English label.
///
/// The id is written out although serde derives the same one from the variant's name, so that a search for the id
/// finds its declaration; the tests of each enum compare the two.
macro_rules! wire_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident ($list:literal) {
            $($(#[$variant_meta:meta])* $variant:ident = $id:literal, $da:literal, $en:literal;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
        }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable id used on the wire, in files and in the database.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }

            /// The words shown to people.
            #[must_use]
            pub fn label(self) -> $crate::text::Text {
                match self {
                    $(Self::$variant => $crate::text::Text::new($da, $en),)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.id())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::wire::UnknownWireId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.id() == text)
                    .ok_or_else(|| $crate::wire::UnknownWireId { list: $list, text: text.to_owned() })
            }
        }
    };
}

pub(crate) use wire_enum;

/// Asserts that ids, serde and labels of a [`wire_enum!`] agree.
#[cfg(test)]
pub(crate) mod check {
    use std::collections::BTreeSet;
    use std::fmt::Debug;
    use std::str::FromStr;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use crate::text::Text;

    pub(crate) fn round_trips<T>(all: &[T], id: fn(T) -> &'static str, label: fn(T) -> Text)
    where
        T: Copy + Debug + PartialEq + FromStr<Err = super::UnknownWireId> + Serialize + DeserializeOwned,
    {
        let ids: BTreeSet<_> = all.iter().map(|&value| id(value)).collect();
        assert_eq!(ids.len(), all.len(), "two values share an id");
        for &value in all {
            assert_eq!(serde_json::to_value(value).unwrap(), id(value));
            assert_eq!(serde_json::from_value::<T>(id(value).into()).unwrap(), value);
            assert_eq!(id(value).parse::<T>().unwrap(), value);
            let label = label(value);
            assert!(!label.da.is_empty() && !label.en.is_empty(), "{value:?} lacks a label");
        }
        assert!("".parse::<T>().is_err());
    }
}
