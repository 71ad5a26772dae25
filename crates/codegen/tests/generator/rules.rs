//! The example in the explanation of each rule has a finding of this rule.

use std::collections::BTreeMap;

use moored_codegen::generate;
use moored_document::rules::{self, Rule};

use crate::shared::inputs;

/// Rules of which no document is an example: defects of the generator, what depends on the last run or on a server, and
/// what `drift` reports.
const WITHOUT_EXAMPLE: [&str; 13] = [
    "upstream",
    "edited-by-hand",
    "unused-approval",
    "expired-approval",
    "renamed",
    "dead-pin",
    "untyped-value",
    "missing-property",
    "optional-property",
    "unreachable-variant",
    "invented-tag",
    "emission",
    "defect",
];

#[test]
fn every_example_has_a_finding_of_its_rule() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        let files = files(rule);
        if WITHOUT_EXAMPLE.contains(&rule.id) {
            continue;
        }
        let texts: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let inputs = inputs(&texts);
        let outcome = generate(&inputs);
        let mut found: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.id).collect();
        found.dedup();
        if !found.contains(&rule.id) {
            wrong.push(format!("{}: found {found:?}\n{files:#?}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{} examples without a finding:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_an_example_or_needs_none() {
    let without: Vec<&str> = rules::ALL.iter().filter(|rule| files(rule).is_empty()).map(|rule| rule.id).collect();
    let expected: Vec<&str> =
        rules::ALL.iter().map(|rule| rule.id).filter(|id| WITHOUT_EXAMPLE.contains(id) && *id != "renamed").collect();
    assert_eq!(without, expected);
}

/// The code blocks of the explanation, by the names of their files. A part of a document becomes a whole one.
fn files(rule: &Rule) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut current: Option<(String, String, &str)> = None;
    for line in rule.explanation.lines() {
        match &mut current {
            Some((_, _, end)) if line == *end => {
                if let Some((name, text, _)) = current.take() {
                    let is_part = matches!(name.as_str(), "openapi.yaml" | "document.yaml")
                        && !STARTS.iter().any(|start| text.starts_with(start));
                    files.insert(name, if is_part { format!("{HEAD}{text}") } else { text });
                }
            }
            Some((_, text, _)) => text.extend([line, "\n"]),
            None if line.starts_with("```") => {
                let end = if line.starts_with("````") { "````" } else { "```" };
                let (_, name) = line.split_once(' ').unwrap_or((line, "openapi.yaml"));
                current = Some((name.to_owned(), String::new(), end));
            }
            None => {}
        }
    }
    files
}

const STARTS: [&str; 2] = ["openapi:", "swagger:"];
const HEAD: &str = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\n";
