//! A program that uses every public item of a crate in the ways that a caller may: written from `items` in
//! `client.json`, one line for each use. If the next version of the crate does not compile with it, that version
//! breaks callers.
//!
//! Types are written out: `let _: Option<String> = value.name;`. Structs that other crates can build are built and
//! taken apart with all their fields; enums that are `#[non_exhaustive]` are matched with `_`.

mod names;
mod written;

use std::collections::BTreeSet;

use moored_codegen::Files;
use quote::ToTokens as _;
use syn::visit_mut::VisitMut as _;

use self::{
    names::Names,
    written::{Sources, Written},
};
use crate::client::{
    Client,
    items::{Item, Kind},
};

/// One use of an item.
#[derive(Clone, Debug)]
pub struct Use {
    /// What is used, as in reports: `types::Pet::name`.
    pub item: String,
    /// One line of source.
    pub line: String,
}

/// The uses of all public items of a crate, whose path is `root` in the program.
pub(crate) fn uses(root: &str, client: &Client, files: &Files) -> Vec<Use> {
    let declared = client.items.iter().filter(|item| item.kind != Kind::Impl);
    let known: BTreeSet<(String, String)> = declared.map(|item| (item.module.clone(), item.name.clone())).collect();
    let sources = Sources::read(files, &known);
    let mut program = Program { root, known: &known, sources: &sources, found: Vec::new() };
    client.items.iter().for_each(|item| program.add(item));
    program.found
}

struct Program<'a> {
    root: &'a str,
    known: &'a BTreeSet<(String, String)>,
    sources: &'a Sources,
    found: Vec<Use>,
}

