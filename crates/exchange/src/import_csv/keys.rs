//! Which course keys a file has had so far.

use std::collections::HashMap;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// The keys seen so far, as hashes: 16 bytes each and the table's overhead, some 40 MiB for a million rows.
///
/// Two different keys share a 64-bit hash with a chance of 3 in 100 million per file of a million rows; such a file is
/// refused, never written wrongly.
#[derive(Debug, Default)]
pub(super) struct Keys {
    lines: HashMap<u64, u64, BuildHasherDefault<Ready>>,
}

impl Keys {
    /// Remembers a key; the line it was in before, if it was in one.
    pub(super) fn seen_before(&mut self, key: &[u8], line: u64) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        match self.lines.entry(hasher.finish()) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(entry) => {
                entry.insert(line);
                None
            }
        }
    }
}

/// Passes on a number that is a hash already.
#[derive(Debug, Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_comes_again_names_the_first_line() {
        let mut keys = Keys::default();
        assert_eq!(keys.seen_before(b"F-1", 2), None);
        assert_eq!(keys.seen_before(b"F-2", 3), None);
        assert_eq!(keys.seen_before(b"F-1", 4), Some(2));
        assert_eq!(keys.seen_before(b"F-1", 5), Some(2));
    }
}
