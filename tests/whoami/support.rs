//! Runs the program, and starts servers for it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use moored::{Account, Credential, PROVIDERS, Provider, Scheme, Variables};
use serde_json::Value;
use wiremock::{MockBuilder, MockServer, ResponseTemplate};

/// Part of every credential in these tests. Nothing that is printed may contain it.
pub(crate) const SECRET: &str = "hush-4f1c9e";
/// `public` and the secret, encoded for HTTP Basic authentication by another tool, so that the client is not compared
/// with itself.
pub(crate) const BASIC: &str = "Basic cHVibGljOmh1c2gtNGYxYzll";

/// Runs the program with no other environment variables than `variables`.
pub(crate) fn run(arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_moored"))
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .expect("the program runs");
    let [stdout, stderr] = [stdout, stderr].map(|text| String::from_utf8(text).expect("UTF-8"));
    for text in [&stdout, &stderr] {
        assert!(
            !text.contains(SECRET) && !text.contains(BASIC.trim_start_matches("Basic ")),
            "a secret is printed: {text}"
        );
    }
    (status.code().expect("a code"), stdout, stderr)
}

/// Runs the program without blocking the mock server.
pub(crate) async fn run_beside_server(arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
    let variables: Vec<(String, String)> =
        variables.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let run = move || {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let variables: Vec<(&str, &str)> =
            variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        run(&arguments, &variables)
    };
    tokio::task::spawn_blocking(run).await.expect("it ends")
}

pub(crate) async fn serve(mock: MockBuilder, response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    mock.respond_with(response).mount(&server).await;
    server
}

/// The example in a document for the response of `GET path`.
pub(crate) fn example(provider: &str, path: &str) -> Value {
    let document: Value = serde_yaml::from_str(&text(&format!("specs/{provider}/openapi.yaml"))).expect("YAML");
    let path = path.replace('/', "~1");
    let pointer = format!("/paths/{path}/get/responses/200/content/application~1json/examples");
    let examples = document.pointer(&pointer).and_then(Value::as_object);
    let first = examples.and_then(|examples| examples.values().next()?.get("value"));
    first.expect("an example").clone()
}

pub(crate) fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file)
}

/// Runs the program against `server`, and parses its JSON output.
pub(crate) async fn identity(server: &MockServer, provider: &str, variables: &[(&str, &str)]) -> Value {
    let arguments = ["whoami", provider, "--base-url", &server.uri(), "--format", "json"];
    let (code, stdout, stderr) = run_beside_server(&arguments, variables).await;
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert_eq!(stdout.lines().count(), 1, "{stdout}");
    serde_json::from_str(&stdout).expect("JSON")
}

/// A provider, and the first of its alternatives that is sent as it is, without a request for a token before.
pub(crate) struct Direct {
    pub(crate) provider: &'static Provider,
    schemes: &'static [Scheme],
}

/// All providers that have such an alternative.
pub(crate) fn each_direct() -> impl Iterator<Item = Direct> {
    PROVIDERS.iter().copied().filter_map(|provider| {
        let is_sent = |schemes: &&[Scheme]| schemes.iter().all(|scheme| scheme.name != "client_credentials");
        Some(Direct { provider, schemes: provider.credentials().iter().copied().find(is_sent)? })
    })
}

impl Direct {
    /// The variables of the alternative, with [`SECRET`] as password or token.
    pub(crate) fn variables(&self) -> Vec<(&'static str, &'static str)> {
        let of = |scheme: &Scheme| match scheme.variables {
            Variables::Login { username, password } => vec![(username, "public"), (password, SECRET)],
            Variables::Secret(variable) => vec![(variable, SECRET)],
        };
        self.schemes.iter().flat_map(of).collect()
    }

    /// The same credentials, for `server`.
    pub(crate) fn account(&self, server: &MockServer) -> Account {
        let credentials = self.schemes.iter().map(|scheme| match scheme.variables {
            Variables::Login { .. } => Credential::login(scheme.name, "public", SECRET),
            Variables::Secret(_) => Credential::secret(scheme.name, SECRET),
        });
        credentials.fold(Account::new().base_address(server.uri()), Account::credential)
    }
}

/// Checks that the program exits with 2, and prints one line that contains `needles` and no variable of another
/// provider.
pub(crate) fn assert_usage_error(arguments: &[&str], variables: &[(&str, &str)], needles: &[&str]) {
    let (code, stdout, stderr) = run(arguments, variables);
    assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    for needle in needles {
        assert!(stderr.contains(needle), "{needle}: {stderr}");
    }
    for other in PROVIDERS.iter().filter(|provider| !arguments.contains(&provider.name())) {
        for variable in other.schemes().into_iter().flat_map(|scheme| scheme.variables.names()) {
            assert!(!stderr.contains(variable), "{variable}: {stderr}");
        }
    }
}
