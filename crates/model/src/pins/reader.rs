//! Reads `names.lock` line by line. It is TOML of the form that [`writer`](super::writer) writes, so that each finding
//! has its line and reading takes one pass.

use super::{Pin, Pins, Table, writer};
use crate::naming::is_identifier;

/// Reads `text` into `pins`, and calls `report` with the line and the message for each line that is not valid.
pub(super) fn read(text: &str, pins: &mut Pins, report: &mut dyn FnMut(usize, String)) {
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !(line.trim().is_empty() || line.starts_with('#')));
    match lines.next() {
        None => return,
        Some((line, _)) if line == writer::VERSION => {}
        Some((line, number)) => {
            let message = match line.strip_prefix("version = ") {
                Some(version) => format!("the version {version} of names.lock is not supported; expected 1"),
                None => format!("expected `{}`", writer::VERSION),
            };
            return report(number, message);
        }
    }
    let mut section: Option<(Table, String)> = None;
    for (line, number) in lines {
        if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
            report(number, "the line is the mark of a merge conflict".to_owned());
        } else if let Some(heading) = line.strip_prefix('[') {
            section = heading.strip_suffix(']').and_then(self::heading);
            if section.is_none() {
                report(number, format!("`{line}` is not the heading of a table of names.lock"));
            }
        } else if let Some((table, owner)) = &section {
            match entry(line) {
                Err(message) => report(number, message),
                Ok((key, name)) => {
                    if !pins.add(*table, owner, key, Pin { name, line: number }) {
                        report(number, format!("the key of `{line}` occurs twice in its table"));
                    }
                }
            }
        } else {
            report(number, format!("`{line}` belongs to no table of names.lock"));
        }
    }
}

/// `fields.Pet`, with the owner as a bare or a quoted key.
fn heading(text: &str) -> Option<(Table, String)> {
    let (word, owner) = match text.split_once('.') {
        Some((word, owner)) => (word, Some(key(owner)?)),
        None => (text, None),
    };
    let table = Table::ALL.into_iter().find(|table| table.word() == word)?;
    (table.has_owner() == owner.is_some()).then(|| (table, owner.unwrap_or_default()))
}

/// `fullName = "full_name"`.
fn entry(line: &str) -> Result<(String, String), String> {
    let parts = line.rsplit_once(" = ").and_then(|(text, name)| {
        let name = name.strip_prefix('"')?.strip_suffix('"')?;
        Some((key(text)?, name))
    });
    let (key, name) = parts.ok_or_else(|| format!("`{line}` is not of the form `key = \"name\"`"))?;
    if is_identifier(name) { Ok((key, name.to_owned())) } else { Err(format!("`{name}` is not a name in Rust")) }
}

/// A bare or a quoted key. Quoted keys have the escapes of JSON, which TOML has as well.
fn key(text: &str) -> Option<String> {
    match text.starts_with('"') {
        true => serde_json::from_str(text).ok(),
        false => writer::is_bare(text).then(|| text.to_owned()),
    }
}
