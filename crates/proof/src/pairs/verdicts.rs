//! Compares what `drift` reports with what the checks found, in both directions.

use std::collections::BTreeSet;

use super::{
    record::{Broken, Record, Wire},
    report::{Class, Direction, Finding, Report},
};

/// Where the report and the checks disagree, or a check was of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The kind.
    pub kind: Kind,
    /// What was checked: `source`, `responses`, `requests`.
    pub check: &'static str,
    /// The item, the operation, or the rule and the element of the finding.
    pub subject: String,
    /// What the compiler, decoding or Prism says, or the message of the finding.
    pub reason: String,
}

/// The kind of a disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A check failed, and the verdict is milder.
    Missed,
    /// A check failed, and no finding of that class concerns the item or the operation. The verdict is right.
    Unexplained,
    /// A finding is of a class that no check confirms.
    Unconfirmed,
    /// The compiler and cargo-semver-checks differ.
    SecondOpinion,
}

impl Kind {
    /// The name in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Unexplained => "unexplained",
            Self::Unconfirmed => "unconfirmed",
            Self::SecondOpinion => "second opinion",
        }
    }
}

/// All disagreements of a pair.
#[must_use]
pub fn disagreements(record: &Record, report: &Report) -> Vec<Disagreement> {
    let mut found = Vec::new();
    missed(record, report, &mut found);
    for finding in report.findings.iter().filter(|finding| finding.class >= Class::Source) {
        if is_confirmed(record, finding) == Some(false) {
            found.push(Disagreement {
                kind: Kind::Unconfirmed,
                check: if finding.class == Class::Wire { "responses, requests" } else { "source" },
                subject: format!("{} [{}] {}", finding.class.word(), finding.rule, finding.element),
                reason: finding.message.clone(),
            });
        }
    }
    found.extend(second_opinion(record));
    // A type that is gone is one difference, and so are all samples of a response.
    let mut known = BTreeSet::new();
    found.retain(|one| known.insert((one.kind, one.check, one.subject.clone())));
    found
}

/// Where the compiler and cargo-semver-checks differ, and why.
fn second_opinion(record: &Record) -> Option<Disagreement> {
    let semver = record.semver.as_ref().filter(|semver| semver.obstacle.is_none())?;
    let source = record.source.as_ref().filter(|source| source.obstacle.is_none())?;
    let reason = match (semver.lints.is_empty(), source.broken.is_empty()) {
        (true, false) => {
            let mut codes: Vec<&str> = source.broken.iter().map(|broken| broken.code.as_str()).collect();
            codes.sort_unstable();
            codes.dedup();
            format!("it finds nothing. It does not compare types; the compiler reports {}", codes.join(", "))
        }
        (false, true) => "the compiler finds nothing".to_owned(),
        _ => return None,
    };
    let subject = semver.lints.join(", ");
    Some(Disagreement { kind: Kind::SecondOpinion, check: "cargo-semver-checks", subject, reason })
}

/// What the checks found and the report does not have.
fn missed(record: &Record, report: &Report, found: &mut Vec<Disagreement>) {
    for broken in record.source.iter().flat_map(|source| &source.broken) {
        // What is gone explains all uses of what contained it.
        let items: Vec<String> = gone(&broken.message).into_iter().chain([broken.item.clone()]).collect();
        let is_explained =
            |finding: &Finding| finding.class >= Class::Source && items.iter().any(|item| has(finding, item));
        let verdict = report.verdict;
        if verdict >= Class::Source && report.findings.iter().any(is_explained) {
            continue;
        }
        found.push(Disagreement {
            kind: if verdict < Class::Source { Kind::Missed } else { Kind::Unexplained },
            check: "source",
            subject: subject(broken),
            reason: format!("{} {} (drift: {})", broken.code, broken.message, verdict.word()),
        });
    }
    for (check, wire) in [("responses", &record.responses), ("requests", &record.requests)] {
        for failure in wire.iter().flat_map(|wire| &wire.failures) {
            let is_explained =
                |finding: &Finding| finding.class == Class::Wire && finding.operations.contains(&failure.operation);
            let verdict = report.verdict;
            if report.findings.iter().any(is_explained) {
                continue;
            }
            found.push(Disagreement {
                kind: if verdict < Class::Wire { Kind::Missed } else { Kind::Unexplained },
                check,
                subject: failure.operation.clone(),
                reason: format!("{}: {} (drift: {})", failure.of, failure.why, verdict.word()),
            });
        }
    }
}

/// The item that a failure is about: the type if it is gone.
fn subject(broken: &Broken) -> String {
    let mut parts: Vec<&str> = broken.item.split(": ").next().unwrap_or_default().split("::").collect();
    let gone = gone(&broken.message);
    let name = gone.as_deref().and_then(|gone| gone.rsplit("::").next());
    if let Some(at) = name.and_then(|name| parts.iter().position(|part| *part == name)) {
        parts.truncate(at + 1);
    }
    parts.join("::")
}

/// The item that the compiler does not find: `types::Pet`, of a client that is a module of a crate.
fn gone(message: &str) -> Option<String> {
    let mut names = message.strip_prefix("cannot find ")?.split('`').skip(1).step_by(2);
    let (name, module) = (names.next()?, names.next().unwrap_or_default());
    let module: Vec<&str> = module.split("::").filter(|part| !part.is_empty()).skip(2).collect();
    Some(module.into_iter().chain([name]).collect::<Vec<_>>().join("::"))
}

