//! The public items of an emitted client, which a user of the crate can name.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};
use syn::{Attribute, Fields, ImplItem, Item, Visibility};

use super::{
    constructors::Constructors,
    declared::declared,
    traits::{self, derived},
};
use crate::{
    emit::{CallTable, Emitted},
    one_line::one_line,
};

/// One public item, or the public functions of an `impl`.
#[derive(Serialize)]
pub(super) struct PublicItem {
    /// The module path within the crate; empty for the root.
    module: String,
    name: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    signature: String,
    #[serde(skip_serializing_if = "Members::is_empty")]
    fields: Members,
    #[serde(skip_serializing_if = "Members::is_empty")]
    variants: Members,
    #[serde(skip_serializing_if = "Members::is_empty")]
    functions: Members,
    /// Whether callers can neither construct it nor match it exhaustively.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    non_exhaustive: bool,
    /// The traits that it implements.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    traits: BTreeSet<String>,
}

/// Names in order, each with its type or signature.
#[derive(Default)]
pub(super) struct Members(Vec<(String, String)>);

impl Members {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (name, text)))
    }
}

/// Returns all public items of a client. Re-exports are omitted: `module` is the module that makes the item public.
pub(super) fn of(emitted: &Emitted) -> Vec<PublicItem> {
    let Emitted { types, calls, groups, client, credential, server, webhooks, callbacks, bounds: _ } = emitted;
    let mut found = Vec::new();
    let roots = [("", Some(client)), ("", credential.as_ref()), ("server", server.as_ref())];
    let incoming = [("webhooks", webhooks.as_ref()), ("callbacks", callbacks.as_ref())];
    for (module, file) in roots.into_iter().chain(incoming) {
        let items = file.map_or(&[][..], |file| &file.items);
        let mut public: Vec<PublicItem> = items.iter().filter_map(|item| public(module, item)).collect();
        add_traits(&mut public, items);
        found.extend(public);
    }
    let within = |group: &str| format!("operations::{group}");
    let groups = groups.iter().map(|group| (within(&group.name), group));
    let calls = calls.iter().map(|call| (call.group.as_deref().map_or_else(|| "operations".to_owned(), within), call));
    let types = types.iter().map(|ty| ("types".to_owned(), ty));
    for (module, file) in groups.chain(calls).chain(types) {
        found.extend(file.table.iter().flat_map(|table| call(&module, table)));
        let items = file.file.items.iter().flat_map(|item| match item {
            Item::Macro(item) if is_setters(&item.mac) => constructors(&module, &item.mac),
            item => public(&module, item).into_iter().chain(functions_of_enum(&module, item)).collect(),
        });
        let mut items: Vec<PublicItem> = items.collect();
        add_traits(&mut items, &file.file.items);
        found.extend(items);
    }
    found
}

/// Adds the traits that `items`, those of a file, implement for what is public in it.
fn add_traits(public: &mut [PublicItem], items: &[Item]) {
    let names: BTreeSet<String> = public.iter().map(|one| format!("Into<{}>", one.name)).collect();
    let implemented = items.iter().flat_map(traits::implemented);
    // A conversion between two types of the file is the `From` of one of them.
    for (name, of_trait) in implemented.filter(|(_, of_trait)| !names.contains(of_trait)) {
        let is_type = |one: &&mut PublicItem| one.name == name && matches!(one.kind, "struct" | "enum");
        if let Some(found) = public.iter_mut().find(is_type) {
            found.traits.insert(of_trait);
        }
    }
}

/// The functions that the runtime's macro adds to the enum that it declares.
fn functions_of_enum(module: &str, item: &Item) -> Option<PublicItem> {
    let Item::Macro(item) = item else { return None };
    let functions = traits::functions(&item.mac);
    let name = declared(&item.mac)?.ident.to_string();
    (!functions.is_empty())
        .then(|| PublicItem { functions: Members(functions), ..PublicItem::new(module, name, "impl") })
}

