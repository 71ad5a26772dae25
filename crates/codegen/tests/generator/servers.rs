//! What becomes of the servers of a document: the default server of the client, what its caller may choose, and what
//! is reported.

use crate::shared::{NONE, Run, docs, tokens, variants};

/// The run of a document with these servers, and these of its one operation.
fn run(servers: &str, of_operation: &str) -> Run {
    Run::document(&format!(
        "openapi: 3.1.0
info: {{ title: Things, version: '1' }}
servers: {servers}
paths:
  /things:
    get:
      operationId: listThings
      servers: {of_operation}
      responses: {{ '204': {{ description: none }} }}
"
    ))
}

fn assert_builder(servers: &str, body: &str) {
    let run = run(servers, "[]");
    assert_eq!(run.rust("src/client.rs").body("builder"), tokens(&format!("{{ {body} }}")), "{servers}");
}

fn assert_variants(servers: &str, names: &[&str]) {
    let run = run(servers, "[]");
    assert_eq!(names_of_variants(&run, "Server"), names, "{servers}");
}

fn names_of_variants(run: &Run, name: &str) -> Vec<String> {
    let file = run.rust("src/server.rs");
    let name_of = |variant: String| variant.split('(').next().unwrap_or_default().to_owned();
    variants(file.enumeration(name)).into_iter().map(name_of).collect()
}

/// The server that the call of the one operation goes to, as an expression; `None` where that is the default server.
fn target(servers: &str, of_operation: &str) -> Option<String> {
    let run = run(servers, of_operation);
    let call = run.rust("src/operations/list_things.rs");
    let (_, rest) = call.body("call").split_once("let server = ")?;
    rest.split_once(" ;").map(|(server, _)| server.to_owned())
}

fn server(address: &str) -> Option<String> {
    Some(tokens(&format!("moored_runtime::Server::new(\"{address}\")")))
}

#[test]
fn one_server_without_variables_is_the_default_server() {
    for servers in [
        "[{ url: https://a.example/v1/ }]",
        "[{ url: //a.example/v1 }]",
        "[{ url: http://a.example/v1 }, { url: https://a.example/v1/ }]",
    ] {
        assert_builder(servers, "ClientBuilder::new(Some(\"https://a.example/v1\"))");
        let run = run(servers, "[]");
        assert!(!run.has_file("src/server.rs"), "there is nothing to choose");
        assert_eq!(run.findings(), NONE);
    }
}

#[test]
fn a_document_without_a_host_needs_a_base_address() {
    for servers in ["[]", "[{ url: / }]", "[{ url: '' }]"] {
        assert_builder(servers, "ClientBuilder::new(None)");
        assert_eq!(run(servers, "[]").findings(), NONE);
    }
    assert_builder("[{ url: /v1 }]", "ClientBuilder::new(Some(\"/v1\"))");
    let client = run("[{ url: /v1 }]", "[]").rust("src/client.rs");
    assert!(client.function_docs("builder").join(" ").contains("such as `https://example.com/v1`"));
    let version = "[{ url: '/{version}', variables: { version: { default: v2, enum: [v1, v2] } } }]";
    assert_builder(version, "ClientBuilder::new(Some(\"/v2\"))");
}

#[test]
fn several_servers_are_named_by_their_descriptions_or_else_their_addresses() {
    let described = "
  - { url: 'https://a.example', description: Production server }
  - { url: 'https://b.example', name: mock-eu, description: x }
  - { url: 'https://c.example', description: 'The sandbox, where nothing is real.' }";
    assert_variants(described, &["Production", "MockEu", "Sandbox"]);
    assert_builder(described, "ClientBuilder::new(None).server(crate::server::Server::default())");
    let undescribed = "
  - { url: 'https://api.a.example' }
  - { url: 'https://sandbox.a.example' }
  - { url: 'https://sandbox.a.example/v2' }";
    assert_variants(undescribed, &["Api", "Sandbox", "SandboxV2"]);
    let same_description = "
  - { url: 'https://a.example/sync', description: Cloud }
  - { url: 'https://a.example/async', description: Cloud }";
    assert_variants(same_description, &["CloudSync", "CloudAsync"]);
    let variables = "
  - { url: 'https://{host}', variables: { host: { default: a.example } } }
  - { url: 'http://{host}', variables: { host: { default: localhost } } }
  - { url: '{endpoint}', variables: { endpoint: { default: 'https://a.example' } } }";
    assert_variants(variables, &["HttpsHost", "HttpHost", "Endpoint"]);
    let long = "[{ url: 'https://eu.one.two.three.four.a.example' }, { url: 'https://b.example' }]";
    assert_variants(long, &["Eu", "B"]);
    let sentence = "
  - { url: 'https://eu.a.example', description: This is where you will find all that we have in Europe }
  - { url: 'https://us.a.example' }";
    assert_variants(sentence, &["Eu", "Us"]);
}

