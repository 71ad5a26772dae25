//! Prism as a child process, and the meaning of its messages.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use moored_document::{document, source::Source};
use serde_json::Value;

use crate::{report::Verdict, workspace::Workspace};

/// Prism, serving one document on loopback. The process ends when this value is dropped.
pub(super) struct Prism {
    child: Child,
    pub(super) port: u16,
}

/// The time limit for reading a document.
const START: Duration = Duration::from_secs(120);

impl Prism {
    /// Serves the document `text`. Returns Prism's message if it fails.
    pub(super) fn start(program: &Path, text: &str, workspace: &Workspace) -> anyhow::Result<Result<Self, String>> {
        let text = &served(text);
        // The extension depends on the content, because the name of the original file is not known.
        let name = if text.trim_start().starts_with('{') { "served.json" } else { "served.yaml" };
        let (document, log) = (workspace.file(name), workspace.file("prism.log"));
        fs::write(&document, text)?;
        let file = File::create(&log)?;
        let child = Command::new("node")
            .arg(program)
            // Port 0 selects any free port. With `--errors`, Prism responds to an invalid request with an error.
            .args(["mock", "--errors", "--host", "127.0.0.1", "--port", "0"])
            .arg(&document)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .context("node does not start")?;
        let mut prism = Self { child, port: 0 };
        let deadline = Instant::now() + START;
        loop {
            let output = fs::read_to_string(&log).unwrap_or_default();
            let port = output.lines().find_map(|line| line.split_once("listening on http://127.0.0.1:"));
            if let Some(port) = port.and_then(|(_, port)| port.trim().parse().ok()) {
                prism.port = port;
                return Ok(Ok(prism));
            }
            if prism.child.try_wait()?.is_some() || Instant::now() > deadline {
                let lines =
                    || output.lines().rev().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("at "));
                let message = lines().find(|line| line.starts_with("message:")).or_else(|| lines().next());
                return Ok(Err(message.unwrap_or("it prints no message").chars().take(200).collect()));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The document `text` without the extension `x-ms-examples`. It refers to files that are not there, and Prism reads
/// references in extensions too.
fn served(text: &str) -> String {
    let document = text.contains("x-ms-examples").then(|| document::read(&Source::new("openapi.yaml", text)).ok());
    document.flatten().map_or_else(|| text.to_owned(), |document| without_examples(document).to_string())
}

fn without_examples(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(name, _)| name != "x-ms-examples");
            kept.map(|(name, value)| (name, without_examples(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(without_examples).collect(),
        scalar => scalar,
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Headers that are not parameters, even if a document declares them (OpenAPI 3.1.1, section 4.8.12).
const NOT_PARAMETERS: [&str; 3] = ["accept", "authorization", "content-type"];

/// What a problem (RFC 7807) of Prism means for the client.
pub(super) fn verdict(status: u16, problem: &Value) -> (Verdict, String) {
    let text = |key: &str| problem.get(key).and_then(Value::as_str).unwrap_or_default();
    let kind = text("type").rsplit('#').next().unwrap_or_default();
    let complaints = complaints(problem);
    let is_of_none = |complaint: &String| {
        NOT_PARAMETERS.iter().any(|name| {
            complaint.ends_with(&format!("required property '{name}'"))
                || complaint.starts_with(&format!("header.{name}: "))
        })
    };
    let is_of_no_parameter = !complaints.is_empty() && complaints.iter().all(is_of_none);
    let message = if complaints.is_empty() { text("detail").to_owned() } else { complaints.join("; ") };
    let message = format!("{status} {kind}: {message}").chars().take(300).collect();
    match kind {
        // Prism's own response does not match the document: an example, or a generated value.
        "VIOLATIONS" => (Verdict::Unchecked, message),
        // Prism has no such response: it cannot generate one, or none in a requested media type.
        "NOT_FOUND" | "NO_COMPLEX_OBJECT_TEXT" | "SCHEMA_TOO_COMPLEX" | "NOT_ACCEPTABLE" | "NO_RESPONSE_DEFINED" => {
            (Verdict::Unchecked, message)
        }
        _ if status >= 500 => (Verdict::Unchecked, message),
        // OpenAPI 3.x ignores such parameters; Prism requires and validates them.
        _ if is_of_no_parameter => (Verdict::Unchecked, message),
        _ => (Verdict::Rejected, message),
    }
}

/// The validation errors, each with its location.
pub(super) fn complaints(problem: &Value) -> Vec<String> {
    let complaints = problem.get("validation").and_then(Value::as_array).into_iter().flatten();
    let messages = complaints.filter_map(|complaint| {
        let location = complaint.get("location").and_then(Value::as_array).into_iter().flatten();
        let location: Vec<&str> = location.filter_map(Value::as_str).collect();
        Some(format!("{}: {}", location.join("."), complaint.get("message")?.as_str()?))
    });
    messages.collect()
}

#[cfg(test)]
mod tests {
    use super::served;

    #[test]
    fn examples_in_other_files_are_not_served() {
        let text = "paths: { /a: { get: { x-ms-examples: { One: { $ref: ./one.json } }, responses: {} } } }";
        assert_eq!(served(text), r#"{"paths":{"/a":{"get":{"responses":{}}}}}"#);
        assert_eq!(served("paths: {}"), "paths: {}");
    }
}
