//! The README of a generated crate. It is also the front page in rustdoc, so the snippet compiles.

mod operations;
mod pages;

use super::Crate;
use crate::{
    emit::docs,
    markdown::{code, inline},
};
use moored_model::api::{Api, GrantKind, Operation, Owner, Scheme, SchemeKind};

pub(super) fn render(parts: &Crate<'_>) -> String {
    let api = &parts.api;
    let subject = inline(&docs::subject(&api.title));
    let mut text = format!("# {}\n\nA typed client for {subject}", parts.name);
    if !api.version.is_empty() {
        text.push_str(&format!(" (document version {})", inline(&api.version)));
    }
    text.push_str(&format!(". Generated from `{}` by moored; do not edit.\n\n", parts.document));
    text.push_str(&snippet(parts));
    text.push_str(&operations::render(api));
    text.push_str(&pages::render(parts));
    if !api.schemes.is_empty() {
        text.push_str("\n## Credentials\n\n| Constructor | Sent as |\n| --- | --- |\n");
        for (constructor, sent) in api.schemes.iter().flat_map(sent) {
            text.push_str(&format!("| `Credential::{constructor}` | {sent} |\n"));
        }
    }
    text.push_str(&servers(api));
    text.push_str(SETTINGS);
    text
}

/// Lists the servers, if there is more than one.
fn servers(api: &Api) -> String {
    let own = api.servers.choices.iter().find(|choice| choice.owner == Owner::Document);
    let Some(choice) = own else { return String::new() };
    let mut text = String::from(
        "\n## Servers\n\n`ClientBuilder::server` selects one of these, `ClientBuilder::base_address` sets any other address for all operations.\n\n\
         | Server | Address |\n| --- | --- |\n",
    );
    for server in &choice.servers {
        let name = match server.type_name.as_str() {
            "" => format!("Server::{}", server.variant),
            name => format!("server::{name}"),
        };
        text.push_str(&format!("| `{name}` | `{}` |\n", code(&server.template)));
    }
    text
}

const SETTINGS: &str = "
## Settings

A call may take 60 seconds (`timeout`), and 30 of them without anything being received (`read_timeout`). A call that is
safe to repeat is retried up to three times if the connection fails or the response has a transient error status such as
429 or 503. `ClientBuilder` changes these for all calls, and `send_with` for one call:
`.send_with(CallOptions::new().timeout(Duration::from_secs(300)))` waits five minutes, even if nothing is received.

TLS uses rustls by default. For the TLS library of the system, depend on this crate with
`default-features = false, features = [\"native-tls\"]`. The feature `tracing` adds a span for each call, `drift`
compares real responses with the document, and `testing` has a provider for your tests. The module `runtime` has the types that all clients share, such as hooks.
";

/// Lists the constructors for `scheme`, and what each of them sends.
fn sent(scheme: &Scheme) -> Vec<(&str, String)> {
    let own = match &scheme.kind {
        SchemeKind::Basic => "`Authorization: Basic …`".to_owned(),
        SchemeKind::Bearer => "`Authorization: Bearer …`".to_owned(),
        SchemeKind::OAuth2 { .. } => "`Authorization: Bearer …` with a token that you have obtained".to_owned(),
        SchemeKind::Header(name) => format!("the header `{}`", code(name)),
        SchemeKind::Query(name) => format!("the query parameter `{}`", code(name)),
        SchemeKind::Cookie(name) => format!("the cookie `{}`", code(name)),
    };
    let mut all = vec![(scheme.constructor.as_str(), own)];
    if let SchemeKind::OAuth2 { token_source, .. } = &scheme.kind {
        all.push((token_source, "the same, with tokens from your `TokenSource`".to_owned()));
    }
    all.extend(scheme.grants().iter().map(|grant| {
        let exchanged = match grant.kind {
            GrantKind::ClientCredentials => "its ID and secret",
            GrantKind::Password => "a user name and password",
            GrantKind::RefreshToken => "a refresh token",
        };
        (grant.constructor.as_str(), format!("the same, with tokens that the client requests with {exchanged}"))
    }));
    all
}

/// The snippet of a first call. If no operation can be called without arguments, it only creates a client.
fn snippet(parts: &Crate<'_>) -> String {
    let Api { default_server, schemes, operations, .. } = &parts.api;
    let simple = || {
        operations.iter().filter(|operation| {
            // A stream of items may never end.
            let ends = operation.responses.iter().all(|response| response.negotiated().items.is_none());
            operation.verb == "GET" && !operation.deprecated && ends && operation.first_requirement().is_none()
        })
    };
    // Rather one that needs a credential than one that only shows that the server runs.
    let simple = simple().find(|operation| !operation.credentials(schemes).is_empty()).or_else(|| simple().next());
    let credentials = match simple {
        Some(operation) => operation.credentials(schemes),
        None => schemes.first().into_iter().collect(),
    };
    let imports = if credentials.is_empty() { "Client" } else { "{Client, Credential}" };
    let mut text = format!("```rust,no_run\nuse {}::{imports};\n\n", parts.lib_name());
    text.push_str(
        "async fn first_call() -> Result<(), Box<dyn std::error::Error>> {\n    let client = Client::builder()\n",
    );
    if default_server.address().is_none() {
        let path = default_server.path().unwrap_or_default();
        let path: String =
            path.chars().filter(|character| character.is_ascii_alphanumeric() || "/._-".contains(*character)).collect();
        text.push_str(&format!("        .base_address(\"https://api.example.com{path}\")\n"));
    }
    for scheme in credentials {
        text.push_str(&format!("        .credential(Credential::{})\n", constructor(scheme, simple)));
    }
    text.push_str("        .build()?;\n");
    match simple {
        Some(operation) => text.push_str(&format!(
            "    let response = client.{}().send().await?;\n    println!(\"{{:?}}\", response.body());\n",
            operation.path_from_client()
        )),
        None => text.push_str("    println!(\"{}\", client.base_address());\n"),
    }
    text.push_str("    Ok(())\n}\n```\n");
    text
}

/// The constructor call for `scheme`. It prefers a grant with which the client can fetch a token for `operation`.
fn constructor(scheme: &Scheme, operation: Option<&Operation>) -> String {
    let secrets = match scheme.kind {
        SchemeKind::Basic => "\"user name\", \"password\"",
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => "\"token\"",
        SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => "\"key\"",
    };
    match scheme.client_credentials(operation) {
        Some(grant) => format!("{}(\"client id\", \"client secret\")", grant.constructor),
        None => format!("{}({secrets})", scheme.constructor),
    }
}
