//! The README of a generated crate, which is its front page in rustdoc as well: the snippet compiles.

use super::Crate;
use crate::{
    contract::{Contract, Scheme, SchemeKind},
    emit::docs,
};

pub(super) fn render(parts: &Crate<'_>) -> String {
    let contract = &parts.lowered.contract;
    let title = inline(&contract.title);
    let mut text = format!("# {}\n\nA typed client for {title}", parts.name);
    if !contract.version.is_empty() {
        text.push_str(&format!(" (version of the document: {})", inline(&contract.version)));
    }
    text.push_str(&format!(". Generated from `{}` by `cargo xtask codegen`; edits go there.\n\n", parts.document));
    text.push_str(&snippet(parts));
    text.push_str("\n## Operations\n\n| method | request | what it does |\n| --- | --- | --- |\n");
    for operation in &contract.operations {
        let first = operation.docs.trim().lines().next().unwrap_or_default();
        text.push_str(&format!(
            "| `{}` | `{} {}` | {} |\n",
            operation.method,
            operation.verb,
            code(&operation.path),
            inline(first)
        ));
    }
    if contract.operations.is_empty() {
        text.push_str("| | | the document has none |\n");
    }
    if !contract.schemes.is_empty() {
        text.push_str("\n## Credentials\n\n| constructor | what is sent |\n| --- | --- |\n");
        for scheme in &contract.schemes {
            text.push_str(&format!("| `Credential::{}` | {} |\n", scheme.constructor, sent(scheme)));
        }
    }
    text
}

fn sent(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::Basic => "`Authorization: Basic …`".to_owned(),
        SchemeKind::Bearer => "`Authorization: Bearer …`".to_owned(),
        SchemeKind::AccessToken => "`Authorization: Bearer …` with a token that you fetched".to_owned(),
        SchemeKind::Header(name) => format!("the header `{}`", code(name)),
        SchemeKind::Query(name) => format!("the query parameter `{}`", code(name)),
        SchemeKind::Cookie(name) => format!("the cookie `{}`", code(name)),
    }
}

/// A first call, or a first client where every operation wants something that only the reader knows.
fn snippet(parts: &Crate<'_>) -> String {
    let Contract { base_address, schemes, operations, .. } = &parts.lowered.contract;
    let credential = schemes.first();
    let imports = if credential.is_some() { "{Client, Credential}" } else { "Client" };
    let mut text = format!("```rust,no_run\nuse {}::{imports};\n\n", parts.lib_name());
    text.push_str(
        "async fn first_call() -> Result<(), Box<dyn std::error::Error>> {\n    let client = Client::builder()\n",
    );
    if base_address.is_none() {
        text.push_str("        .base_address(\"https://api.example.com\")\n");
    }
    if let Some(scheme) = credential {
        let secrets = match scheme.kind {
            SchemeKind::Basic => "\"user name\", \"password\"",
            SchemeKind::Bearer | SchemeKind::AccessToken => "\"token\"",
            SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => "\"key\"",
        };
        text.push_str(&format!("        .credential(Credential::{}({secrets}))\n", scheme.constructor));
    }
    text.push_str("        .build()?;\n");
    let simple = operations.iter().find(|operation| parts.is_simple(operation));
    match simple {
        Some(operation) => text.push_str(&format!(
            "    let response = client.{}().send().await?;\n    println!(\"{{:?}}\", response.body());\n",
            operation.method
        )),
        None => text.push_str("    println!(\"{}\", client.base_address());\n"),
    }
    text.push_str("    Ok(())\n}\n```\n");
    text
}

impl Crate<'_> {
    /// Whether an operation can be called without arguments.
    fn is_simple(&self, operation: &crate::contract::Operation) -> bool {
        operation.verb == "GET" && !operation.deprecated && self.emitted.is_without_arguments(&operation.method)
    }
}

/// A document's words in a line or cell: no line breaks, no cell borders, nothing that Markdown takes for more than text.
fn inline(text: &str) -> String {
    let line = docs::sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('|', "\\|").replace('<', "&lt;").replace('[', "\\[").replace("```", "'''")
}

/// A document's words between backquotes.
fn code(text: &str) -> String {
    let clean: String = text.chars().filter(|letter| !letter.is_control() && *letter != '`').collect();
    clean.replace('|', "\\|")
}
