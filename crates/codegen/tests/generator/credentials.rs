//! The constructors that a client has for the security schemes of a document, and what its crate needs for them.

use moored_codegen::{Inputs, Packaging, RelPath, Runtime};

use crate::shared::{NONE, Run, inputs, tokens};

/// A document with these schemes, one to a line. `GET /a` requires `security`, `GET /b` what the document requires.
fn document(security: &str, schemes: &str) -> String {
    format!(
        "
openapi: 3.1.0
info: {{ title: Things, version: '1' }}
servers: [{{ url: 'https://things.example' }}]
security: [{{ main: [write, read] }}]
paths:
  /a: {{ get: {{ operationId: getA, security: {security}, responses: {{ '204': {{ description: Done }} }} }} }}
  /b: {{ get: {{ operationId: getB, responses: {{ '204': {{ description: Done }} }} }} }}
components:
  securitySchemes:
{schemes}"
    )
}

fn run(schemes: &str) -> Run {
    Run::document(&document("[{ main: [read] }]", schemes))
}

fn constructors(run: &Run) -> Vec<String> {
    run.rust("src/credential.rs").functions().to_vec()
}

/// Asserts that the constant `name` is a flow with these members.
#[track_caller]
fn assert_flow(run: &Run, name: &str, members: &str) {
    let file = run.rust("src/credential.rs");
    let flow = format!("static {name}: Flow = Flow {{ {members} }};");
    assert!(file.has_item(&flow), "no `{flow}` in {:#?}", file.items());
}

const ALL: &str = "
    main:
      type: oauth2
      flows:
        clientCredentials: { tokenUrl: 'https://login.example/token', scopes: { read: '', write: '', admin: '' } }
        password: { tokenUrl: /token, scopes: { public: '', other: '' } }
        authorizationCode: { authorizationUrl: /login, tokenUrl: /token, refreshUrl: refresh, scopes: { read: '' } }
        implicit: { authorizationUrl: /login, scopes: { read: '' } }
";

#[test]
fn every_flow_without_a_browser_has_a_constructor() {
    let run = run(ALL);
    assert_eq!(run.findings(), NONE);
    let names = ["access_token", "token_source", "client_credentials", "password", "refresh_token"];
    assert_eq!(constructors(&run), names);
    let credential = run.rust("src/credential.rs");
    credential.assert_has(&[
        "pub fn client_credentials(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> OAuth2",
        "pub fn password(client_id: impl Into<String>, client_secret: impl Into<Secret>, username: impl Into<String>, \
         password: impl Into<Secret>) -> OAuth2",
        "pub fn refresh_token(client_id: impl Into<String>, client_secret: impl Into<Secret>, \
         refresh_token: impl Into<Secret>) -> OAuth2",
    ]);
    let head = tokens("impl From<OAuth2> for Credential");
    assert!(credential.items().iter().any(|item| item.starts_with(&head)), "{:#?}", credential.items());
    for (function, start) in [
        (
            "client_credentials",
            "The client requests a token from `https://login.example/token` for the scopes `read`, `write` before",
        ),
        (
            "password",
            "The client requests a token from `/token`, relative to the base address, for the scopes `public`, `other` before",
        ),
        ("refresh_token", "The client requests a token from `refresh`, relative to the base address, before"),
    ] {
        let docs = credential.function_docs(function);
        assert!(docs.join(" ").contains(start), "{start}\n{docs:#?}");
    }
    let lib = run.file("src/lib.rs");
    for name in ["AccessToken", "CallOptions", "ClientAuthentication", "OAuth2", "Retries", "TokenSource", "as runtime"]
    {
        assert!(lib.contains(name), "{name}\n{lib}");
    }
    assert_eq!(
        manifest(&run)["dependencies"]["moored-runtime"],
        "a = { default-features = false, version = \"0.1.0\", features = [\"oauth2\"] }"
            .parse::<toml::Table>()
            .expect("TOML")["a"]
    );
    let readme = run.file("README.md");
    let example = ".credential(Credential::client_credentials(\"client id\", \"client secret\"))";
    assert!(readme.contains(example), "{readme}");
    for name in names {
        assert!(readme.contains(&format!("| `Credential::{name}` | ")), "{name}\n{readme}");
    }
}

fn manifest(run: &Run) -> toml::Table {
    run.file("Cargo.toml").parse().expect("TOML")
}

#[test]
fn the_scopes_are_those_that_operations_require_and_the_flow_offers() {
    let all = run(ALL);
    // In the order in which operations name them, and without `admin`, which no operation requires.
    assert_flow(
        &all,
        "CLIENT_CREDENTIALS",
        "token_url: \"https://login.example/token\", refresh_url: None, scopes: &[\"read\", \"write\"]",
    );
    // None of them: the flow is meant for something else.
    assert_flow(&all, "PASSWORD", "token_url: \"/token\", refresh_url: None, scopes: &[\"public\", \"other\"]");
    // A refresh token has its scopes already.
    assert_flow(&all, "REFRESH_TOKEN", "token_url: \"/token\", refresh_url: Some(\"refresh\"), scopes: &[]");

    let without = run("    main: { type: oauth2, flows: { password: { tokenUrl: /token, scopes: {} } } }\n");
    assert_flow(&without, "PASSWORD", "token_url: \"/token\", refresh_url: None, scopes: &[]");
}

