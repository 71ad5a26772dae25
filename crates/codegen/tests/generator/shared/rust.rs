//! Generated Rust as syntax: tests compare items, never the layout of a text.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemEnum, ItemStruct, Meta};

use super::Declaration;
use super::calls::declared;

/// A parsed file, and the nodes in it that tests ask for, each as [`code`].
pub(crate) struct Rust {
    file: syn::File,
    declarations: Vec<Declaration>,
    nodes: Nodes,
}

impl Rust {
    pub(crate) fn parse(text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
        let mut nodes = Nodes::default();
        nodes.visit_file(&file);
        for item in &file.items {
            if let Item::Macro(item) = item
                && let Some(declared) = declared(&item.mac)
            {
                nodes.visit_file(&declared.unwrap_or_else(|error| panic!("{error}:\n{text}")));
            }
        }
        let macros = file.items.iter().filter_map(|item| if let Item::Macro(item) = item { Some(item) } else { None });
        let declarations = macros.filter_map(|item| Declaration::read(&item.mac)).collect();
        Self { file, declarations, nodes }
    }

    #[track_caller]
    pub(crate) fn structure(&self, name: &str) -> &ItemStruct {
        let mut structs =
            self.file.items.iter().filter_map(|item| if let Item::Struct(item) = item { Some(item) } else { None });
        structs.find(|item| item.ident == name).unwrap_or_else(|| panic!("no struct `{name}` in {:#?}", self.items()))
    }

    /// The enum `name`, also one that a macro of the runtime declares.
    #[track_caller]
    pub(crate) fn enumeration(&self, name: &str) -> &ItemEnum {
        let plain =
            self.file.items.iter().filter_map(|item| if let Item::Enum(item) = item { Some(item) } else { None });
        let mut enums = plain.chain(self.declarations.iter().map(|declaration| &declaration.item));
        enums.find(|item| item.ident == name).unwrap_or_else(|| panic!("no enum `{name}` in {:#?}", self.items()))
    }

    /// `variant = value` of each variant of the enum `name`, which a macro of the runtime declares.
    #[track_caller]
    pub(crate) fn values(&self, name: &str) -> &[String] {
        let found = self.declarations.iter().find(|declaration| declaration.item.ident == name);
        found.map(|declaration| declaration.values.as_slice()).unwrap_or_else(|| panic!("no `{name}` is declared"))
    }

    /// The items of the file.
    pub(crate) fn items(&self) -> Vec<String> {
        self.file.items.iter().map(code).collect()
    }

    /// Whether `item` is an item of the file.
    pub(crate) fn has_item(&self, item: &str) -> bool {
        self.items().contains(&tokens(item))
    }

    /// The names of the public functions, in order.
    pub(crate) fn functions(&self) -> &[String] {
        &self.nodes.functions
    }

    /// The visibility and signature of the function `name`.
    #[track_caller]
    pub(crate) fn signature(&self, name: &str) -> &str {
        let found = self.nodes.signatures.iter().find(|(other, _)| other == name);
        found.map(|(_, signature)| signature.as_str()).unwrap_or_else(|| {
            panic!("no function `{name}` among {:?}", self.nodes.signatures.iter().map(|(name, _)| name))
        })
    }

    /// The body of the function `name`.
    #[track_caller]
    pub(crate) fn body(&self, name: &str) -> &str {
        let found = self.nodes.bodies.iter().find(|(other, _)| other == name);
        found.map(|(_, body)| body.as_str()).unwrap_or_else(|| panic!("no function `{name}`: {:#?}", self.items()))
    }

    /// The documentation of the function `name`, line by line.
    #[track_caller]
    pub(crate) fn function_docs(&self, name: &str) -> &[String] {
        let found = self.nodes.docs.iter().find(|(other, _)| other == name);
        found.map(|(_, docs)| docs.as_slice()).unwrap_or_else(|| panic!("no function `{name}`: {:#?}", self.items()))
    }

