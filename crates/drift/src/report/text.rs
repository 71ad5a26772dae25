//! A report for a terminal.

use moored_document::finding::{Color, Location, visible};
use textwrap::{Options, WordSplitter};

use super::{Entry, Report, Section, groups, meaning, summary};
use crate::Class;

/// How a report is printed.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether it has colours.
    pub color: Color,
    /// The number of columns.
    pub width: usize,
    /// How much is printed.
    pub detail: Detail,
}

/// How much is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A line for each finding that makes the command fail.
    Failing,
    /// What it means, findings that break something in full, and others in a line each or for each rule.
    Normal,
    /// Every finding in full.
    Full,
}

/// The findings of a class that are shown in full.
const IN_FULL: usize = 20;

/// The findings of a class that are shown in a line each.
const LINES: usize = 10;

/// The elements that a line for a rule names.
const NAMED: usize = 5;

impl Report {
    /// The report as text.
    #[must_use]
    pub fn text(&self, style: Style) -> String {
        let sections = self.sections.iter().map(|section| match style.detail {
            Detail::Failing => failing(self, section),
            Detail::Normal | Detail::Full => whole(section, style),
        });
        let separator = if style.detail == Detail::Failing { "" } else { "\n" };
        sections.collect::<Vec<_>>().join(separator)
    }

    /// Why the command fails because of what differs; `None` if it does not.
    #[must_use]
    pub fn conclusion(&self) -> Option<String> {
        let failing = self.failing();
        let all: usize =
            self.sections.iter().map(|section| section.entries.len() + section.problems.error_count()).sum();
        let findings = if all == 1 { "finding" } else { "findings" };
        let fail = if failing == 1 { "fails" } else { "fail" };
        (failing > 0).then(|| format!("{failing} of {all} {findings} {fail} `--fail-on {}`", self.threshold()))
    }

    /// The value of `--fail-on`.
    pub(super) fn threshold(&self) -> &'static str {
        match self.fail_on {
            Class::Documentation => "any",
            class => class.word(),
        }
    }
}

fn failing(report: &Report, section: &Section) -> String {
    let failing = section.entries.iter().filter(|entry| report.fails_by(entry));
    let line = |entry: &Entry| {
        let start = entry.change.new.as_ref().or(entry.change.old.as_ref()).map(|at| format!("{}: ", located(at)));
        let (class, rule, message) = (entry.change.class, entry.change.rule.id, one_line(&entry.change.message));
        let element = one_line(&entry.change.element);
        let element = if message.contains(&element) { String::new() } else { format!("{element}: ") };
        format!("{}{class}[{rule}]: {element}{message}\n", start.unwrap_or_default())
    };
    failing.map(line).collect()
}

fn whole(section: &Section, style: Style) -> String {
    let mut page = Page { text: String::new(), style };
    head(section, &mut page);
    for class in Class::ALL {
        let mut entries = section.of_class(class);
        if entries.is_empty() {
            continue;
        }
        let title = page.painted(class.word(), code(class));
        page.text.push_str(&format!("\n{title}: {}\n", meaning::of_class(class)));
        let is_full = style.detail == Detail::Full;
        if !is_full {
            for summary in summary::take(&mut entries) {
                page.wrapped("  ", "    ", &format!("{}: {}", summary.rule, summary.counted(one_line)));
            }
        }
        match class {
            _ if is_full => in_full(&entries, entries.len(), &mut page),
            Class::Wire | Class::Source => in_full(&entries, IN_FULL, &mut page),
            Class::Behaviour => in_lines(&entries, &mut page),
            Class::Additive | Class::Documentation => by_rule(&entries, &mut page),
        }
    }
    page.text
}

/// What it means.
fn head(section: &Section, page: &mut Page) {
    let verdict = section.verdict();
    let word = page.painted(meaning::word(verdict), verdict.map_or("1;32", code));
    let name = page.painted(&one_line(&section.name), "1");
    page.text.push_str(&format!("{name}: {word}\n"));
    page.wrapped("  ", "  ", meaning::of_verdict(verdict));
    page.wrapped("  old: ", "       ", &one_line(&section.old.name));
    page.wrapped("  new: ", "       ", &one_line(&section.new.name));
    for note in &section.notes {
        page.wrapped("  note: ", "        ", &one_line(note));
    }
    if verdict.is_none() {
        return;
    }
    let counts = Class::ALL.map(|class| format!("{} {class}", section.of_class(class).len())).join(", ");
    let approved = match section.entries.iter().filter(|entry| entry.approval.is_some()).count() {
        0 => String::new(),
        approved => format!(" ({approved} approved)"),
    };
    page.wrapped("  findings: ", "            ", &format!("{counts}{approved}"));
    if let Some(affected) = groups::listed(section.broken_operations(), NAMED) {
        page.wrapped("  breaks: ", "          ", &visible(&affected));
    }
    page.wrapped("  ", "  ", meaning::of_bump(meaning::bump(verdict)));
}

