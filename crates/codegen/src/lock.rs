//! `inputs.lock` of a generated crate: digests of the files that the generator read and wrote.
//!
//! ```toml
//! # Written by moored. SHA-256 of what the generator read and of what it wrote.
//! version = 2
//! generator = "0.1.0"
//! folder = "generated/petstore"
//! specs = "specs/petstore"
//! command = "cargo moored codegen"
//! [inputs]
//! "specs/petstore/moored.toml" = "9f86d081…"
//! [outputs]
//! "src/lib.rs" = "2c26b46b…"
//! [vendored]
//! "generated/moored-runtime" = "baf4fa4f…"
//! [self]
//! digest = "fcde2b2e…"
//! ```
//!
//! The lock has three readers:
//! - the gate in the crate's build script (`crates/gate`), which has no TOML parser and reads it line by line;
//! - `codegen --check`, which distinguishes an output that was edited by hand from an outdated one;
//! - `codegen --out`, which replaces only a folder that codegen itself wrote.
//!
//! The parser accepts exactly the text that the writer produces: any other text was not written by codegen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use moored_document::digest::digest;

mod escape;
mod lines;

use crate::files::Files;
use escape::escape;
use lines::{Lines, quoted_digest};

/// The lock's name in a generated crate.
pub const FILE_NAME: &str = "inputs.lock";

const HEADER: &str = "# Written by moored. SHA-256 of what the generator read and of what it wrote.\n";
const VERSION: &str = "version = 2\n";
const GENERATOR: &str = "generator";
const FOLDER: &str = "folder";
const SPECS: &str = "specs";
const COMMAND: &str = "command";
const INPUTS: &str = "[inputs]\n";
const OUTPUTS: &str = "[outputs]\n";
const VENDORED: &str = "[vendored]\n";
const SELF: &str = "[self]\n";

/// The version of the generator, which each lock records.
const GENERATOR_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The workspace that a crate is generated for. Paths are relative to its root, with `/` as separator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The folder of the crate: `generated/petstore`.
    pub folder: String,
    /// The folder of the documents: `specs/petstore`.
    pub specs: String,
    /// The command that writes the crate: `cargo moored codegen`.
    pub command: String,
}

/// Digests of the inputs and outputs of one run, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The version of the generator: `0.1.0`.
    pub generator: String,
    /// `None` for a crate outside of any workspace of moored, and for a vendored crate.
    pub membership: Option<Membership>,
    /// Digests by the path that findings show (`specs/petstore/moored.toml`).
    pub inputs: BTreeMap<String, String>,
    /// Digests by the path in the crate (`src/lib.rs`). The lock itself is not included.
    pub outputs: BTreeMap<String, String>,
    /// Digests of the locks of the vendored crates that this crate depends on, by the folders of these crates in the
    /// workspace.
    pub vendored: BTreeMap<String, String>,
}

/// Why a text is not a lock that codegen wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// A line does not have the format of the writer.
    #[error("line {line} was not written by codegen")]
    Unreadable {
        /// The line number, counted from 1.
        line: usize,
    },
    /// Every line has the right format, but their digest differs from the one in `[self]`.
    #[error("edited by hand: its digest does not match")]
    Edited,
}

impl Lock {
    /// The lock of a run of this generator that read `inputs` (path to text) and wrote `outputs`.
    #[must_use]
    pub fn new(inputs: &BTreeMap<String, String>, outputs: &Files, membership: Option<Membership>) -> Self {
        Self {
            generator: GENERATOR_VERSION.to_owned(),
            membership,
            vendored: BTreeMap::new(),
            inputs: inputs.iter().map(|(path, text)| (path.clone(), digest(text))).collect(),
            outputs: outputs
                .iter()
                .filter(|(path, _)| path.as_str() != FILE_NAME)
                .map(|(path, text)| (path.as_str().to_owned(), digest(text)))
                .collect(),
        }
    }

