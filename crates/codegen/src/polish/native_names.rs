//! Variants that hold one of our types, and are named after the component that stands for it.
//!
//! ```text
//! pub enum Price { MooredNumber(serde_json::Number), String(String) }     // before
//! pub enum Price { Number(serde_json::Number), String(String) }           // after
//! ```

use proc_macro2::Ident;
use quote::{ToTokens as _, format_ident};
use syn::visit_mut::VisitMut;

use super::Facts;
use crate::{emit::Module, lower::NATIVE};

pub(super) fn run(module: &mut Module, _: &Facts<'_>) {
    Rename { taken: module.file.to_token_stream().to_string() }.visit_file_mut(&mut module.file);
}

struct Rename {
    /// The file's words.
    taken: String,
}

impl VisitMut for Rename {
    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        let name = ident.to_string();
        let Some(short) = name.strip_prefix("Moored") else { return };
        let ours = NATIVE.iter().any(|native| native.component == name);
        let free = !self.taken.contains(&format!(" {short} (")) && !self.taken.contains(&format!(" {short} ,"));
        if ours && free {
            *ident = format_ident!("{short}");
        }
    }
}
