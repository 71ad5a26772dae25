//! The replaced words, from `replaced.toml`, and the glossary that lists them in ARCHITECTURE.md.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::matcher::Term;

/// The heading of the glossary. Its section names the replaced words, so they are not searched for there.
pub(crate) const HEADING: &str = "## Glossary";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replaced {
    pub(crate) row: Vec<Row>,
    pub(crate) except: Vec<Exception>,
    #[serde(default)]
    pub(crate) open: Vec<Open>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) write: String,
    pub(crate) r#for: String,
    pub(crate) words: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    pub(crate) not: String,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default, rename = "in")]
    scope: Scope,
    /// Why a test cannot check the word.
    unchecked: Option<String>,
}

/// Where a word is replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Scope {
    #[default]
    All,
    Identifiers,
    Prose,
}

/// A use of a replaced word that is right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exception {
    pub(crate) not: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) reason: String,
}

/// A part of the project that is not rewritten yet. What is found there may only become less.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Open {
    pub(crate) path: String,
    pub(crate) found: usize,
}

impl Exception {
    pub(crate) fn applies(&self, not: &str, path: &str, line: &str) -> bool {
        self.not.as_deref().is_none_or(|word| word == not)
            && self.path.as_deref().is_none_or(|prefix| path.starts_with(prefix))
            && self.text.as_deref().is_none_or(|text| line.contains(text))
    }
}

impl Replaced {
    pub(crate) fn read() -> Self {
        let replaced: Self = toml::from_str(include_str!("replaced.toml")).unwrap();
        let reasons = replaced.except.iter().map(|exception| &exception.reason);
        let unchecked = replaced.row.iter().flat_map(|row| &row.words).filter_map(|word| word.unchecked.as_ref());
        assert!(reasons.chain(unchecked).all(|reason| !reason.is_empty()), "an exception needs a reason");
        replaced
    }

    /// What to search for.
    pub(crate) fn terms(&self) -> Vec<Term> {
        let mut terms = Vec::new();
        for row in &self.row {
            for word in row.words.iter().filter(|word| word.unchecked.is_none()) {
                for form in [&word.not].into_iter().chain(&word.forms) {
                    terms.push(Term::new(&word.not, form, &row.write, word.scope));
                }
            }
        }
        terms
    }
}

/// What the glossary of ARCHITECTURE.md and the data file do not have in common. Nothing without a glossary.
pub(crate) fn differences(architecture: &str, replaced: &Replaced) -> Vec<String> {
    let Some(section) = section(architecture) else { return Vec::new() };
    let written = table_rows(section);
    let listed: BTreeMap<&str, &Row> =
        replaced.row.iter().flat_map(|row| row.words.iter().map(move |word| (word.not.as_str(), row))).collect();
    let mut found = Vec::new();
    for (not, write) in &written {
        match listed.get(not.as_str()) {
            None => found.push(format!("`{not}` is in ARCHITECTURE.md, but not in replaced.toml")),
            Some(row) if row.write != *write => {
                found.push(format!("`{not}`: ARCHITECTURE.md has `{write}`, replaced.toml has `{}`", row.write));
            }
            Some(_) => {}
        }
    }
    for row in &replaced.row {
        if row.words.iter().any(|word| !written.contains_key(&word.not)) {
            found.push(format!("not in ARCHITECTURE.md: {}", markdown_row(row)));
        }
    }
    found
}

/// A row as it belongs into the glossary.
pub(crate) fn markdown_row(row: &Row) -> String {
    let not: Vec<_> = row.words.iter().map(|word| word.not.as_str()).collect();
    format!("| {} | {} | {} |", row.write, not.join(", "), row.r#for)
}

fn section(architecture: &str) -> Option<&str> {
    let (_, rest) = architecture.split_once(&format!("{HEADING}\n"))?;
    Some(rest.split_once("\n## ").map_or(rest, |(section, _)| section))
}

/// Replaced word → what is written for it. A row whose second cell is empty or `–` replaces nothing.
fn table_rows(section: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for line in section.lines().filter(|line| line.starts_with('|')).skip(2) {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [write, not, _] = cells.as_slice() else { panic!("not a row of three cells: {line}") };
        for word in not.split(',').map(|word| word.trim().trim_matches('`')) {
            if !matches!(word, "" | "–" | "-") {
                words.insert(word.to_owned(), (*write).to_owned());
            }
        }
    }
    words
}
