//! A source that refuses to be read endlessly without a row coming to an end.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The longest row in bytes. A row of every variable filled in is about 10 KiB.
pub(super) const MAX_ROW: usize = 1024 * 1024;

/// The bytes read since the last row ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Allowance(Arc<AtomicUsize>);

impl Allowance {
    /// To be called when a row has ended.
    pub(super) fn renew(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// Reads from `source` until the allowance is used up.
#[derive(Debug)]
pub(super) struct Limited<R> {
    source: R,
    allowance: Allowance,
}

/// The row is longer than [`MAX_ROW`].
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the row is too long")]
pub(super) struct RowTooLong;

impl<R> Limited<R> {
    pub(super) const fn new(source: R, allowance: Allowance) -> Self {
        Self { source, allowance }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.allowance.0.load(Ordering::Relaxed) > MAX_ROW {
            return Err(io::Error::other(RowTooLong));
        }
        let count = self.source.read(buffer)?;
        self.allowance.0.fetch_add(count, Ordering::Relaxed);
        Ok(count)
    }
}

/// Whether a read failed because of [`RowTooLong`].
pub(super) fn is_row_too_long(error: &csv::Error) -> bool {
    match error.kind() {
        csv::ErrorKind::Io(error) => error.get_ref().is_some_and(|inner| inner.is::<RowTooLong>()),
        _ => false,
    }
}
