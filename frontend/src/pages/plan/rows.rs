//! A list of rows, each a signal of its own.

use leptos::prelude::*;

/// Rows of one kind, told apart by a key.
pub(super) struct Rows<T: Send + Sync + 'static, K: 'static> {
    rows: RwSignal<Vec<RwSignal<T>>>,
    key: fn(&T) -> K,
}

impl<T: Send + Sync + 'static, K: 'static> Clone for Rows<T, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static, K: 'static> Copy for Rows<T, K> {}

impl<T: Clone + PartialEq + Send + Sync + 'static, K: PartialEq + 'static> Rows<T, K> {
    pub(super) fn new(rows: Vec<T>, key: fn(&T) -> K) -> Self {
        Self { rows: RwSignal::new(rows.into_iter().map(RwSignal::new).collect()), key }
    }

    /// Every row as it is now. Follows every change.
    pub(super) fn get(self) -> Vec<T> {
        self.rows.get().into_iter().map(|row| row.get()).collect()
    }

    /// The rows themselves. Follows what is added and removed.
    pub(super) fn signals(self) -> Vec<RwSignal<T>> {
        self.rows.get()
    }

    /// The row with this key.
    pub(super) fn row(self, wanted: &K) -> Option<RwSignal<T>> {
        self.rows.get_untracked().into_iter().find(|row| row.with_untracked(self.key) == *wanted)
    }

    pub(super) fn add(self, row: T) {
        self.rows.update(|rows| rows.push(RwSignal::new(row)));
    }

    pub(super) fn remove(self, wanted: &K) {
        self.rows.update(|rows| rows.retain(|row| row.with_untracked(self.key) != *wanted));
    }

    /// Takes over other rows; those that are there already keep their place on the screen.
    pub(super) fn adopt(self, wanted: Vec<T>) {
        let Some(before) = self.rows.try_get_untracked() else { return };
        let row_of =
            |new: &T| before.iter().find(|row| row.with_untracked(self.key) == (self.key)(new)).copied();
        let mut after = Vec::new();
        for new in wanted {
            let row = match row_of(&new) {
                Some(row) => {
                    if row.with_untracked(|old| *old != new) {
                        row.set(new);
                    }
                    row
                }
                None => RwSignal::new(new),
            };
            after.push(row);
        }
        if after != before {
            self.rows.set(after);
        }
    }
}
