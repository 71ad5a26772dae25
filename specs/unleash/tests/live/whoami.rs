//! `moored whoami unleash`.

use std::process::{Command, Output};

use serde_json::{Value, json};

use super::server::Server;

fn whoami(server: &Server, token: &str) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_moored"))
        .args(["whoami", "unleash", "--base-url", &server.url, "--format", "json"])
        .env("UNLEASH_API_KEY", token)
        .output()
        .expect("moored starts");
    let shown = [output.stdout.as_slice(), &output.stderr].concat();
    let shown = String::from_utf8(shown).expect("text");
    assert!(!shown.contains(token), "{shown}");
    output
}

#[test]
fn a_personal_token_identifies_its_user() {
    let Some(server) = Server::find() else { return };
    let output = whoami(&server, &server.personal_token);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let identity: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = json!({
        "provider": "unleash",
        "id": "1",
        "name": "admin",
        "email": null,
        "organization": null,
    });
    assert_eq!(identity, expected);
}

#[test]
fn an_admin_token_is_identified() {
    let Some(server) = Server::find() else { return };
    let output = whoami(&server, &server.admin_token);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let identity: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(identity["name"], "admin");
    // The id of every admin API token, as in `captures/01_admin_token.json`.
    assert_eq!(identity["id"], "-42");
}

#[test]
fn a_wrong_token_and_a_client_token_are_rejected() {
    let Some(server) = Server::find() else { return };
    for token in ["*:*.0123456789abcdef", &server.client_token] {
        let output = whoami(&server, token);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(output.stdout.is_empty(), "{output:?}");
        assert!(!output.stderr.is_empty(), "{output:?}");
    }
}
