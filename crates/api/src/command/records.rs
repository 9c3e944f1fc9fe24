//! Records on their way to the database, from a thread that makes them.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use db::{AbandonImport, ImportRecord};

/// Records that may wait for the database.
const WAITING: usize = 1_024;

enum Message {
    Record(Box<ImportRecord>),
    /// There are no more, and all of them were good.
    Complete,
}

/// Sends records. Dropping it before [`Sender::complete`] abandons the import, whatever the reason: a panic too.
pub(crate) struct Sender(SyncSender<Message>);

/// The database no longer listens; it says itself why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unwanted;

/// The records as the database takes them.
pub(crate) struct Records(Option<Receiver<Message>>);

/// A way for records. It is short, so that a slow database slows their making down.
pub(crate) fn channel() -> (Sender, Records) {
    let (sender, receiver) = sync_channel(WAITING);
    (Sender(sender), Records(Some(receiver)))
}

impl Sender {
    pub(crate) fn send(&self, record: ImportRecord) -> Result<(), Unwanted> {
        self.0.send(Message::Record(Box::new(record))).map_err(|_| Unwanted)
    }

    /// Says that there are no more records and all of them were good.
    pub(crate) fn complete(self) {
        drop(self.0.send(Message::Complete));
    }
}

impl Iterator for Records {
    type Item = Result<ImportRecord, AbandonImport>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.0.as_ref()?.recv() {
            Ok(Message::Record(record)) => return Some(Ok(*record)),
            Ok(Message::Complete) => self.0 = None,
            Err(_) => {
                self.0 = None;
                return Some(Err(AbandonImport));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_whose_sender_is_gone_without_a_word_is_abandoned() {
        let (sender, mut records) = channel();
        drop(sender);
        assert_eq!(records.next(), Some(Err(AbandonImport)));
        assert_eq!(records.next(), None);
        let (sender, mut records) = channel();
        sender.complete();
        assert_eq!(records.next(), None);
    }
}
