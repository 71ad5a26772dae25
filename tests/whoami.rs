//! `moored whoami`, run with examples from the documents and with captured responses of a real server.

#![cfg(feature = "cli")]
#![expect(clippy::expect_used, reason = "a file that cannot be read fails the test")]

#[path = "whoami/errors.rs"]
mod errors;
#[path = "whoami/support.rs"]
mod support;
#[path = "whoami/tokens.rs"]
mod tokens;

use moored::PROVIDERS;
use serde_json::{Value, json};
use wiremock::matchers::{header, path, query_param};
use wiremock::{Mock, ResponseTemplate};

use support::{BASIC, SECRET, captured, example, identity, run, run_beside_server, serve, unleash};

#[tokio::test(flavor = "multi_thread")]
async fn sendcloud_with_a_pair_of_keys_and_with_a_token() {
    let response = ResponseTemplate::new(200).set_body_json(example("sendcloud", "/user"));
    let expected = json!({
        "provider": "sendcloud", "id": null, "name": "user-417170", "email": "example@sendcloud.com", "organization": "Sendcloud",
    });
    let mock = Mock::given(path("/user")).and(header("authorization", BASIC));
    let server = serve(mock, response.clone()).await;
    let pair = [("SENDCLOUD_USERNAME", "public"), ("SENDCLOUD_PASSWORD", SECRET)];
    assert_eq!(identity(&server, "sendcloud", &pair).await, expected);

    let mock = Mock::given(path("/user")).and(header("authorization", format!("Bearer {SECRET}")));
    let server = serve(mock, response).await;
    assert_eq!(identity(&server, "sendcloud", &[("SENDCLOUD_TOKEN", SECRET)]).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn computestacks() {
    let mock = Mock::given(path("/api/users")).and(header("authorization", BASIC));
    let server = serve(mock, ResponseTemplate::new(200).set_body_json(example("computestacks", "/api/users"))).await;
    let variables = [("COMPUTESTACKS_USERNAME", "public"), ("COMPUTESTACKS_PASSWORD", SECRET)];
    assert_eq!(
        identity(&server, "computestacks", &variables).await,
        json!({ "provider": "computestacks", "id": "1", "name": "John Doe", "email": "john@example.com", "organization": null })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn strawblond() {
    let mock = Mock::given(path("/user"))
        .and(header("authorization", format!("Bearer {SECRET}")))
        .and(header("accept", "application/json"));
    let server = serve(mock, ResponseTemplate::new(200).set_body_json(example("strawblond", "/user"))).await;
    assert_eq!(
        identity(&server, "strawblond", &[("STRAWBLOND_TOKEN", SECRET)]).await,
        json!({
            "provider": "strawblond", "id": "1234", "name": "Alice Cooper", "email": "alice.cooper@acme.com", "organization": "Acme Inc",
        })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn insighto() {
    let mock = Mock::given(path("/api/v1/user")).and(query_param("api_key", SECRET));
    let server = serve(mock, ResponseTemplate::new(200).set_body_json(example("insighto", "/api/v1/user"))).await;
    assert_eq!(
        identity(&server, "insighto", &[("INSIGHTO_API_KEY", SECRET)]).await,
        json!({
            "provider": "insighto", "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "name": "<string> <string>",
            "email": "jsmith@example.com", "organization": null,
        })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn unleash_with_each_kind_of_credential() {
    for (capture, id, name, email) in [
        ("01_admin_token", "-42", "admin", Value::Null),
        ("02_pat_admin", "1", "admin", Value::Null),
        ("03_session_admin", "1", "admin", Value::Null),
        ("08_pat_editor", "3", "Ed Itor", json!("ed@example.com")),
    ] {
        let server = unleash(200, capture).await;
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

#[test]
fn help_lists_the_variables_of_the_provider_and_no_others() {
    let (code, help, _) = run(&["whoami", "--help"], &[]);
    assert_eq!(code, 0);
    for provider in PROVIDERS {
        assert!(help.contains(provider.name()) && help.contains(provider.title()), "{help}");
        let (code, help, _) = run(&["whoami", provider.name(), "--help"], &[]);
        assert_eq!(code, 0);
        for other in PROVIDERS {
            let variables = other.schemes().into_iter().flat_map(|scheme| scheme.variables.names());
            for variable in variables.chain([other.base_address_variable()]).chain(other.token_url_variable()) {
                assert_eq!(help.contains(variable), other.name() == provider.name(), "{variable}: {help}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn options_may_precede_or_follow_the_provider() {
    let server = unleash(200, "02_pat_admin").await;
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
    use moored::{
        Whoami as _,
        unleash::{Client, Credential},
    };
    let server = unleash(200, "08_pat_editor").await;
    let client = Client::builder().base_address(server.uri()).credential(Credential::api_key(SECRET)).build();
    let identity = client.expect("a client").whoami().await.expect("an identity");
    assert_eq!(identity.name.as_deref(), Some("Ed Itor"));
}
