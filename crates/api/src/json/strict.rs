//! JSON as a value, refusing an object that says one key twice: two readers would take different ones.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The most entries of one list or object.
const MOST_ENTRIES: usize = 1_000;

/// Parses a whole text; at most 128 levels deep, which is the parser's own limit.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = Strict.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("not a number"))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Value, E> {
        // PostgreSQL has no such character, and nobody types it.
        if value.contains('\0') { Err(E::custom("a text with a zero")) } else { Ok(Value::String(value)) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            if list.len() == MOST_ENTRIES {
                return Err(A::Error::custom("too many items"));
            }
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.len() == MOST_ENTRIES {
                return Err(A::Error::custom("too many entries"));
            }
            let value = entries.next_value_seed(Strict)?;
            if key.contains('\0') {
                return Err(A::Error::custom("a key with a zero"));
            }
            if object.insert(key, value).is_some() {
                return Err(A::Error::custom("a key is said twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_json_is_read_as_it_stands() {
        let text = r#"{"a": [1, -2, 2.5, true, null, "ø"], "b": {"missing": "declined"}}"#;
        assert_eq!(parse(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn hostile_json_is_refused() {
        let deep = "[".repeat(10_000);
        let long = format!("[{}1]", "1,".repeat(1_000));
        let hostile = [
            r#"{"a": 1, "a": 2}"#,
            r#"{"a": {"b": 1, "b": 1}}"#,
            "{} {}",
            "\u{feff}{}",
            "1e999",
            "NaN",
            "",
            r#""\ud800""#,
            r#"{"a": "b\u0000"}"#,
            r#"{"a\u0000": "b"}"#,
            "{'a': 1}",
            &deep,
            &long,
        ];
        for text in hostile {
            assert!(parse(text.as_bytes()).is_err(), "{}", text.chars().take(40).collect::<String>());
        }
    }
}
