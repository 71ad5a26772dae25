//! The modules of a target and what each of them defines, read from the `mod` items below its root.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::visit::Visit as _;

use crate::mentions::{Mentions, attributes, is_test_only};

/// A module; an inline one belongs to the file of its owner.
pub(crate) struct Module {
    pub(crate) parent: Option<usize>,
    /// Itself, or the nearest module around it that is a file.
    pub(crate) owner: usize,
    pub(crate) file: String,
    pub(crate) children: Vec<(String, usize)>,
    /// The names of the items that it defines.
    pub(crate) items: BTreeSet<String>,
    pub(crate) mentions: Mentions,
}

/// All modules of a target. The first is its root.
pub(crate) struct ModuleTree {
    pub(crate) modules: Vec<Module>,
    /// Macros with `#[macro_export]`, which stand in the root wherever they are defined.
    pub(crate) exported_macros: BTreeMap<String, usize>,
}

/// Where `mod name;` looks for its file.
#[derive(Clone)]
struct Folders {
    /// The folder of the file, for `#[path]`.
    of_file: String,
    /// The folder of the module's children.
    of_children: String,
}

impl ModuleTree {
    /// Reads the target with this root out of the files of its crate.
    pub(crate) fn read(root: &str, sources: &BTreeMap<String, String>) -> Self {
        let mut tree = Self { modules: Vec::new(), exported_macros: BTreeMap::new() };
        let folder = folder_of(root);
        tree.add_file(None, root, &Folders { of_file: folder.clone(), of_children: folder }, sources);
        tree
    }

    fn add_file(
        &mut self,
        parent: Option<usize>,
        path: &str,
        folders: &Folders,
        sources: &BTreeMap<String, String>,
    ) -> usize {
        let text = sources.get(path).unwrap_or_else(|| panic!("no file {path}"));
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let module = self.add_module(parent, self.modules.len(), path);
        self.add_items(module, &file.items, folders, sources);
        module
    }

    fn add_module(&mut self, parent: Option<usize>, owner: usize, file: &str) -> usize {
        let mentions = Mentions::default();
        let (file, children, items) = (file.to_owned(), Vec::new(), BTreeSet::new());
        self.modules.push(Module { parent, owner, file, children, items, mentions });
        self.modules.len() - 1
    }

    fn add_items(&mut self, module: usize, items: &[syn::Item], folders: &Folders, sources: &BTreeMap<String, String>) {
        for item in items.iter().filter(|item| !is_test_only(attributes(item))) {
            if let syn::Item::Mod(child) = item {
                self.add_child(module, child, folders, sources);
                continue;
            }
            for name in passes(item) {
                let child = syn::parse_quote!(mod #name;);
                self.add_child(module, &child, folders, sources);
            }
            if let Some(name) = defined_name(item) {
                if is_exported_macro(item) {
                    self.exported_macros.insert(name.clone(), module);
                }
                self.modules[module].items.insert(name);
            }
            self.modules[module].mentions.visit_item(item);
        }
    }

    fn add_child(
        &mut self,
        module: usize,
        child: &syn::ItemMod,
        folders: &Folders,
        sources: &BTreeMap<String, String>,
    ) {
        let name = child.ident.to_string();
        let of_children = join(&folders.of_children, &name);
        let id = if let Some((_, items)) = &child.content {
            let (owner, file) = (self.modules[module].owner, self.modules[module].file.clone());
            let id = self.add_module(Some(module), owner, &file);
            let folders = Folders { of_children, ..folders.clone() };
            self.add_items(id, items, &folders, sources);
            id
        } else {
            let (path, of_children) = match path_attribute(child) {
                Some(path) => {
                    let path = join(&folders.of_file, &path);
                    let folder = folder_of(&path);
                    (path, folder)
                }
                None => (format!("{of_children}.rs"), of_children),
            };
            let folders = Folders { of_file: folder_of(&path), of_children };
            self.add_file(Some(module), &path, &folders, sources)
        };
        self.modules[module].children.push((name, id));
    }
}

/// The modules that `passes! { TABLE: Pass<…> = [one another] }` declares.
fn passes(item: &syn::Item) -> Vec<Ident> {
    let syn::Item::Macro(item) = item else { return Vec::new() };
    if item.ident.is_some() || item.mac.path.segments.last().is_none_or(|last| last.ident != "passes") {
        return Vec::new();
    }
    let table = item.mac.tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => Some(group.stream()),
        _ => None,
    });
    // The attributes before the table are in brackets too.
    let names = table.last().into_iter().flatten().filter_map(|token| match token {
        TokenTree::Ident(name) => Some(name),
        _ => None,
    });
    names.collect()
}

fn path_attribute(item: &syn::ItemMod) -> Option<String> {
    item.attrs.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

fn defined_name(item: &syn::Item) -> Option<String> {
    let name = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Macro(item) => item.ident.as_ref()?,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        syn::Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

fn is_exported_macro(item: &syn::Item) -> bool {
    matches!(item, syn::Item::Macro(_))
        && attributes(item).iter().any(|attribute| attribute.path().is_ident("macro_export"))
}

fn folder_of(path: &str) -> String {
    path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default()
}

fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}
