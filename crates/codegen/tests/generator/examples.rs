//! The first example of a crate, in its README and on its front page, and the credentials that it shows.

use crate::check::check;
use crate::shared::{NONE, Run, tokens};

/// A document with these operations, one to a line, and four security schemes.
fn run(operations: &str) -> Run {
    Run::document(&format!(
        "
openapi: 3.1.0
info: {{ title: Things, version: '1' }}
servers: [{{ url: 'https://things.example' }}]
paths:
{operations}
components:
  securitySchemes:
    app: {{ type: apiKey, in: header, name: X-App }}
    client: {{ type: apiKey, in: header, name: X-Client }}
    secret: {{ type: apiKey, in: query, name: secret }}
    tls: {{ type: mutualTLS }}
"
    ))
}

/// The lines of the example between `builder()` and `build()`, and the call.
fn example(run: &Run) -> Vec<String> {
    assert_eq!(check(run.files()), NONE);
    let readme = run.file("README.md");
    let lines = readme.lines().map(str::trim);
    let lines = lines.filter(|line| line.starts_with(".credential(") || line.starts_with("let response"));
    lines.map(str::to_owned).collect()
}

const DONE: &str = "responses: { '204': { description: Done } }";

#[test]
fn the_example_has_a_credential_that_its_operation_accepts() {
    let of = |security: &str| {
        example(&run(&format!("  /a: {{ get: {{ operationId: getA, security: {security}, {DONE} }} }}")))
    };
    let call = "let response = client.get_a().send().await?;";
    assert_eq!(of("[{ client: [] }]"), [".credential(Credential::client(\"key\"))", call]);
    assert_eq!(
        of("[{}, { client: [], secret: [] }]"),
        [".credential(Credential::client(\"key\"))", ".credential(Credential::secret(\"key\"))", call]
    );
    // The connection, which no credential stands for, authenticates the client.
    assert_eq!(of("[{ tls: [] }]"), [call]);
    assert_eq!(of("[{ tls: [], client: [] }]"), [".credential(Credential::client(\"key\"))", call]);
    assert_eq!(of("[]"), [call]);
}

#[test]
fn an_operation_that_needs_a_credential_is_preferred() {
    let run = run(&format!(
        "  /health: {{ get: {{ operationId: health, {DONE} }} }}\n  /a: {{ get: {{ operationId: getA, security: [{{ client: [] }}], {DONE} }} }}"
    ));
    let expected = [".credential(Credential::client(\"key\"))", "let response = client.get_a().send().await?;"];
    assert_eq!(example(&run), expected);
}

#[test]
fn a_header_parameter_authorization_is_a_credential() {
    let run = Run::document(&format!(
        "
openapi: 3.0.3
info: {{ title: Things, version: '1' }}
servers: [{{ url: 'https://things.example' }}]
paths:
  /a:
    parameters:
      - {{ name: Authorization, in: header, required: true, description: Bearer and the token, schema: {{ type: string }} }}
    get: {{ operationId: getA, {DONE} }}
    put: {{ operationId: putA, {DONE} }}
"
    ));
    let call = "let response = client.get_a().send().await?;";
    assert_eq!(example(&run), [".credential(Credential::api_key(\"key\"))", call]);
    let docs = run.rust("src/credential.rs").function_docs("api_key").join("\n");
    assert!(
        docs.contains("An API key in the header `Authorization`") && docs.contains("Bearer and the token"),
        "{docs}"
    );
    for call in ["src/operations/get_a.rs", "src/operations/put_a.rs"] {
        run.rust(call).assert_has(&["security(&[&[\"Authorization\"]])"]);
    }
    run.rust("src/client.rs").assert_has(&["moored_runtime::SchemeLocation::Header(\"Authorization\")"]);
    let argument = run.rust("src/operations/get_a.rs").signature("get_a").to_owned();
    assert!(!argument.contains(&tokens("authorization")), "{argument}");
}
