//! Which Rust type stands for which schema of the document: what a proof needs to know of a generated crate.

use crate::{
    Inputs, emit,
    front::{Front, Model},
};
use moored_document::{finding::Findings, pointer::Pointer};
use moored_model::api::Api;

/// For each of `pointers`, which lead to schemas in the document as it is read, the type that JSON of that schema is decoded as: a path in the
/// crate (`types::Pet`, `Vec<types::Pet>`) or outside of it. `None` where nothing of that place is left.
///
/// # Errors
/// The findings, where one of them is an error.
pub fn rust_types(inputs: &Inputs, pointers: &[Pointer]) -> Result<Vec<Option<String>>, Findings> {
    let mut findings = Findings::default();
    let Model { document, api } = Front::run(inputs, &mut findings)?.model.ok_or(findings)?;
    let destinations = document.destinations(0);
    let found = pointers.iter().map(|pointer| {
        let ty = Api::type_at(&document, &destinations.find(pointer))?;
        Some(emit::rust_type::absolute(&ty, &api.types).to_string())
    });
    Ok(found.collect())
}
