//! What holds of every generated crate, whatever its document says.

use std::collections::{BTreeMap, BTreeSet};

use moored_codegen::Files;
use proc_macro2::TokenTree;
use syn::visit::Visit;

/// The attributes that generated code has.
const ATTRIBUTES: &[&str] = &["default", "deprecated", "derive", "doc", "must_use", "rustfmt::skip", "serde"];

/// The macros that it calls.
const MACROS: &[&str] = &["format", "include_str", "matches", "unreachable", "vec", "write"];

/// Where no generated path leads.
const FORBIDDEN: &[&str] =
    &["std::env", "std::fs", "std::net", "std::os", "std::process", "std::ptr", "std::mem", "std::thread"];

/// Everything that is wrong with the crate.
pub(crate) fn check(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    let texts: BTreeMap<&str, &str> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folded: BTreeSet<String> = texts.keys().map(|path| path.to_ascii_lowercase()).collect();
    if folded.len() != texts.len() {
        found.push("two files differ in case alone".to_owned());
    }
    for (path, text) in &texts {
        let known =
            ["Cargo.toml", "README.md", "inputs.lock", "losses.json"].contains(path) || path.starts_with("src/");
        if !known || path.contains("..") {
            found.push(format!("{path} is no file of a crate"));
        }
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
            let device = ["aux", "con", "nul", "prn"].contains(&stem.as_str())
                || (stem.len() == 4
                    && ["com", "lpt"].iter().any(|device| stem.starts_with(device))
                    && stem.ends_with(|last: char| last.is_ascii_digit()));
            if device || part.len() > 150 {
                found.push(format!("{path} is no file on every system"));
            }
        }
        if text.chars().any(|letter| letter.is_control() && letter != '\n') {
            found.push(format!("{path} has control characters"));
        }
        if path.ends_with(".rs") {
            found.extend(rust(text, &texts, path).into_iter().map(|problem| format!("{path}: {problem}")));
        }
    }
    found.extend(
        manifest(texts.get("Cargo.toml").copied().unwrap_or_default())
            .into_iter()
            .map(|problem| format!("Cargo.toml: {problem}")),
    );
    found.extend(
        readme(texts.get("README.md").copied().unwrap_or_default())
            .into_iter()
            .map(|problem| format!("README.md: {problem}")),
    );
    found
}

fn rust(text: &str, files: &BTreeMap<&str, &str>, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    // rustc refuses these in literals and comments.
    if text.chars().any(|letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        found.push("characters that change the direction of text".to_owned());
    }
    let file = match syn::parse_file(text) {
        Ok(file) => file,
        Err(error) => return vec![format!("is no Rust: {error}")],
    };
    let mut seen = Seen { found: Vec::new(), is_lib: path == "src/lib.rs" };
    seen.visit_file(&file);
    found.append(&mut seen.found);
    let mut names = BTreeSet::new();
    for item in &file.items {
        for name in names_of(item) {
            if !names.insert(name.clone()) {
                found.push(format!("`{name}` stands twice"));
            }
        }
        if let syn::Item::Mod(module) = item {
            let folder = path.trim_end_matches(".rs").trim_end_matches("lib").trim_end_matches('/');
            let target = format!("{folder}/{}.rs", module.ident);
            if !files.contains_key(target.as_str()) {
                found.push(format!("there is no {target}"));
            }
        }
    }
    found
}

/// The names that an item brings into its module: of types, and of values where they are no types.
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
        syn::Item::Mod(item) => vec![item.ident.to_string()],
        syn::Item::Static(item) => vec![item.ident.to_string()],
        syn::Item::Fn(item) => vec![item.sig.ident.to_string()],
        syn::Item::Const(item) => vec![item.ident.to_string()],
        _ => Vec::new(),
    }
}

struct Seen {
    found: Vec<String>,
    is_lib: bool,
}

impl<'ast> Visit<'ast> for Seen {
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
            // The one that every client has.
            syn::Item::Type(item)
                if item.ident == "ClientBuilder"
                    && quote::ToTokens::to_token_stream(&item.ty).to_string()
                        == "moored_runtime :: ClientBuilder < Client >" =>
            {
                &item.attrs
            }
            syn::Item::Macro(item) if is_table(&item.mac) => return,
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

impl Seen {
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
        // rustdoc takes away the blanks that all lines begin with.
        let indent =
            lines.iter().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len()).min();
        let text: String =
            lines.iter().map(|line| format!("{}\n", line.get(indent.unwrap_or(0)..).unwrap_or_default())).collect();
        for code in runnable(&text) {
            self.found.push(format!("code in a doc comment: {code:?}"));
        }
    }
}