#[test]
fn an_example_does_not_fetch_a_token_with_other_scopes() {
    let run =
        run("    main: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: { public: '' } } } }\n");
    assert_flow(&run, "CLIENT_CREDENTIALS", "token_url: \"/token\", refresh_url: None, scopes: &[\"public\"]");
    assert!(run.file("README.md").contains(".credential(Credential::access_token(\"token\"))"));
}

#[test]
fn several_schemes_of_oauth_2_give_their_names_to_constructors() {
    let run = run("
    main: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: {} } } }
    userLogin: { type: oauth2, flows: { password: { tokenUrl: 'https://login.example/token', scopes: {} } } }
    mainClientCredentials: { type: http, scheme: bearer }
    from: { type: http, scheme: bearer }
");
    assert_eq!(run.findings(), NONE);
    assert_eq!(
        constructors(&run),
        [
            "main",
            "main_token_source",
            // The third scheme has the name that this one would have.
            "main_client_credentials2",
            "user_login",
            "user_login_token_source",
            "user_login_password",
            "user_login_refresh_token",
            "main_client_credentials",
            "from_credential",
        ]
    );
    run.rust("src/credential.rs").assert_has(&["OAuth2::password(\"userLogin\", &USER_LOGIN_PASSWORD, client_id, \
                                                client_secret, username, password)"]);
}

#[test]
fn a_scheme_without_a_usable_flow_takes_access_tokens() {
    for scheme in [
        "{ type: oauth2, flows: { implicit: { authorizationUrl: /login, scopes: {} } } }",
        "{ type: oauth2, flows: { x-ours: {} } }",
        "{ type: oauth2 }",
        "{ type: openIdConnect, openIdConnectUrl: 'https://login.example/.well-known/openid-configuration' }",
    ] {
        let run = run(&format!("    main: {scheme}\n"));
        assert_eq!(run.findings(), NONE, "{scheme}");
        assert_eq!(constructors(&run), ["access_token", "token_source"], "{scheme}");
        assert!(!run.file("src/credential.rs").contains("OAuth2"), "{scheme}");
        let expected = "a = { default-features = false, version = \"0.1.0\" }".parse::<toml::Table>().expect("TOML");
        assert_eq!(manifest(&run)["dependencies"]["moored-runtime"], expected["a"], "{scheme}");
        let lib = run.file("src/lib.rs");
        assert!(lib.contains("TokenSource") && !lib.contains("OAuth2"), "{lib}");
    }
}

#[test]
fn a_flow_that_cannot_be_used_is_a_loss() {
    let neither = "is not valid; expected an http or https URL or a relative one";
    for (flow, others, location, message) in [
        ("password: { scopes: {} }", &[][..], "36 /password", "the flow `password` has no `tokenUrl`".to_owned()),
        (
            "clientCredentials: { tokenUrl: 'https://{tenant}.example/token', scopes: {} }",
            &[],
            "57 /clientCredentials/tokenUrl",
            format!("the `tokenUrl` of the flow `clientCredentials` {neither}"),
        ),
        (
            "password: { tokenUrl: 3, scopes: {} }",
            &[],
            "48 /password/tokenUrl",
            format!("the `tokenUrl` of the flow `password` {neither}"),
        ),
        (
            "authorizationCode: { authorizationUrl: /login, tokenUrl: /token, refreshUrl: 'ftp://a.example', scopes: {} }",
            &["refresh_token"],
            "101 /authorizationCode/refreshUrl",
            format!("the `refreshUrl` of the flow `authorizationCode` {neither}"),
        ),
        (
            "application: { tokenUrl: /token, scopes: {} }",
            &[],
            "36 /application",
            "the OAuth 2 flow `application` is not supported".to_owned(),
        ),
    ] {
        let run = run(&format!("    main: {{ type: oauth2, flows: {{ {flow} }} }}\n"));
        let (column, pointer) = location.split_once(' ').expect("a column and a pointer");
        let finding = format!("unusable-flow openapi.yaml:11:{column} /components/securitySchemes/main/flows{pointer}");
        assert_eq!(run.findings(), [finding], "{flow}");
        assert_eq!(run.messages(), [message], "{flow}");
        let mut names = vec!["access_token", "token_source"];
        names.extend(others);
        assert_eq!(constructors(&run), names, "{flow}");
    }
}

#[test]
fn a_standalone_crate_has_features_and_inherits_nothing() {
    let path = RelPath::new("Cargo.toml").expect("a path");
    let standalone = Inputs {
        packaging: Packaging::of_document(
            "openapi.yaml",
            Runtime::Copied([(path, "# the runtime\n".to_owned())].into()),
        ),
        ..inputs(&[("openapi.yaml", &document("[{ main: [] }]", ALL))])
    };
    let run = Run::of(&standalone);
    let expected: toml::Table = include_str!("credentials/expected_crate.toml").parse().expect("TOML");
    let generated = manifest(&run);
    for (key, value) in &expected {
        assert_eq!(generated.get(key), Some(value), "{key}");
    }
    assert_eq!(run.file("runtime/Cargo.toml"), "# the runtime\n");
}
