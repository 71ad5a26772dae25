//! What of the new document is which part of the old one: operations, types, properties, values, parameters. What has
//! another key, but is the same otherwise, is paired as well.
//!
//! A wrong pair is worse than a part that is gone beside a new one, so each pair of different keys needs evidence: the
//! same `operationId`, the same address, the same positions of use, the same type beside a similar name.

mod members;
mod operations;
mod parameters;
mod schemes;
mod similarity;
mod types;

use std::collections::HashMap;

use moored_document::pointer::Pointer;
use moored_model::api::{Api, Operation, Scheme};

pub(crate) use operations::{Evidence, Moved};
pub(crate) use parameters::Parameters;
pub(crate) use types::{Renamed, Types};

use crate::Side;

/// Pairs of operations, and those without a counterpart.
pub(crate) struct Matching<'a> {
    /// Operations of both documents.
    pub(crate) operations: Vec<Pair<'a>>,
    /// Operations that only the old document has, with their keys.
    pub(crate) removed: Vec<(String, &'a Operation)>,
    /// Operations that only the new document has, with their keys.
    pub(crate) added: Vec<(String, &'a Operation)>,
    /// Types that are used in the same positions.
    pub(crate) types: Types,
    /// Security schemes that have another name: the old one and the new one.
    pub(crate) schemes: Vec<(&'a Scheme, &'a Scheme)>,
}

/// An operation in both documents.
pub(crate) struct Pair<'a> {
    /// As `names.lock` of the old document writes it: `GET /pets/{}`.
    pub(crate) key: String,
    pub(crate) old: &'a Operation,
    pub(crate) new: &'a Operation,
    /// How it has moved, if the new document has another key for it.
    pub(crate) moved: Option<Moved>,
}

impl<'a> Matching<'a> {
    pub(crate) fn new(old: &Side<'a>, new: &Side<'a>) -> Self {
        let operations::Operations { pairs, removed, added } = operations::pair(old, new);
        let types = Types::new(old, new, &pairs);
        let schemes = schemes::renamed(&old.api.schemes, &new.api.schemes);
        Self { operations: pairs, removed, added, types, schemes }
    }

    /// The new client with the old names of what has another one, each of which is a change of its own.
    pub(crate) fn with_old_names(&self, old: &Side<'_>, new: &Api) -> Api {
        let mut api = new.clone();
        for renamed in &self.types.renamed {
            if let Some(ty) = old.ty(renamed.old) {
                api.types.rename(renamed.new, &ty.name);
            }
        }
        let moved = self.operations.iter().filter(|pair| pair.moved.is_some());
        let moved: HashMap<&Pointer, &Operation> = moved.map(|pair| (&pair.new.origin, pair.old)).collect();
        for operation in &mut api.operations {
            if let Some(old) = moved.get(&operation.origin) {
                operation.name.clone_from(&old.name);
                operation.method.clone_from(&old.method);
                operation.group.clone_from(&old.group);
            }
        }
        for (one, other) in &self.schemes {
            if let Some(scheme) = api.schemes.iter_mut().find(|scheme| scheme.name == other.name) {
                scheme.constructor.clone_from(&one.constructor);
            }
        }
        api
    }
}

impl<'a> Pair<'a> {
    /// Pairs the parameters. The names of those in the path do not matter, nor does the case of a header.
    pub(crate) fn parameters(&self) -> Parameters<'a> {
        parameters::pair(self.old, self.new)
    }
}
