//! Courses on their way from one municipality to another: both sides confirm, and both logs tell.

use actix_web::web::{self, Data, Path};
use actix_web::{get, post};
use api_types::{
    DeclineTransfer, OfferTransfer, ProblemCode, TransferCitizenView, TransferDirection, TransferList,
    TransferView,
};
use db::Transfer;
use db::rights::{ReadCourses, WriteCourses};
use domain::course::check_reason;
use domain::ids::{CourseId, TransferId};
use domain::text::Text;

use super::course_events::refused;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, field_finding};
use crate::idempotency::IdempotencyKey;
use crate::json::Json;
use crate::reply::Kept;

/// Offers a running course to another municipality: packs it with its citizen and its history, sealed for the receiver.
///
/// Asked again for the same receiver, the course is packed anew. The course itself goes on until the end form says that
/// it was transferred. 409 `wrong_state` for a course that has ended, `transfer_pending` while another municipality has
/// the offer.
#[utoipa::path(
    tag = "transfers", operation_id = "offer_transfer",
    params(
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body = OfferTransfer,
    responses((status = OK, description = "The offer", body = TransferView), Error),
)]
#[post("/courses/{id}/transfer")]
pub(crate) async fn offer(
    caller: Caller<WriteCourses>,
    id: Path<CourseId>,
    key: IdempotencyKey,
    body: Json<OfferTransfer>,
    app: Data<App>,
) -> Result<Kept<web::Json<TransferView>>, Error> {
    let (id, (OfferTransfer { to, reason }, bytes)) = (*id, body.into_parts());
    if caller.municipality() == Some(to) {
        let message =
            Text::new("Vælg en anden kommune end din egen.", "Choose a municipality other than your own.");
        let finding = field_finding(Some("to".into()), "own_municipality", message);
        return Err(Error::Findings(ProblemCode::ValidationFailed, vec![finding]));
    }
    let reason = needed(&reason)?;
    let work = async {
        let transfers = app.db.transfers(&caller);
        let transfer = transfers.offer(id, to, &reason, app.clock.now()).await?;
        Ok(web::Json(view(transfers.changed(transfer).await?)))
    };
    key.once(&app, &caller, &[id.to_string().as_bytes(), &bytes], work).await
}

/// The newest transfers from and to the municipality.
#[utoipa::path(
    tag = "transfers", operation_id = "list_transfers",
    responses((status = OK, description = "The transfers, newest first", body = TransferList), Error),
)]
#[get("/transfers")]
pub(crate) async fn list(
    caller: Caller<ReadCourses>,
    app: Data<App>,
) -> Result<web::Json<TransferList>, Error> {
    let transfers = app.db.transfers(&caller).list().await?;
    Ok(web::Json(TransferList { items: transfers.into_iter().map(view).collect() }))
}

/// Takes an offered course over: it becomes one of the municipality's own, with its history and new ids.
///
/// 409 `transfer_answered` when it has been answered or withdrawn, `course_already_open` when the citizen has a running
/// course of the programme here.
#[utoipa::path(
    tag = "transfers", operation_id = "accept_transfer",
    params(
        ("id" = uuid::Uuid, Path, description = "The transfer"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    responses((status = OK, description = "The transfer, with the course it has become", body = TransferView), Error),
)]
#[post("/transfers/{id}/accept")]
pub(crate) async fn accept(
    caller: Caller<WriteCourses>,
    id: Path<TransferId>,
    key: IdempotencyKey,
    app: Data<App>,
) -> Result<Kept<web::Json<TransferView>>, Error> {
    let id = *id;
    let work = async {
        let transfers = app.db.transfers(&caller);
        transfers.accept(id, app.clock.now()).await?;
        Ok(web::Json(view(transfers.changed(id).await?)))
    };
    key.once(&app, &caller, &[id.to_string().as_bytes()], work).await
}

/// Says no to an offered course, with a reason that the sender reads. 409 `transfer_answered`.
#[utoipa::path(
    tag = "transfers", operation_id = "decline_transfer",
    params(
        ("id" = uuid::Uuid, Path, description = "The transfer"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body = DeclineTransfer,
    responses((status = OK, description = "The transfer", body = TransferView), Error),
)]
#[post("/transfers/{id}/decline")]
pub(crate) async fn decline(
    caller: Caller<WriteCourses>,
    id: Path<TransferId>,
    key: IdempotencyKey,
    body: Json<DeclineTransfer>,
    app: Data<App>,
) -> Result<Kept<web::Json<TransferView>>, Error> {
    let (id, (DeclineTransfer { reason }, bytes)) = (*id, body.into_parts());
    let reason = needed(&reason)?;
    let work = async {
        let transfers = app.db.transfers(&caller);
        transfers.decline(id, &reason, app.clock.now()).await?;
        Ok(web::Json(view(transfers.changed(id).await?)))
    };
    key.once(&app, &caller, &[id.to_string().as_bytes(), &bytes], work).await
}

/// Takes an own offer back before it is answered. 409 `transfer_answered`.
#[utoipa::path(
    tag = "transfers", operation_id = "withdraw_transfer",
    params(
        ("id" = uuid::Uuid, Path, description = "The transfer"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    responses((status = OK, description = "The transfer", body = TransferView), Error),
)]
#[post("/transfers/{id}/withdraw")]
pub(crate) async fn withdraw(
    caller: Caller<WriteCourses>,
    id: Path<TransferId>,
    key: IdempotencyKey,
    app: Data<App>,
) -> Result<Kept<web::Json<TransferView>>, Error> {
    let id = *id;
    let work = async {
        let transfers = app.db.transfers(&caller);
        transfers.withdraw(id, app.clock.now()).await?;
        Ok(web::Json(view(transfers.changed(id).await?)))
    };
    key.once(&app, &caller, &[id.to_string().as_bytes()], work).await
}

/// A transfer as one of its parties sees it.
pub(super) fn view(transfer: Transfer) -> TransferView {
    let direction = match transfer.is_incoming {
        true => TransferDirection::Incoming,
        false => TransferDirection::Outgoing,
    };
    TransferView {
        id: transfer.id,
        direction,
        municipality: transfer.other.into(),
        programme: transfer.programme,
        state: transfer.state,
        citizen: transfer.citizen.map(|citizen| TransferCitizenView {
            name: citizen.name,
            cpr_masked: citizen.cpr_masked,
            birth_date: citizen.birth_date,
            sex: citizen.sex,
        }),
        course_id: transfer.course,
        course_state: transfer.course_state,
        is_outdated: transfer.is_outdated,
        reason: transfer.note,
        answer: transfer.answer,
        offered_by: transfer.offered_by,
        offered_at: transfer.offered_at,
        answered_by: transfer.answered_by,
        answered_at: transfer.answered_at,
    }
}

fn needed(reason: &str) -> Result<String, Error> {
    let reason = check_reason(Some(reason), true).map_err(|finding| refused(vec![finding]))?;
    Ok(reason.unwrap_or_default())
}