    /// Asserts that there is a node with the code of each of `expected`: an arm of a `match`, a field of a struct
    /// expression, a call (of a method also without its receiver), or a signature.
    #[track_caller]
    pub(crate) fn assert_has(&self, expected: &[&str]) {
        for part in expected {
            let wanted = tokens(part);
            assert!(self.has_node(&wanted), "no node `{wanted}` among {:#?}", self.nodes);
        }
    }

    fn has_node(&self, wanted: &String) -> bool {
        let nodes = &self.nodes;
        [&nodes.arms, &nodes.members, &nodes.calls].iter().any(|nodes| nodes.contains(wanted))
            || nodes.signatures.iter().any(|(_, signature)| signature == wanted)
    }

    /// Whether a `match` has an arm with this pattern.
    pub(crate) fn has_arm_for(&self, pattern: &str) -> bool {
        let head = format!("{} =>", tokens(pattern));
        self.nodes.arms.iter().any(|arm| arm.starts_with(&head))
    }

    /// How many calls there are of the method or function `name`.
    pub(crate) fn calls_of(&self, name: &str) -> usize {
        self.nodes.called.iter().filter(|called| *called == name).count()
    }
}

/// The nodes of a file, as [`code`]; functions with their names.
#[derive(Debug, Default)]
struct Nodes {
    functions: Vec<String>,
    signatures: Vec<(String, String)>,
    bodies: Vec<(String, String)>,
    docs: Vec<(String, Vec<String>)>,
    arms: Vec<String>,
    members: Vec<String>,
    calls: Vec<String>,
    called: Vec<String>,
}

impl Nodes {
    fn function(&mut self, attributes: &[Attribute], vis: &syn::Visibility, sig: &syn::Signature, body: &syn::Block) {
        let name = sig.ident.to_string();
        if matches!(vis, syn::Visibility::Public(_)) {
            self.functions.push(name.clone());
        }
        let mut signature = vis.to_token_stream();
        signature.extend(sig.to_token_stream());
        self.signatures.push((name.clone(), code(signature)));
        self.bodies.push((name.clone(), code(body)));
        self.docs.push((name, docs(attributes)));
    }
}

