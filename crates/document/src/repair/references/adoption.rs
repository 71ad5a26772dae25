//! What is referred to and stands where the specification has nothing becomes a component.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{members_of, targets::folder};
use crate::{document::Document, grammar::Kind, pointer::Pointer, scope::Scope};

/// What has become a component, and the names that are taken.
#[derive(Default)]
pub(super) struct Adoption {
    made: BTreeMap<(Kind, Pointer), Pointer>,
    scopes: BTreeMap<&'static str, Scope>,
    inlined: usize,
}

/// What is copied more often than this holds itself.
const MOST_INLINED: usize = 10_000;

impl Adoption {
    pub(super) fn of(document: &Value) -> Self {
        let mut adoption = Self::default();
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
            let scope = adoption.scopes.entry(folder).or_default();
            for name in members_of(document, &components.join(folder)).into_iter().flat_map(Map::keys) {
                scope.take(name);
            }
        }
        adoption
    }

    /// Whether what is referred to may be copied to where the reference stands; not without end.
    pub(super) fn may_inline(&mut self) -> bool {
        self.inlined += 1;
        self.inlined <= MOST_INLINED
    }

    /// The component of what stands at `from`, and whether it has just been made.
    pub(super) fn adopt(&mut self, document: &mut Document, kind: Kind, from: &Pointer) -> Option<(Pointer, bool)> {
        if let Some(made) = self.made.get(&(kind, from.clone())) {
            return Some((made.clone(), false));
        }
        let folder = folder(kind)?;
        let target = from.get(&document.value)?.clone();
        // A file's name has an ending.
        let wish = from.last()?.rsplit('/').next()?.split('.').next()?.to_owned();
        let wish = if wish.is_empty() { "Shared".to_owned() } else { wish };
        let name = self.scopes.entry(folder).or_default().take_first(&[wish]);
        let to = Pointer::root().join("components").join(folder).join(&name);
        let mut here = &mut document.value;
        for key in ["components", folder] {
            here = here.as_object_mut()?.entry(key).or_insert_with(|| Value::Object(Map::new()));
        }
        here.as_object_mut()?.insert(name, target);
        document.record_move(from, &to);
        self.made.insert((kind, from.clone()), to.clone());
        Some((to, true))
    }
}
