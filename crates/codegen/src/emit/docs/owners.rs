//! The documentation of types that belong to one operation, which the document rarely describes.

use std::collections::BTreeMap;

use moored_document::pointer::Pointer;
use moored_model::api::{Api, Operation, TypeDef};

/// The operations of a document, by their location in it.
pub(crate) struct Owners<'a> {
    operations: BTreeMap<&'a Pointer, &'a Operation>,
}

impl<'a> Owners<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        Self { operations: api.operations.iter().map(|operation| (&operation.origin, operation)).collect() }
    }

    /// What `ty` is a part of, with a link to the method; `None` if its schema stands in no operation.
    /// `link` makes the link.
    pub(crate) fn text(&self, ty: &TypeDef, link: &dyn Fn(&Operation) -> String) -> Option<String> {
        if ty.origin.keys().get(1).is_some_and(|key| key == "schemas") {
            return None;
        }
        let (operation, rest) = (0..=ty.origin.keys().len()).rev().find_map(|length| {
            let (start, rest) = ty.origin.keys().split_at_checked(length)?;
            Some((self.operations.get(&Pointer::root().extend(start))?, rest))
        })?;
        let is_whole = rest.last().is_some_and(|last| last == "schema" || last == "itemSchema");
        let what = match (rest.first()?.as_str(), is_whole) {
            ("requestBody", true) => "The request body of",
            ("requestBody", false) => "Part of the request body of",
            ("responses", true) => "A response of",
            ("responses", false) => "Part of a response of",
            ("parameters", _) => "A parameter of",
            _ => return None,
        };
        Some(format!("{what} {}.", link(operation)))
    }
}