/// What `setters!` of the runtime declares.
impl Nodes {
    fn constructors(&mut self, tokens: TokenStream) {
        let mut before: Vec<TokenTree> = Vec::new();
        for token in tokens {
            match (&token, before.as_slice()) {
                (TokenTree::Group(group), [.., TokenTree::Ident(name)]) if group.delimiter() == Delimiter::Brace => {
                    self.constructor("new".to_owned(), quote!(pub fn new(required: #name) -> Self));
                    let fields = self.arguments(group);
                    self.signatures.push((name.to_string(), code(quote!(pub struct #name { #fields }))));
                }
                (TokenTree::Group(group), [.., TokenTree::Ident(name)]) => match name.to_string().as_str() {
                    "new" => {
                        let arguments = self.arguments(group);
                        self.constructor(name.to_string(), quote!(pub fn #name(#arguments) -> Self));
                    }
                    "default" => self.members.push(code(group.stream())),
                    _ => {
                        let ty: TokenStream = group.stream().into_iter().skip(2).collect();
                        let signature = quote!(pub fn #name(self, value: impl Into<#ty>) -> Self);
                        self.constructor(name.to_string(), signature);
                    }
                },
                _ => {}
            }
            before.push(token);
        }
    }

    /// The arguments before the constants.
    fn arguments(&mut self, group: &Group) -> TokenStream {
        let mut tokens = group.stream().into_iter();
        let is_mark = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
        let arguments = tokens.by_ref().take_while(|token| !is_mark(token)).collect();
        self.members.push(code(tokens.collect::<TokenStream>()));
        arguments
    }

    fn constructor(&mut self, name: String, signature: TokenStream) {
        self.functions.push(name.clone());
        self.signatures.push((name, code(signature)));
    }
}

impl<'ast> Visit<'ast> for Nodes {
    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        if called.path.segments.last().is_some_and(|last| last.ident == "setters") {
            self.constructors(called.tokens.clone());
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.function(&function.attrs, &function.vis, &function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.function(&function.attrs, &function.vis, &function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let mut bare = arm.clone();
        bare.comma = None;
        self.arms.push(code(bare));
        visit::visit_arm(self, arm);
    }

    fn visit_field_value(&mut self, member: &'ast syn::FieldValue) {
        self.members.push(code(member));
        visit::visit_field_value(self, member);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(function) = &*call.func
            && let Some(last) = function.path.segments.last()
        {
            self.called.push(last.ident.to_string());
        }
        self.calls.push(code(call));
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.called.push(call.method.to_string());
        self.calls.push(code(call));
        let (method, arguments) = (&call.method, &call.args);
        self.calls.push(code(quote::quote!(#method(#arguments))));
        visit::visit_expr_method_call(self, call);
    }
}

/// The tokens of a node, in a form that is the same however the text was laid out: one space between two tokens, no
/// comma before a closing bracket.
pub(crate) fn code(node: impl ToTokens) -> String {
    normalized(node.to_token_stream()).to_string()
}

/// The [`code`] of `text`.
pub(crate) fn tokens(text: &str) -> String {
    code(text.parse::<TokenStream>().unwrap_or_else(|error| panic!("{error}: {text}")))
}

/// The [`code`] of each of `texts`.
pub(crate) fn all<const N: usize>(texts: [&str; N]) -> [String; N] {
    texts.map(tokens)
}

fn normalized(stream: TokenStream) -> TokenStream {
    let is = |tree: &TokenTree, sign: char| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == sign);
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let is_last = |index: usize| trees.get(index + 1).is_none_or(|next| is(next, '>'));
    let kept = trees.iter().enumerate().filter(|(index, tree)| !(is(tree, ',') && is_last(*index)));
    kept.map(|(_, tree)| match tree {
        TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), normalized(group.stream()))),
        // A parsed text joins them to what follows, as in `>>` and `&'a`; printed syntax does not.
        TokenTree::Punct(punct) if ['<', '>', '&', ','].contains(&punct.as_char()) => {
            TokenTree::Punct(Punct::new(punct.as_char(), Spacing::Alone))
        }
        other => other.clone(),
    })
    .collect()
}

/// `name: type` of each field, in order; of a tuple struct the types.
pub(crate) fn fields(item: &ItemStruct) -> Vec<String> {
    let field = |field: &syn::Field| match &field.ident {
        Some(name) => format!("{name} : {}", code(&field.ty)),
        None => code(&field.ty),
    };
    item.fields.iter().map(field).collect()
}

/// `Name` or `Name (type)` of each variant, in order.
pub(crate) fn variants(item: &ItemEnum) -> Vec<String> {
    item.variants.iter().map(|variant| format!("{}{}", variant.ident, code(&variant.fields))).collect()
}

/// The last segments of the paths in `#[derive(…)]`, sorted.
pub(crate) fn derives(attributes: &[Attribute]) -> Vec<String> {
    let mut names: Vec<String> = nested(attributes, "derive")
        .iter()
        .filter_map(|meta| meta.path().segments.last().map(|segment| segment.ident.to_string()))
        .collect();
    names.sort();
    names
}

/// What stands in `#[serde(…)]`, sorted.
pub(crate) fn serde_options(attributes: &[Attribute]) -> Vec<String> {
    let mut options: Vec<String> = nested(attributes, "serde").iter().map(code).collect();
    options.sort();
    options
}

fn nested(attributes: &[Attribute], name: &str) -> Vec<Meta> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident(name));
    let comma = syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated;
    lists.flat_map(|attribute| attribute.parse_args_with(comma).expect("a list of options")).collect()
}

/// The lines of a documentation comment.
pub(crate) fn docs(attributes: &[Attribute]) -> Vec<String> {
    let text = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(syn::MetaNameValue {
            path,
            value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }),
            ..
        }) if path.is_ident("doc") => Some(text.value().trim().to_owned()),
        _ => None,
    };
    attributes.iter().filter_map(text).collect()
}
