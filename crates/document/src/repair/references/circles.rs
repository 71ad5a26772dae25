//! References that lead back to themselves with nothing in between.

use std::collections::HashSet;

use serde_json::Value;

use super::{Reference, collect, instead, replace};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::Kind,
    pointer::Pointer,
    rules,
};

pub(super) fn break_up(document: &mut Document, findings: &mut Findings) {
    let mut elsewhere = HashSet::new();
    for Reference { at, kind, .. } in collect(document, &Pointer::root(), Kind::Document) {
        if leads_back(&document.value, &at, &mut elsewhere) {
            let place = document.locate(&at.join("$ref"));
            let finding = Finding::new(&rules::REFERENCE_CYCLE, place, "this reference leads back to itself");
            findings.push(finding.instead(instead(kind)));
            replace(document, &at, kind);
        }
    }
}

/// Whether the references from `start` on lead back to it. `elsewhere` are those of which it is known that they do not, so that no way is
/// gone twice.
fn leads_back(document: &Value, start: &Pointer, elsewhere: &mut HashSet<Pointer>) -> bool {
    let mut way = vec![start.clone()];
    let mut seen = HashSet::from([start.clone()]);
    let mut here = start.clone();
    // Those before a circle that does not hold them are not on it.
    let circle = loop {
        let Some(text) = here.get(document).and_then(|node| node.get("$ref")?.as_str()) else { break None };
        here = Pointer::parse(text);
        if here == *start {
            return true;
        }
        if elsewhere.contains(&here) {
            break None;
        }
        if !seen.insert(here.clone()) {
            break Some(here);
        }
        way.push(here.clone());
    };
    elsewhere.extend(way.into_iter().take_while(|step| Some(step) != circle.as_ref()));
    false
}
