//! Hoisting: the target of a reference that is where the specification has no objects becomes a component.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::targets::folder;
use crate::{
    document::Document,
    grammar::Kind,
    limits::{MAX_COPIES, MAX_SEARCHES},
    pointer::Pointer,
    schemas::members,
    scope::Scope,
};

/// The components that targets have become, and the names that are taken.
#[derive(Default)]
pub(super) struct Hoister {
    components: BTreeMap<(Kind, Pointer), Pointer>,
    scopes: BTreeMap<&'static str, Scope>,
    copies: usize,
    searches: usize,
}

impl Hoister {
    pub(super) fn of(document: &Value) -> Self {
        let mut hoister = Self::default();
        let components = Pointer::root().join("components");
        let kinds = [
            Kind::Schema,
            Kind::Response,
            Kind::Parameter,
            Kind::RequestBody,
            Kind::Header,
            Kind::SecurityScheme,
            Kind::Callback,
            Kind::PathItem,
        ];
        for folder in kinds.into_iter().filter_map(folder) {
            let scope = hoister.scopes.entry(folder).or_default();
            for (name, _) in members(components.join(folder).get(document)) {
                scope.take(name);
            }
        }
        hoister
    }

    /// Counts a copy of a target to where a reference to it is; `false` where there have been [`MAX_COPIES`].
    pub(super) fn may_copy(&mut self) -> bool {
        self.copies += 1;
        self.copies <= MAX_COPIES
    }

    /// Counts a search for a similar name; `false` where there have been [`MAX_SEARCHES`].
    pub(super) fn may_search(&mut self) -> bool {
        self.searches += 1;
        self.searches <= MAX_SEARCHES
    }

    /// The component that the node at `from` becomes or has become, and whether it is new.
    pub(super) fn hoist(&mut self, document: &mut Document, kind: Kind, from: &Pointer) -> Option<(Pointer, bool)> {
        if let Some(component) = self.components.get(&(kind, from.clone())) {
            return Some((component.clone(), false));
        }
        let folder = folder(kind)?;
        let target = from.get(&document.value)?.clone();
        // The last key may be the name of a file.
        let candidate = from.last()?.rsplit('/').next()?.split('.').next()?.to_owned();
        let candidate = if candidate.is_empty() { "Shared".to_owned() } else { candidate };
        let name = self.scopes.entry(folder).or_default().take_first(&[candidate]);
        let to = Pointer::root().join("components").join(folder).join(&name);
        let mut node = &mut document.value;
        for key in ["components", folder] {
            node = node.as_object_mut()?.entry(key).or_insert_with(|| Value::Object(Map::new()));
        }
        node.as_object_mut()?.insert(name, target);
        document.record_move(from, &to);
        self.components.insert((kind, from.clone()), to.clone());
        Some((to, true))
    }
}
