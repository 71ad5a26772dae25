//! The title, the text and the labels of a pull request.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::report::{ProviderPull, PullReport, PullState};

/// What a pull request shows.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) labels: Vec<String>,
}

/// The text for what `pull` has found about `provider`. `workspace` is the changed one, `base` the commit before.
pub(super) fn of(report: &PullReport, provider: &ProviderPull, workspace: &Path, base: &str) -> Text {
    let name = &provider.name;
    let mut text = Text { labels: vec!["moored".to_owned()], ..Text::default() };
    match provider.state {
        PullState::Unchanged => text.title = format!("{name}: unchanged"),
        PullState::Changed => {
            let first = provider.summary.split(", ").next().filter(|first| first.starts_with("version "));
            text.title = format!("{name}: {}", first.unwrap_or("another document"));
            let (meaning, verdict) = drift(name, workspace, base);
            text.labels.extend(verdict.map(|class| format!("drift: {class}")));
            text.body = format!("`{name}` has published another document: {}.\n\n{meaning}\n", provider.summary);
            if let Some(details) = &provider.details {
                text.body.push_str(&format!("\n```text\n{details}```\n"));
            }
            let changes = report.run.iter().flat_map(|run| &run.changes);
            let files: Vec<String> = changes.map(|change| format!("- `{}`\n", change.path)).collect();
            text.body.push_str(&format!(
                "\n<details><summary>Files of <code>{}</code> and of the workspace</summary>\n\n{}\n</details>\n",
                provider.specs,
                files.concat()
            ));
        }
        PullState::Unavailable | PullState::Rejected => {
            let what = match provider.state {
                PullState::Rejected => "the new document has errors",
                _ => "the document cannot be had",
            };
            text.title = format!("{name}: {what}");
            let findings = provider.findings.render(crate::generator::Color::Never);
            let error = provider.error.as_deref().unwrap_or_default();
            text.body = format!("{what}; nothing has changed here.\n\n```text\n{findings}{error}\n```\n");
        }
    }
    text
}

/// What the change means to callers, and its most severe class: the report of `drift`, of which this program makes one
/// in the changed workspace.
fn drift(name: &str, workspace: &Path, base: &str) -> (String, Option<String>) {
    let run = |format: &str| {
        let mut command = Command::new(env::current_exe().ok()?);
        command.args(["drift", name, "--against", base, "--format", format]).current_dir(workspace);
        let output = command.output().ok()?;
        output.status.code().filter(|code| [0, 1].contains(code))?;
        String::from_utf8(output.stdout).ok()
    };
    let verdict = run("json")
        .and_then(|text| serde_json::from_str::<Value>(&text).ok())
        .and_then(|report| report.get("verdict")?.as_str().filter(|class| *class != "none").map(str::to_owned));
    let meaning = run("markdown").unwrap_or_else(|| "The two documents could not be compared.".to_owned());
    (meaning, verdict)
}
