//! The targets of references.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    document::Document,
    grammar::{self, Kind, is_collection, kind_at},
    path::Path,
    pointer::Pointer,
    resolve::resolve_path,
};

/// What a reference refers to.
pub(super) enum Found {
    /// The object at this pointer.
    At(Pointer),
    /// The same, by a text that is not a pointer to it.
    Misspelt(Pointer),
    /// Something in a document that is not available.
    Elsewhere,
    /// Nothing.
    Nowhere,
}

/// The names of schemas of a document, beside their pointers.
pub(super) struct Targets {
    /// By `$id`.
    ids: BTreeMap<String, Pointer>,
    /// The schemas with an `$id`: a reference without one is relative to the innermost of these.
    resources: BTreeSet<Pointer>,
    /// By `$anchor`, which is a name within the innermost schema with an `$id` around it.
    anchors: BTreeMap<String, Vec<Pointer>>,
    /// The names of the document itself: that of its file and its `$self`.
    own: Vec<String>,
}

impl Targets {
    pub(super) fn of(document: &Document) -> Self {
        let file = document.source().name().rsplit('/').next().unwrap_or_default().to_owned();
        let own = document.value.get("$self").and_then(Value::as_str).map(str::to_owned);
        let mut targets = Self {
            ids: BTreeMap::new(),
            resources: BTreeSet::new(),
            anchors: BTreeMap::new(),
            own: own.into_iter().chain([file]).collect(),
        };
        grammar::for_each(&document.value, &Path::root(), Kind::Document, &mut |path, kind, members| {
            if kind != Kind::Schema {
                return;
            }
            if let Some(Value::String(id)) = members.get("$id") {
                targets.ids.entry(id.trim_end_matches('#').to_owned()).or_insert_with(|| path.pointer());
                targets.resources.insert(path.pointer());
            }
            for key in ["$anchor", "$dynamicAnchor"] {
                if let Some(Value::String(anchor)) = members.get(key) {
                    targets.anchors.entry(anchor.clone()).or_default().push(path.pointer());
                }
            }
        });
        targets
    }

    /// The target in `document` of the reference `text` at `at`, which is in place of a `kind`.
    pub(super) fn find(&self, document: &Value, at: &Pointer, kind: Kind, text: &str) -> Found {
        let text = text.trim();
        let (address, fragment) = text.split_once('#').unwrap_or((text, ""));
        let resource = if address.is_empty() || self.own.iter().any(|own| own == address.trim_start_matches("./")) {
            Some(Pointer::root())
        } else {
            self.resource(address)
        };
        let innermost = self.resource_of(at).filter(|_| address.is_empty());
        let nearest = innermost.and_then(|innermost| self.within(document, &innermost, fragment));
        let within = nearest.or_else(|| resource.and_then(|resource| self.within(document, &resource, fragment)));
        let can_be = |at: &Pointer| at.get(document).is_some_and(|node| kind.fits(node)) && !is_collection(at);
        if let Some(at) = within.filter(can_be) {
            return Found::At(at);
        }
        // The whole may be a JSON Schema that was copied into the document without changes.
        let own = || {
            let at = outermost(at).filter(|_| address.is_empty())?;
            if fragment.is_empty() { Some(at) } else { self.within(document, &at, fragment) }
        };
        let own = own().filter(|at| kind == Kind::Schema && at.get(document).is_some_and(|node| kind.fits(node)));
        match own.or_else(|| misspelt(document, kind, text)) {
            Some(at) => Found::Misspelt(at),
            None if address.is_empty() || !address.contains(['.', ':', '/']) => Found::Nowhere,
            None => Found::Elsewhere,
        }
    }

    /// The schema whose `$id` is `address`, or ends with it.
    fn resource(&self, address: &str) -> Option<Pointer> {
        let relative = format!("/{}", address.trim_start_matches("./").trim_start_matches('/'));
        let by_end = || self.ids.iter().find(|(id, _)| id.ends_with(&relative)).map(|(_, at)| at);
        self.ids.get(address).or_else(by_end).cloned()
    }

    /// The innermost schema with an `$id` that contains the node at `at`.
    pub(super) fn resource_of(&self, at: &Pointer) -> Option<Pointer> {
        let holders = std::iter::successors(Some(at.clone()), Pointer::parent);
        holders.into_iter().find(|holder| self.resources.contains(holder))
    }

    /// The schema with the name `anchor` in `resource`, or else the only one in the document.
    fn anchor(&self, resource: &Pointer, anchor: &str) -> Option<Pointer> {
        let all = self.anchors.get(anchor)?;
        let own = all.iter().find(|at| self.resource_of(at).unwrap_or_default() == *resource);
        own.or_else(|| all.first().filter(|_| all.len() == 1)).cloned()
    }

    /// The schemas with the name `anchor` in the whole document.
    pub(super) fn anchored(&self, anchor: &str) -> &[Pointer] {
        self.anchors.get(anchor).map(Vec::as_slice).unwrap_or_default()
    }

    fn within(&self, document: &Value, resource: &Pointer, fragment: &str) -> Option<Pointer> {
        if fragment.is_empty() {
            return (*resource != Pointer::root()).then(|| resource.clone());
        }
        if !fragment.starts_with('/') {
            return self.anchor(resource, fragment);
        }
        let pointer = resource.extend(Pointer::parse(&format!("#{fragment}")).keys());
        resolve_path(document, pointer)
    }
}

/// The schema at or around `at` that is not a part of another one.
pub(super) fn outermost(at: &Pointer) -> Option<Pointer> {
    let prefixes = (0..=at.keys().len()).filter_map(|count| at.keys().get(..count));
    prefixes.map(|keys| Pointer::root().extend(keys)).find(|prefix| kind_at(prefix) == Some(Kind::Schema))
}

/// The member of `components` that contains the components of this kind.
pub(super) const fn folder(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Schema => "schemas",
        Kind::Response => "responses",
        Kind::Parameter => "parameters",
        Kind::RequestBody => "requestBodies",
        Kind::Header => "headers",
        Kind::SecurityScheme => "securitySchemes",
        Kind::Callback => "callbacks",
        Kind::PathItem => "pathItems",
        Kind::MediaType => "mediaTypes",
        _ => return None,
    })
}

/// The component that `text` obviously means: `Pet`, `#Pet`, `#/definitions/Pet`, `#components/schemas/Pet`.
fn misspelt(document: &Value, kind: Kind, text: &str) -> Option<Pointer> {
    let path = text.trim_start_matches('#').trim_start_matches('/');
    let mut parts = path.split('/');
    let name = parts.next_back()?;
    let before: Vec<&str> = parts.collect();
    let known = ["components", "component", "definitions", "schemas", "schema", "models", folder(kind)?];
    if before.len() > 2 || !before.iter().all(|part| known.contains(part)) {
        return None;
    }
    let decoded = Pointer::parse(&format!("#/{name}"));
    let at = Pointer::root().join("components").join(folder(kind)?).join(decoded.last()?);
    at.get(document).is_some_and(|node| kind.fits(node)).then_some(at)
}
