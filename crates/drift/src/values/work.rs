//! What is left to compare, and what has been found.
//!
//! Types contain each other in any depth and in cycles, so that they are compared from a list and not by recursion.
//! Each pair of types is compared once; the edges between pairs state later which operations a change affects.

use std::collections::{BTreeMap, HashMap};

use moored_model::api::{TypeId, TypeRef};

use super::{limits::Limits, part::Part};
use crate::{Change, Class, Direction, Rule, Side};

/// Whether a value that does not decode makes the response undecodable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Failure {
    /// It does.
    Fatal,
    /// It is in a union or an additional member, which keep it as it was received.
    Kept,
}

/// A value, as rules see it.
#[derive(Clone)]
pub(super) struct Spot<'a> {
    /// The node that reaches it.
    pub(super) node: usize,
    pub(super) part: Part<'a>,
    pub(super) direction: Direction,
    pub(super) failure: Failure,
}

/// Two types of a value that have to be compared.
pub(super) struct Task<'a> {
    pub(super) spot: Spot<'a>,
    pub(super) old: &'a TypeRef,
    pub(super) new: &'a TypeRef,
    pub(super) limits: Limits<'a>,
}

/// The old and the new names of members that have another name, by the types that have them.
pub(super) type Renamed = BTreeMap<(TypeId, TypeId), Vec<(String, String)>>;

/// A pair of types of the clients. The last member is the identity of its bounds.
pub(super) type Key = (TypeId, TypeId, Direction, Failure, (usize, usize));

/// What is left to compare, and what has been found.
pub(super) struct Work<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) tasks: Vec<Task<'a>>,
    /// The nodes that each node reaches. The first ones are those of the roots, the others those of pairs.
    pub(super) edges: Vec<Vec<usize>>,
    /// The changes with the nodes that they belong to.
    pub(super) changes: Vec<(usize, Change)>,
    pairs: HashMap<Key, usize>,
    renamed: &'a Renamed,
}

impl<'a> Work<'a> {
    pub(super) fn new(old: Side<'a>, new: Side<'a>, renamed: &'a Renamed, roots: usize) -> Self {
        Self {
            old,
            new,
            tasks: Vec::new(),
            edges: vec![Vec::new(); roots],
            changes: Vec::new(),
            pairs: HashMap::new(),
            renamed,
        }
    }

    /// Lets `from` reach the pair. Returns its node if it has not been compared yet.
    pub(super) fn reach(&mut self, from: usize, pair: Key) -> Option<usize> {
        let next = self.edges.len();
        let node = *self.pairs.entry(pair).or_insert(next);
        if let Some(edges) = self.edges.get_mut(from) {
            edges.push(node);
        }
        if node < next {
            return None;
        }
        self.edges.push(Vec::new());
        Some(node)
    }

    /// The members of two types that have another name.
    pub(super) fn renamed(&self, old: TypeId, new: TypeId) -> &'a [(String, String)] {
        self.renamed.get(&(old, new)).map_or(&[], Vec::as_slice)
    }

    /// Compares the types of a value later.
    pub(super) fn compare(&mut self, spot: Spot<'a>, old: &'a TypeRef, new: &'a TypeRef, limits: Limits<'a>) {
        self.tasks.push(Task { spot, old, new, limits });
    }

    /// A change of the value at `spot`.
    pub(super) fn change(&self, spot: &Spot<'a>, rule: &'static Rule, class: Class, message: String) -> Change {
        let mut change = Change::new(rule, class, spot.part.element(), message).direction(spot.direction);
        (change.old, change.new) = spot.part.locations(&self.old, &self.new);
        change.items = spot.part.items();
        change
    }

    /// Adds a change.
    pub(super) fn push(&mut self, spot: &Spot<'a>, change: Change) {
        self.changes.push((spot.node, change));
    }
}

impl<'a> Spot<'a> {
    /// The same for another part.
    pub(super) fn at(&self, part: Part<'a>) -> Self {
        Self { part, ..self.clone() }
    }

    /// The class of a value that does not decode, or that is not valid in the new document.
    pub(super) fn failing(&self) -> Class {
        match (self.direction, self.failure) {
            (Direction::Response, Failure::Kept) => Class::Behaviour,
            _ => Class::Wire,
        }
    }

    /// What follows for a value that does not decode, or that is not valid in the new document.
    pub(super) fn failure_text(&self) -> &'static str {
        match (self.direction, self.failure) {
            (Direction::Request, _) => "such a request is no longer valid",
            (Direction::Response, Failure::Fatal) => "such a response does not decode",
            (Direction::Response, Failure::Kept) => "such a value is kept undecoded",
        }
    }
}
