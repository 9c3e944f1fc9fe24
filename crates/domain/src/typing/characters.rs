//! What comes along when text is pasted: wide digits, odd spaces, dashes of every length.

/// The text as it would have been typed: ASCII digits and signs, plain spaces and hyphens, nothing invisible.
pub(super) fn plain(text: &str) -> String {
    let typed = |character: char| match narrow(character) {
        dash if is_dash(dash) => '-',
        space if space.is_whitespace() => ' ',
        '\u{2018}' | '\u{2019}' | '\u{00B4}' => '\'',
        other => other,
    };
    let text: String = text.chars().filter(|character| !is_invisible(*character)).map(typed).collect();
    text.trim().to_owned()
}

/// Full-width digits, letters and signs (U+FF01 to U+FF5E) become their ASCII counterparts.
pub(crate) fn narrow(character: char) -> char {
    match u32::from(character) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

/// Marks without width that come along when text is copied: zero-width spaces, direction marks, byte order mark.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Hyphen-minus, hyphen, non-breaking hyphen, the dashes and the minus sign.
pub(crate) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
