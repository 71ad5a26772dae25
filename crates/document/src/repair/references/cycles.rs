//! References that refer to themselves through nothing but other references.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::{Reference, collect, instead, replace};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::Kind,
    pointer::Pointer,
    recursion::Recursion,
    resolve, rules,
};

/// Replaces the first reference of each cycle, so that the others resolve to it.
pub(super) fn break_up(document: &mut Document, findings: &mut Findings) {
    let references = collect(&document.value, &Pointer::root(), Kind::Document);
    let mut graph = Graph::default();
    let nodes: Vec<usize> = references.iter().map(|reference| graph.add(&document.value, &reference.at)).collect();
    let recursion = Recursion::of(&graph.edges);
    let mut broken: BTreeSet<usize> = BTreeSet::new();
    for (Reference { at, kind, .. }, node) in references.into_iter().zip(nodes) {
        let Some(cycle) = recursion.cycle(node) else { continue };
        // It may have been within one that has been replaced.
        let is_reference = at.get(&document.value).is_some_and(|node| resolve::reference(node).is_some());
        if is_reference && broken.insert(cycle) {
            let location = document.locate(&at.join("$ref"));
            let finding = Finding::new(&rules::REFERENCE_CYCLE, location, "this reference refers back to itself");
            findings.push(finding.instead(instead(kind)));
            replace(document, &at, kind);
        }
    }
}

/// Each node that is a reference or that one refers to, with its number, and the node that it refers to.
#[derive(Default)]
struct Graph {
    nodes: HashMap<Pointer, usize>,
    edges: Vec<Vec<usize>>,
}

impl Graph {
    /// Adds the node at `at` and those that it refers to, directly or not; returns its number.
    fn add(&mut self, document: &Value, at: &Pointer) -> usize {
        if let Some(known) = self.nodes.get(at) {
            return *known;
        }
        let first = self.edges.len();
        let mut next = Some(at.clone());
        let mut last: Option<usize> = None;
        while let Some(pointer) = next.take() {
            let known = self.nodes.get(&pointer).copied();
            let node = known.unwrap_or(self.edges.len());
            if let Some(edges) = last.and_then(|last| self.edges.get_mut(last)) {
                edges.push(node);
            }
            if known.is_none() {
                next = pointer.get(document).and_then(resolve::reference);
                self.nodes.insert(pointer, node);
                self.edges.push(Vec::new());
                last = Some(node);
            }
        }
        first
    }
}