/// Whether it is a macro of the runtime that takes the rules of a type, and holds names and values alone.
fn is_table(called: &syn::Macro) -> bool {
    let tables = ["open_enum", "closed_enum", "bounded_string", "bounded_secret"];
    let is_plain = |token| match token {
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
        TokenTree::Punct(mark) => [',', ';', '=', '>'].contains(&mark.as_char()),
        TokenTree::Group(_) => false,
    };
    path_of(&called.path).strip_prefix("moored_runtime::").is_some_and(|name| tables.contains(&name))
        && called.tokens.clone().into_iter().all(is_plain)
}

fn path_of(path: &syn::Path) -> String {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}

/// The first line of each code block that rustdoc would compile. Stricter than CommonMark: a fence counts in a list and a quotation as
/// well, and so does a line that is indented by four behind an empty one, whatever it continues.
fn runnable(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut empty_before = true;
    for line in text.lines() {
        let (bare, indented) = behind_marks(line);
        let sign = bare.chars().next().filter(|sign| ['`', '~'].contains(sign));
        let count = sign.map_or(0, |sign| bare.chars().take_while(|letter| *letter == sign).count());
        let info = bare.get(count..).unwrap_or_default().trim();
        match (open, sign) {
            (Some((mark, length)), Some(sign)) if sign == mark && count >= length && info.is_empty() => open = None,
            (Some(_), _) => {}
            (None, Some(sign)) if count >= 3 && !(sign == '`' && info.contains('`')) => {
                open = Some((sign, count));
                let words: Vec<&str> = info.split([',', ' ']).collect();
                if !words.contains(&"text") {
                    found.push(line.to_owned());
                }
            }
            (None, _) if indented || (empty_before && line.starts_with("    ") && !line.trim().is_empty()) => {
                found.push(line.to_owned())
            }
            // Until it ends, fences are no fences.
            (None, _) if bare.starts_with('<') => found.push(format!("HTML: {line}")),
            (None, _) => {}
        }
        empty_before = line.trim().is_empty() && open.is_none();
    }
    found
}

/// What stands behind the marks of quotations, lists and footnotes, and whether it is indented by four or more.
fn behind_marks(line: &str) -> (&str, bool) {
    let mut rest = line.trim_start();
    loop {
        let digits = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let numbered = (digits.len() < rest.len())
            .then(|| digits.strip_prefix(". ").or_else(|| digits.strip_prefix(") ")))
            .flatten();
        let listed = ["- ", "* ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark));
        let noted = rest.strip_prefix("[^").and_then(|rest| rest.split_once("]:")).map(|(_, behind)| behind);
        let Some(behind) = rest.strip_prefix('>').or(numbered).or(listed).or(noted) else { return (rest, false) };
        if behind.starts_with("     ") || (rest.starts_with(['-', '*', '+']) && behind.starts_with("    ")) {
            return (behind.trim_start(), !behind.trim().is_empty());
        }
        rest = behind.trim_start();
    }
}

fn manifest(text: &str) -> Vec<String> {
    let manifest: toml::Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![format!("is no TOML: {error}")],
    };
    let mut found = Vec::new();
    let mut expect = |name: &str, table: Option<&toml::Table>, wanted: &[&str]| {
        let keys: BTreeSet<&str> = table.into_iter().flat_map(toml::Table::keys).map(String::as_str).collect();
        if keys != wanted.iter().copied().collect() {
            found.push(format!("[{name}] has {keys:?}"));
        }
    };
    let table = |key: &str| manifest.get(key).and_then(toml::Value::as_table);
    expect("", Some(&manifest), &["dependencies", "features", "lints", "package"]);
    expect("features", table("features"), &["default", "native-tls", "rustls", "tracing"]);
    expect("dependencies", table("dependencies"), &["moored-runtime", "serde", "serde_json"]);
    let package = ["description", "edition", "license", "name", "publish", "readme", "rust-version", "version"];
    expect("package", table("package"), &package);
    let name = table("package").and_then(|package| package.get("name")?.as_str()).unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let keyword = ["self", "Self", "crate", "super", "async", "type"].contains(&name);
    if keyword || !name.bytes().all(plain) || !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        found.push(format!("the name `{name}`"));
    }
    found
}

fn readme(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let code = runnable(text);
    if code != ["```rust,no_run"] {
        found.push(format!("code that rustdoc compiles: {code:?}"));
    }
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    for line in text.lines().filter(|line| line.starts_with('|')) {
        if !matches!(columns(line), 3 | 4) {
            found.push(format!("a row of other columns: {line}"));
        }
    }
    for line in text.lines().filter(|line| line.starts_with('|')) {
        // What stands between backquotes is text.
        if line.split('`').step_by(2).any(|part| part.contains('<')) {
            found.push(format!("HTML: {line}"));
        }
    }
    found
}
