//! The names in Rust code.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use anyhow::{Context as _, bail};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::visit::{self, Visit};

use super::client::Operation;

/// The names in code, by where they stand.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Fields and methods, in expressions, literals and patterns.
    pub(super) members: HashSet<String>,
    /// Parts of paths and of `use`: types, variants, modules, functions.
    pub(super) paths: HashSet<String>,
}

impl Names {
    /// The names in all Rust files below `folder`. Generated clients, `target` and hidden folders are left out.
    ///
    /// # Errors
    /// Returns an error if there is no Rust file, or if a file cannot be read or is not Rust.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut names = Self::default();
        let mut files = Vec::new();
        find(folder, &mut files)?;
        if files.is_empty() {
            bail!("there is no Rust code");
        }
        for file in files {
            let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            names.add(&text).with_context(|| file.display().to_string())?;
        }
        Ok(names)
    }

    /// Adds the names in `text`.
    ///
    /// # Errors
    /// Returns an error if it does not consist of tokens of Rust. A file that is not Rust otherwise, such as a part of
    /// another one, is read as the tokens of a macro.
    pub(super) fn add(&mut self, text: &str) -> anyhow::Result<()> {
        match syn::parse_file(text) {
            Ok(file) => self.visit_file(&file),
            Err(_) => {
                let tokens = TokenStream::from_str(text).map_err(|error| anyhow::anyhow!("not Rust: {error}"))?;
                self.tokens(tokens, Delimiter::Brace);
            }
        }
        Ok(())
    }

    /// Whether the code calls `operation`, or names its call.
    pub(super) fn calls(&self, operation: &Operation) -> bool {
        let names = |name: &str| self.members.contains(name) || self.paths.contains(name);
        let has_group = operation.group.as_ref().is_none_or(|(module, handle)| names(module) || names(handle));
        self.paths.contains(&operation.call) || (has_group && names(&operation.method))
    }

    /// A macro can do anything with its tokens: names within braces may be fields.
    fn tokens(&mut self, tokens: TokenStream, delimiter: Delimiter) {
        let mut tokens = tokens.into_iter().peekable();
        let mut is_after_dot = false;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(ident) => {
                    let is_field = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':');
                    if is_after_dot || is_field || delimiter == Delimiter::Brace {
                        self.member(&ident);
                    }
                    self.path(&ident);
                    is_after_dot = false;
                }
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), group.delimiter());
                    is_after_dot = false;
                }
                TokenTree::Punct(punct) => is_after_dot = punct.as_char() == '.',
                TokenTree::Literal(_) => is_after_dot = false,
            }
        }
    }

    fn member(&mut self, ident: &Ident) {
        self.members.insert(ident.unraw().to_string());
    }

    fn path(&mut self, ident: &Ident) {
        self.paths.insert(ident.unraw().to_string());
    }

    fn field(&mut self, member: &syn::Member) {
        if let syn::Member::Named(ident) = member {
            self.member(ident);
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.member(&call.method);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_member(&mut self, member: &'ast syn::Member) {
        self.field(member);
    }

    fn visit_path_segment(&mut self, segment: &'ast syn::PathSegment) {
        self.path(&segment.ident);
        visit::visit_path_segment(self, segment);
    }

    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        self.path(&path.ident);
        visit::visit_use_path(self, path);
    }

    fn visit_use_name(&mut self, name: &'ast syn::UseName) {
        self.path(&name.ident);
    }

    fn visit_use_rename(&mut self, rename: &'ast syn::UseRename) {
        self.path(&rename.ident);
    }

    fn visit_macro(&mut self, invoked: &'ast syn::Macro) {
        self.tokens(invoked.tokens.clone(), Delimiter::Parenthesis);
        visit::visit_macro(self, invoked);
    }
}

/// The Rust files below `folder`, in order.
fn find(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().with_context(|| folder.display().to_string())?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let is_client = |folder: &Path| folder.join("client.json").is_file() && folder.join("Cargo.toml").is_file();
    if is_client(folder) {
        return Ok(());
    }
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let kind = entry.file_type().with_context(|| path.display().to_string())?;
        let is_left_out = name == "target" || name.to_string_lossy().starts_with('.');
        if kind.is_dir() && !is_left_out {
            find(&path, files)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
