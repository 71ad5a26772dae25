//! What becomes of a document's servers: what a client sends to unless it is told otherwise, what its caller may choose, and what is reported.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

use std::collections::BTreeMap;

use moored_codegen::{Inputs, Outcome, Packaging, files::RelPath, generate};

/// What is made of a document with these servers, and these of its one operation.
fn made(servers: &str, own: &str) -> Outcome {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{ title: Things, version: '1' }}\nservers: {servers}\npaths:\n  /things:\n    get:\n      operationId: listThings\n      servers: {own}\n      responses: {{ '204': {{ description: none }} }}\n"
    );
    generated(text)
}

fn generated(text: String) -> Outcome {
    generate(&Inputs {
        provider: "things".to_owned(),
        display: String::new(),
        specs: BTreeMap::from([("openapi.yaml".to_owned(), text)]),
        packaging: Packaging::Member,
    })
}

/// The text of a file below `src`, on one line; empty where there is none.
fn file(outcome: &Outcome, name: &str) -> String {
    let files = outcome.files.as_ref().expect("a crate");
    let path = RelPath::new(format!("src/{name}")).expect("a path");
    let text = files.get(&path).map(String::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn reported(outcome: &Outcome) -> Vec<String> {
    let line = |found: &moored_document::finding::Finding| {
        format!("{} {}: {}", found.rule.id, found.location.pointer, found.message)
    };
    outcome.findings.iter().map(line).collect()
}

/// What the client's builder begins with.
fn begins(servers: &str) -> String {
    let client = file(&made(servers, "[]"), "client.rs");
    let (_, rest) = client.split_once("-> ClientBuilder { ").unwrap_or_else(|| panic!("{client}"));
    rest.split(" }").next().unwrap_or_default().to_owned()
}

/// The variants of the client's choice.
fn variants(servers: &str) -> Vec<String> {
    let text = file(&made(servers, "[]"), "server.rs");
    let (_, rest) = text.split_once("pub enum Server { ").unwrap_or_else(|| panic!("{text}"));
    let body = rest.split(" } ").next().unwrap_or_default();
    let variants = body.split(' ').filter(|word| word.ends_with(',') && word.starts_with(char::is_uppercase));
    variants.map(|word| word.trim_end_matches(',').split('(').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn one_plain_server_is_no_choice() {
    for servers in [
        "[{ url: https://a.example/v1/ }]",
        "[{ url: //a.example/v1 }]",
        "[{ url: http://a.example/v1 }, { url: https://a.example/v1/ }]",
    ] {
        assert_eq!(begins(servers), "ClientBuilder::new(Some(\"https://a.example/v1\"))", "{servers}");
        assert_eq!(file(&made(servers, "[]"), "server.rs"), "");
        assert_eq!(reported(&made(servers, "[]")), Vec::<String>::new());
    }
}

#[test]
fn no_server_and_a_path_alone_need_a_base_address() {
    for servers in ["[]", "[{ url: / }]", "[{ url: '' }]"] {
        assert_eq!(begins(servers), "ClientBuilder::new(None)", "{servers}");
        assert_eq!(reported(&made(servers, "[]")), Vec::<String>::new());
    }
    assert_eq!(begins("[{ url: /v1 }]"), "ClientBuilder::new(Some(\"/v1\"))");
    assert!(file(&made("[{ url: /v1 }]", "[]"), "client.rs").contains("such as `https://example.com/v1`"));
    let version = "[{ url: '/{version}', variables: { version: { default: v2, enum: [v1, v2] } } }]";
    assert_eq!(begins(version), "ClientBuilder::new(Some(\"/v2\"))");
}

#[test]
fn several_servers_are_called_as_the_document_calls_them() {
    let said = "[{ url: 'https://a.example', description: Production server }, { url: 'https://b.example', name: mock-eu, description: x }, { url: 'https://c.example', description: 'The sandbox, where nothing is real.' }]";
    assert_eq!(variants(said), ["Production", "MockEu", "Sandbox"]);
    assert_eq!(begins(said), "ClientBuilder::new(None).server(crate::server::Server::default())");
    let unsaid = "[{ url: 'https://api.a.example' }, { url: 'https://sandbox.a.example' }, { url: 'https://sandbox.a.example/v2' }]";
    assert_eq!(variants(unsaid), ["Api", "Sandbox", "SandboxV2"]);
    let shared = "[{ url: 'https://a.example/sync', description: Cloud }, { url: 'https://a.example/async', description: Cloud }]";
    assert_eq!(variants(shared), ["CloudSync", "CloudAsync"]);
    let variables = "[{ url: 'https://{host}', variables: { host: { default: a.example } } }, { url: 'http://{host}', variables: { host: { default: localhost } } }, { url: '{endpoint}', variables: { endpoint: { default: 'https://a.example' } } }]";
    assert_eq!(variants(variables), ["HttpsHost", "HttpHost", "Endpoint"]);
    let long = "[{ url: 'https://eu.one.two.three.four.a.example' }, { url: 'https://b.example' }]";
    assert_eq!(variants(long), ["Eu", "B"]);
    let sentences = "[{ url: 'https://eu.a.example', description: This is where you will find all that we have in Europe }, { url: 'https://us.a.example' }]";
    assert_eq!(variants(sentences), ["Eu", "Us"]);
}

#[test]
fn a_path_before_the_others_leaves_the_choice_to_the_caller() {
    let servers = "[{ url: /v1 }, { url: 'https://a.example' }, { url: 'https://b.example' }]";
    assert_eq!(begins(servers), "ClientBuilder::new(Some(\"/v1\"))");
    assert_eq!(variants(servers), ["A", "B"]);
    assert!(!file(&made(servers, "[]"), "server.rs").contains("Default"));
    assert_eq!(reported(&made(servers, "[]")), Vec::<String>::new());
}

#[test]
fn variables_are_setters_and_those_without_a_value_are_arguments() {
    let servers = "[{ url: 'https://{zone}.a.example:{port}', variables: { zone: { default: eu, enum: [eu, us] }, port: { default: '443' } } }]";
    let text = file(&made(servers, "[]"), "server.rs");
    assert!(text.contains("pub fn zone(self, zone: Zone) -> Self"), "{text}");
    assert!(text.contains("pub fn port(self, port: impl Into<String>) -> Self"), "{text}");
    assert!(text.contains("#[default] Eu,"), "{text}");
    let one = "[{ url: 'https://a.example/{version}', variables: { version: { default: v5, enum: [v5] } } }]";
    assert_eq!(begins(one), "ClientBuilder::new(Some(\"https://a.example/v5\"))");
    let slash = "[{ url: 'https://a.example{basePath}', variables: { basePath: { default: /v1 } } }]";
    let text = file(&made(slash, "[]"), "server.rs");
    assert!(text.contains("\"https://a.example/{basePath}\""), "a value cannot lengthen the host: {text}");
}

#[test]
fn what_a_document_says_badly_of_a_variable_is_reported_and_the_caller_says_it() {
    let servers = "[{ url: 'https://{zone}.a.example/{version}/{stage}', variables: { zone: { description: x }, stage: { default: beta, enum: [alpha] }, port: { default: '1' } } }]";
    let outcome = made(servers, "[]");
    assert_eq!(
        reported(&outcome),
        [
            "server-variable /servers/0/url: the variable `version` is not declared: the caller gives its value",
            "server-variable /servers/0/variables/zone: the variable `zone` has no default: the caller gives its value",
            "server-variable /servers/0/variables/stage: the default of `stage` is none of its values: it counts as one of them",
            "server-variable /servers/0/variables/port: the address has no variable `port`: it is ignored",
        ]
    );
    let text = file(&outcome, "server.rs");
    assert!(
        text.contains("pub fn new( zone: impl Into<String>, version: impl Into<String>, ) -> Self")
            || text.contains("pub fn new(zone: impl Into<String>, version: impl Into<String>) -> Self"),
        "{text}"
    );
    assert!(text.contains("Alpha, /// `beta` #[default] Beta,"), "{text}");
    assert_eq!(begins(servers), "ClientBuilder::new(None)");
    let placeholder = "[{ url: 'https://{account}.a.example', variables: { account: { default: '{account}' } } }]";
    assert_eq!(
        reported(&made(placeholder, "[]")),
        [
            "server-variable /servers/0/variables/account: the default of `account` cannot stand in the address: the caller gives its value"
        ]
    );
}

#[test]
fn a_server_that_no_client_can_send_to_is_left_out_and_reported() {
    for (url, why) in [
        ("nope", "it is neither an absolute address nor a path"),
        ("Your API URL", "it is neither an absolute address nor a path"),
        ("api.a.example", "it is neither an absolute address nor a path"),
        ("ftp://a.example", "it begins with neither http:// nor https://"),
        ("wss://a.example", "it begins with neither http:// nor https://"),
        ("https://user:pass@a.example", "it holds a user name or a password"),
        ("https://a.example?key=1", "it holds a query or a fragment"),
        ("https://a b.example", "it holds a space"),
        ("https://{a.example", "its braces do not match"),
        ("https://", "it is no address"),
    ] {
        let outcome = made(&format!("[{{ url: '{url}' }}]"), "[]");
        assert_eq!(reported(&outcome), [format!("unusable-server /servers/0: no client can send to `{url}`: {why}")]);
        assert_eq!(begins(&format!("[{{ url: '{url}' }}]")), "ClientBuilder::new(None)");
        let next = format!("[{{ url: '{url}' }}, {{ url: 'https://a.example' }}]");
        assert_eq!(begins(&next), "ClientBuilder::new(Some(\"https://a.example\"))");
        let of_an_operation = made("[{ url: 'https://a.example' }]", &format!("[{{ url: '{url}' }}]"));
        assert_eq!(reported(&of_an_operation).len(), 1, "{url}");
        assert!(!file(&of_an_operation, "operations/list_things.rs").contains(".at("), "{url}");
    }
}

#[test]
fn an_operation_goes_to_its_own_server_unless_that_is_the_document_s() {
    let home = "[{ url: 'https://a.example/v1' }, { url: 'https://b.example/v1' }]";
    let own = |own: &str| file(&made(home, own), "operations/list_things.rs");
    for same in [
        "[{ url: 'https://b.example/v1' }, { url: 'https://a.example/v1/' }]",
        "[{ url: 'http://a.example/v1' }, { url: 'https://b.example/v1' }]",
        "[]",
    ] {
        assert!(!own(same).contains(".at("), "{same}");
    }
    assert!(own("[{ url: 'https://a.example/v1' }]").contains("Server::new(\"https://a.example/v1\")"));
    assert!(
        own("[{ url: 'http://a.example/v1' }]").contains("Server::new(\"https://a.example/v1\")"),
        "the document has it under https"
    );
    assert!(own("[{ url: /v2 }]").contains("Server::new(\"/v2\")"));
    let several = made(home, "[{ url: 'https://c.example' }, { url: 'https://d.example' }]");
    assert!(
        file(&several, "server.rs")
            .contains("pub enum ListThingsServer { /// `https://c.example` #[default] C, /// `https://d.example` D, }")
    );
    assert!(file(&several, "operations/list_things.rs").contains("server: impl Into<crate::server::ListThingsServer>"));
}

#[test]
fn a_server_has_a_name_beside_any_parameters() {
    let text = "openapi: 3.1.0
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
        - { name: core, in: query, schema: { type: string } }
        - { name: server_core, in: query, schema: { type: string } }
      responses: { '204': { description: none } }
";
    let call = file(&generated(text.to_owned()), "operations/list_things.rs");
    assert!(call.contains("at_server2: Option<crate::server::ListThingsServer>"), "{call}");
    assert!(call.contains("let server_core2 = client"), "{call}");
}

#[test]
fn the_servers_of_an_operation_are_never_taken_for_the_client_s() {
    let outcome = made("[]", "[{ url: 'https://a.example' }, { url: 'https://b.example' }]");
    assert!(file(&outcome, "server.rs").contains("/// The servers of an operation."));
    let readme = outcome.files.as_ref().and_then(|files| files.get(&RelPath::new("README.md").expect("a path")));
    assert!(!readme.expect("a README").contains("## Servers"));
}
