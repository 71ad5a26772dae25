//! The Rust of a crate.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenTree;
use syn::visit::Visit;

use super::code_blocks::runnable;
use crate::shared::{Declaration, declared};

/// The attributes of generated code.
const ATTRIBUTES: &[&str] = &[
    "cfg",
    "cfg_attr",
    "default",
    "deprecated",
    "derive",
    "doc",
    "moored_runtime::skip_serializing_none",
    "must_use",
    "non_exhaustive",
    "rustfmt::skip",
    "serde",
    "serialize_always",
];

/// The macros that it calls, besides those of the runtime; see [`is_declaration`].
const MACROS: &[&str] = &["include_str"];

/// The modules that no generated path names.
const FORBIDDEN: &[&str] =
    &["std::env", "std::fs", "std::net", "std::os", "std::process", "std::ptr", "std::mem", "std::thread"];

/// Everything that is wrong with a file of Rust.
pub(super) fn rust(text: &str, files: &BTreeMap<&str, &str>, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    // rustc has an error for these in literals and comments.
    if text.chars().any(|character| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        found.push("characters that change the direction of text".to_owned());
    }
    let file = match syn::parse_file(text) {
        Ok(file) => file,
        Err(error) => return vec![format!("not Rust: {error}")],
    };
    let mut violations = Violations { found: Vec::new(), is_lib: path == "src/lib.rs" };
    violations.visit_file(&file);
    found.append(&mut violations.found);
    let mut names = BTreeSet::new();
    for item in &file.items {
        for name in names_of(item) {
            if !names.insert(name.clone()) {
                found.push(format!("`{name}` is declared twice"));
            }
        }
        if let syn::Item::Mod(module) = item {
            let folder = path.trim_end_matches(".rs").trim_end_matches("lib").trim_end_matches('/');
            let target = format!("{folder}/{}.rs", module.ident);
            if !files.contains_key(target.as_str()) {
                found.push(format!("{target} does not exist"));
            }
        }
    }
    found
}

/// The names that an item declares in its module: of types, or else of values.
fn names_of(item: &syn::Item) -> Vec<String> {
    fn imported(tree: &syn::UseTree, found: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => imported(&path.tree, found),
            syn::UseTree::Name(name) => found.push(name.ident.to_string()),
            syn::UseTree::Rename(rename) => found.push(rename.rename.to_string()),
            syn::UseTree::Glob(_) => found.push("*".to_owned()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| imported(tree, found)),
        }
    }
    match item {
        syn::Item::Use(item) => {
            let mut found = Vec::new();
            imported(&item.tree, &mut found);
            found
        }
        syn::Item::Struct(item) => vec![item.ident.to_string()],
        syn::Item::Enum(item) => vec![item.ident.to_string()],
        syn::Item::Type(item) => vec![item.ident.to_string()],
        syn::Item::Mod(item) => vec![item.ident.to_string()],
        syn::Item::Static(item) => vec![item.ident.to_string()],
        syn::Item::Fn(item) => vec![item.sig.ident.to_string()],
        syn::Item::Const(item) => vec![item.ident.to_string()],
        syn::Item::Macro(item) => {
            let declared = declared(&item.mac).and_then(Result::ok);
            let of_calls = declared.iter().flat_map(|file| &file.items).flat_map(names_of);
            let of_enums = Declaration::read(&item.mac).map(|declaration| declaration.item.ident.to_string());
            of_calls.chain(of_enums).collect()
        }
        _ => Vec::new(),
    }
}

/// What no generated file may have.
struct Violations {
    found: Vec<String>,
    is_lib: bool,
}

