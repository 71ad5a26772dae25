//! What `drift` reports of a pair: the parts of its JSON (docs/drift.schema.json) that are checked.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use serde_json::Value;

/// A report.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    /// The most severe class.
    pub verdict: Class,
    /// The findings.
    pub findings: Vec<Finding>,
    /// How long it took, if that was printed.
    #[serde(skip)]
    pub times: Option<Times>,
}

/// How long a comparison took, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Times {
    /// Reading both models.
    pub read: f64,
    /// Comparing them.
    pub compared: f64,
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
    /// Whether it concerns what is sent or what is decoded; both without one.
    pub direction: Option<Direction>,
    /// The element of the document.
    #[serde(default)]
    pub element: String,
    /// The items of the old client that it concerns; a small pair does not state them.
    pub items: Option<Vec<String>>,
}

/// What a finding concerns.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// What is sent.
    Request,
    /// What is decoded.
    Response,
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
    /// Runs `drift`, a command with its first arguments, for two versions.
    ///
    /// # Errors
    /// If it cannot be started, or prints something else than a report.
    pub fn of(drift: &str, old: &Path, new: &Path) -> anyhow::Result<Self> {
        let mut parts = drift.split_whitespace();
        let program = parts.next().context("no command for drift")?;
        let mut command = Command::new(program);
        command.args(parts).arg("--from").arg(old).arg("--against").arg(new);
        let output = command
            .args(["--format", "json", "--timings"])
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start {program}"))?;
        let errors = String::from_utf8_lossy(&output.stderr);
        let message = errors.lines().next().unwrap_or_default();
        ensure!(matches!(output.status.code(), Some(0 | 1)), "drift ended with {}: {message}", output.status);
        let mut printed: Value = serde_json::from_slice(&output.stdout).context("drift prints no report")?;
        // Several providers have a report each.
        let only = printed.pointer_mut("/reports/0").map(Value::take).unwrap_or(printed);
        let report: Self = serde_json::from_value(only).context("drift prints another kind of report")?;
        Ok(Self { times: errors.lines().find_map(times), ..report })
    }
}

/// The times in `read in 1.5ms, compared in 300µs`.
fn times(line: &str) -> Option<Times> {
    let (read, compared) = line.split_once("read in ")?.1.split_once(", compared in ")?;
    Some(Times { read: milliseconds(read)?, compared: milliseconds(compared)? })
}

fn milliseconds(text: &str) -> Option<f64> {
    let units = [("ms", 1.0), ("µs", 0.001), ("ns", 0.000_001), ("s", 1_000.0)];
    units.into_iter().find_map(|(unit, factor)| {
        let number: f64 = text.trim().strip_suffix(unit)?.parse().ok()?;
        Some(number * factor)
    })
}

#[cfg(test)]
mod tests {
    use super::{Times, times};

    #[test]
    fn times_have_a_unit() {
        assert_eq!(times("read in 1.5s, compared in 20ms"), Some(Times { read: 1_500.0, compared: 20.0 }));
        assert_eq!(times("read in 2ms, compared in 500µs"), Some(Times { read: 2.0, compared: 0.5 }));
        assert_eq!(times("warning: read in haste"), None);
    }
}