/// Each finding with its locations, values and help, by operation.
fn in_full(entries: &[&Entry], shown: usize, page: &mut Page) {
    let first = entries.get(..shown).unwrap_or(entries);
    for group in groups::of(first) {
        let operations = group.operations.iter().map(String::as_str);
        let shown = if page.style.detail == Detail::Full { usize::MAX } else { NAMED };
        let operations = groups::listed(operations, shown).unwrap_or_else(|| "the whole document".to_owned());
        page.heading("  ", "    ", &visible(&operations));
        for entry in group.entries {
            full(entry, page);
        }
    }
    more(entries.len() - first.len(), page);
}

fn full(entry: &Entry, page: &mut Page) {
    let change = &entry.change;
    let subject = entry.subject().map(|subject| format!("{}: ", one_line(subject))).unwrap_or_default();
    page.wrapped("    ", "      ", &format!("{}: {subject}{}", change.rule.id, one_line(&change.message)));
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => page.line("      at ", &format!("{}, was {}", located(new), located(old))),
        (Some(old), None) => page.line("      was at ", &located(old)),
        (None, Some(new)) => page.line("      at ", &located(new)),
        (None, None) => {}
    }
    let values = |value: &Option<String>| value.as_deref().map_or_else(|| "nothing".to_owned(), one_line);
    if change.before.is_some() || change.after.is_some() {
        page.wrapped("      ", "        ", &format!("{} → {}", values(&change.before), values(&change.after)));
    }
    if let Some((old, new)) = &change.signature {
        for (mark, signature, code) in [("-", old, "31"), ("+", new, "32")] {
            let line = page.painted(&format!("{mark} {}", one_line(signature)), code);
            page.line("      ", &line);
        }
    }
    if let Some(help) = &change.help {
        page.wrapped("      help: ", "            ", &visible(help));
    }
    match &entry.approval {
        Some(approval) => {
            let text = format!("by {} until {}: {}", approval.author, approval.expires, approval.reason);
            page.wrapped("      approved ", "        ", &one_line(&text));
        }
        None => page.line("      fingerprint ", &entry.fingerprint),
    }
}

/// A line for each finding.
fn in_lines(entries: &[&Entry], page: &mut Page) {
    for entry in entries.iter().take(LINES) {
        let change = &entry.change;
        let at = change.new.as_ref().or(change.old.as_ref()).map(|at| format!(" ({})", located(at)));
        let approved = if entry.approval.is_some() { " (approved)" } else { "" };
        let (element, message) = (one_line(&change.element), one_line(&change.message));
        page.wrapped(
            "  ",
            "    ",
            &format!("{}: {element}: {message}{}{approved}", change.rule.id, at.unwrap_or_default()),
        );
    }
    more(entries.len().saturating_sub(LINES), page);
}

/// A line for each rule.
fn by_rule(entries: &[&Entry], page: &mut Page) {
    let mut rules: Vec<&'static str> = entries.iter().map(|entry| entry.change.rule.id).collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        let of_rule = entries.iter().filter(|entry| entry.change.rule.id == rule);
        let mut elements: Vec<&str> = of_rule.map(|entry| entry.change.element.as_str()).collect();
        // A schema can have the same change in requests and in responses.
        elements.dedup();
        let elements = groups::listed(elements, NAMED);
        page.wrapped("  ", "    ", &format!("{rule}: {}", one_line(&elements.unwrap_or_default())));
    }
}

fn more(count: usize, page: &mut Page) {
    if count > 0 {
        page.line("  ", &format!("and {count} more (`--verbose` shows them)"));
    }
}

/// `specs/pets/openapi.yaml:12:7`
fn located(location: &Location) -> String {
    let position = location.position;
    format!("{}:{}:{}", one_line(location.source.name()), position.line, position.column)
}

/// A text of a document, on one line and without control characters.
fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The colour of a class.
fn code(class: Class) -> &'static str {
    match class {
        Class::Wire => "1;31",
        Class::Source => "1;33",
        Class::Behaviour => "1;36",
        Class::Additive => "1;32",
        Class::Documentation => "1",
    }
}

struct Page {
    text: String,
    style: Style,
}

impl Page {
    fn painted(&self, text: &str, code: &str) -> String {
        match self.style.color {
            Color::Never => text.to_owned(),
            Color::Always => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }

    /// Adds a line, whatever its width: terminals make links of locations, and signatures are copied.
    fn line(&mut self, indent: &str, text: &str) {
        self.text.extend([indent, text, "\n"]);
    }

    /// Adds lines of the width of the page.
    fn wrapped(&mut self, first: &str, others: &str, text: &str) {
        let options = Options::new(self.style.width).initial_indent(first).subsequent_indent(others);
        // Addresses and names are not divided.
        let options = options.break_words(false).word_splitter(WordSplitter::NoHyphenation);
        self.text.extend([textwrap::fill(text, options).as_str(), "\n"]);
    }

    fn heading(&mut self, first: &str, others: &str, text: &str) {
        let start = self.text.len();
        self.wrapped(first, others, text);
        let lines = self.text.split_off(start);
        for line in lines.lines() {
            let bold = self.painted(line.trim_start(), "1");
            let indent = line.get(..line.len() - line.trim_start().len()).unwrap_or_default().to_owned();
            self.line(&indent, &bold);
        }
    }
}
