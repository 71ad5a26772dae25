//! The types that progenitor generates. The emitter reads from them where recursion has to be cut by a box.
//!
//! progenitor, and typify in it, get a document that is built from the model ([`document`]), with the types around
//! recursions alone: no other type needs a box. They decide where a recursive type is boxed; the boxes that cut no
//! recursion are removed ([`by_value`]). Any difference between their types and the model is a defect of the generator,
//! and an error here.

mod by_value;
mod document;

use std::collections::{BTreeSet, HashMap};

use moored_model::api::{Native, Struct, TypeKind, Types};
use progenitor::{GenerationSettings, Generator};
use typify::{TypeDetails, TypeId, TypeSpace};

use crate::guard;
use by_value::ByValue;

/// What progenitor generated for each struct and each newtype around a recursion, by the name of the type.
#[derive(Debug)]
pub(super) struct Skeletons {
    generated: HashMap<String, Skeleton>,
    /// The types that progenitor got.
    expected: BTreeSet<String>,
}

#[derive(Debug)]
enum Skeleton {
    /// One entry for each property, in the order of the names.
    Struct(Vec<Boxing>),
    Wrapper(Boxing),
}

/// Whether a type is boxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Boxing {
    /// Not boxed.
    None,
    /// `Box<T>` or `Option<Box<T>>`. progenitor makes a `Box<Option<T>>` of some; the other order is written for all.
    Boxed,
}

impl Skeletons {
    /// Runs progenitor.
    ///
    /// # Errors
    /// The message of an error or a panic of progenitor.
    pub(super) fn make(types: &Types) -> Result<Self, String> {
        guard::caught(|| generate(types)).map_err(|message| format!("progenitor stopped: {message}"))?
    }

    /// The boxing of each field of `definition`, in the order of the fields.
    ///
    /// # Errors
    /// progenitor generated no struct of this name, or one with other fields.
    pub(super) fn of_struct(&self, name: &str, definition: &Struct) -> Result<Vec<Boxing>, String> {
        match self.generated.get(name) {
            None if !self.expected.contains(name) => Ok(vec![Boxing::None; definition.fields.len()]),
            Some(Skeleton::Struct(boxing)) if boxing.len() == definition.fields.len() => {
                let mut by_field: Vec<(usize, Boxing)> =
                    document::ordered(definition).into_iter().zip(boxing.iter().copied()).collect();
                by_field.sort_unstable_by_key(|(index, _)| *index);
                Ok(by_field.into_iter().map(|(_, boxing)| boxing).collect())
            }
            other => Err(format!("progenitor made no struct `{name}` with these members: {other:?}")),
        }
    }

    /// The boxing of the newtype `name`.
    ///
    /// # Errors
    /// progenitor did not generate a newtype.
    pub(super) fn of_wrapper(&self, name: &str) -> Result<Boxing, String> {
        match self.generated.get(name) {
            None if !self.expected.contains(name) => Ok(Boxing::None),
            Some(Skeleton::Wrapper(boxing)) => Ok(*boxing),
            other => Err(format!("progenitor made no type `{name}` around another: {other:?}")),
        }
    }
}

fn generate(types: &Types) -> Result<Skeletons, String> {
    let by_value = ByValue::of(types);
    let around = by_value.around_recursions();
    let mut settings = GenerationSettings::default();
    settings.with_map_type("::std::collections::BTreeMap");
    for native in Native::ALL {
        settings.with_replacement(document::native_component(*native), path(native.name()), std::iter::empty());
    }
    let mut names: HashMap<String, &str> = HashMap::new();
    let mut expected = BTreeSet::new();
    for (index, ty) in types.iter().enumerate().filter(|(index, _)| around.contains(index)) {
        names.insert(document::type_name(index), &ty.name);
        expected.insert(ty.name.clone());
    }
    let mut generator = Generator::new(&settings);
    generator.generate_tokens(&document::of(types, &around)).map_err(|error| format!("progenitor: {error}"))?;
    let space = generator.get_type_space();
    let mut generated = HashMap::new();
    for ty in space.iter_types() {
        let skeleton = match ty.details() {
            TypeDetails::Struct(details) => {
                let numbered = details.properties().filter(|(name, _)| name.starts_with('m'));
                Skeleton::Struct(numbered.map(|(_, id)| boxing(space, &id)).collect())
            }
            TypeDetails::Newtype(details) => Skeleton::Wrapper(boxing(space, &details.inner())),
            _ => continue,
        };
        if let Some(name) = names.get(&ty.name()) {
            generated.insert((*name).to_owned(), skeleton);
        }
    }
    for (index, ty) in types.iter().enumerate() {
        let (TypeKind::Struct(definition), Some(Skeleton::Struct(all))) = (&ty.kind, generated.get_mut(&ty.name))
        else {
            continue;
        };
        for (boxing, field) in all.iter_mut().zip(document::ordered(definition)) {
            let field = definition.fields.get(field);
            if !field.is_some_and(|field| by_value.is_recursive(index, &field.ty, types)) {
                *boxing = Boxing::None;
            }
        }
    }
    Ok(Skeletons { generated, expected })
}

/// A path that is never read: the emitter writes the types that it refers to.
fn path(name: &str) -> String {
    format!("::types::{name}")
}

fn boxing(space: &TypeSpace, id: &TypeId) -> Boxing {
    match wrapped(space, id) {
        Some((Wrapping::Box, _)) => Boxing::Boxed,
        Some((Wrapping::Option, inner)) if matches!(wrapped(space, &inner), Some((Wrapping::Box, _))) => Boxing::Boxed,
        _ => Boxing::None,
    }
}

enum Wrapping {
    Box,
    Option,
}

/// The wrapper around a type, and the inner type.
fn wrapped(space: &TypeSpace, id: &TypeId) -> Option<(Wrapping, TypeId)> {
    match space.get_type(id).ok()?.details() {
        TypeDetails::Box(inner) => Some((Wrapping::Box, inner)),
        TypeDetails::Option(inner) => Some((Wrapping::Option, inner)),
        _ => None,
    }
}
