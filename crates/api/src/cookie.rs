//! The session cookie: an opaque token for the browser, its hash for the database.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::entropy::{Entropy, NoEntropy};
use sha2::{Digest, Sha256};

/// Bytes of randomness in a token.
const TOKEN_LENGTH: usize = 32;

/// The cookie's name. The prefix makes the browser refuse it from a sub-domain or over plain HTTP; on loopback, where
/// there is no TLS, it could not be set at all.
#[must_use]
pub(crate) const fn name(tls: bool) -> &'static str {
    if tls { "__Host-hjertekom" } else { "hjertekom" }
}

/// A new session's cookie and the hash that the database keeps.
///
/// # Errors
/// When the system gives no random bytes.
pub(crate) fn new(tls: bool, entropy: &dyn Entropy) -> Result<(Cookie<'static>, [u8; 32]), NoEntropy> {
    let mut token = [0; TOKEN_LENGTH];
    entropy.fill(&mut token)?;
    Ok((cookie(tls, URL_SAFE_NO_PAD.encode(token)), Sha256::digest(token).into()))
}

/// The cookie that takes the session's place at log-out.
#[must_use]
pub(crate) fn removal(tls: bool) -> Cookie<'static> {
    let mut cookie = cookie(tls, String::new());
    cookie.make_removal();
    cookie
}

/// The hash of the token the browser sent. A cookie that is there twice is none: one of them is somebody else's.
#[must_use]
pub(crate) fn token_hash(request: &HttpRequest, tls: bool) -> Option<[u8; 32]> {
    let cookies = request.cookies().ok()?;
    let mut own = cookies.iter().filter(|cookie| cookie.name() == name(tls));
    let (Some(only), None) = (own.next(), own.next()) else {
        return None;
    };
    let token = URL_SAFE_NO_PAD.decode(only.value()).ok()?;
    (token.len() == TOKEN_LENGTH).then(|| Sha256::digest(token).into())
}

fn cookie(tls: bool, value: String) -> Cookie<'static> {
    Cookie::build(name(tls), value).path("/").http_only(true).same_site(SameSite::Strict).secure(tls).finish()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use db::entropy::SystemEntropy;

    use super::*;

    #[test]
    fn the_cookie_is_out_of_reach_for_scripts_other_sites_and_other_paths() {
        let (cookie, _) = new(true, &SystemEntropy).unwrap();
        let text = cookie.to_string();
        assert!(text.starts_with("__Host-hjertekom="), "{text}");
        assert!(text.ends_with("; HttpOnly; SameSite=Strict; Secure; Path=/"), "{text}");
        assert_eq!(cookie.value().len(), 43);
        let (plain, _) = new(false, &SystemEntropy).unwrap();
        assert!(plain.name() == "hjertekom" && plain.secure() != Some(true));
    }

    #[test]
    fn the_database_gets_the_hash_of_what_the_browser_sends_back() {
        let (cookie, hash) = new(false, &SystemEntropy).unwrap();
        let request = TestRequest::default().cookie(cookie.clone()).to_http_request();
        assert_eq!(token_hash(&request, false), Some(hash));
        assert_eq!(token_hash(&request, true), None, "the other name is another cookie");
        let twice = format!("hjertekom={0}; hjertekom={0}", cookie.value());
        let request = TestRequest::default().insert_header(("Cookie", twice)).to_http_request();
        assert_eq!(token_hash(&request, false), None);
    }
}
