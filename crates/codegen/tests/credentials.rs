//! From the security schemes of a small document to the constructors of its client, and to what its crate needs for them.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "shared/inputs.rs"]
mod inputs;

use inputs::inputs;
use moored_codegen::{Files, Inputs, Packaging, RelPath, generate};
use moored_document::finding::{Color, Finding};

/// A document with these schemes, one to a line; `GET /a` asks for `first`, `GET /b` for what the document asks for.
fn document(first: &str, schemes: &str) -> String {
    format!(
        "
openapi: 3.1.0
info: {{ title: Things, version: '1' }}
servers: [{{ url: 'https://things.example' }}]
security: [{{ main: [write, read] }}]
paths:
  /a: {{ get: {{ operationId: getA, security: {first}, responses: {{ '204': {{ description: Done }} }} }} }}
  /b: {{ get: {{ operationId: getB, responses: {{ '204': {{ description: Done }} }} }} }}
components:
  securitySchemes:
{schemes}"
    )
}

/// What comes out, and `rule line message` for each finding.
fn run(inputs: &Inputs) -> (Files, Vec<String>) {
    let outcome = generate(inputs);
    let found = outcome.findings.render(Color::Never);
    let files = outcome.files.unwrap_or_else(|| panic!("{found}"));
    let line = |found: &Finding| format!("{} {} {}", found.rule.id, found.location.pointer, found.message);
    (files, outcome.findings.iter().map(line).collect())
}

fn client(schemes: &str) -> (Files, Vec<String>) {
    run(&inputs(&[("openapi.yaml", &document("[{ main: [read] }]", schemes))]))
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    files.get(&RelPath::new(path).expect("a path")).unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys()))
}

/// The names of the constructors, in order.
fn constructors(files: &Files) -> Vec<&str> {
    let lines = text(files, "src/credential.rs").lines().filter_map(|line| line.trim().strip_prefix("pub fn "));
    lines.filter_map(|line| line.split_once('(')).map(|(name, _)| name).collect()
}