#[test]
fn a_relative_server_before_the_others_leaves_the_choice_to_the_caller() {
    let servers = "[{ url: /v1 }, { url: 'https://a.example' }, { url: 'https://b.example' }]";
    assert_builder(servers, "ClientBuilder::new(Some(\"/v1\"))");
    assert_variants(servers, &["A", "B"]);
    let run = run(servers, "[]");
    assert!(!run.file("src/server.rs").contains("Default"));
    assert_eq!(run.findings(), NONE);
}

#[test]
fn variables_with_a_default_are_setters() {
    let servers = "
  - url: 'https://{zone}.a.example:{port}'
    variables: { zone: { default: eu, enum: [eu, us] }, port: { default: '443' } }";
    let run_of_two = run(servers, "[]");
    let file = run_of_two.rust("src/server.rs");
    file.assert_has(&["pub fn zone(self, zone: Zone) -> Self", "pub fn port(self, port: impl Into<String>) -> Self"]);
    assert_eq!(default_variant(&run_of_two, "Zone"), Some("Eu".to_owned()));
    let one_value = "[{ url: 'https://a.example/{version}', variables: { version: { default: v5, enum: [v5] } } }]";
    assert_builder(one_value, "ClientBuilder::new(Some(\"https://a.example/v5\"))");
    let slash = "[{ url: 'https://a.example{basePath}', variables: { basePath: { default: /v1 } } }]";
    // With a slash before it, no value can lengthen the host.
    run(slash, "[]")
        .rust("src/server.rs")
        .assert_has(&["moored_runtime::Server::new(\"https://a.example/{basePath}\")"]);
}

/// The variant with `#[default]`.
fn default_variant(run: &Run, name: &str) -> Option<String> {
    let file = run.rust("src/server.rs");
    let mut variants = file.enumeration(name).variants.iter();
    let is_default = |variant: &&syn::Variant| variant.attrs.iter().any(|other| other.path().is_ident("default"));
    variants.find(is_default).map(|variant| variant.ident.to_string())
}

#[test]
fn mistakes_in_variables_are_reported_and_the_caller_gives_the_value() {
    let servers = "
  - url: 'https://{zone}.a.example/{version}/{stage}'
    variables: { zone: { description: x }, stage: { default: beta, enum: [alpha] }, port: { default: '1' } }";
    let run_of_mistakes = run(servers, "[]");
    assert_eq!(
        run_of_mistakes.findings(),
        [
            "server-variable openapi.yaml:4:5 /servers/0/url",
            "server-variable openapi.yaml:5:18 /servers/0/variables/zone",
            "server-variable openapi.yaml:5:44 /servers/0/variables/stage",
            "server-variable openapi.yaml:5:85 /servers/0/variables/port",
        ]
    );
    assert_eq!(
        run_of_mistakes.messages(),
        [
            "the variable `version` is not declared; the caller has to pass its value",
            "the variable `zone` has no default; the caller has to pass its value",
            "the default of `stage` is not one of its values; it is added to them",
            "the address has no variable `port`; ignored",
        ]
    );
    let file = run_of_mistakes.rust("src/server.rs");
    file.assert_has(&["pub fn new(zone: impl Into<String>, version: impl Into<String>) -> Self"]);
    assert_eq!(names_of_variants(&run_of_mistakes, "Stage"), ["Alpha", "Beta"]);
    assert_eq!(default_variant(&run_of_mistakes, "Stage"), Some("Beta".to_owned()));
    assert_builder(servers, "ClientBuilder::new(None)");
    let placeholder = "[{ url: 'https://{account}.a.example', variables: { account: { default: '{account}' } } }]";
    let run = run(placeholder, "[]");
    assert_eq!(run.findings(), ["server-variable openapi.yaml:3:62 /servers/0/variables/account"]);
    assert_eq!(
        run.messages(),
        ["the default of `account` is not valid in the address; the caller has to pass its value"]
    );
}

