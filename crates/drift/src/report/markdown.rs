//! A report as GitHub Flavored Markdown, for the description of a pull request: what it means first, the list in
//! sections that can be folded.
//!
//! Texts of documents become code or escaped text: nothing of a document becomes markup, a link, a mention or an issue.

mod body;
mod escape;

use moored_document::finding::Location;

use super::{Entry, Failure, Report, Section, groups, meaning, summary};
use crate::Class;
use body::Body;
use escape::{code, fence, plain, prose};

/// The characters of the description of a pull request on GitHub.
pub const GITHUB_LIMIT: usize = 65_536;

/// The operations that a list names.
const NAMED: usize = 8;

impl Report {
    /// The report as Markdown of at most `limit` bytes. What does not fit is counted.
    #[must_use]
    pub fn markdown(&self, limit: usize) -> String {
        let mut body = Body::new(limit);
        if self.sections.len() > 1 {
            body.push(&self.table());
        }
        for Failure { name, message } in &self.failures {
            body.push(&format!("**{}** could not be compared: {}\n\n", prose(name), prose(message)));
        }
        for section in &self.sections {
            body.push(&head(section));
            list(self, section, &mut body);
        }
        body.finish()
    }

    /// The verdicts of all comparisons.
    fn table(&self) -> String {
        let mut text = String::from("| | verdict | wire | source | behaviour | additive | version |\n");
        text.push_str("| --- | --- | ---: | ---: | ---: | ---: | --- |\n");
        for section in &self.sections {
            let verdict = section.verdict();
            text.push_str(&format!("| {} | {} |", plain(&section.name), meaning::word(verdict)));
            for class in [Class::Wire, Class::Source, Class::Behaviour, Class::Additive] {
                text.push_str(&format!(" {} |", section.of_class(class).len()));
            }
            text.push_str(&format!(" {} |\n", meaning::bump(verdict)));
        }
        text.push('\n');
        text
    }
}

/// What it means.
fn head(section: &Section) -> String {
    let verdict = section.verdict();
    let mut text = format!("## {}: {}\n\n", prose(&section.name), meaning::word(verdict));
    text.push_str(&format!("**{}**\n", meaning::of_verdict(verdict)));
    let classes = Class::ALL.map(|class| (class, section.of_class(class).len()));
    if verdict.is_some() {
        text.push_str("\n| class | findings | |\n| --- | ---: | --- |\n");
        for (class, count) in classes.into_iter().filter(|(_, count)| *count > 0) {
            text.push_str(&format!("| {class} | {count} | {} |\n", meaning::of_class(class)));
        }
        text.push('\n');
    }
    let broken: Vec<String> = section.broken_operations().into_iter().map(code).collect();
    if let Some(broken) = groups::listed(broken.iter().map(String::as_str), NAMED) {
        text.push_str(&format!("Breaks {broken}. "));
    }
    text.push_str(&format!("{}\n\n", meaning::of_bump(meaning::bump(verdict))));
    for note in &section.notes {
        text.push_str(&format!("{}\n\n", prose(note)));
    }
    let (old, new) = (code(&section.old.name), code(&section.new.name));
    text.push_str(&format!("Old: {old}, new: {new}\n\n"));
    for problem in section.problems.iter() {
        let at = located(&problem.location);
        text.push_str(&format!("**{}** ({at}): {}\n\n", problem.rule.id, prose(&problem.message)));
    }
    text
}

/// The findings, by class and operation.
fn list(report: &Report, section: &Section, body: &mut Body) {
    for class in Class::ALL {
        let mut entries = section.of_class(class);
        if entries.is_empty() {
            continue;
        }
        let open = if class <= Class::Source { " open" } else { "" };
        let (count, findings) = (entries.len(), if entries.len() == 1 { "finding" } else { "findings" });
        let title = format!("<details{open}><summary><b>{class}</b>: {count} {findings}</summary>\n\n");
        body.open(&title, "</details>\n\n");
        for summary in summary::take(&mut entries) {
            body.item(&format!("- {}: {}\n\n", prose(summary.rule), summary.counted(code)), summary.count());
        }
        for group in groups::of(&entries) {
            let operations: Vec<String> = group.operations.iter().map(|operation| code(operation)).collect();
            let heading = groups::listed(operations.iter().map(String::as_str), NAMED);
            let heading = heading.unwrap_or_else(|| "The whole document".to_owned());
            // A heading without a finding would be one too many.
            let mut heading = Some(format!("**{heading}**\n\n"));
            for one in group.entries {
                let text = format!("{}{}", heading.as_deref().unwrap_or_default(), entry(report, one));
                if body.item(&text, 1) {
                    heading = None;
                }
            }
        }
        body.close();
    }
}

fn entry(report: &Report, entry: &Entry) -> String {
    let change = &entry.change;
    let subject = entry.subject().map(|subject| format!("{}: ", code(subject))).unwrap_or_default();
    let mut text = format!("- {subject}{} ({})\n", prose(&change.message), code(change.rule.id));
    let at = match (&change.old, &change.new) {
        (Some(old), Some(new)) => Some(format!("at {}, was {}", located(new), located(old))),
        (Some(old), None) => Some(format!("was at {}", located(old))),
        (None, Some(new)) => Some(format!("at {}", located(new))),
        (None, None) => None,
    };
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "nothing".to_owned(), code);
    let values = (change.before.is_some() || change.after.is_some())
        .then(|| format!("{} → {}", value(&change.before), value(&change.after)));
    for line in [at, values].into_iter().flatten() {
        text.push_str(&format!("  <br>{line}\n"));
    }
    if let Some((old, new)) = &change.signature {
        text.push_str(&fence("  ", &[("-", old), ("+", new)]));
    }
    if let Some(help) = &change.help {
        text.push_str(&format!("\n  Help: {}\n", prose(help)));
    }
    match &entry.approval {
        Some(approval) => {
            let (author, expires) = (prose(&approval.author), prose(&approval.expires));
            text.push_str(&format!("\n  Approved by {author} until {expires}: {}\n", prose(&approval.reason)));
        }
        None if report.fails_by(entry) => text.push_str(&format!("\n  Fingerprint: {}\n", code(&entry.fingerprint))),
        None => {}
    }
    text.push('\n');
    text
}

fn located(location: &Location) -> String {
    let position = location.position;
    code(&format!("{}:{}:{}", location.source.name(), position.line, position.column))
}
