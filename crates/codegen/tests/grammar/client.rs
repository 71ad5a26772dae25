//! What is compared of a client: its code without documentation, and what was reported.

use std::collections::BTreeMap;

use moored_codegen::generate;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use serde_json::Value;

use crate::inputs::inputs;

#[derive(Clone)]
pub(crate) struct Client {
    /// Path → tokens of each file; empty where there is no client.
    pub(crate) code: BTreeMap<String, String>,
    /// Rule and pointer of each finding.
    pub(crate) findings: Vec<(String, String)>,
}

/// Clients by their document: many fields are added to the same one.
#[derive(Default)]
pub(crate) struct Clients {
    known: BTreeMap<String, Client>,
}

impl Clients {
    pub(crate) fn generate(&mut self, document: &Value) -> Client {
        let text = serde_yaml::to_string(document).expect("JSON is YAML");
        self.known.entry(text).or_insert_with_key(|text| client(text)).clone()
    }
}

fn client(text: &str) -> Client {
    let outcome = generate(&inputs(&[("openapi.yaml", text)]));
    let findings = outcome.findings.iter();
    let findings = findings.map(|found| (found.rule.id.to_owned(), found.location.pointer.to_string())).collect();
    let files = outcome.files.unwrap_or_default();
    let rust = files.iter().filter(|(path, _)| path.to_string().ends_with(".rs"));
    let code = rust.map(|(path, text)| {
        let tokens: TokenStream = text.parse().expect("generated code is Rust");
        (path.to_string(), without_docs(tokens).to_string())
    });
    Client { code: code.collect(), findings }
}

/// Without doc comments, which are `#[doc = …]` among tokens.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_doc(&group) => {
                while matches!(kept.last(), Some(TokenTree::Punct(mark)) if matches!(mark.as_char(), '#' | '!')) {
                    kept.pop();
                }
            }
            TokenTree::Group(group) => {
                kept.push(Group::new(group.delimiter(), without_docs(group.stream())).into());
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

fn is_doc(group: &Group) -> bool {
    group.delimiter() == Delimiter::Bracket
        && matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}