impl<'ast> Visit<'ast> for Violations {
    fn visit_file(&mut self, file: &'ast syn::File) {
        self.docs(&file.attrs);
        syn::visit::visit_file(self, file);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let name = path_of(attribute.path());
        if !ATTRIBUTES.contains(&name.as_str()) {
            self.found.push(format!("the attribute `{name}`"));
        }
        syn::visit::visit_attribute(self, attribute);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Struct(item) => &item.attrs,
            syn::Item::Enum(item) => &item.attrs,
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Static(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Use(item) => &item.attrs,
            syn::Item::Fn(item) => &item.attrs,
            // What the members of a form are.
            syn::Item::Const(item) if item.ident.to_string().ends_with("_FORM") => &item.attrs,
            syn::Item::Type(item) => &item.attrs,
            syn::Item::Macro(item) if is_declaration(&item.mac) => {
                let Some(declaration) = Declaration::read(&item.mac) else { return };
                syn::visit::visit_item_enum(self, &declaration.item);
                self.docs(&declaration.item.attrs);
                return;
            }
            syn::Item::Macro(item) if is_constructor(&item.mac) => return,
            syn::Item::Macro(item) if path_of(&item.mac.path) == "moored_runtime::generated_by" => return,
            syn::Item::Macro(item) if included(&item.mac).is_some() => {
                let arguments = item.mac.tokens.to_string();
                if !self.is_lib || included(&item.mac) != Some(arguments.as_str()) {
                    self.found.push(format!("the macro `{}!({arguments})`", path_of(&item.mac.path)));
                }
                return;
            }
            syn::Item::Macro(item) => {
                match declared(&item.mac) {
                    Some(Ok(file)) => {
                        let mut inner = Violations { found: Vec::new(), is_lib: false };
                        inner.visit_file(&file);
                        self.found.append(&mut inner.found);
                    }
                    Some(Err(error)) => self.found.push(format!("no call: {error}")),
                    None => self.found.push(format!("an item of another kind: {}", quote::quote!(#item))),
                }
                return;
            }
            other => {
                self.found.push(format!("an item of another kind: {}", quote::quote!(#other)));
                return;
            }
        };
        self.docs(attributes);
        syn::visit::visit_item(self, item);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.docs(&field.attrs);
        syn::visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.docs(&variant.attrs);
        syn::visit::visit_variant(self, variant);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.docs(&function.attrs);
        syn::visit::visit_impl_item_fn(self, function);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let path_text = path_of(path);
        if FORBIDDEN.iter().any(|forbidden| path_text.starts_with(forbidden)) {
            self.found.push(format!("the path `{path_text}`"));
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let name = path_of(&called.path);
        let arguments = called.tokens.to_string();
        let readme = self.is_lib && name == "include_str" && arguments == "\"../README.md\"";
        if !MACROS.contains(&name.as_str()) || (name == "include_str" && !readme) {
            self.found.push(format!("the macro `{name}!({arguments})`"));
        }
        syn::visit::visit_macro(self, called);
    }

    fn visit_expr_unsafe(&mut self, _: &'ast syn::ExprUnsafe) {
        self.found.push("`unsafe`".to_owned());
    }
}

impl Violations {
    /// Looks for code that rustdoc would run.
    fn docs(&mut self, attributes: &[syn::Attribute]) {
        let mut lines: Vec<String> = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
            if let syn::Meta::NameValue(syn::MetaNameValue {
                value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }),
                ..
            }) = &attribute.meta
            {
                lines.extend(text.value().lines().map(str::to_owned));
                if text.value().is_empty() {
                    lines.push(String::new());
                }
            }
        }
        // rustdoc removes the indentation that all lines have.
        let indent =
            lines.iter().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len()).min();
        let text: String =
            lines.iter().map(|line| format!("{}\n", line.get(indent.unwrap_or(0)..).unwrap_or_default())).collect();
        for code in runnable(&text) {
            self.found.push(format!("code in a doc comment: {code:?}"));
        }
    }
}

/// The arguments of a macro that includes a file of the crate; `None` for any other macro.
fn included(mac: &syn::Macro) -> Option<&'static str> {
    match path_of(&mac.path).as_str() {
        "moored_runtime::document" => Some("Client , \"../client.json\""),
        "moored_runtime::stubs" => Some("Client , \"../stubs.json\""),
        _ => None,
    }
}

/// Whether it is a macro of the runtime for a struct, with names and types alone.
fn is_constructor(called: &syn::Macro) -> bool {
    fn is_plain(token: TokenTree) -> bool {
        match token {
            TokenTree::Ident(_) => true,
            TokenTree::Punct(mark) => [',', ';', ':', '<', '>', '#', '='].contains(&mark.as_char()),
            TokenTree::Group(group) => group.stream().into_iter().all(is_plain),
            TokenTree::Literal(_) => false,
        }
    }
    ["moored_runtime::setters", "moored_runtime::other_members"].contains(&path_of(&called.path).as_str())
        && called.tokens.clone().into_iter().all(is_plain)
}

/// Whether it is a macro of the runtime that declares a type.
fn is_declaration(called: &syn::Macro) -> bool {
    let macros = ["open_enum", "closed_enum", "open_integer_enum", "closed_integer_enum", "open_number_enum", "union"];
    path_of(&called.path).strip_prefix("moored_runtime::").is_some_and(|name| macros.contains(&name))
}

fn path_of(path: &syn::Path) -> String {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}
