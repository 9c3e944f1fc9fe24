//! All programmes and versions the server knows.

use std::sync::Arc;

use super::Programme;

/// Every loaded version of every programme.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    programmes: Vec<Arc<Programme>>,
}

impl Catalogue {
    /// Collects programmes; versions of one programme are ordered by their first valid day.
    #[must_use]
    pub fn new(programmes: impl IntoIterator<Item = Programme>) -> Self {
        let mut programmes: Vec<_> = programmes.into_iter().map(Arc::new).collect();
        programmes.sort_by(|a, b| (&a.id, a.valid_from).cmp(&(&b.id, b.valid_from)));
        Self { programmes }
    }

    /// Every version of every programme.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Programme>> {
        self.programmes.iter()
    }

    /// Every version of one programme, oldest first.
    pub fn versions(&self, id: &str) -> impl Iterator<Item = &Arc<Programme>> {
        self.programmes.iter().filter(move |programme| programme.id == id)
    }

    /// One version of a programme.
    #[must_use]
    pub fn find(&self, id: &str, version: &str) -> Option<&Arc<Programme>> {
        self.versions(id).find(|programme| programme.version == version)
    }

    /// The newest version of a programme: what new courses and forms use.
    #[must_use]
    pub fn current(&self, id: &str) -> Option<&Arc<Programme>> {
        self.versions(id).last()
    }
}
