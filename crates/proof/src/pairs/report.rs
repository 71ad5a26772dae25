//! What `drift` reports of a pair: the parts of its JSON (docs/drift.schema.json) that are checked.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::Documents;

/// A report.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    /// The most severe class.
    pub verdict: Class,
    /// How many findings there are of each class.
    #[serde(default)]
    pub counts: BTreeMap<Class, usize>,
    /// The findings.
    pub findings: Vec<Finding>,
    /// Milliseconds of the stages, if they were measured.
    #[serde(default)]
    pub timings: Option<Value>,
}

/// A finding.
#[derive(Clone, Debug, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// The class.
    pub class: Class,
    /// The text.
    #[serde(default)]
    pub message: String,
    /// The operations that it concerns: `GET /pets/{}`.
    #[serde(default)]
    pub operations: Vec<String>,
    /// The element of the document.
    #[serde(default)]
    pub element: String,
    /// The items of the old client that it concerns.
    #[serde(default)]
    pub items: Vec<String>,
}

/// The class of a finding, the mildest first.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Nothing was found.
    None,
    /// Texts only.
    Documentation,
    /// Something new.
    Additive,
    /// It compiles and works, but differs.
    Behaviour,
    /// The caller's code does not compile.
    Source,
    /// A call fails, or data is lost.
    Wire,
}

impl Class {
    /// The name in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Documentation => "documentation",
            Self::Additive => "additive",
            Self::Behaviour => "behaviour",
            Self::Source => "source",
            Self::Wire => "wire",
        }
    }
}

impl Report {
    /// Runs `drift`, a command with its first arguments, for a pair.
    ///
    /// # Errors
    /// If it cannot be started, or prints something else than a report.
    pub fn of(drift: &str, documents: &Documents) -> anyhow::Result<Self> {
        let mut words = drift.split_whitespace();
        let program = words.next().context("no command for drift")?;
        let mut command = Command::new(program);
        command.args(words).arg("--from").arg(&documents.old).arg("--against").arg(&documents.new);
        let output = command
            .args(["--format", "json"])
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start {program}"))?;
        let message = || String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned();
        ensure!(matches!(output.status.code(), Some(0 | 1)), "drift ended with {}: {}", output.status, message());
        serde_json::from_slice(&output.stdout).context("drift prints no report")
    }
}
