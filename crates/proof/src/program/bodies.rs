//! The types of a call's own that its body is given in: a form of parts, and the choice between media types.

use quote::ToTokens as _;
use syn::visit::Visit;
use syn::{Attribute, ExprField, ExprMethodCall, Fields, Item, Type};

use super::ways::text_of;

/// One such type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GivenAs {
    /// A struct with a field for each part.
    Parts {
        /// Its name.
        name: String,
        /// Its fields.
        parts: Vec<Part>,
    },
    /// An enum with a variant for each media type.
    Choice {
        /// Its name.
        name: String,
        /// Variant, media type, and what is in it.
        variants: Vec<(String, String, String)>,
    },
}

/// One part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its field in Rust.
    pub field: String,
    /// Its type in Rust.
    pub kind: String,
    /// Its name on the wire.
    pub name: String,
}

impl GivenAs {
    /// The type's name.
    #[must_use]
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Parts { name, .. } | Self::Choice { name, .. } => name,
        }
    }
}

/// Those of the call in `file`.
pub(super) fn given(file: &syn::File) -> Vec<GivenAs> {
    let found = file.items.iter().filter_map(|item| match item {
        Item::Struct(item) => {
            let names = names(file, &item.ident.to_string())?;
            let Fields::Named(fields) = &item.fields else { return None };
            let part = |field: &syn::Field| {
                let ident = field.ident.as_ref()?.to_string();
                let (_, name) = names.iter().find(|(known, _)| *known == ident)?.clone();
                Some(Part { field: ident, kind: spelled(&field.ty), name })
            };
            Some(GivenAs::Parts {
                name: item.ident.to_string(),
                parts: fields.named.iter().map(part).collect::<Option<_>>()?,
            })
        }
        Item::Enum(item) if item.ident.to_string().ends_with("Body") => {
            let variant = |variant: &syn::Variant| {
                let Fields::Unnamed(fields) = &variant.fields else { return None };
                let kind = spelled(&fields.unnamed.first()?.ty);
                Some((variant.ident.to_string(), documented(&variant.attrs)?, kind))
            };
            Some(GivenAs::Choice {
                name: item.ident.to_string(),
                variants: item.variants.iter().map(variant).collect::<Option<_>>()?,
            })
        }
        _ => None,
    });
    found.collect()
}

/// Field and name of each part of the struct `owner`; `None` where it is no form.
fn names(file: &syn::File, owner: &str) -> Option<Vec<(String, String)>> {
    let impls = file.items.iter().filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() && item.self_ty.to_token_stream().to_string() == owner => Some(item),
        _ => None,
    });
    let methods = impls.flat_map(|item| &item.items).filter_map(|item| match item {
        syn::ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    let into_parts = methods.into_iter().find(|function| function.sig.ident == "into_parts")?;
    let mut lines = Lines(Vec::new());
    lines.visit_block(&into_parts.block);
    Some(lines.0)
}

/// `.field("name", &self.name)`, `.files_as("photo", "image/png", [self.photo])`.
struct Lines(Vec<(String, String)>);

impl<'ast> Visit<'ast> for Lines {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if let (Some(name), Some(last)) = (call.args.first().and_then(text_of), call.args.last()) {
            let mut field = Field(None);
            field.visit_expr(last);
            self.0.extend(field.0.map(|field| (field, name)));
        }
        syn::visit::visit_expr_method_call(self, call);
    }
}

/// The field that an expression reads.
struct Field(Option<String>);

impl<'ast> Visit<'ast> for Field {
    fn visit_expr_field(&mut self, field: &'ast ExprField) {
        self.0 = Some(field.member.to_token_stream().to_string());
    }
}

fn spelled(kind: &Type) -> String {
    kind.to_token_stream().to_string().replace(' ', "").replace("crate::", "client::")
}

/// What stands between backticks in the first line of the documentation.
fn documented(attributes: &[Attribute]) -> Option<String> {
    let first = attributes.iter().find(|attribute| attribute.path().is_ident("doc"))?;
    let text = text_of(&first.meta.require_name_value().ok()?.value)?;
    Some(text.trim().strip_prefix('`')?.split_once('`')?.0.to_owned())
}