/// The static `name` on one line.
fn flow(files: &Files, name: &str) -> String {
    let lines =
        text(files, "src/credential.rs").lines().skip_while(|line| !line.starts_with(&format!("static {name}:")));
    let mut one = String::new();
    for line in lines {
        one.push_str(line.trim());
        if line.ends_with("};") {
            break;
        }
    }
    one.split_once('{')
        .map(|(_, members)| members.trim_end_matches(",};").trim_end_matches(" };").trim().to_owned())
        .unwrap_or(one)
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
fn every_flow_that_needs_no_browser_has_a_constructor() {
    let (files, found) = client(ALL);
    assert_eq!(found, Vec::<String>::new());
    let names = ["access_token", "token_source", "client_credentials", "password", "refresh_token"];
    assert_eq!(constructors(&files), names);
    let credential = text(&files, "src/credential.rs");
    for code in [
        "pub fn client_credentials(\n        client_id: impl Into<String>,\n        client_secret: impl Into<Secret>,\n    ) -> OAuth2 {",
        "password: impl Into<Secret>,\n    ) -> OAuth2 {",
        "refresh_token: impl Into<Secret>,\n    ) -> OAuth2 {",
        "impl From<OAuth2> for Credential {",
        "The client asks `https://login.example/token` for the scopes `read`, `write` with",
        "The client asks `/token`, relative to the base address, for the scopes `public`, `other` with",
        "The client asks `refresh`, relative to the base address, with",
    ] {
        assert!(credential.contains(code), "{code}\n{credential}");
    }
    let lib = text(&files, "src/lib.rs");
    for name in ["AccessToken", "CallOptions", "ClientAuthentication", "OAuth2", "Retries", "TokenSource", "as runtime"]
    {
        assert!(lib.contains(name), "{name}\n{lib}");
    }
    assert!(text(&files, "Cargo.toml").contains("moored-runtime = { workspace = true, features = [\"oauth2\"] }\n"));
    let readme = text(&files, "README.md");
    assert!(
        readme.contains(".credential(Credential::client_credentials(\"client id\", \"client secret\"))"),
        "{readme}"
    );
    for name in names {
        assert!(readme.contains(&format!("| `Credential::{name}` | ")), "{name}\n{readme}");
    }
}

#[test]
fn what_is_asked_for_is_what_operations_require_as_far_as_it_is_offered() {
    let (files, _) = client(ALL);
    let token_url = "token_url: \"https://login.example/token\",refresh_url: None";
    // In the order of their mention, and not `admin`, which no operation requires.
    assert_eq!(flow(&files, "CLIENT_CREDENTIALS"), format!("{token_url},scopes: &[\"read\", \"write\"]"));
    // None of them: the flow is meant for something else.
    assert_eq!(flow(&files, "PASSWORD"), "token_url: \"/token\",refresh_url: None,scopes: &[\"public\", \"other\"]");
    // A refresh token has its scopes already.
    assert_eq!(flow(&files, "REFRESH_TOKEN"), "token_url: \"/token\",refresh_url: Some(\"refresh\"),scopes: &[]");

    let (files, _) = client("    main: { type: oauth2, flows: { password: { tokenUrl: /token, scopes: {} } } }\n");
    assert_eq!(flow(&files, "PASSWORD"), "token_url: \"/token\",refresh_url: None,scopes: &[]");
}

#[test]
fn an_example_does_not_fetch_a_token_that_will_not_do() {
    let schemes =
        "    main: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: { public: '' } } } }\n";
    let (files, _) = client(schemes);
    assert_eq!(flow(&files, "CLIENT_CREDENTIALS"), "token_url: \"/token\",refresh_url: None,scopes: &[\"public\"]");
    assert!(text(&files, "README.md").contains(".credential(Credential::access_token(\"token\"))"));
}

#[test]
fn several_schemes_of_oauth_2_lend_their_names() {
    let schemes = "
    main: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: {} } } }
    userLogin: { type: oauth2, flows: { password: { tokenUrl: 'https://login.example/token', scopes: {} } } }
    mainClientCredentials: { type: http, scheme: bearer }
    from: { type: http, scheme: bearer }
";
    let (files, found) = client(schemes);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        constructors(&files),
        [
            "main",
            "main_token_source",
            // The name that it would have is the third scheme's.
            "main_client_credentials2",
            "user_login",
            "user_login_token_source",
            "user_login_password",
            "user_login_refresh_token",
            "main_client_credentials",
            "from_credential",
        ]
    );
    assert!(
        text(&files, "src/credential.rs")
            .contains("OAuth2::password(\n            \"userLogin\",\n            &USER_LOGIN_PASSWORD,")
    );
}

#[test]
fn a_scheme_without_tokens_to_fetch_takes_those_that_others_fetch() {
    for scheme in [
        "{ type: oauth2, flows: { implicit: { authorizationUrl: /login, scopes: {} } } }",
        "{ type: oauth2, flows: { x-ours: {} } }",
        "{ type: oauth2 }",
        "{ type: openIdConnect, openIdConnectUrl: 'https://login.example/.well-known/openid-configuration' }",
    ] {
        let (files, found) = client(&format!("    main: {scheme}\n"));
        assert_eq!(found, Vec::<String>::new(), "{scheme}");
        assert_eq!(constructors(&files), ["access_token", "token_source"], "{scheme}");
        assert!(!text(&files, "src/credential.rs").contains("OAuth2"), "{scheme}");
        assert!(text(&files, "Cargo.toml").contains("\nmoored-runtime.workspace = true\n"), "{scheme}");
        let lib = text(&files, "src/lib.rs");
        assert!(lib.contains("TokenSource") && !lib.contains("OAuth2"), "{lib}");
    }
}

