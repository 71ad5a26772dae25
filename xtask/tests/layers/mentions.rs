//! The paths in the code of an item, in its imports and in the tokens of its macros.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// Macros whose tokens are code for another crate.
const QUOTING: &[&str] = &["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

/// A `use` of one name, or of all names of a module.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    /// The name that it adds to the module; none for a glob and for `as _`.
    pub(crate) name: Option<String>,
    pub(crate) path: Vec<String>,
    pub(crate) is_glob: bool,
}

/// The imports and the paths of items. Items below `#[cfg(test)]` are not read.
#[derive(Default)]
pub(crate) struct Mentions {
    pub(crate) imports: Vec<Import>,
    pub(crate) paths: Vec<Vec<String>>,
}

/// Whether the attributes of an item keep it out of every build but that of tests.
pub(crate) fn is_test_only(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .any(|attribute| attribute.parse_args::<syn::Meta>().is_ok_and(|condition| requires_test(&condition)))
}

fn requires_test(condition: &syn::Meta) -> bool {
    match condition {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("all") => {
            let conditions =
                list.parse_args_with(syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated);
            conditions.is_ok_and(|conditions| conditions.iter().any(requires_test))
        }
        _ => false,
    }
}

impl Mentions {
    fn add_use(&mut self, tree: &syn::UseTree, prefix: &[String]) {
        let with = |name: &syn::Ident| {
            let mut path = prefix.to_vec();
            path.push(name.to_string());
            path
        };
        let (name, path, is_glob) = match tree {
            syn::UseTree::Path(path) => return self.add_use(&path.tree, &with(&path.ident)),
            syn::UseTree::Group(group) => return group.items.iter().for_each(|tree| self.add_use(tree, prefix)),
            syn::UseTree::Glob(_) => (None, prefix.to_vec(), true),
            syn::UseTree::Name(name) if name.ident == "self" => (prefix.last().cloned(), prefix.to_vec(), false),
            syn::UseTree::Name(name) => (Some(name.ident.to_string()), with(&name.ident), false),
            syn::UseTree::Rename(name) => {
                let path = if name.ident == "self" { prefix.to_vec() } else { with(&name.ident) };
                (Some(name.rename.to_string()).filter(|name| name != "_"), path, false)
            }
        };
        self.imports.push(Import { name, path, is_glob });
    }

    /// Adds all paths of at least two names. A single name may be a variable.
    fn add_tokens(&mut self, tokens: TokenStream, is_wanted: fn(&[String]) -> bool) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => self.add_tokens(group.stream(), is_wanted),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while let Some(TokenTree::Ident(next)) = tokens.get(at + 2)
                        && is_separator(&tokens, at)
                    {
                        path.push(next.to_string());
                        at += 3;
                    }
                    if path.len() > 1 && is_wanted(&path) {
                        self.paths.push(path);
                    }
                }
                // A path that starts with `::` names another crate.
                TokenTree::Punct(_) if is_separator(&tokens, at - 1) => at += 2,
                _ => {}
            }
        }
    }
}

/// Whether there is a `::` at this token.
fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    is_colon(at) && is_colon(at + 1)
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_test_only(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !is_test_only(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_none() {
            self.add_use(&item.tree, &[]);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.visit_path(&invocation.path);
        let name = invocation.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        // In a definition only `crate::…` and `$crate::…` mean the same at each invocation.
        let is_wanted = if name == "macro_rules" { starts_at_root } else { |_: &[String]| true };
        if !QUOTING.contains(&name.as_str()) {
            self.add_tokens(invocation.tokens.clone(), is_wanted);
        }
    }

    /// A derive macro can be given a path as text: `#[serde(with = "crate::date")]`.
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.add_texts(list.tokens.clone());
        }
    }

    /// `pub(in crate::a)` imports nothing.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}
}

impl Mentions {
    fn add_texts(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    self.add_texts(group.stream())
                }
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    let path = syn::parse_str::<syn::Path>(text.trim_matches('"'));
                    if let Ok(path) = path
                        && path.segments.len() > 1
                    {
                        self.visit_path(&path);
                    }
                }
                _ => {}
            }
        }
    }
}

fn starts_at_root(path: &[String]) -> bool {
    path.first().is_some_and(|first| first == "crate")
}

/// The attributes of an item; syn has no method for it.
pub(crate) fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Union(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