#[test]
fn a_server_that_no_client_can_use_is_left_out_and_reported() {
    for (url, why) in [
        ("nope", "it is neither an absolute URL nor a path"),
        ("Your API URL", "it is neither an absolute URL nor a path"),
        ("api.a.example", "it is neither an absolute URL nor a path"),
        ("ftp://a.example", "its scheme is neither http nor https"),
        ("wss://a.example", "its scheme is neither http nor https"),
        ("https://user:pass@a.example", "it contains a user name or a password"),
        ("https://a.example?key=1", "it has a query or a fragment"),
        ("https://a b.example", "it contains white space"),
        ("https://{a.example", "its braces are not balanced"),
        ("https://", "it is not a valid URL"),
    ] {
        let unusable = format!("[{{ url: '{url}' }}]");
        let alone = run(&unusable, "[]");
        assert_eq!(alone.findings(), ["unusable-server openapi.yaml:3:11 /servers/0"]);
        assert_eq!(alone.messages(), [format!("the server `{url}` cannot be used: {why}")]);
        assert_builder(&unusable, "ClientBuilder::new(None)");
        let first = format!("[{{ url: '{url}' }}, {{ url: 'https://a.example' }}]");
        assert_builder(&first, "ClientBuilder::new(Some(\"https://a.example\"))");
        let usable = "[{ url: 'https://a.example' }]";
        assert_eq!(run(usable, &unusable).findings().len(), 1, "{url}");
        assert_eq!(target(usable, &unusable), None, "{url}");
    }
}

#[test]
fn an_operation_goes_to_its_own_server_unless_that_is_the_default_server() {
    let default = "[{ url: 'https://a.example/v1' }, { url: 'https://b.example/v1' }]";
    for same in [
        "[{ url: 'https://b.example/v1' }, { url: 'https://a.example/v1/' }]",
        "[{ url: 'http://a.example/v1' }, { url: 'https://b.example/v1' }]",
        "[]",
    ] {
        assert_eq!(target(default, same), None, "{same}");
    }
    assert_eq!(target(default, "[{ url: 'https://a.example/v1' }]"), server("https://a.example/v1"));
    // The document has the same server with `https`.
    assert_eq!(target(default, "[{ url: 'http://a.example/v1' }]"), server("https://a.example/v1"));
    assert_eq!(target(default, "[{ url: /v2 }]"), server("/v2"));

    let several = run(default, "[{ url: 'https://c.example' }, { url: 'https://d.example' }]");
    assert_eq!(names_of_variants(&several, "ListThingsServer"), ["C", "D"]);
    assert_eq!(default_variant(&several, "ListThingsServer"), Some("C".to_owned()));
    let file = several.rust("src/server.rs");
    let documented: Vec<_> =
        file.enumeration("ListThingsServer").variants.iter().map(|variant| docs(&variant.attrs)).collect();
    assert_eq!(documented, [["`https://c.example`"], ["`https://d.example`"]]);
    several
        .rust("src/operations/list_things.rs")
        .assert_has(&["pub fn server(mut self, server: impl Into<crate::server::ListThingsServer>) -> Self"]);
}

#[test]
fn the_server_of_a_call_has_a_name_beside_any_parameters() {
    let run = Run::document(
        "openapi: 3.1.0
info: { title: Things, version: '1' }
servers: [{ url: 'https://a.example' }]
paths:
  /things:
    get:
      operationId: listThings
      servers: [{ url: 'https://c.example' }, { url: 'https://d.example' }]
      parameters:
        - { name: server, in: query, schema: { type: string } }
        - { name: at_server, in: query, schema: { type: string } }
      responses: { '204': { description: none } }
",
    );
    let call = run.rust("src/operations/list_things.rs");
    call.assert_has(&["pub fn at_server2(mut self, at_server2: impl Into<crate::server::ListThingsServer>) -> Self"]);
}

#[test]
fn the_servers_of_an_operation_are_not_those_of_the_client() {
    let run = run("[]", "[{ url: 'https://a.example' }, { url: 'https://b.example' }]");
    let file = run.rust("src/server.rs");
    let docs = docs(&file.enumeration("ListThingsServer").attrs);
    assert!(docs.iter().any(|line| line.starts_with("The servers of an operation.")), "{docs:?}");
    assert!(!run.file("README.md").contains("## Servers"));
}
