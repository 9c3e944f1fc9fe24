//! Definitions that have been fetched; they never change within a version, so one fetch is enough.

use std::collections::BTreeMap;
use std::sync::Arc;

use api_client::Answer;
use domain::programme::Programme;
use leptos::prelude::*;

use crate::session::Session;

/// The programme of this product's first release; others follow as definitions.
pub(crate) const HJERTEKOM: &str = "hjertekom";

/// The definitions fetched so far, by id and version.
#[derive(Clone, Copy, Default)]
pub(crate) struct Programmes {
    fetched: StoredValue<BTreeMap<(String, String), Arc<Programme>>>,
}

impl Programmes {
    /// One version of a programme, fetched at most once.
    ///
    /// # Errors
    /// What the server says.
    pub(crate) async fn get(self, session: &Session, id: &str, version: &str) -> Answer<Arc<Programme>> {
        let key = (id.to_owned(), version.to_owned());
        if let Some(programme) = self.fetched.with_value(|fetched| fetched.get(&key).cloned()) {
            return Ok(programme);
        }
        let programme = Arc::new(session.client().programme(id, version).await?);
        self.fetched.update_value(|fetched| {
            fetched.insert(key, programme.clone());
        });
        Ok(programme)
    }
}

/// The definitions of the application.
pub(crate) fn use_programmes() -> Programmes {
    expect_context::<Programmes>()
}
