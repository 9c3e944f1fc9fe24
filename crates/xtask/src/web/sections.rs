//! Reads how large the sections of a WebAssembly module are.
//!
//! Source: WebAssembly Core Specification 2.0, section 5.5 (binary format of modules).

/// One section of a module.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// `code`, `data`, …, or the name of a custom section.
    pub(super) name: String,
    /// Bytes of its content.
    pub(super) size: usize,
    /// How many functions, types, … it holds; `None` where the format does not say.
    pub(super) entries: Option<u64>,
}

impl Section {
    /// The number of entries in words.
    pub(super) fn note(&self) -> String {
        self.entries.map_or_else(String::new, |entries| format!("{entries} entries"))
    }
}

/// Names by section id; id 0 is custom.
const NAMES: [&str; 14] = [
    "custom",
    "type",
    "import",
    "function",
    "table",
    "memory",
    "global",
    "export",
    "start",
    "element",
    "code",
    "data",
    "data count",
    "tag",
];
/// `\0asm` and version 1.
const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// Lists the sections in the module's order; `None` when it is no module.
pub(super) fn of(module: &[u8]) -> Option<Vec<Section>> {
    let mut rest = module.strip_prefix(HEADER)?;
    let mut sections = Vec::new();
    while let Some((&id, after)) = rest.split_first() {
        let (size, after) = number(after)?;
        let size = usize::try_from(size).ok()?;
        let (content, after) = after.split_at_checked(size)?;
        sections.push(section(id, content)?);
        rest = after;
    }
    Some(sections)
}

fn section(id: u8, content: &[u8]) -> Option<Section> {
    let size = content.len();
    if id == 0 {
        let (length, after) = number(content)?;
        let name = after.get(..usize::try_from(length).ok()?)?;
        return Some(Section { name: String::from_utf8_lossy(name).into_owned(), size, entries: None });
    }
    let name = NAMES.get(usize::from(id)).map_or_else(|| format!("section {id}"), |name| (*name).to_owned());
    // The start section holds one index, every other one begins with the length of its vector.
    let entries = if name == "start" { None } else { number(content).map(|(count, _)| count) };
    Some(Section { name, size, entries })
}

/// Reads an unsigned LEB128 number: seven bits a byte, the lowest first.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(9) {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[index + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{HEADER, Section, number, of};

    #[test]
    fn a_module_of_two_sections_is_read() {
        let mut module = HEADER.to_vec();
        module.extend([0, 6, 4, b'n', b'a', b'm', b'e', 9]);
        module.extend([10, 0x81, 0x01, 2]);
        module.extend([0; 128]);
        let custom = Section { name: "name".to_owned(), size: 6, entries: None };
        let code = Section { name: "code".to_owned(), size: 129, entries: Some(2) };
        assert_eq!(of(&module), Some(vec![custom, code]));
        assert_eq!(of(&module[..20]), None);
        assert_eq!(of(b"<html>"), None);
    }

    #[test]
    fn a_number_may_take_several_bytes() {
        assert_eq!(number(&[0xe5, 0x8e, 0x26, 7]), Some((624_485, &[7][..])));
        assert_eq!(number(&[0x80]), None);
    }
}
