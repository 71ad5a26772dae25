//! Unleash: captured responses of a real server to each kind of token.

use moored::{Account, Whoami as _};
use moored_unleash::{Client, Credential};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{SECRET, assert_usage_error, identity, run_beside_server, serve, text};

async fn server(status: u16, capture: &str) -> MockServer {
    let mock = Mock::given(method("GET")).and(path("/api/admin/user"));
    serve(mock, ResponseTemplate::new(status).set_body_json(captured(capture))).await
}

fn captured(name: &str) -> Value {
    serde_json::from_str(&text(&format!("specs/unleash/tests/captures/{name}.json"))).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_credential() {
    for (capture, id, name, email) in [
        ("01_admin_token", "-42", "admin", Value::Null),
        ("02_pat_admin", "1", "admin", Value::Null),
        ("03_session_admin", "1", "admin", Value::Null),
        ("08_pat_editor", "3", "Ed Itor", json!("ed@example.com")),
    ] {
        let server = server(200, capture).await;
        assert_eq!(
            identity(&server, "unleash", &[("UNLEASH_API_KEY", SECRET)]).await,
            json!({ "provider": "unleash", "id": id, "name": name, "email": email, "organization": null }),
            "{capture}"
        );
    }
}

/// The response for an admin token contains the token.
#[tokio::test(flavor = "multi_thread")]
async fn text_is_lines_without_secrets_from_the_response() {
    let mut response = captured("01_admin_token");
    response["user"]["secret"] = json!(SECRET);
    response["user"]["username"] = json!("ad\u{1b}[1mmin\n");
    let server = serve(Mock::given(path("/api/admin/user")), ResponseTemplate::new(200).set_body_json(response)).await;
    let (code, stdout, stderr) =
        run_beside_server(&["whoami", "unleash"], &[("UNLEASH_API_KEY", SECRET), ("UNLEASH_BASE_URL", &server.uri())])
            .await;
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(
        stdout,
        "provider:     unleash\nid:           -42\nname:         ad\u{fffd}[1mmin\nemail:        -\norganization: -\n"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn options_may_precede_or_follow_the_provider() {
    let server = server(200, "02_pat_admin").await;
    let variables = [("UNLEASH_API_KEY", SECRET)];
    let first =
        run_beside_server(&["whoami", "--base-url", &server.uri(), "--format=json", "unleash"], &variables).await;
    let last =
        run_beside_server(&["whoami", "unleash", "--format=json", "--base-url", &server.uri()], &variables).await;
    assert_eq!(first, last);
    assert_eq!(first.0, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_generated_client_implements_the_trait() {
    let server = server(200, "08_pat_editor").await;
    let client = Client::builder().base_address(server.uri()).credential(Credential::api_key(SECRET)).build();
    let identity = client.expect("a client").whoami().await.expect("an identity");
    assert_eq!(identity.name.as_deref(), Some("Ed Itor"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_credential_exits_with_1() {
    for (status, capture) in [(401, "20_no_header"), (401, "22_wrong_token"), (403, "24_client_token")] {
        let server = server(status, capture).await;
        let (code, stdout, stderr) =
            run_beside_server(&["whoami", "unleash", "--base-url", &server.uri()], &[("UNLEASH_API_KEY", SECRET)])
                .await;
        assert_eq!((code, stdout.as_str()), (1, ""), "{capture}: {stderr}");
        let start = format!("error: Unleash: the provider rejected the credential ({status})");
        assert!(stderr.starts_with(&start) && stderr.lines().count() == 1, "{stderr}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_reports_a_client_token_as_rejected() {
    let server = server(403, "24_client_token").await;
    let account = Account::new().base_address(server.uri()).credential(moored::Credential::api_key(SECRET));
    let error = moored::whoami("unleash", account).await.expect_err("a rejection");
    assert!(error.is_rejected() && !error.is_timeout() && !error.is_usage_error());
}

#[test]
fn usage_errors_state_what_is_missing() {
    let at = ["whoami", "unleash", "--base-url", "http://127.0.0.1:1"];
    assert_usage_error(&at, &[], &["UNLEASH_API_KEY"]);
    assert_usage_error(&at, &[("UNLEASH_API_KEY", "")], &["UNLEASH_API_KEY"]);
    assert_usage_error(&at[..2], &[("UNLEASH_API_KEY", SECRET)], &["UNLEASH_BASE_URL", "--base-url"]);
    let newline = format!("{SECRET}\nX-Other: 1");
    assert_usage_error(&at, &[("UNLEASH_API_KEY", &newline)], &["the credential for apiKey is invalid"]);
}
