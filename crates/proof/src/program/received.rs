//! The functions that decode what the provider sends by itself.

use moored_codegen::Files;
use syn::{Attribute, Item, Visibility};

use super::ways::text_of;

/// Their paths, each with its documentation as one line.
#[must_use]
pub fn decoders(files: &Files) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for module in ["webhooks", "callbacks"] {
        let source = files.iter().find(|(path, _)| path.as_str() == format!("src/{module}.rs"));
        let Some(file) = source.and_then(|(_, text)| syn::parse_file(text).ok()) else { continue };
        for item in &file.items {
            if let Item::Fn(function) = item
                && matches!(function.vis, Visibility::Public(_))
            {
                found.push((format!("client::{module}::{}", function.sig.ident), words(&function.attrs)));
            }
        }
    }
    found
}

fn words(attributes: &[Attribute]) -> String {
    let documented = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let lines = documented.filter_map(|attribute| text_of(&attribute.meta.require_name_value().ok()?.value));
    lines.flat_map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>().join(" ")
}
