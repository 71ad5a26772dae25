//! A report as one page that needs nothing else: operation by operation, the old version beside the new one.
//!
//! maud escapes all texts. The page names the digests of its style sheet and of its script, so that a browser uses
//! nothing else: nothing of a document becomes markup, style or script. Without the script, the filter by class works
//! as well.

mod finding;

use std::collections::HashMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use moored_document::finding::visible;
use sha2::{Digest as _, Sha256};

use super::{Entry, Report, Section, meaning, summary::is_of_one_version};
use crate::Class;
use finding::{compact, finding, link, prose};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// The findings about several operations to which an operation refers.
const LINKS: usize = 20;

impl Report {
    /// The report as a page.
    #[must_use]
    pub fn html(&self) -> String {
        let policy = format!(
            "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
            source(STYLE),
            source(SCRIPT)
        );
        let title = match self.sections.as_slice() {
            [one] => format!("Drift of {}", visible(&one.name)),
            _ => "Drift".to_owned(),
        };
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) ": " (meaning::word(self.verdict())) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        h1 { (title) ": " (verdict(self.verdict())) }
                        p.lead { (meaning::of_verdict(self.verdict())) }
                        @if self.sections.len() > 1 { (table(self)) }
                    }
                    (filter(self))
                    main {
                        @for failure in &self.failures {
                            p.problem { strong { (visible(&failure.name)) } " could not be compared: " (prose(&failure.message)) }
                        }
                        @for (index, one) in self.sections.iter().enumerate() { (section(self, one, index)) }
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        };
        format!("{}\n", page.into_string())
    }
}

/// The content of an element as a source of a content security policy.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

fn verdict(verdict: Option<Class>) -> Markup {
    html! { span class=(format!("word {}", meaning::word(verdict))) { (meaning::word(verdict)) } }
}

/// The verdicts of all comparisons.
fn table(report: &Report) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="All documents" {
            table {
                thead {
                    tr {
                        th scope="col" { "document" }
                        th scope="col" { "verdict" }
                        @for class in Class::ALL { th scope="col" { (class.word()) } }
                        th scope="col" { "version" }
                    }
                }
                tbody {
                    @for (index, section) in report.sections.iter().enumerate() {
                        tr {
                            th scope="row" { a href=(format!("#document-{index}")) { (visible(&section.name)) } }
                            td { (verdict(section.verdict())) }
                            @for class in Class::ALL { td { (section.of_class(class).len()) } }
                            td { (meaning::bump(section.verdict())) }
                        }
                    }
                }
            }
        }
    }
}

/// Which findings are shown. The script shows the search.
fn filter(report: &Report) -> Markup {
    let count = |class| report.sections.iter().map(|section| section.of_class(class).len()).sum::<usize>();
    html! {
        form.filter role="search" aria-label="Findings" {
            fieldset {
                legend { "Show" }
                @for class in Class::ALL {
                    label title=(meaning::of_class(class)) {
                        input type="checkbox" id=(format!("show-{class}")) checked;
                        span class=(format!("word {class}")) { (class.word()) } " " (count(class))
                    }
                }
            }
            label #search-label hidden { "Search " input #search type="search" autocomplete="off"; }
            output #shown aria-live="polite" {}
        }
    }
}

fn section(report: &Report, section: &Section, index: usize) -> Markup {
    let result = section.verdict();
    let (only, both): (Vec<&Entry>, Vec<&Entry>) = section.entries.iter().partition(|entry| is_of_one_version(entry));
    let shared: Vec<&Entry> = both.iter().copied().filter(|entry| entry.change.operations.len() > 1).collect();
    let whole: Vec<&Entry> = both.iter().copied().filter(|entry| entry.change.operations.is_empty()).collect();
    let (gone, new): (Vec<&Entry>, Vec<&Entry>) = only.into_iter().partition(|entry| entry.change.new.is_none());
    html! {
        section.document id=(format!("document-{index}")) {
            h2 { (visible(&section.name)) ": " (verdict(result)) }
            p {
                // The only one has the meaning of the whole page.
                @if report.sections.len() > 1 { (meaning::of_verdict(result)) " " }
                (meaning::of_bump(meaning::bump(result)))
            }
            dl.versions {
                @for (word, version) in [("Old", &section.old), ("New", &section.new)] {
                    dt { (word) }
                    dd { code { (visible(&version.name)) } " " small { "SHA-256 " code { (version.sha256) } } }
                }
            }
            @for note in &section.notes { p.note { (prose(note)) } }
            @for problem in section.problems.iter() { p.problem { (prose(&problem.line())) } }
            @for (operation, entries) in by_operation(&both) { (one_operation(operation, &entries, index)) }
            (list("Several operations", &shared, (index, finding)))
            (list("The whole document", &whole, (index, finding)))
            (list("Operations that only the old document has", &gone, (index, compact)))
            (list("Operations that only the new document has", &new, (index, compact)))
        }
    }
}

/// The operations with their findings, in the order of the findings.
fn by_operation<'a>(entries: &[&'a Entry]) -> Vec<(&'a str, Vec<&'a Entry>)> {
    let mut indices = HashMap::new();
    let mut operations: Vec<(&str, Vec<&Entry>)> = Vec::new();
    for entry in entries {
        for operation in &entry.change.operations {
            let index = *indices.entry(operation.as_str()).or_insert(operations.len());
            match operations.get_mut(index) {
                Some((_, entries)) => entries.push(entry),
                None => operations.push((operation, vec![entry])),
            }
        }
    }
    operations
}

/// The findings about one operation, and links to those that also concern others.
fn one_operation(operation: &str, entries: &[&Entry], document: usize) -> Markup {
    let (own, shared): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.change.operations.len() == 1);
    html! {
        section.operation {
            h3 { code { (visible(operation)) } }
            @for entry in own { (finding(entry, document)) }
            @if !shared.is_empty() {
                ul.links {
                    @for entry in shared.iter().take(LINKS) { (link(entry, document)) }
                    @if shared.len() > LINKS { li { "and " (shared.len() - LINKS) " more, of several operations" } }
                }
            }
        }
    }
}

fn list(title: &str, entries: &[&Entry], (document, shown): (usize, fn(&Entry, usize) -> Markup)) -> Markup {
    html! {
        @if !entries.is_empty() {
            section.operation {
                h3 { (title) " (" (entries.len()) ")" }
                @for entry in entries { (shown(entry, document)) }
            }
        }
    }
}
