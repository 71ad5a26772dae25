//! What `client.json` does not have of an item: which traits it implements, and whether other crates can build it and
//! match it completely. It is read from the sources of the crate.

use std::collections::{BTreeMap, BTreeSet};

use moored_codegen::Files;
use proc_macro2::TokenStream;
use syn::{Attribute, Fields, Item, parse::ParseStream, parse::Parser as _};

/// The traits of all enums of strings, by `open_enum!` and `closed_enum!`.
const TEXT: [&str; 11] = [
    "Clone",
    "Eq",
    "Ord",
    "PartialEq<str>",
    "AsRef<str>",
    "std::fmt::Debug",
    "std::fmt::Display",
    "std::hash::Hash",
    "std::str::FromStr",
    "serde::Serialize",
    "serde::de::DeserializeOwned",
];

/// What the sources state of one item.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The traits, as text.
    pub(super) traits: BTreeSet<String>,
    /// Whether other crates can build the struct, or match the enum completely.
    pub(super) exhaustive: bool,
    /// Whether it is a union, which is made from the value of each variant.
    pub(super) is_union: bool,
    /// Whether it is an enum of strings.
    pub(super) is_text: bool,
}

/// What the sources of a crate state, by module and name.
#[derive(Debug, Default)]
pub(super) struct Sources(BTreeMap<(String, String), Written>);

impl Sources {
    pub(super) fn read(files: &Files, known: &BTreeSet<(String, String)>) -> Self {
        let mut found = Self::default();
        for (path, text) in files {
            let Some(path) = path.as_str().strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")) else {
                continue;
            };
            let Ok(file) = syn::parse_file(text) else { continue };
            for item in &file.items {
                found.add(path, item, known);
            }
        }
        found
    }

    pub(super) fn of(&self, module: &str, name: &str) -> Option<&Written> {
        self.0.get(&(module.to_owned(), name.to_owned()))
    }

    fn entry(&mut self, path: &str, name: &str, known: &BTreeSet<(String, String)>) -> Option<&mut Written> {
        // `operations/list_pets` declares what is in `operations`, `operations/pets/list` what is in
        // `operations::pets`.
        let whole = path.replace('/', "::");
        let parent = whole.rsplit_once("::").map_or("", |(parent, _)| parent);
        let key = [whole.as_str(), parent, ""].map(|module| (module.to_owned(), name.to_owned()));
        key.into_iter().find(|key| known.contains(key)).map(|key| self.0.entry(key).or_default())
    }

    fn add(&mut self, path: &str, item: &Item, known: &BTreeSet<(String, String)>) {
        match item {
            Item::Struct(item) => {
                let Some(written) = self.entry(path, &item.ident.to_string(), known) else { return };
                written.traits.extend(derived(&item.attrs));
                let is_public = |field: &syn::Field| matches!(field.vis, syn::Visibility::Public(_));
                written.exhaustive = !is_open(&item.attrs)
                    && matches!(item.fields, Fields::Named(_) | Fields::Unnamed(_))
                    && item.fields.iter().all(is_public);
            }
            Item::Enum(item) => {
                let Some(written) = self.entry(path, &item.ident.to_string(), known) else { return };
                written.traits.extend(derived(&item.attrs));
                written.exhaustive = !is_open(&item.attrs);
            }
            Item::Impl(item) => {
                let Some((_, path_of_trait, _)) = &item.trait_ else { return };
                let syn::Type::Path(ty) = item.self_ty.as_ref() else { return };
                let Some(name) = ty.path.segments.last().map(|segment| segment.ident.to_string()) else { return };
                let text = quote::quote!(#path_of_trait).to_string();
                let is_standard = item.generics.params.is_empty() && !text.contains("moored_runtime");
                let known_trait = standard(&text);
                let Some(written) = self.entry(path, &name, known) else { return };
                written.traits.extend(known_trait.filter(|_| is_standard));
            }
            Item::Macro(item) => {
                let macro_name = item.mac.path.segments.last().map(|segment| segment.ident.to_string());
                self.declared(path, &macro_name.unwrap_or_default(), &item.mac.tokens, known);
            }
            _ => {}
        }
    }

    /// What a macro of the runtime declares.
    fn declared(&mut self, path: &str, called: &str, tokens: &TokenStream, known: &BTreeSet<(String, String)>) {
        let Some((derives, name)) = head.parse2(tokens.clone()).ok() else { return };
        let Some(written) = self.entry(path, &name, known) else { return };
        let add =
            |written: &mut Written, more: &[&str]| written.traits.extend(more.iter().map(|&name| name.to_owned()));
        match called {
            "open_enum" => {
                add(written, &TEXT);
                add(written, &["From<&'static str>", "From<String>"]);
                add(written, &["std::str::FromStr<Err = std::convert::Infallible>"]);
                written.is_text = true;
            }
            "closed_enum" => {
                add(written, &TEXT);
                add(written, &["Copy", "TryFrom<&'static str>", "TryFrom<String>"]);
                add(written, &["std::str::FromStr<Err = moored_runtime::InvalidValue>"]);
                written.is_text = true;
            }
            "union" => {
                add(written, &["Clone", "PartialEq", "std::fmt::Debug"]);
                add(written, &["serde::Serialize", "serde::de::DeserializeOwned"]);
                written.is_union = true;
            }
            "open_number_enum" | "open_integer_enum" | "closed_integer_enum" => {
                add(written, &["Clone", "Eq", "Ord", "std::fmt::Debug", "std::fmt::Display", "std::hash::Hash"]);
                add(written, &["std::str::FromStr", "TryFrom<&'static str>"]);
                add(written, &["serde::Serialize", "serde::de::DeserializeOwned"]);
            }
            "call" => written.traits.extend(derives),
            "setters" => {
                let (derives, required) = match constructor.parse2(tokens.clone()) {
                    Ok(Constructor::Default) => {
                        written.traits.insert("Default".to_owned());
                        return;
                    }
                    Ok(Constructor::New(derives, required)) => (derives, required),
                    Err(_) => return,
                };
                // Its fields are all public.
                let Some(required) = self.entry(path, &required, known) else { return };
                required.traits.extend(derives);
                required.exhaustive = true;
            }
            _ => {}
        }
    }
}

