//! Words in a drawing: how wide they are, where they break, and what a point says.

/// The finished words of one datum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointWords {
    /// What stands at the axis or in front of the row; short.
    pub label: String,
    /// What a screen reader says at the point, e.g. `2. kvartal 2026: 78 %, 28 af 36, tilfældig variation`.
    pub announcement: String,
    /// The cells of its row in the table.
    pub cells: Vec<String>,
}

/// The words around a chart, and its size.
///
/// In a page the title, subtitle and notes are the page's own elements; a file carries them itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The finding in one sentence; also what the chart is called.
    pub title: String,
    /// Indicator, unit, period, n.
    pub subtitle: String,
    /// Basis, updated, share missing, definition: one line each.
    pub notes: Vec<String>,
    /// What is said instead of an empty axis.
    pub empty: String,
    /// Width in pixels.
    pub width: f64,
    /// Height of the plot in pixels, where the data do not decide it.
    pub height: f64,
}

/// The size of axis labels and words in the plot, in pixels.
pub(crate) const TEXT: f64 = 12.0;
/// From one baseline to the next, as a share of the size.
const LEADING: f64 = 1.35;

/// From one baseline of [`TEXT`] to the next.
pub(crate) const LINE: f64 = TEXT * LEADING;

/// The width of words in pixels: generous, so that what fits here fits on every screen.
pub(crate) fn width_of(words: &str, size: f64) -> f64 {
    let letter = |character: char| match character {
        'i' | 'j' | 'l' | 't' | 'f' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | ' '
        | '\u{a0}' => 0.34,
        'm' | 'w' | 'M' | 'W' | '%' | 'æ' | 'Æ' => 0.92,
        'A'..='Z' | 'Å' | 'Ø' => 0.70,
        _ => 0.60,
    };
    words.chars().map(letter).sum::<f64>() * size
}

/// Breaks words into lines that are at most `width` wide; a longer word keeps its line.
pub(crate) fn wrapped(words: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width_of(line, size) + width_of(" ", size) + width_of(word, size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A count as a number on an axis; here they are far below 2³².
pub(crate) fn number_of(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The height of so many lines of [`TEXT`].
pub(crate) fn height_of(lines: usize) -> f64 {
    number_of(lines) * LINE
}

/// What tests of charts share.
#[cfg(test)]
pub(crate) mod sample {
    use super::Sheet;

    /// A sheet of this width with little on it.
    pub(crate) fn sheet(width: f64) -> Sheet {
        Sheet {
            title: "Fund".to_owned(),
            subtitle: String::new(),
            notes: Vec::new(),
            empty: "Ingen forløb.".to_owned(),
            width,
            height: 200.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_where_they_must_and_long_ones_keep_their_line() {
        let lines = wrapped("Ikke justeret for forskelle i borgersammensætning", 120.0, 12.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width_of(line, 12.0) <= 120.0 || !line.contains(' ')), "{lines:?}");
        assert!(wrapped("", 100.0, 12.0).is_empty());
    }
}