    /// The lock's text.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = [HEADER, VERSION].concat();
        push_entry(&mut text, GENERATOR, &self.generator);
        if let Some(Membership { folder, specs, command }) = &self.membership {
            for (key, value) in [(FOLDER, folder), (SPECS, specs), (COMMAND, command)] {
                push_entry(&mut text, key, &escape(value));
            }
        }
        text.push_str(INPUTS);
        push_entries(&mut text, &self.inputs);
        text.push_str(OUTPUTS);
        push_entries(&mut text, &self.outputs);
        if !self.vendored.is_empty() {
            text.push_str(VENDORED);
            push_entries(&mut text, &self.vendored);
        }
        let own = digest(&text);
        text.push_str(SELF);
        push_entry(&mut text, "digest", &own);
        text
    }

    /// Parses a lock that [`Lock::render`] wrote.
    ///
    /// # Errors
    /// [`LockError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let mut lines = Lines::of(text);
        lines.take(HEADER)?;
        lines.take(VERSION)?;
        let generator = lines.value(GENERATOR).ok_or_else(|| lines.unreadable())?;
        let membership = match lines.value(FOLDER) {
            Some(folder) => Some(Membership {
                folder,
                specs: lines.value(SPECS).ok_or_else(|| lines.unreadable())?,
                command: lines.value(COMMAND).ok_or_else(|| lines.unreadable())?,
            }),
            None => None,
        };
        lines.take(INPUTS)?;
        let inputs = lines.entries()?;
        lines.take(OUTPUTS)?;
        let outputs = lines.entries()?;
        let vendored = match lines.rest().starts_with(VENDORED) {
            true => {
                lines.take(VENDORED)?;
                lines.entries()?
            }
            false => BTreeMap::new(),
        };
        let above = text.len() - lines.rest().len();
        lines.take(SELF)?;
        let line = lines.next().ok_or_else(|| lines.unreadable())?;
        let own = line.strip_prefix("digest = ").and_then(quoted_digest).ok_or_else(|| lines.unreadable())?;
        if lines.next().is_some() {
            return Err(lines.unreadable());
        }
        if text.get(..above).map(digest).as_deref() != Some(own) {
            return Err(LockError::Edited);
        }
        Ok(Self { generator, membership, inputs, outputs, vendored })
    }
}

fn push_entries(text: &mut String, entries: &BTreeMap<String, String>) {
    for (path, hex) in entries {
        push_entry(text, &format!("\"{}\"", escape(path)), hex);
    }
}

fn push_entry(text: &mut String, key: &str, hex: &str) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "{key} = \"{hex}\"");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::RelPath;

    fn lock() -> Lock {
        let inputs = [("specs/a/moored.toml", ""), ("specs/a/odd \"name\" = \\ \u{1}\n.yaml", "x")];
        let inputs = inputs.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let outputs =
            ["src/lib.rs", "Cargo.toml", FILE_NAME].map(|path| (RelPath::new(path).unwrap(), path.to_owned()));
        let membership = Membership {
            folder: "generated/a".to_owned(),
            specs: "specs/a".to_owned(),
            command: "cargo moored codegen".to_owned(),
        };
        let lock = Lock::new(&inputs.into(), &outputs.into(), Some(membership));
        Lock { vendored: [("generated/moored-runtime".to_owned(), digest("lock"))].into(), ..lock }
    }

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(Lock::parse(&lock().render()), Ok(lock()));
        assert_eq!(Lock::parse(&Lock::default().render()), Ok(Lock::default()));
        let alone = Lock { membership: None, vendored: BTreeMap::new(), ..lock() };
        assert_eq!(Lock::parse(&alone.render()), Ok(alone));
    }

    #[test]
    fn does_not_record_itself() {
        assert!(!lock().outputs.contains_key(FILE_NAME));
        assert_eq!(lock().inputs["specs/a/moored.toml"], digest(""));
        assert_eq!(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn is_toml() {
        let table: toml::Table = lock().render().parse().unwrap();
        let inputs = table["inputs"].as_table().unwrap();
        assert!(inputs.keys().eq(lock().inputs.keys()), "{inputs:?}");
    }

    #[test]
    fn any_change_of_any_byte_is_seen() {
        let text = lock().render();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert!(Lock::parse(&changed).is_err(), "byte {at}:\n{changed}");
            }
            assert!(Lock::parse(&text[..at]).is_err(), "cut at byte {at}");
        }
        assert!(Lock::parse(&format!("{text}\n")).is_err());
    }

    #[test]
    fn distinguishes_an_edited_digest_from_a_text_that_is_no_lock() {
        let text = lock().render();
        let other = digest("other");
        let edited = text.replacen(&digest(""), &other, 1);
        assert_eq!(Lock::parse(&edited), Err(LockError::Edited));
        let conflict = text.replacen("[outputs]", "<<<<<<< HEAD\n[outputs]", 1);
        assert_eq!(Lock::parse(&conflict), Err(LockError::Unreadable { line: 10 }));
    }
}