/// How `setters!` makes a value of a struct.
enum Constructor {
    Default,
    /// From a struct with the required members: its derived traits and its name.
    New(Vec<String>, String),
}

/// `Name; default(…); …` or `Name; new #[…] Required { … }; …`.
fn constructor(input: ParseStream<'_>) -> syn::Result<Constructor> {
    input.parse::<syn::Ident>()?;
    input.parse::<syn::Token![;]>()?;
    let called: syn::Ident = input.parse()?;
    let found = if called == "default" {
        Constructor::Default
    } else {
        let attributes = Attribute::parse_outer(input)?;
        Constructor::New(derived(&attributes), input.parse::<syn::Ident>()?.to_string())
    };
    let _: TokenStream = input.parse()?;
    Ok(found)
}

/// The derived traits and the name of what a macro declares: `#[…] pub enum Name …`, or `Name; …`.
fn head(input: ParseStream<'_>) -> syn::Result<(Vec<String>, String)> {
    let attributes = Attribute::parse_outer(input)?;
    if input.parse::<Option<syn::Token![pub]>>()?.is_some() && input.parse::<Option<syn::Token![enum]>>()?.is_none() {
        input.parse::<syn::Token![struct]>()?;
    }
    let name: syn::Ident = input.parse()?;
    let _: TokenStream = input.parse()?;
    Ok((derived(&attributes), name.to_string()))
}

fn is_open(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

fn derived(attributes: &[Attribute]) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let _ = attribute.parse_nested_meta(|meta| {
            let path = &meta.path;
            found.extend(standard(&quote::quote!(#path).to_string()));
            Ok(())
        });
    }
    found
}

/// A trait as a bound of another crate; `None` if it is none of the standard library or of serde.
fn standard(text: &str) -> Option<String> {
    let text = text.replace(' ', "");
    let bound = match text.rsplit("::").next()? {
        known @ ("Clone" | "Copy" | "Default" | "Eq" | "Ord" | "PartialEq" | "PartialOrd") => known,
        "Debug" => "std::fmt::Debug",
        "Display" => "std::fmt::Display",
        "Hash" => "std::hash::Hash",
        "FromStr" => "std::str::FromStr",
        "Serialize" => "serde::Serialize",
        "Deserialize" | "Deserialize<'de>" => "serde::de::DeserializeOwned",
        _ => return None,
    };
    Some(bound.to_owned())
}
