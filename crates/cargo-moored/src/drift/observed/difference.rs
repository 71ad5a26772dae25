//! Differences: the reports of one cause, of all operations together.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    lines::{Kind, Line},
    node,
};
use crate::generator::{Location, Model, Pointer};

/// What differs between the responses of a provider and its document. A schema that several operations share is one.
pub(super) struct Difference {
    pub(super) kind: Kind,
    /// Where the document describes it, as the client reported it.
    pub(super) origin: Pointer,
    /// The same in the text, or that of the nearest node that the document still has.
    pub(super) location: Location,
    /// Where in the body, in each form that was seen.
    pub(super) pointers: BTreeSet<String>,
    /// The operations with the statuses of the responses: `GET /pets 200`.
    pub(super) responses: BTreeSet<String>,
    /// The media type of the first response.
    pub(super) media_type: Option<String>,
    pub(super) status: u16,
    pub(super) expected: String,
    pub(super) found: String,
    pub(super) count: u64,
    pub(super) first_seen: String,
    pub(super) last_seen: String,
}

/// The differences that `lines` report, by kind and in the order of the lines.
pub(super) fn of(lines: Vec<Line>, model: &Model) -> Vec<Difference> {
    let mut differences: Vec<Difference> = Vec::new();
    for line in lines {
        let origin = Pointer::parse(&line.origin);
        let is_same = |one: &&mut Difference| {
            let is_of_status = matches!(line.kind, Kind::UndocumentedStatus | Kind::UndocumentedMediaType);
            one.kind == line.kind
                && one.origin == origin
                && one.found == line.found
                && (!is_of_status || one.status == line.status)
                && one.pointers.iter().any(|pointer| last(pointer) == last(&line.pointer))
        };
        let response = format!("{} {} {}", line.method, line.path, line.status);
        if let Some(same) = differences.iter_mut().find(is_same) {
            same.responses.insert(response);
            same.pointers.insert(line.pointer);
            same.count = same.count.saturating_add(line.count);
            // RFC 3339 in UTC, which sorts as text.
            same.first_seen = std::mem::take(&mut same.first_seen).min(line.first_seen);
            same.last_seen = std::mem::take(&mut same.last_seen).max(line.last_seen);
            continue;
        }
        differences.push(Difference {
            kind: line.kind,
            location: model.document.locate_published(&node::nearest(&model.published, &origin)),
            origin,
            pointers: BTreeSet::from([line.pointer]),
            responses: BTreeSet::from([response]),
            media_type: line.media_type,
            status: line.status,
            expected: line.expected,
            found: line.found,
            count: line.count,
            first_seen: line.first_seen,
            last_seen: line.last_seen,
        });
    }
    differences.sort_by_key(|one| one.kind);
    differences
}

fn last(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or_default()
}

impl Difference {
    /// The name of the member that differs.
    pub(super) fn member(&self) -> Option<String> {
        Pointer::parse(self.pointers.first()?).last().map(str::to_owned)
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "kind": self.kind,
            "responses": self.responses,
            "pointers": self.pointers,
            "origin": self.origin.to_string(),
            "file": self.location.source.name(),
            "line": self.location.position.line,
            "column": self.location.position.column,
            "media_type": self.media_type,
            "expected": self.expected,
            "found": self.found,
            "count": self.count,
            "first_seen": self.first_seen,
            "last_seen": self.last_seen,
        })
    }
}
