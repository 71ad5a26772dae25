//! No `Debug` or `Display` shows a secret.

use std::time::Duration;

use moored_runtime::{CallOptions, ClientBuilder, Core, Credential, Error, NoErrorBody, Operation, Secret};
use wiremock::ResponseTemplate;

use crate::support::{User, builder, builder_for, call, everything_shown, get_user, server};
use crate::transport::{closed_port, responding_once};

const SECRET: &str = "hunter2";

static KEYED: Operation = get_user(&[&["key"]]);

fn keyed(builder: ClientBuilder) -> Core {
    builder.credential(Credential::query("key", "api_key", SECRET)).build().unwrap()
}

fn assert_shows_no_secret(error: &Error<NoErrorBody>) {
    let shown = everything_shown(error);
    assert!(shown.contains("get-user"), "{shown}");
    for secret in [SECRET, "api_key", "http://"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn no_transport_error_shows_a_key_in_the_query() {
    let closed = keyed(builder_for(closed_port()));
    let error = call(&closed, &KEYED).await.unwrap_err();
    assert!(error.is_connect());
    assert_shows_no_secret(&error);

    let slow = server(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let error = call(&keyed(builder(&slow).timeout(Duration::from_millis(50))), &KEYED).await.unwrap_err();
    assert!(error.is_timeout());
    assert_shows_no_secret(&error);

    let cut = responding_once(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
    assert_shows_no_secret(&call(&keyed(builder_for(cut)), &KEYED).await.unwrap_err());

    let garbled = responding_once(b"220 smtp ready\r\n");
    assert_shows_no_secret(&call(&keyed(builder_for(garbled)), &KEYED).await.unwrap_err());
}

#[tokio::test]
async fn a_request_that_cannot_be_built_does_not_show_its_address() {
    let core = keyed(Core::builder(Some("https://example.com")));
    let request = core.http().unwrap().get("mailto:http://ada?api_key=hunter2").build();
    let shown_by_reqwest = request.as_ref().unwrap_err().to_string();
    assert!(shown_by_reqwest.contains(SECRET), "{shown_by_reqwest}");
    assert_shows_no_secret(&core.execute(&KEYED, request, &CallOptions::new()).await.unwrap_err());
}

#[tokio::test]
async fn a_limit_of_a_configured_http_client_does_not_show_the_address() {
    let slow = server(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let limited = builder(&slow).configure_http(|http| http.timeout(Duration::from_millis(50)));
    let error = call(&keyed(limited), &KEYED).await.unwrap_err();
    let text = "GET /user (get-user): timed out (a limit that `configure_http` has set)";
    assert_eq!(error.to_string(), text);
    assert_shows_no_secret(&error);
}

#[tokio::test]
async fn no_response_shows_its_headers_or_its_body() {
    let template = ResponseTemplate::new(200)
        .insert_header("set-cookie", "session=hunter2")
        .insert_header("content-type", "hunter2/hunter2 hunter2")
        .set_body_string(r#"{"id":"hunter2"}"#);
    let response = call(&keyed(builder(&server(template).await)), &KEYED).await.unwrap();
    assert_eq!(format!("{response:?}"), r#"RawResponse { operation: "get-user", status: 200, body_size: 16, .. }"#);
    assert_shows_no_secret(&response.clone().undocumented_status());
    assert_shows_no_secret(&response.clone().json::<User, _>().unwrap_err());
    let response = response.empty::<()>().unwrap();
    assert_eq!(format!("{response:?}"), "Response { status: 200, body: (), .. }");
}

#[test]
fn clients_and_credentials_show_only_the_names_of_schemes() {
    let credentials = [
        Credential::basic("key", "user-hunter2", SECRET),
        Credential::bearer("key", SECRET),
        Credential::header("key", "x", SECRET),
        Credential::query("key", "x", SECRET),
        Credential::cookie("key", "x", SECRET),
    ];
    for credential in credentials {
        assert_eq!(format!("{credential:?}"), r#"Credential { scheme: "key", .. }"#);
        let builder = Core::builder(None).base_address("https://example.com").credential(credential);
        assert!(!format!("{builder:?}").contains(SECRET));
        let core = builder.build().unwrap();
        let shown = r#"Core { base_address: "https://example.com", credentials: ["key"], timeout: Some(60s), .. }"#;
        assert_eq!(format!("{core:?}"), shown);
    }
    let builder = Core::builder(None).base_address("https://user:hunter2@example.com");
    assert!(!format!("{builder:?}").contains(SECRET));
}

#[test]
fn a_secret_is_redacted_and_still_sent() {
    let secret = Secret::from(SECRET);
    assert_eq!(format!("{secret:?} {secret:#?}"), "Secret([redacted]) Secret([redacted])");
    assert_eq!(serde_json::to_string(&secret).unwrap(), r#""hunter2""#);
    assert_eq!(serde_json::from_str::<Secret>(r#""hunter2""#).unwrap(), secret);
    assert_eq!(secret.expose(), SECRET);
}

#[test]
fn a_secret_of_the_wrong_type_is_not_quoted_by_serde() {
    let error = serde_json::from_str::<Secret>("[1]").unwrap_err().to_string();
    assert!(error.starts_with("invalid type: sequence, expected a string"), "{error}");
}
