//! The results of the checks of one pair, which are kept so that a run can be interrupted and continued.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

/// The results of one pair. A check that was not made has none.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Record {
    /// A digest of the documents.
    pub key: String,
    /// Why nothing could be checked.
    pub obstacle: Option<String>,
    /// What the compiler finds.
    pub source: Option<Source>,
    /// What cargo-semver-checks finds.
    pub semver: Option<Semver>,
    /// What the old client does not decode.
    pub responses: Option<Wire>,
    /// What Prism rejects.
    pub requests: Option<Wire>,
}

/// The program that uses the old client, compiled against the new one.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Source {
    /// The number of uses; 0 if both clients have the same code.
    pub uses: usize,
    /// The uses that do not compile with the old client: mistakes of the check.
    pub mistakes: Vec<Broken>,
    /// The uses that compile with the old client only.
    pub broken: Vec<Broken>,
    /// Why the compiler could not be asked.
    pub obstacle: Option<String>,
}

/// A second opinion on what breaks callers.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Semver {
    /// The lints that failed.
    pub lints: Vec<String>,
    /// Why the tool could not be asked.
    pub obstacle: Option<String>,
}

/// A use that does not compile.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The item that is used.
    pub item: String,
    /// The code of the error: `E0063`.
    pub code: String,
    /// The message of the compiler.
    pub message: String,
}

/// What goes wrong between the old client and a server that obeys the new document.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Wire {
    /// The number of samples or calls.
    pub tried: usize,
    /// The operations of which something was tried: `GET /pets/{}`.
    pub operations: Vec<String>,
    /// What failed.
    pub failures: Vec<Failure>,
    /// What could not be tried, and why.
    pub skipped: Vec<String>,
    /// Why nothing could be tried.
    pub obstacle: Option<String>,
}

/// A response that the old client loses or does not decode, or a request that is rejected.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The operation: `GET /pets/{}`.
    pub operation: String,
    /// The response or the call: `200 application/json`, `what is required`.
    pub of: String,
    /// What happened.
    pub why: String,
}

impl Record {
    /// The record in the file at `path`; an empty one if it does not exist or cannot be read.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Writes the record, so that it is whole or not there.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        let half = path.with_extension("part");
        crate::workspace::write(&half, &serde_json::to_string_pretty(self)?)?;
        fs::rename(&half, path).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Drops results of other documents.
    pub(crate) fn renew(&mut self, key: String) {
        if !self.key.is_empty() && self.key != key {
            *self = Self::default();
        }
        self.key = key;
        self.obstacle = None;
    }
}

/// An operation as `names.lock` writes it: each path parameter is `{}`.
pub(crate) fn operation_key(verb: &str, path: &str) -> String {
    let mut key = format!("{} ", verb.to_ascii_uppercase());
    let mut is_inside = false;
    for character in path.chars() {
        match character {
            '{' => {
                is_inside = true;
                key.push('{');
            }
            '}' => {
                is_inside = false;
                key.push('}');
            }
            _ if is_inside => {}
            other => key.push(other),
        }
    }
    key
}
