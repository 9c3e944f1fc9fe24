//! One kind of line end, whatever the file uses.

use std::io::{self, Read};

/// Turns `\r\n` and `\r` into `\n`, and ends the last line if nobody else does.
///
/// So lines can be counted, and a text over several lines reads the same from every system.
#[derive(Debug)]
pub(super) struct Lines<R> {
    source: R,
    last: u8,
    ended: bool,
}

impl<R> Lines<R> {
    pub(super) const fn new(source: R) -> Self {
        Self { source, last: b'\n', ended: false }
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !buffer.is_empty() {
            let count = self.source.read(buffer)?;
            if count == 0 {
                self.ended = true;
                if !matches!(self.last, b'\n' | b'\r') {
                    buffer[0] = b'\n';
                    return Ok(1);
                }
                break;
            }
            let kept = self.normalize(&mut buffer[..count]);
            if kept > 0 {
                return Ok(kept);
            }
        }
        Ok(0)
    }
}

impl<R> Lines<R> {
    /// Returns how many bytes are left.
    fn normalize(&mut self, bytes: &mut [u8]) -> usize {
        let Some(&last) = bytes.last() else { return 0 };
        if self.last != b'\r' && !bytes.contains(&b'\r') {
            self.last = last;
            return bytes.len();
        }
        let mut kept = 0;
        for position in 0..bytes.len() {
            let byte = bytes[position];
            let second_half = byte == b'\n' && self.last == b'\r';
            self.last = byte;
            if !second_half {
                bytes[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time, so that every pair is cut in two.
    struct Dripping<'a>(&'a [u8]);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(1);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn all_line_ends_become_line_feeds_wherever_the_reads_are_cut() {
        for (given, expected) in [
            ("a\r\nb\rc\nd", "a\nb\nc\nd\n"),
            ("a\r\n\r\nb\r\n", "a\n\nb\n"),
            ("a\r\r", "a\n\n"),
            ("a\n\r\n", "a\n\n"),
            ("", ""),
        ] {
            let mut whole = String::new();
            Lines::new(given.as_bytes()).read_to_string(&mut whole).unwrap();
            assert_eq!(whole, expected, "{given:?}");
            let mut dripped = String::new();
            Lines::new(Dripping(given.as_bytes())).read_to_string(&mut dripped).unwrap();
            assert_eq!(dripped, expected, "{given:?} byte by byte");
        }
    }
}
