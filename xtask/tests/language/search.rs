//! Searches the project's files, and counts what is found.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::glossary::{HEADING, Replaced};
use crate::lexer::{Line, markdown_lines, rust_lines};
use crate::matcher::{Term, matches};
use crate::sources::SourceFile;

/// Columns of a line with a comment.
const WIDTH: usize = 120;

/// What is found where.
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) line: usize,
    /// The replaced word; `width` for a line that is too long.
    pub(crate) what: String,
    pub(crate) instead: String,
}

/// All findings, and the exceptions that were used, by index.
#[derive(Default)]
pub(crate) struct Search {
    pub(crate) found: Vec<Found>,
    pub(crate) used: BTreeSet<usize>,
}

impl Search {
    pub(crate) fn add(&mut self, file: &SourceFile, terms: &[Term], replaced: &Replaced) {
        let is_rust = file.path.ends_with(".rs");
        let lines = if is_rust { rust_lines(&file.text) } else { markdown_lines(&file.text) };
        let skipped = skipped_lines(file);
        for (index, (line, text)) in lines.iter().zip(file.text.lines()).enumerate() {
            if skipped.get(index).copied().unwrap_or_default() {
                continue;
            }
            let at = (file.path.as_str(), index + 1, text);
            self.add_words(at, line, terms, replaced);
            // Lines of a provider's descriptions are not wrapped.
            if is_rust && is_too_wide(text) && !file.path.starts_with("generated/") {
                let instead = format!("{} columns; at most {WIDTH}", text.chars().count());
                self.push(at, "width", instead);
            }
        }
    }

    fn add_words(&mut self, at: (&str, usize, &str), line: &Line, terms: &[Term], replaced: &Replaced) {
        let (path, _, text) = at;
        for term in matches(line, terms) {
            let mut exceptions = replaced.except.iter().enumerate();
            match exceptions.find(|(_, exception)| exception.applies(&term.not, path, text)) {
                Some((index, _)) => {
                    self.used.insert(index);
                }
                None => self.push(at, &term.not, term.write.clone()),
            }
        }
    }

    fn push(&mut self, (path, line, _): (&str, usize, &str), what: &str, instead: String) {
        self.found.push(Found { path: path.to_owned(), line, what: what.to_owned(), instead });
    }

    /// A line for each finding.
    pub(crate) fn list(&self) -> String {
        let mut text = String::new();
        for found in &self.found {
            let _ = match found.what.as_str() {
                "width" => writeln!(text, "{}:{}: {}", found.path, found.line, found.instead),
                what => writeln!(text, "{}:{}: {what} → {}", found.path, found.line, found.instead),
            };
        }
        text
    }

    /// How often each word is found in each crate or folder.
    pub(crate) fn summary(&self) -> String {
        let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for found in &self.found {
            for what in [found.what.as_str(), "total"] {
                for area in [area(&found.path), "total"] {
                    *counts.entry(what).or_default().entry(area).or_default() += 1;
                }
            }
        }
        // The totals come last.
        let total = counts.remove("total").unwrap_or_default();
        let areas: Vec<&str> = total.keys().copied().filter(|area| *area != "total").chain(["total"]).collect();
        let head: Vec<_> = areas.iter().map(|area| format!(" {area:>8}")).collect();
        let mut text = format!("{:16}{}", "", head.concat());
        for (what, row) in counts.iter().chain([(&"total", &total)]) {
            let _ = write!(text, "\n{what:16}");
            for area in &areas {
                let count = row.get(area).copied().unwrap_or_default();
                let _ = write!(text, " {count:>0$}", area.len().max(8));
            }
        }
        text
    }
}

/// The crate or the folder that a path is in.
fn area(path: &str) -> &str {
    let Some((first, rest)) = path.split_once('/') else { return "root" };
    match first {
        "crates" => rest.split('/').next().unwrap_or(rest),
        first => first,
    }
}

/// Comments are not wrapped by rustfmt. A single long name or address cannot be.
pub(crate) fn is_too_wide(line: &str) -> bool {
    let comment = line.trim_start();
    comment.starts_with("//") && line.chars().count() > WIDTH && comment.split_whitespace().nth(2).is_some()
}

/// Lines that name replaced words on purpose: the glossary, and what was released under them.
fn skipped_lines(file: &SourceFile) -> Vec<bool> {
    let mut section = "";
    let sections = file.text.lines().map(|line| {
        if line.starts_with("## ") {
            section = line;
        }
        section
    });
    match file.path.as_str() {
        "ARCHITECTURE.md" => sections.map(|section| section == HEADING).collect(),
        "CHANGELOG.md" => sections.map(|section| !section.is_empty() && section != "## Unreleased").collect(),
        _ => Vec::new(),
    }
}
