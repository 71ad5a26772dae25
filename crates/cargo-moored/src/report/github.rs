//! A run of `codegen` as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::annotations::{self, OUT_OF_DATE, Paths, Severity};
use super::run::Run;

pub(super) fn render(run: &Run) -> String {
    let paths = Paths::of(run);
    let mut text = String::new();
    // An accepted loss is nothing to act on.
    for annotation in annotations::of(run).into_iter().filter(|annotation| annotation.accepted.is_none()) {
        let command = match annotation.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut properties = vec![("file", paths.in_repository(&annotation.file))];
        if let Some(record) = &annotation.record {
            let location = &record.location;
            properties.push(("line", location.line.to_string()));
            properties.extend(location.end_line.map(|line| ("endLine", line.to_string())));
            properties.push(("col", location.column.to_string()));
            properties.extend(location.end_column.map(|column| ("endColumn", column.to_string())));
        }
        let title = match annotation.rule {
            Some(rule) => format!("{}[{}]", rule.level.word(), rule.id),
            None => OUT_OF_DATE.to_owned(),
        };
        properties.push(("title", title));
        let properties: Vec<_> =
            properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
        text.push_str(&format!("::{command} {}::{}\n", properties.join(","), message(&annotation.text)));
    }
    for error in &run.errors {
        text.push_str(&format!("::error::{}\n", message(error)));
    }
    for warning in &run.warnings {
        text.push_str(&format!("::warning::{}\n", message(warning)));
    }
    text
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
