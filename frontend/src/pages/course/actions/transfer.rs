//! Offering a course to another municipality.

use api_client::ClientError;
use api_types::{OfferTransfer, TransferView};
use domain::municipality::MunicipalityCode;
use domain::text::{Language, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Acting;
use crate::pages::Notice;
use crate::parts::{Request, Typed, buttons, refusal};
use crate::session::use_session;
use crate::text::*;

pub(super) fn transfer_form(acting: &Acting, is_open: RwSignal<bool>) -> AnyView {
    let session = use_session();
    let notice = expect_context::<Notice>();
    let (to, note) = (Typed::new("transfer-to"), Typed::new("transfer-note"));
    let request = Request::new();
    let own = session.me().and_then(|me| me.municipality).map(|municipality| municipality.code);
    let acting = acting.clone();
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        let Ok(code) = to.text.get_untracked().parse::<MunicipalityCode>() else {
            to.refuse(TRANSFER_TO_EMPTY);
            return;
        };
        let Some(reason) = note.words(Some(REASON_EMPTY)) else { return };
        let (session, acting) = (session.clone(), acting.clone());
        let (course, offer) = (acting.course.id, OfferTransfer { to: code, reason });
        let ask = async move { session.watch(session.client().offer_transfer(course, &offer).await) };
        request.run(ask, move |_| {
            notice.say(said(TRANSFER_SENT, code.name()));
            is_open.set(false);
            acting.reload.try_run(());
        });
    };
    view! {
        <form class="stack stacked" novalidate=true on:submit=submit>
            <p class="muted">{t(TRANSFER_TEXT)}</p>
            {refusal(request.problem)}
            {to.select_field(TRANSFER_TO, municipalities(own))}
            {note.text_field(TRANSFER_NOTE)}
            {buttons(TRANSFER_SEND, request.is_busy, is_open)}
        </form>
    }
    .into_any()
}

/// Every municipality but the own, by name as Danes sort them.
fn municipalities(own: Option<MunicipalityCode>) -> Vec<(String, String)> {
    let mut all: Vec<_> = MunicipalityCode::all().filter(|code| Some(*code) != own).collect();
    all.sort_by_key(|code| danish_order(code.name()));
    all.into_iter().map(|code| (code.to_string(), code.name().to_owned())).collect()
}

/// Æ, Ø and Å come after Z, and Aa is Å.
fn danish_order(name: &str) -> String {
    let folded = name.to_lowercase().replace("aa", "å");
    folded.replace('æ', "z1").replace('ø', "z2").replace('å', "z3")
}

/// Packs the course anew for the municipality it is offered to.
pub(in crate::pages) async fn resend(
    session: &crate::session::Session,
    course: domain::ids::CourseId,
    transfer: &TransferView,
) -> Result<TransferView, ClientError> {
    let reason = transfer.reason.clone().unwrap_or_default();
    let offer = OfferTransfer { to: transfer.municipality.code, reason };
    session.watch(session.client().offer_transfer(course, &offer).await)
}

/// A phrase about a municipality in both languages.
pub(in crate::pages) fn said(phrase: Phrase, unit: &str) -> Text {
    let fill = |language| phrase.fill(language, &[("unit", unit)]);
    Text::new(fill(Language::Da), fill(Language::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn municipalities_are_sorted_as_danes_sort_them_without_the_own() {
        let names: Vec<_> = municipalities("0740".parse().ok()).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names.len(), 97);
        let position = |name: &str| names.iter().position(|other| other == name).unwrap();
        assert!(position("Viborg") < position("Ærø") && position("Ærø") < position("Aabenraa"));
        assert!(position("Aabenraa") < position("Aarhus") && !names.contains(&"Silkeborg".to_owned()));
    }
}