/// Whether a finding concerns an item.
fn has(finding: &Finding, item: &str) -> bool {
    finding.items.as_ref().is_none_or(|items| items.iter().any(|own| concerns(own, item)))
}

/// Whether `one` is an item that contains the other, or the same. What follows `: ` is a trait.
fn concerns(one: &str, other: &str) -> bool {
    let plain = |item: &str| item.split(": ").next().unwrap_or_default().to_owned();
    let (one, other) = (plain(one), plain(other));
    let is_within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    is_within(&one, &other) || is_within(&other, &one)
}

/// Whether a check confirms that a finding is of its class; `None` if no check was made that could.
fn is_confirmed(record: &Record, finding: &Finding) -> Option<bool> {
    if finding.class == Class::Source {
        let source = record.source.as_ref().filter(|source| source.obstacle.is_none())?;
        return Some(source.broken.iter().any(|broken| has(finding, &broken.item)));
    }
    let responses = record.responses.as_ref().filter(|_| finding.direction != Some(Direction::Request));
    let requests = record.requests.as_ref().filter(|_| finding.direction != Some(Direction::Response));
    let checks: Vec<&Wire> = [responses, requests].into_iter().flatten().collect();
    let is_tried = |wire: &&&Wire| {
        finding.operations.is_empty() || finding.operations.iter().any(|operation| wire.operations.contains(operation))
    };
    let tried: Vec<&&Wire> = checks.iter().filter(is_tried).collect();
    let fails = |wire: &&&Wire| {
        wire.failures
            .iter()
            .any(|failure| finding.operations.is_empty() || finding.operations.contains(&failure.operation))
    };
    (!tried.is_empty()).then(|| tried.iter().any(fails))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Kind, concerns, disagreements, gone};
    use crate::pairs::{record::Record, report::Report};

    fn report(class: &str, operations: &[&str], items: &[&str]) -> Report {
        let finding = json!({ "rule": "r", "class": class, "operations": operations, "items": items });
        let report = json!({ "verdict": class, "findings": [finding] });
        serde_json::from_value(report).unwrap_or_else(|error| unreachable!("{error}"))
    }

    fn record(source: &[&str], responses: &[&str]) -> Record {
        let broken: Vec<_> =
            source.iter().map(|item| json!({ "item": item, "code": "E0609", "message": "" })).collect();
        let failures: Vec<_> =
            responses.iter().map(|key| json!({ "operation": key, "of": "200", "why": "" })).collect();
        let record = json!({
            "key": "",
            "source": { "uses": 9, "mistakes": [], "broken": broken },
            "responses": { "tried": 9, "operations": ["GET /a", "GET /b"], "failures": failures, "skipped": [] },
        });
        serde_json::from_value(record).unwrap_or_else(|error| unreachable!("{error}"))
    }

    fn kinds(record: &Record, report: &Report) -> Vec<(Kind, &'static str)> {
        disagreements(record, report).into_iter().map(|one| (one.kind, one.check)).collect()
    }

    #[test]
    fn a_failure_that_the_report_has_is_no_disagreement() {
        let record = record(&["types::Pet::name"], &["GET /a"]);
        assert_eq!(kinds(&record, &report("wire", &["GET /a"], &["types::Pet"])), []);
    }

    #[test]
    fn a_failure_behind_a_milder_verdict_is_missed() {
        let source = (Kind::Missed, "source");
        assert_eq!(
            kinds(&record(&["types::Pet::name"], &[]), &report("behaviour", &["GET /a"], &["types::Pet"])),
            [source]
        );
        let responses = (Kind::Missed, "responses");
        assert_eq!(
            kinds(&record(&["types::Pet"], &["GET /b"]), &report("source", &["GET /b"], &["types::Pet"])),
            [responses]
        );
    }

    #[test]
    fn a_failure_elsewhere_is_unexplained_and_the_finding_unconfirmed() {
        let found = kinds(&record(&[], &["GET /b"]), &report("wire", &["GET /a"], &[]));
        assert_eq!(found, [(Kind::Unexplained, "responses"), (Kind::Unconfirmed, "responses, requests")]);
        let found = kinds(&record(&["types::Cat"], &[]), &report("source", &[], &["types::Pet"]));
        assert_eq!(found, [(Kind::Unexplained, "source"), (Kind::Unconfirmed, "source")]);
    }

    #[test]
    fn an_operation_that_no_check_reached_is_not_counted() {
        assert_eq!(kinds(&record(&[], &[]), &report("wire", &["GET /other"], &[])), []);
    }

    #[test]
    fn an_item_concerns_its_members_and_what_has_it() {
        assert!(concerns("types::Pet", "types::Pet::name") && concerns("types::Pet::name", "types::Pet: Clone"));
        assert!(!concerns("types::Pet", "types::PetOwner"));
    }

    #[test]
    fn the_message_of_the_compiler_names_what_is_gone() {
        assert_eq!(gone("cannot find type `Pet` in module `client::p0::types`").as_deref(), Some("types::Pet"));
        assert_eq!(gone("mismatched types"), None);
    }
}
