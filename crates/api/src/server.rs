//! The server: everything around the operations, put together once for the program and for the tests.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::KeepAlive;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, PathConfig};
use actix_web::{App as Actix, HttpServer};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::app::App;
use crate::docs::{self, Document};
use crate::error::Error;
use crate::handlers::health;
use crate::middleware::{cross_site, gate, headers, log};
use crate::{embed, routes, static_files};

/// How long an idle connection is kept.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long a client may take to send the head of a request.
const FIRST_BYTES: Duration = Duration::from_secs(5);
/// How long requests in hand may take when the server stops, in seconds.
const DRAIN_SECONDS: u64 = 2;

/// Everything that is described in the document: the operations and the health of the server.
pub fn operations(config: &mut ServiceConfig<'_>) {
    config.service(health::live);
    config.service(health::ready);
    config.service(
        scope::scope(routes::BASE_PATH)
            .configure(routes::register)
            .map(|scope| scope.default_service(web::to(health::missing))),
    );
}

/// The application, ready to be served or tested.
pub fn application(
    app: Data<App>,
    document: Data<Document>,
) -> Actix<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let (actix, _) = Actix::new().into_utoipa_app().configure(operations).split_for_parts();
    actix
        .app_data(app)
        .app_data(document)
        // An id that is no id belongs to nothing.
        .app_data(PathConfig::default().error_handler(|_, _| Error::NOT_FOUND.into()))
        .service(docs::openapi)
        .service(docs::redirect)
        .service(docs::file)
        .service(embed::style)
        .service(embed::page)
        .default_service(web::to(static_files::serve))
        .wrap(from_fn(gate::gate))
        .wrap(from_fn(cross_site::cross_site))
        .wrap(from_fn(headers::limit))
        .wrap(from_fn(headers::headers))
        .wrap(from_fn(log::log))
}

/// Serves on a socket until the process is told to stop; then finishes what is in hand for at most two seconds.
///
/// # Errors
/// When the socket cannot be used.
pub fn serve(
    listener: TcpListener,
    app: Data<App>,
    document: Document,
    workers: Option<usize>,
) -> std::io::Result<Server> {
    let document = Data::new(document);
    let streams = Arc::clone(&app.streams);
    tokio::spawn(async move {
        stopping().await;
        // An answer that stays open would keep the server from stopping.
        streams.close();
    });
    let mut server = HttpServer::new(move || application(app.clone(), document.clone()))
        .keep_alive(KeepAlive::Timeout(KEEP_ALIVE))
        .client_request_timeout(FIRST_BYTES)
        .shutdown_timeout(DRAIN_SECONDS);
    if let Some(workers) = workers {
        server = server.workers(workers);
    }
    Ok(server.listen(listener)?.run())
}

/// Waits for the word to stop, which the server itself hears as well.
async fn stopping() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
