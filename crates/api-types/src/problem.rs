//! Problems (RFC 9457): what went wrong, in words the user can act on.

use domain::text::Text;
use domain::validation::Finding;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Identifies the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The words for the user, in Danish.
    pub title: String,
    /// The same words in both languages.
    pub message: Text,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: ProblemCode,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// The version that is current, when the caller's was stale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_version: Option<i64>,
    /// The request, to quote when asking for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<Uuid>,
}

macro_rules! problem_codes {
    ($($(#[$meta:meta])* $variant:ident = $id:literal, $status:literal, $da:literal, $en:literal;)+) => {
        /// The stable code of a problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemCode {
            $($(#[$meta])* $variant,)+
        }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The id on the wire.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// The HTTP status it is sent with.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)+ }
            }

            /// The words for the user.
            #[must_use]
            pub fn message(self) -> Text {
                match self { $(Self::$variant => Text::new($da, $en),)+ }
            }
        }
    };
}

problem_codes! {
    /// The request cannot be read.
    BadRequest = "bad_request", 400, "Forespørgslen kan ikke læses.", "The request cannot be read.";
    /// Outside what is published of others.
    NotPublished = "not_published", 400, "Det offentliggøres ikke for andre kommuner end din egen.", "It is not published for other municipalities than your own.";
    /// No valid session.
    NotLoggedIn = "not_logged_in", 401, "Log ind for at fortsætte.", "Log in to continue.";
    /// Wrong name or password; never which.
    LoginFailed = "login_failed", 401, "Brugernavn eller adgangskode er forkert.", "The user name or password is wrong.";
    /// The password is right, and the account has a second factor.
    CodeRequired = "code_required", 401, "Skriv engangskoden fra din app.", "Type the one-time code from your app.";
    /// The one-time code is wrong, late or used.
    CodeWrong = "code_wrong", 401, "Engangskoden er forkert, udløbet eller brugt. Vent på den næste, og prøv igen.", "The one-time code is wrong, expired or used. Wait for the next one and try again.";
    /// The role lacks the right.
    Forbidden = "forbidden", 403, "Din rolle giver ikke adgang til dette.", "Your role does not give access to this.";
    /// The request does not come from the application.
    CrossSite = "cross_site", 403, "Forespørgslen kommer ikke fra HjerteKom.", "The request does not come from HjerteKom.";
    /// There is none, or it belongs to another municipality.
    NotFound = "not_found", 404, "Det findes ikke her.", "It does not exist here.";
    /// The path exists, but not for this method.
    MethodNotAllowed = "method_not_allowed", 405, "Handlingen findes ikke for denne adresse.", "The address does not support this action.";
    /// A course is running.
    CourseAlreadyOpen = "course_already_open", 409, "Borgeren har allerede et igangværende forløb. Tilknyt henvisningen til det.", "The citizen already has an open course. Join the referral to it.";
    /// The citizen is registered.
    CitizenExists = "citizen_exists", 409, "Borgeren er allerede oprettet.", "The citizen is already registered.";
    /// The citizen has died.
    CitizenDied = "citizen_died", 409, "Borgeren er registreret som død. Der kan ikke oprettes et nyt forløb.", "The citizen is registered as dead. No new course can be opened.";
    /// Somebody dies after they are born.
    DeathBeforeBirth = "death_before_birth", 422, "Datoen ligger før borgerens fødselsdato. Ret datoen.", "The date lies before the citizen's date of birth. Correct the date.";
    /// Both records have a running course.
    TwoOpenCourses = "two_open_courses", 409, "Begge numre har et igangværende forløb. Afslut det ene, før numrene samles.", "Both numbers have an open course. End one of them before the numbers are joined.";
    /// What was to happen does not fit the course's state.
    WrongState = "wrong_state", 409, "Det passer ikke til, hvor forløbet er nu.", "It does not fit the state of the course.";
    /// An event would lie before the one it ends.
    EventOutOfOrder = "event_out_of_order", 409, "Datoen ligger før den hændelse, der gik forud. Ret datoen.", "The date lies before the event that went ahead. Correct the date.";
    /// Another municipality has the offer.
    TransferPending = "transfer_pending", 409, "Forløbet er allerede tilbudt en anden kommune. Træk det tilbage først.", "The course is offered to another municipality. Withdraw that first.";
    /// The offer is no longer open.
    TransferAnswered = "transfer_answered", 409, "Overflytningen er allerede besvaret eller trukket tilbage.", "The transfer has been answered or withdrawn already.";
    /// The course is closed or was rejected.
    CourseLocked = "course_locked", 409, "Forløbet er lukket. Genåbn det, før du retter i det.", "The course is locked. Reopen it before changing it.";
    /// Attendance before the day.
    InTheFuture = "in_the_future", 409, "Fremmøde kan først registreres på dagen.", "Attendance cannot be recorded before the day.";
    /// The indicator has as many notes as it can have.
    TooManyNotes = "too_many_notes", 409, "Der er allerede 200 noter af den slags til indikatoren. Flere kan der ikke være.", "The indicator has 200 notes of that kind already. There cannot be more.";
    /// The same key is being worked on.
    RequestInProgress = "request_in_progress", 409, "Samme forespørgsel behandles allerede. Vent et øjeblik.", "The same request is already being handled. Wait a moment.";
    /// The request with this key was carried out, but its answer was lost.
    RequestDone = "request_done", 409, "Det er allerede gemt, men svaret gik tabt. Hent siden igen.", "It is saved already, but the answer was lost. Fetch the page again.";
    /// Somebody saved in between.
    StaleVersion = "stale_version", 412, "En anden har gemt imens. Hent den nyeste version, og prøv igen.", "Somebody else saved in the meantime. Fetch the latest version and try again.";
    /// The body is too large.
    PayloadTooLarge = "payload_too_large", 413, "Indholdet er for stort.", "The content is too large.";
    /// The body is of another type.
    UnsupportedMediaType = "unsupported_media_type", 415, "Indholdets type kan ikke bruges her.", "The content type cannot be used here.";
    /// The answers do not pass.
    ValidationFailed = "validation_failed", 422, "Noget skal rettes, før det kan gemmes.", "Something must be mended before it can be saved.";
    /// The key was used for another body.
    IdempotencyKeyReused = "idempotency_key_reused", 422, "Nøglen er brugt til et andet indhold. Brug en ny nøgle.", "The key was used with other content. Use a new key.";
    /// `If-Match` is needed.
    PreconditionRequired = "precondition_required", 428, "Angiv med If-Match, hvilken version du ændrer.", "Say with If-Match which version you change.";
    /// Too many attempts.
    TooManyRequests = "too_many_requests", 429, "For mange forsøg. Vent lidt, og prøv igen.", "Too many attempts. Wait a little and try again.";
    /// Others read as much as the server can work out at a time.
    TooMuchAtOnce = "too_much_at_once", 429, "Der regnes på for mange tal på én gang lige nu. Vent lidt, og prøv igen.", "Too many numbers are being worked out at once right now. Wait a little and try again.";
    /// A fault of ours.
    Internal = "internal", 500, "Der skete en fejl hos os. Det, du har gemt, er gemt. Prøv igen.", "Something failed on our side. What you saved is saved. Try again.";
    /// The database cannot be reached.
    Unavailable = "unavailable", 503, "Databasen svarer ikke lige nu. Dine indtastninger er ikke gemt endnu. Prøv igen om lidt.", "The database does not answer right now. Your entries are not saved yet. Try again shortly.";
    /// An import has the database for itself.
    ImportRunning = "import_running", 503, "En import er i gang, og den har databasen for sig selv. Dine indtastninger er ikke gemt endnu. Prøv igen om lidt.", "An import is running and has the database to itself. Your entries are not saved yet. Try again shortly.";
    /// The disk is full.
    StorageFull = "storage_full", 507, "Der er ikke plads til at gemme. Kontakt driften. Det, der er gemt, er der stadig.", "There is no room to save. Contact operations. What was saved is still there.";
}

impl Problem {
    /// A problem with the words of its code.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        let message = code.message();
        Self {
            kind: format!("urn:hjertekom:problem:{}", code.id()),
            title: message.da.clone(),
            message,
            status: code.status(),
            code,
            findings: Vec::new(),
            current_version: None,
            request_id: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_sent_under_its_id() {
        for code in ProblemCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.id());
        }
    }
}
