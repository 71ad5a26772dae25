//! The bounds of what requests contain, as tables that the runtime checks before it sends them.
//!
//! ```text
//! pub(crate) static PET: Bounds = Bounds(&[Bound::Member("name", &Bounds(&[Bound::MaxLength(5)]))]);
//! ```
//!
//! Each component has a table in the module `bounds`, because components may contain themselves and each other. The
//! tables of parameters and bodies are in the files of their calls.

use std::collections::BTreeMap;

use moored_document::scope::Scope;
use moored_model::{
    api::{Api, BodyKind, Content, Form, Item, ItemKind, Operation, PartKind},
    bounds::{Alternative, Bound, Bounds, JsonType, Pattern},
    naming::snake_name,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::ident;

/// The names of the tables that others refer to.
pub(super) struct Tables<'a> {
    components: BTreeMap<&'a str, Ident>,
    patterns: BTreeMap<String, (Pattern, Ident)>,
    bounds: &'a BTreeMap<String, Bounds>,
}

impl<'a> Tables<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut scope = Scope::default();
        let patterns = api.patterns().into_iter().enumerate().map(|(index, pattern)| {
            let name = scope.take_first(&[format!("PATTERN_{}", index + 1)]);
            (pattern.source.clone(), (pattern, ident(&name)))
        });
        let patterns = patterns.collect();
        let components = api.bounds.keys().map(|component| {
            let name = scope.take_first(&[constant(component)]);
            (component.as_str(), ident(&name))
        });
        Self { components: components.collect(), patterns, bounds: &api.bounds }
    }

    /// The module `bounds`; `None` if nothing would be in it.
    pub(super) fn module(&self) -> Option<TokenStream> {
        if self.components.is_empty() && self.patterns.is_empty() {
            return None;
        }
        let patterns = self.patterns.values().map(|(pattern, name)| {
            let Pattern { source, translated } = pattern;
            quote! {
                pub(crate) static #name: bounds::Pattern =
                    bounds::Pattern::new(#source, #translated);
            }
        });
        let components = self.components.iter().filter_map(|(component, name)| {
            let table = self.table(self.bounds.get(*component)?);
            Some(quote!(pub(crate) static #name: bounds::Bounds = #table;))
        });
        Some(quote! {
            #![doc = " The bounds of what requests contain. They are checked before a request is sent."]
            use moored_runtime::bounds;
            #(#patterns)*
            #(#components)*
        })
    }

    /// The table of `bounds`.
    pub(super) fn table(&self, bounds: &Bounds) -> TokenStream {
        let bounds = bounds.0.iter().filter_map(|bound| {
            let bound = self.bound(bound)?;
            Some(quote!(bounds::Bound::#bound))
        });
        quote!(bounds::Bounds(&[#(#bounds),*]))
    }

    fn bound(&self, bound: &Bound) -> Option<TokenStream> {
        Some(match bound {
            Bound::MinLength(size) => sized("MinLength", *size),
            Bound::MaxLength(size) => sized("MaxLength", *size),
            Bound::MinItems(size) => sized("MinItems", *size),
            Bound::MaxItems(size) => sized("MaxItems", *size),
            Bound::MinProperties(size) => sized("MinProperties", *size),
            Bound::MaxProperties(size) => sized("MaxProperties", *size),
            Bound::UniqueItems => quote!(UniqueItems),
            Bound::Minimum(number) => limited("Minimum", number),
            Bound::ExclusiveMinimum(number) => limited("ExclusiveMinimum", number),
            Bound::Maximum(number) => limited("Maximum", number),
            Bound::ExclusiveMaximum(number) => limited("ExclusiveMaximum", number),
            Bound::MultipleOf(number) => limited("MultipleOf", number),
            Bound::Pattern(pattern) => {
                let (_, name) = self.patterns.get(&pattern.source)?;
                quote!(Pattern(&crate::bounds::#name))
            }
            Bound::Member(name, bounds) => {
                let table = self.table(bounds);
                quote!(Member(#name, &#table))
            }
            Bound::OtherMembers(known, bounds) => {
                let table = self.table(bounds);
                quote!(OtherMembers(&[#(#known),*], &#table))
            }
            Bound::Item(index, bounds) => {
                let (index, table) = (Literal::usize_unsuffixed(*index), self.table(bounds));
                quote!(Item(#index, &#table))
            }
            Bound::Items(from, bounds) => {
                let (from, table) = (Literal::usize_unsuffixed(*from), self.table(bounds));
                quote!(Items(#from, &#table))
            }
            Bound::Component(component) => {
                let name = self.components.get(component.as_str())?;
                quote!(All(&crate::bounds::#name))
            }
            Bound::AnyOf(alternatives) => {
                let alternatives = alternatives.iter().map(|alternative| self.alternative(alternative));
                quote!(AnyOf(&[#(#alternatives),*]))
            }
        })
    }

    fn alternative(&self, alternative: &Alternative) -> TokenStream {
        let Alternative { ty, values, required, tags, bounds } = alternative;
        let ty = match ty.map(json_type) {
            Some(ty) => quote!(Some(bounds::JsonType::#ty)),
            None => quote!(None),
        };
        let tags = tags.iter().map(|(member, values)| quote!((#member, &[#(#values),*])));
        let table = self.table(bounds);
        quote! {
            bounds::Alternative {
                ty: #ty,
                values: &[#(#values),*],
                required: &[#(#required),*],
                tags: &[#(#tags),*],
                bounds: &#table,
            }
        }
    }

    /// The tables of the parameters and bodies of `operation`.
    pub(super) fn of_call(&self, operation: &Operation) -> TokenStream {
        let parameters = operation.parameters.iter().filter(|parameter| !parameter.bounds.is_empty());
        let parameters = parameters.map(|parameter| (of_argument(&parameter.argument), parameter.bounds.clone()));
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        let bodies = contents.filter_map(|content| match &content.kind {
            BodyKind::Json(_) | BodyKind::Form(..) | BodyKind::Items(_) => {
                Some(vec![(of_body(content)?, bounds_of_body(content))])
            }
            BodyKind::Multipart(Form { parts, .. }) => {
                let table = |part| Some((of_part(content, part)?, bounds_of_part(content, part)));
                Some((0..parts.len()).filter_map(table).collect())
            }
            BodyKind::Raw => None,
        });
        let tables = parameters.chain(bodies.flatten()).map(|(name, bounds)| {
            let table = self.table(&bounds);
            quote!(static #name: bounds::Bounds = #table;)
        });
        tables.collect()
    }
}

/// The name of the table of a parameter.
pub(super) fn of_argument(argument: &str) -> Ident {
    ident(&format!("{}_BOUNDS", argument.to_ascii_uppercase()))
}

/// The name of the table of a body; `None` if it has no bounds.
pub(super) fn of_body(content: &Content) -> Option<Ident> {
    (!bounds_of_body(content).is_empty()).then(|| ident(&format!("{}_BODY", constant(&content.variant))))
}

/// The name of the table of the part with the number `part` of a form; `None` if it has no bounds.
pub(super) fn of_part(content: &Content, part: usize) -> Option<Ident> {
    let name = || ident(&format!("{}_BODY_{}", constant(&content.variant), part + 1));
    (!bounds_of_part(content, part).is_empty()).then(name)
}

/// The bounds of a body. Of files only the number is checked.
fn bounds_of_body(content: &Content) -> Bounds {
    match &content.kind {
        BodyKind::Items(Item { kind: ItemKind::File, .. }) => content.bounds.of_count(),
        _ => content.bounds.clone(),
    }
}

/// The bounds of a part. Of files only the number is checked.
fn bounds_of_part(content: &Content, part: usize) -> Bounds {
    let BodyKind::Multipart(Form { parts, .. }) = &content.kind else { return Bounds::default() };
    let Some(part) = parts.get(part) else { return Bounds::default() };
    let bounds = content.bounds.member(&part.name);
    match part.kind {
        PartKind::Value(_) => bounds,
        PartKind::Files => bounds.of_count(),
        PartKind::File => Bounds::default(),
    }
}

fn constant(name: &str) -> String {
    snake_name(name).to_ascii_uppercase()
}

fn sized(bound: &str, size: u64) -> TokenStream {
    let (bound, size) = (ident(bound), Literal::u64_unsuffixed(size));
    quote!(#bound(#size))
}

fn limited(bound: &str, number: &Number) -> TokenStream {
    let bound = ident(bound);
    let limit = limit(number);
    quote!(#bound(bounds::Limit::#limit))
}

fn limit(number: &Number) -> TokenStream {
    if let Some(integer) = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from)) {
        let sign = (integer < 0).then(|| quote!(-));
        let size = Literal::u128_unsuffixed(integer.unsigned_abs());
        return quote!(Integer(#sign #size));
    }
    let float = number.as_f64().filter(|float| float.is_finite()).unwrap_or_default();
    let sign = (float < 0.0).then(|| quote!(-));
    let size = Literal::f64_unsuffixed(float.abs());
    quote!(Float(#sign #size))
}

fn json_type(ty: JsonType) -> Ident {
    ident(match ty {
        JsonType::Null => "Null",
        JsonType::Boolean => "Boolean",
        JsonType::Number => "Number",
        JsonType::String => "String",
        JsonType::Array => "Array",
        JsonType::Object => "Object",
    })
}
