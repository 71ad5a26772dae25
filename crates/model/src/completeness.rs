//! A check of the finished model: what a client has less than its document, although no pass reported a loss.
//!
//! Passes report what they drop. What a pass drops by mistake, or what two passes lose together, is in no finding of
//! theirs, and no round trip shows it: a union keeps every value as `Unlisted`. So this module compares the model with
//! the document as it was published. It knows nothing of the passes. What it finds and what no other loss explains is
//! a loss of its own.
//!
//! It does not look for types that nothing uses: [`Api::read`] leaves out those that passes made and no longer need.

mod members;
mod published;
mod tags;
mod variants;

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{
    document::Document,
    finding::{Finding, Findings, Location},
    pointer::Pointer,
    rules::{self, Level, Rule},
};
use serde_json::Value;

use crate::api::{Api, TypeDef, TypeId, TypeKind, TypeRef};
use published::Published;

/// The rules of the losses that this module reports, each of which no pass has reported.
pub static RULES: &[&Rule] = &[
    &rules::UNTYPED_VALUE,
    &rules::MISSING_PROPERTY,
    &rules::OPTIONAL_PROPERTY,
    &rules::UNREACHABLE_VARIANT,
    &rules::INVENTED_TAG,
];

/// Compares `api` with `published`, the document before all passes, and reports what is missing to `findings`, which
/// contains the findings of all passes.
pub fn check(api: &Api, document: &Document, published: &Value, findings: &mut Findings) {
    let model = Model { api, document, published: Published(published) };
    let mut gaps = Gaps::default();
    for pointer in &api.lost {
        gaps.add(
            &rules::UNTYPED_VALUE,
            pointer,
            "the value has no type, although its schema has constraints".to_owned(),
        );
    }
    members::check(&model, &mut gaps);
    variants::check(&model, &mut gaps);
    tags::check(&model, &mut gaps);
    let explanations = Explanations::of(findings);
    for ((pointer, _), (rule, message)) in gaps.0 {
        let location = document.locate_published(&pointer);
        if !explanations.cover(rule, &location) {
            findings.push(Finding::new(rule, location, message));
        }
    }
}

/// The model of a client, and the document that it was read from.
struct Model<'a> {
    api: &'a Api,
    document: &'a Document,
    published: Published<'a>,
}

impl Model<'_> {
    /// Where the schema of `ty` was before all passes.
    fn pointer(&self, ty: &TypeDef) -> Pointer {
        self.document.published(&component(ty))
    }

    /// The types that a value of `ty` can be decoded as: the type itself and, of unions, the types of all variants.
    fn alternatives(&self, ty: &TypeRef) -> BTreeSet<TypeId> {
        let mut found = BTreeSet::new();
        let mut queue = vec![ty];
        while let Some(ty) = queue.pop() {
            let Some(id) = inner(ty).filter(|id| found.insert(**id)) else { continue };
            match self.api.types.get(*id).map(|ty| &ty.kind) {
                Some(TypeKind::Union(union)) => queue.extend(union.variants.iter().map(|variant| &variant.ty)),
                Some(TypeKind::Alias(inner) | TypeKind::Wrapper(inner)) => queue.push(inner),
                _ => {}
            }
        }
        found
    }
}

/// The type of the client that `ty` is, or may be beside `null`.
fn inner(ty: &TypeRef) -> Option<&TypeId> {
    match ty {
        TypeRef::Named(id) => Some(id),
        TypeRef::Option(ty) => inner(ty),
        _ => None,
    }
}

/// The component of a type in the lowered document.
fn component(ty: &TypeDef) -> Pointer {
    Pointer::root().join("components").join("schemas").join(&ty.component)
}

/// What is missing, once for each schema and rule (by its id).
#[derive(Default)]
struct Gaps(BTreeMap<(Pointer, &'static str), (&'static Rule, String)>);

impl Gaps {
    fn add(&mut self, rule: &'static Rule, pointer: &Pointer, message: String) {
        self.0.entry((pointer.clone(), rule.id)).or_insert((rule, message));
    }
}

/// Where passes have reported something that explains what a type lacks.
struct Explanations {
    types: BTreeSet<(String, Pointer)>,
    /// Those of them that are losses: a value without a type is a loss that the report of the client has.
    losses: BTreeSet<(String, Pointer)>,
    /// Keywords that no type can express. Where they alone constrain a value, it has no type.
    keywords: BTreeSet<(String, Pointer)>,
}

impl Explanations {
    fn of(findings: &Findings) -> Self {
        let key = |finding: &Finding| (finding.location.source.name().to_owned(), finding.location.pointer.clone());
        // Bounds are about the values of a type.
        let found = findings.iter().filter(|finding| finding.rule != &rules::UNCHECKED_BOUND);
        let (keywords, types): (Vec<&Finding>, Vec<&Finding>) =
            found.partition(|finding| finding.rule == &rules::UNTYPED_KEYWORD);
        let losses = types.iter().copied().filter(|finding| finding.rule.level == Level::Loss).map(key).collect();
        Self { losses, types: types.into_iter().map(key).collect(), keywords: keywords.into_iter().map(key).collect() }
    }

    /// Whether one explains a gap of `rule` at `location`.
    fn cover(&self, rule: &Rule, location: &Location) -> bool {
        if rule == &rules::UNTYPED_VALUE {
            return near(&self.losses, location) || near(&self.keywords, location);
        }
        near(&self.types, location)
    }
}

/// Whether one of `found` is at `location`, above it or below it.
fn near(found: &BTreeSet<(String, Pointer)>, location: &Location) -> bool {
    let source = location.source.name();
    let mut at = Some(location.pointer.clone());
    while let Some(pointer) = at {
        if found.contains(&(source.to_owned(), pointer.clone())) {
            return true;
        }
        // The root is above everything: what is reported there is about something else.
        at = pointer.parent().filter(|parent| *parent != Pointer::root());
    }
    let next = found.range((source.to_owned(), location.pointer.clone())..).next();
    next.is_some_and(|(name, pointer)| name == source && pointer.strip_prefix(&location.pointer).is_some())
}