impl Program<'_> {
    fn add(&mut self, item: &Item) {
        let path = format!("{}::{}", self.root, item.path());
        let names = Names { root: self.root, module: &item.module, owner: Some(&path), known: self.known };
        match item.kind {
            Kind::Struct => self.structure(item, &path, &names),
            Kind::Enum => self.enumeration(item, &path, &names),
            Kind::Type => {
                let Some(ty) = item.signature.split_once(" = ").and_then(|(_, ty)| names.ty(ty)) else { return };
                self.push(item.path(), format!("(value: {path}) -> {ty} {{ value }}"));
            }
            Kind::Function => self.function(item.path(), &path, &item.signature, &names),
            Kind::Impl => {
                for (name, signature) in &item.functions {
                    let called = format!("{path}::{name}");
                    self.function(format!("{}::{name}", item.path()), &called, signature, &names);
                    if name == "send" {
                        self.awaited(item, &path, signature, &names);
                    }
                }
            }
        }
    }

    /// `rest` is a function without its name.
    fn push(&mut self, item: String, rest: String) {
        let line = format!("fn u{}{rest}", self.found.len());
        self.found.push(Use { item, line });
    }

    fn structure(&mut self, item: &Item, path: &str, names: &Names<'_>) {
        self.traits(item, path);
        let fields: Vec<_> = item.fields.iter().filter_map(|(name, ty)| Some((name, names.ty(ty)?))).collect();
        for (name, ty) in &fields {
            // By value, because a reference to a box would become one to what it holds.
            self.push(format!("{}::{name}", item.path()), format!("(value: {path}) {{ let _: {ty} = value.{name}; }}"));
        }
        let exhaustive = self.sources.of(&item.module, &item.name).is_some_and(|written| written.exhaustive);
        if exhaustive && fields.len() == item.fields.len() && !fields.is_empty() {
            let arguments: Vec<String> =
                fields.iter().enumerate().map(|(index, (_, ty))| format!("a{index}: {ty}")).collect();
            let values: Vec<String> =
                fields.iter().enumerate().map(|(index, (name, _))| format!("{name}: a{index}")).collect();
            let values = values.join(", ");
            self.push(item.path(), format!("({}) -> {path} {{ {path} {{ {values} }} }}", arguments.join(", ")));
            self.push(item.path(), format!("(value: {path}) {{ let {path} {{ {values} }} = value; }}"));
        }
    }

    fn enumeration(&mut self, item: &Item, path: &str, names: &Names<'_>) {
        self.traits(item, path);
        let written = self.sources.of(&item.module, &item.name);
        let is = |read: fn(&Written) -> bool| written.is_some_and(read);
        let mut arms = String::new();
        for (name, text) in &item.variants {
            let Ok(variant) = syn::parse_str::<syn::Variant>(text) else { continue };
            let types: Vec<String> =
                variant.fields.iter().filter_map(|field| names.ty(&field.ty.to_token_stream().to_string())).collect();
            let arguments: Vec<String> =
                types.iter().enumerate().map(|(index, ty)| format!("a{index}: {ty}")).collect();
            let held: Vec<String> = match &variant.fields {
                syn::Fields::Named(fields) => {
                    let named = fields.named.iter().filter_map(|field| field.ident.as_ref()).enumerate();
                    named.map(|(index, name)| format!("{name}: a{index}")).collect()
                }
                _ => (0..types.len()).map(|index| format!("a{index}")).collect(),
            };
            let held = match &variant.fields {
                syn::Fields::Unit => String::new(),
                syn::Fields::Unnamed(_) => format!("({})", held.join(", ")),
                syn::Fields::Named(_) => format!(" {{ {} }}", held.join(", ")),
            };
            let used = format!("{}::{name}", item.path());
            self.push(used.clone(), format!("({}) -> {path} {{ {path}::{name}{held} }}", arguments.join(", ")));
            let typed: String =
                types.iter().enumerate().map(|(index, ty)| format!("let _: {ty} = a{index}; ")).collect();
            self.push(
                used.clone(),
                format!("(value: {path}) {{ match value {{ {path}::{name}{held} => {{ {typed}}} _ => {{}} }} }}"),
            );
            arms.push_str(&format!("{path}::{name}{held} => {{}} "));
            if let (true, [only]) = (is(|written| written.is_union), types.as_slice())
                && !only.contains("Unlisted")
            {
                let plain = unwrapped(only);
                self.push(used, format!("(value: {plain}) -> {path} {{ From::from(value) }}"));
            }
        }
        if is(|written| written.exhaustive) {
            self.push(item.path(), format!("(value: {path}) {{ match value {{ {arms} }} }}"));
        }
        if is(|written| written.is_text) {
            self.push(
                format!("{}::as_str", item.path()),
                format!("(value: {path}) {{ let _: &str = value.as_str(); }}"),
            );
        }
    }

    /// Traits as bounds, each with a line of its own.
    fn traits(&mut self, item: &Item, path: &str) {
        let Some(written) = self.sources.of(&item.module, &item.name) else { return };
        for bound in &written.traits {
            self.push(
                format!("{}: {bound}", item.path()),
                format!("() {{ fn has<T: {bound}>() {{}} has::<{path}>() }}"),
            );
        }
    }

    /// A call of a function with arguments of the types in its signature, whose result has the type there.
    fn function(&mut self, item: String, path: &str, signature: &str, names: &Names<'_>) {
        let text = format!("{};", signature.trim_start_matches("pub ").trim_start_matches("const "));
        let Ok(mut function) = syn::parse_str::<syn::TraitItemFn>(&text) else { return };
        let mut parameters = Vec::new();
        let mut arguments = Vec::new();
        for (index, input) in function.sig.inputs.iter_mut().enumerate() {
            let (name, ty) = match input {
                syn::FnArg::Receiver(receiver) => {
                    let reference = match (&receiver.reference, &receiver.mutability) {
                        (Some(_), Some(_)) => "&mut ",
                        (Some(_), None) => "&",
                        (None, _) => "",
                    };
                    ("this".to_owned(), format!("{reference}{}", names.owner.unwrap_or_default()))
                }
                syn::FnArg::Typed(typed) => {
                    (format!("a{index}"), names.outside(typed.ty.as_mut(), |names, ty| names.visit_type_mut(ty)))
                }
            };
            parameters.push(format!("{name}: {ty}"));
            arguments.push(name);
        }
        let generics = &mut function.sig.generics;
        let clause = generics.where_clause.take();
        let generics = names.outside(generics, |names, generics| names.visit_generics_mut(generics));
        let clause =
            clause.map(|mut clause| names.outside(&mut clause, |names, clause| names.visit_where_clause_mut(clause)));
        let output = names.outside(&mut function.sig.output, |names, output| names.visit_return_type_mut(output));
        let (parameters, arguments) = (parameters.join(", "), arguments.join(", "));
        let clause = clause.unwrap_or_default();
        self.push(item, format!("{generics}({parameters}) {output} {clause} {{ {path}({arguments}) }}"));
    }

    /// A call is a future.
    fn awaited(&mut self, item: &Item, path: &str, signature: &str, names: &Names<'_>) {
        let Some((_, output)) = signature.split_once("Output = ") else { return };
        let Some(output) = output.rsplit_once('>').and_then(|(output, _)| names.ty(output)) else { return };
        let line = format!("(this: {path}) {{ let _ = async move {{ let _: {output} = this.await; }}; }}");
        self.push(format!("{}: IntoFuture", item.path()), line);
    }
}

/// The type in a box or beside a tag: what a union is made from.
fn unwrapped(ty: &str) -> &str {
    let mut ty = ty.trim();
    for around in ["moored_runtime :: union :: Tagged <", "Box <"] {
        ty = ty.strip_prefix(around).and_then(|inner| inner.trim_end().strip_suffix('>')).map_or(ty, str::trim);
    }
    ty
}
