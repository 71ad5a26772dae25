//! Annotations as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::annotations::{Annotations, Severity};

pub(super) fn render(annotations: &Annotations) -> String {
    let mut text = String::new();
    // What is accepted is nothing to act on.
    for annotation in annotations.list.iter().filter(|annotation| annotation.accepted.is_none()) {
        let command = match annotation.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = vec![("file", annotations.paths.in_repository(&annotation.file))];
        if let Some(location) = &annotation.span {
            properties.push(("line", location.line.to_string()));
            properties.extend(location.end_line.map(|line| ("endLine", line.to_string())));
            properties.push(("col", location.column.to_string()));
            properties.extend(location.end_column.map(|column| ("endColumn", column.to_string())));
        }
        properties.push(("title", annotation.topic.title.clone()));
        let properties: Vec<_> =
            properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
        text.push_str(&format!("::{command} {}::{}\n", properties.join(","), message(&annotation.text)));
    }
    for error in &annotations.errors {
        text.push_str(&format!("::error::{}\n", message(error)));
    }
    for warning in &annotations.warnings {
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
