//! Which variants go into a box: those that hold the union again, by value, or its type would have no end.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::native::NATIVE;
use moored_document::schemas::component_name;

/// Whether a variant goes into a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// It stands in the enum itself.
    Inline,
    /// It stands in a `Box`.
    Boxed,
}

/// The components that hold themselves, each with the number of its circle.
pub(in crate::api) struct Circles(BTreeMap<String, usize>);

impl Circles {
    /// Where the variant `component` of the union `name` stands. A union in a union always stands in a box: what is held by both would be counted twice.
    pub(in crate::api) fn storage(&self, name: &str, component: Option<&str>) -> Storage {
        match (self.0.get(name), component.and_then(|component| self.0.get(component))) {
            (Some(one), Some(other)) if one == other => Storage::Boxed,
            _ => Storage::Inline,
        }
    }
}

/// Finds the circles: components that reach each other by what they hold without a list or a map in between (Tarjan's algorithm, by hand
/// instead of by recursion: a chain may be as long as the document).
pub(in crate::api) fn circles(schemas: &Map<String, Value>) -> Circles {
    let names: Vec<&String> = schemas.keys().collect();
    let index: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let edges: Vec<Vec<usize>> = schemas
        .values()
        .map(|schema| {
            let mut held = BTreeSet::new();
            holds(schema, &mut held);
            held.iter().filter_map(|name| index.get(name.as_str()).copied()).collect()
        })
        .collect();
    let mut search = Search {
        edges: &edges,
        seen: BTreeMap::new(),
        low: BTreeMap::new(),
        stack: Vec::new(),
        of: BTreeMap::new(),
        circles: 0,
    };
    for start in 0..names.len() {
        search.from(start);
    }
    Circles(search.of.into_iter().filter_map(|(at, circle)| Some(((*names.get(at)?).clone(), circle))).collect())
}

/// The components that a value of `schema` holds without a list or a map in between.
fn holds(schema: &Value, found: &mut BTreeSet<String>) {
    let native = |name: &String| NATIVE.iter().any(|native| native.component == name);
    found.extend(component_name(schema).filter(|name| !native(name)));
    for key in ["allOf", "oneOf", "prefixItems"] {
        for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
            holds(part, found);
        }
    }
    for (_, property) in moored_document::schemas::members(schema.get("properties")) {
        holds(property, found);
    }
}

struct Search<'a> {
    edges: &'a [Vec<usize>],
    seen: BTreeMap<usize, usize>,
    low: BTreeMap<usize, usize>,
    stack: Vec<usize>,
    of: BTreeMap<usize, usize>,
    circles: usize,
}

impl Search<'_> {
    fn from(&mut self, start: usize) {
        if self.seen.contains_key(&start) {
            return;
        }
        let mut way: Vec<(usize, usize)> = Vec::new();
        self.enter(start, &mut way);
        while let Some((node, followed)) = way.last_mut() {
            let node = *node;
            let next = self.edges.get(node).and_then(|edges| edges.get(*followed)).copied();
            *followed += 1;
            match next {
                Some(next) if !self.seen.contains_key(&next) => self.enter(next, &mut way),
                Some(next) => {
                    if !self.of.contains_key(&next) {
                        self.lower(node, self.seen.get(&next).copied());
                    }
                }
                None => {
                    way.pop();
                    self.leave(node, way.last().map(|(node, _)| *node));
                }
            }
        }
    }

    fn enter(&mut self, node: usize, way: &mut Vec<(usize, usize)>) {
        let time = self.seen.len();
        self.seen.insert(node, time);
        self.low.insert(node, time);
        self.stack.push(node);
        way.push((node, 0));
    }

    fn lower(&mut self, node: usize, to: Option<usize>) {
        if let (Some(low), Some(to)) = (self.low.get_mut(&node), to) {
            *low = (*low).min(to);
        }
    }

    fn leave(&mut self, node: usize, holder: Option<usize>) {
        let low = self.low.get(&node).copied();
        if low == self.seen.get(&node).copied() {
            while let Some(member) = self.stack.pop() {
                self.of.insert(member, self.circles);
                if member == node {
                    break;
                }
            }
            self.circles += 1;
        }
        if let Some(holder) = holder {
            self.lower(holder, low);
        }
    }
}
