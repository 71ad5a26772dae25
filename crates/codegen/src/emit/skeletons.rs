//! The types that progenitor generates. The emitter reads from them where recursion has to be cut by a box.
//!
//! progenitor, and typify in it, get a document that is built from the model ([`document`]). They decide where a
//! recursive type needs a box; [`needless`] removes the boxes that cut no recursion. Any difference between their types
//! and the model is a defect of the generator, and an error here.

mod document;
mod needless;

use std::collections::HashMap;

use moored_model::api::{Native, Struct, TypeKind, Types};
use progenitor::{GenerationSettings, Generator};
use typify::{TypeDetails, TypeId, TypeSpace};

use crate::guard;
use needless::ByValue;

/// What progenitor generated for each struct and each newtype, by the name of the type.
#[derive(Debug)]
pub(super) struct Skeletons(HashMap<String, Skeleton>);

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
        match self.0.get(name) {
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
        match self.0.get(name) {
            Some(Skeleton::Wrapper(boxing)) => Ok(*boxing),
            other => Err(format!("progenitor made no type `{name}` around another: {other:?}")),
        }
    }
}

fn generate(types: &Types) -> Result<Skeletons, String> {
    let mut settings = GenerationSettings::default();
    settings.with_map_type("::std::collections::BTreeMap");
    for native in Native::ALL {
        settings.with_replacement(document::native_component(*native), path(native.name()), std::iter::empty());
    }
    let mut names: HashMap<String, &str> = HashMap::new();
    for (index, ty) in types.iter().enumerate() {
        let numbered = document::type_name(index);
        names.insert(numbered.clone(), &ty.name);
        if !matches!(ty.kind, TypeKind::Struct(_) | TypeKind::Wrapper(_)) {
            settings.with_replacement(&numbered, path(&numbered), std::iter::empty());
        }
    }
    let mut generator = Generator::new(&settings);
    generator.generate_tokens(&document::of(types)).map_err(|error| format!("progenitor: {error}"))?;
    let space = generator.get_type_space();
    let mut found = HashMap::new();
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
            found.insert((*name).to_owned(), skeleton);
        }
    }
    let by_value = ByValue::of(types);
    for (index, ty) in types.iter().enumerate() {
        let (TypeKind::Struct(definition), Some(Skeleton::Struct(all))) = (&ty.kind, found.get_mut(&ty.name)) else {
            continue;
        };
        for (boxing, field) in all.iter_mut().zip(document::ordered(definition)) {
            let field = definition.fields.get(field);
            if !field.is_some_and(|field| by_value.is_recursive(index, &field.ty, types)) {
                *boxing = Boxing::None;
            }
        }
    }
    Ok(Skeletons(found))
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
