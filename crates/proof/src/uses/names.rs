//! The paths of types in signatures, as a program outside of the crate writes them.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{Path, visit_mut::VisitMut};

/// The names of the standard library that signatures have.
const STANDARD: [&str; 28] = [
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Eq",
    "Err",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// The primitive types.
const PRIMITIVE: [&str; 17] = [
    "bool", "char", "str", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
    "usize",
];

/// How a crate's signatures name types.
pub(super) struct Names<'a> {
    /// The path of the crate: `client`.
    pub(super) root: &'a str,
    /// The module of the item.
    pub(super) module: &'a str,
    /// The path of the type whose `impl` has the function.
    pub(super) owner: Option<&'a str>,
    /// The module and the name of each item.
    pub(super) known: &'a BTreeSet<(String, String)>,
}

impl Names<'_> {
    /// `node` with paths that are valid outside of the crate, as text.
    pub(super) fn outside<T: ToTokens>(&self, node: &mut T, visit: fn(&mut Outside<'_>, &mut T)) -> String {
        visit(&mut Outside(self), node);
        node.to_token_stream().to_string()
    }

    /// The type `text` with paths that are valid outside of the crate.
    pub(super) fn ty(&self, text: &str) -> Option<String> {
        let mut ty = syn::parse_str::<syn::Type>(text).ok()?;
        Some(self.outside(&mut ty, |names, ty| names.visit_type_mut(ty)))
    }

    /// What stands before `name`.
    fn prefix(&self, name: &str) -> Option<String> {
        let (root, module) = (self.root, self.module);
        let has = |module: &str| self.known.contains(&(module.to_owned(), name.to_owned()));
        if has(module) {
            return Some(if module.is_empty() { root.to_owned() } else { format!("{root}::{module}") });
        }
        if has("") {
            return Some(root.to_owned());
        }
        if STANDARD.contains(&name) || PRIMITIVE.contains(&name) {
            return None;
        }
        // The client's methods for operations without a group return calls.
        let elsewhere = ["operations", "server"].into_iter().find(|module| has(module));
        Some(elsewhere.map_or_else(|| "moored_runtime".to_owned(), |module| format!("{root}::{module}")))
    }
}

/// Rewrites paths.
pub(super) struct Outside<'a>(&'a Names<'a>);

impl VisitMut for Outside<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        syn::visit_mut::visit_path_mut(self, path);
        let names = self.0;
        let Some(first) = path.segments.first().map(|segment| segment.ident.to_string()) else { return };
        if path.leading_colon.is_some() || ["std", "core", "moored_runtime", "serde"].contains(&first.as_str()) {
            return;
        }
        if first == "Self" {
            if let Some(owner) = names.owner.and_then(|owner| syn::parse_str(owner).ok()) {
                *path = owner;
            }
            return;
        }
        let is_module = path.segments.len() > 1;
        let prefix = match (first.as_str(), is_module) {
            ("crate", _) => {
                path.segments = path.segments.iter().skip(1).cloned().collect();
                Some(names.root.to_owned())
            }
            ("super", _) => {
                path.segments = path.segments.iter().skip(1).cloned().collect();
                Some(format!("{}::{}", names.root, names.module))
            }
            (_, true) => Some(names.root.to_owned()),
            (name, false) => names.prefix(name),
        };
        let Some(mut whole) = prefix.and_then(|prefix| syn::parse_str::<Path>(&prefix).ok()) else { return };
        whole.segments.extend(std::mem::take(&mut path.segments));
        *path = whole;
    }
}
