//! Paths from the root of the world, which protect a macro's output and clutter a file that people read.
//!
//! ```text
//! pub name: ::std::option::Option<::std::string::String>,     // before
//! pub name: Option<String>,                                   // after
//! ```
//!
//! No schema becomes a type of one of these names: see [`moored_model::naming`].

use syn::{Path, visit_mut::VisitMut};

use super::Facts;
use crate::emit::Module;

/// Paths that are in every module's reach under their last name.
const PRELUDE: &[&str] = &[
    "std::option::Option",
    "std::string::String",
    "std::vec::Vec",
    "std::boxed::Box",
    "std::result::Result",
    "std::convert::From",
    "std::convert::Into",
    "std::convert::TryFrom",
    "std::default::Default",
];

pub(super) fn run(module: &mut Module, _: &Facts<'_>) {
    Shorten { types: Reach::Own }.visit_file_mut(&mut module.file);
}

/// The same for calls, webhooks and callbacks, which have the module of types in their reach and not the types.
pub(super) fn run_on_functions(file: &mut syn::File) {
    Shorten { types: Reach::Module }.visit_file_mut(file);
}

/// What of `crate::types` a file has in its reach.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// The types themselves.
    Own,
    /// The module alone.
    Module,
}

struct Shorten {
    types: Reach,
}

impl VisitMut for Shorten {
    fn visit_path_mut(&mut self, path: &mut Path) {
        syn::visit_mut::visit_path_mut(self, path);
        let first = path.segments.first().map(|first| &first.ident);
        if path.leading_colon.is_some() {
            let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            if PRELUDE.contains(&names.join("::").as_str()) {
                if let Some(last) = path.segments.last().cloned() {
                    path.leading_colon = None;
                    path.segments = [last].into_iter().collect();
                }
                return;
            }
            let known = ["std", "serde", "serde_json", "moored_runtime"];
            if first.is_some_and(|first| known.iter().any(|known| first == known)) {
                path.leading_colon = None;
            }
        } else if path.segments.len() == 3
            && first.is_some_and(|first| first == "crate")
            && path.segments.get(1).is_some_and(|second| second.ident == "types")
        {
            // In the module of types, `crate::types::User` is `User`; in a call, `types::User`.
            let left_out = if self.types == Reach::Own { 2 } else { 1 };
            path.segments = path.segments.iter().skip(left_out).cloned().collect();
        }
    }
}