/// The type of a call and its functions.
fn call(module: &str, table: &CallTable) -> [PublicItem; 2] {
    let name = &table.name;
    let methods = table.methods().into_iter().map(|(method, signature)| (method, one_line(signature)));
    let new = |kind| PublicItem::new(module, name.to_string(), kind);
    [
        PublicItem {
            signature: one_line(quote::quote!(pub struct #name)),
            traits: traits::of_call(&table.attributes),
            ..new("struct")
        },
        PublicItem { functions: Members(methods.collect()), ..new("impl") },
    ]
}

impl PublicItem {
    fn new(module: &str, name: String, kind: &'static str) -> Self {
        Self {
            module: module.to_owned(),
            name,
            kind,
            signature: String::new(),
            fields: Members::default(),
            variants: Members::default(),
            functions: Members::default(),
            non_exhaustive: false,
            traits: BTreeSet::new(),
        }
    }
}

fn is_setters(called: &syn::Macro) -> bool {
    called.path.segments.last().is_some_and(|last| last.ident == "setters")
}

/// What a call of `setters!` declares: the functions of a struct, and the struct of its required members.
fn constructors(module: &str, called: &syn::Macro) -> Vec<PublicItem> {
    let Ok(Constructors { name, required, functions, .. }) = called.parse_body() else { return Vec::new() };
    let required = required.map(|(name, attributes, fields)| {
        let fields = fields.into_iter().map(|(name, ty)| (name.to_string(), one_line(quote::quote!(#ty))));
        let signature = one_line(quote::quote!(pub struct #name));
        PublicItem {
            signature,
            fields: Members(fields.collect()),
            traits: derived(&attributes).collect(),
            ..PublicItem::new(module, name.to_string(), "struct")
        }
    });
    let functions = functions.into_iter().map(|(name, signature)| (name.to_string(), one_line(signature)));
    let functions = Members(functions.collect());
    let functions =
        (!functions.is_empty()).then(|| PublicItem { functions, ..PublicItem::new(module, name.to_string(), "impl") });
    required.into_iter().chain(functions).collect()
}

fn public(module: &str, item: &Item) -> Option<PublicItem> {
    let new = |name: String, kind| PublicItem::new(module, name, kind);
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let (name, generics) = (&item.ident, &item.generics);
            let signature = one_line(quote::quote!(pub struct #name #generics));
            Some(PublicItem {
                signature,
                fields: fields(&item.fields),
                non_exhaustive: is_non_exhaustive(&item.attrs),
                traits: derived(&item.attrs).collect(),
                ..new(name.to_string(), "struct")
            })
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let (name, generics) = (&item.ident, &item.generics);
            let variants = item.variants.iter().map(|variant| (variant.ident.to_string(), self::variant(variant)));
            let signature = one_line(quote::quote!(pub enum #name #generics));
            Some(PublicItem {
                signature,
                variants: Members(variants.collect()),
                non_exhaustive: is_non_exhaustive(&item.attrs),
                traits: derived(&item.attrs).collect(),
                ..new(name.to_string(), "enum")
            })
        }
        Item::Type(item) if is_public(&item.vis) => {
            let (name, generics, ty) = (&item.ident, &item.generics, &item.ty);
            let signature = one_line(quote::quote!(pub type #name #generics = #ty));
            Some(PublicItem { signature, ..new(name.to_string(), "type") })
        }
        Item::Fn(item) if is_public(&item.vis) => {
            let signature = &item.sig;
            let name = signature.ident.to_string();
            Some(PublicItem { signature: one_line(quote::quote!(pub #signature)), ..new(name, "function") })
        }
        Item::Impl(item) if item.trait_.is_none() => {
            let functions = item.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) if is_public(&function.vis) => {
                    let signature = &function.sig;
                    Some((signature.ident.to_string(), one_line(quote::quote!(pub #signature))))
                }
                _ => None,
            });
            let functions = Members(functions.collect());
            let syn::Type::Path(owner) = item.self_ty.as_ref() else { return None };
            let name = owner.path.segments.last()?.ident.to_string();
            // The client is public in the root, whichever file has its functions. The handle of a group may have its
            // name, but not alone in the path.
            let module = if owner.path.is_ident("Client") { "" } else { module }.to_owned();
            (!functions.is_empty()).then(|| PublicItem { module, functions, ..new(name, "impl") })
        }
        Item::Macro(item) => public(module, &Item::Enum(declared(&item.mac)?)),
        _ => None,
    }
}

fn is_non_exhaustive(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

const fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The public fields with their types. The fields of a tuple are named by their index.
fn fields(fields: &Fields) -> Members {
    let public = fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis));
    let named = public.map(|(index, field)| {
        let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
        let ty = &field.ty;
        (name, one_line(quote::quote!(#ty)))
    });
    Members(named.collect())
}

/// A variant without its documentation.
fn variant(variant: &syn::Variant) -> String {
    let name = &variant.ident;
    let types = variant.fields.iter().map(|field| &field.ty);
    match &variant.fields {
        Fields::Unit => name.to_string(),
        Fields::Unnamed(_) => one_line(quote::quote!(#name(#(#types),*))),
        Fields::Named(named) => {
            let names = named.named.iter().map(|field| &field.ident);
            one_line(quote::quote!(#name { #(#names: #types),* }))
        }
    }
}
