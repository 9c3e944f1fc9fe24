//! One-time codes of a second factor (RFC 6238): six digits, SHA-1, 30 seconds, as every authenticator app makes them.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// Bytes of a secret: as many as the hash has (RFC 4226, R6).
pub const SECRET_LENGTH: usize = 20;
/// Seconds a code is good for.
const STEP_SECONDS: i64 = 30;

/// The step of time a moment is in.
#[must_use]
pub fn step(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

/// The code of a step.
#[must_use]
pub fn code(secret: &[u8], step: i64) -> String {
    // HMAC takes a key of any length, so this never fails; without a hash there is no code that could match.
    let Ok(mut mac) = <Hmac<Sha1> as KeyInit>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let hash: [u8; 20] = mac.finalize().into_bytes().into();
    let offset = hash.last().map_or(0, |last| usize::from(last & 0x0f));
    let four = hash.iter().skip(offset).take(4);
    let number = four.fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// The step whose code this is: the present one only, because an older one may have been seen by somebody.
///
/// Spaces do not count: apps show the code in two groups.
#[must_use]
pub fn accept(secret: &[u8], typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let typed: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    let step = step(now);
    bool::from(code(secret, step).as_bytes().ct_eq(typed.as_bytes())).then_some(step)
}

/// The secret as it is typed into an app that cannot read an address.
#[must_use]
pub fn base32(secret: &[u8]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// The address an app reads the secret from.
#[must_use]
pub fn address(username: &str, secret: &[u8]) -> String {
    let mut name = String::new();
    for byte in username.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => name.push(char::from(byte)),
            // Writing to a String cannot fail.
            other => drop(write!(name, "%{other:02X}")),
        }
    }
    format!("otpauth://totp/HjerteKom:{name}?secret={}&issuer=HjerteKom", base32(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the last six of eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            assert_eq!(code(secret, step(now)), expected);
            assert_eq!(
                accept(secret, &format!(" {} {} ", &expected[..3], &expected[3..]), now),
                Some(step(now))
            );
        }
    }

    #[test]
    fn a_code_is_refused_40_seconds_early_or_late_and_in_any_other_shape() {
        let secret = b"12345678901234567890";
        let now = DateTime::from_timestamp(1_234_567_890, 0).unwrap();
        for away in [-40, 40] {
            let at = now + chrono::TimeDelta::seconds(away);
            assert_eq!(accept(secret, "005924", at), None);
        }
        for typed in ["", "5924", "0005924", "00592４", "005925", "005924005924"] {
            assert_eq!(accept(secret, typed, now), None, "{typed:?}");
        }
    }

    #[test]
    fn the_address_names_the_account_and_holds_the_secret() {
        let address = address("anna møller", b"12345678901234567890");
        assert_eq!(
            address,
            "otpauth://totp/HjerteKom:anna%20m%C3%B8ller?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=HjerteKom"
        );
    }
}