#[test]
fn a_flow_that_cannot_be_used_is_a_loss() {
    let flows = "/components/securitySchemes/main/flows";
    let neither = "is neither an http or https address nor a relative one";
    for (flow, left, loss) in [
        ("password: { scopes: {} }", &[][..], format!("{flows}/password the flow `password` has no `tokenUrl`")),
        (
            "clientCredentials: { tokenUrl: 'https://{tenant}.example/token', scopes: {} }",
            &[],
            format!("{flows}/clientCredentials/tokenUrl the `tokenUrl` of the flow `clientCredentials` {neither}"),
        ),
        (
            "password: { tokenUrl: 3, scopes: {} }",
            &[],
            format!("{flows}/password/tokenUrl the `tokenUrl` of the flow `password` {neither}"),
        ),
        (
            "authorizationCode: { authorizationUrl: /login, tokenUrl: /token, refreshUrl: 'ftp://things.example', scopes: {} }",
            &["refresh_token"],
            format!("{flows}/authorizationCode/refreshUrl the `refreshUrl` of the flow `authorizationCode` {neither}"),
        ),
        (
            "application: { tokenUrl: /token, scopes: {} }",
            &[],
            format!("{flows}/application OpenAPI has no flow `application`"),
        ),
    ] {
        let (files, found) = client(&format!("    main: {{ type: oauth2, flows: {{ {flow} }} }}\n"));
        assert_eq!(found, [format!("unusable-flow {loss}")], "{flow}");
        let mut names = vec!["access_token", "token_source"];
        names.extend(left);
        assert_eq!(constructors(&files), names, "{flow}");
    }
}

#[test]
fn a_crate_on_its_own_has_features_and_a_runtime_that_inherits_nothing() {
    let path = RelPath::new("Cargo.toml").expect("a path");
    let standalone = Inputs {
        packaging: Packaging::Standalone {
            document: "openapi.yaml".to_owned(),
            name: None,
            runtime: [(path, RUNTIME.to_owned())].into(),
            workspace_manifest: WORKSPACE.to_owned(),
        },
        ..inputs(&[("openapi.yaml", &document("[{ main: [] }]", ALL))])
    };
    let (files, _) = run(&standalone);
    let manifest: toml::Table = text(&files, "Cargo.toml").parse().expect("TOML");
    let expected: toml::Table = CRATE.parse().expect("TOML");
    for (key, value) in &expected {
        assert_eq!(manifest.get(key), Some(value), "{key}");
    }
    let runtime: toml::Table = text(&files, "runtime/Cargo.toml").parse().expect("TOML");
    assert_eq!(runtime, INLINED.parse().expect("TOML"));
}

const RUNTIME: &str = "
[package]
name = \"moored-runtime\"
version.workspace = true
[features]
oauth2 = [\"dep:oauth2\"]
[dependencies]
oauth2 = { workspace = true, optional = true }
tokio = { workspace = true, features = [\"time\"] }
url.workspace = true
[dev-dependencies]
wiremock.workspace = true
[[test]]
name = \"runtime\"
[lints]
workspace = true
";

const WORKSPACE: &str = "
[workspace.package]
version = \"0.1.0\"
[workspace.dependencies]
oauth2 = { version = \"5.0\", default-features = false }
serde = \"1.0\"
serde_json = \"1.0\"
tokio = { version = \"1.45\", features = [\"macros\"] }
url = \"2.5\"
";

const CRATE: &str = "
[features]
default = [\"rustls\"]
rustls = [\"moored-runtime/rustls\"]
native-tls = [\"moored-runtime/native-tls\"]
tracing = [\"moored-runtime/tracing\"]
[dependencies]
moored-runtime = { path = \"runtime\", features = [\"oauth2\"] }
serde = \"1.0\"
serde_json = \"1.0\"
";

const INLINED: &str = "
[package]
name = \"moored-runtime\"
version = \"0.1.0\"
[features]
oauth2 = [\"dep:oauth2\"]
[dependencies]
oauth2 = { version = \"5.0\", default-features = false, optional = true }
tokio = { version = \"1.45\", features = [\"macros\", \"time\"] }
url = \"2.5\"
";
