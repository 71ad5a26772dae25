//! No secret in anything that may reach a log.

use std::time::Duration;

use moored_runtime::{CallOptions, ClientBuilder, Core, Credential, Error, NoErrorBody, Operation, Secret};
use wiremock::ResponseTemplate;

use crate::support::{User, at, builder, call, everything_shown, get_user, server};
use crate::transport::{answering_once, closed_port};

const SECRET: &str = "hunter2";

static KEYED: Operation = get_user(&[&["key"]]);

fn keyed(builder: ClientBuilder) -> Core {
    builder.credential(Credential::query("key", "api_key", SECRET)).build().unwrap()
}

fn assert_silent(error: &Error<NoErrorBody>) {
    let shown = everything_shown(error);
    assert!(shown.contains("get-user"), "{shown}");
    for secret in [SECRET, "api_key", "http://"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn no_transport_error_shows_the_key_in_the_query() {
    let closed = keyed(at(closed_port()));
    let error = call(&closed, &KEYED).await.unwrap_err();
    assert!(error.is_connect());
    assert_silent(&error);

    let slow = server(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let error = call(&keyed(builder(&slow).timeout(Duration::from_millis(50))), &KEYED).await.unwrap_err();
    assert!(error.is_timeout());
    assert_silent(&error);

    let cut = answering_once(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
    assert_silent(&call(&keyed(at(cut)), &KEYED).await.unwrap_err());

    let garbled = answering_once(b"220 smtp ready\r\n");
    assert_silent(&call(&keyed(at(garbled)), &KEYED).await.unwrap_err());
}

#[tokio::test]
async fn a_request_that_could_not_be_built_does_not_show_its_address() {
    let core = keyed(Core::builder(Some("https://example.com")));
    let request = core.http().get("mailto:http://ada?api_key=hunter2").build();
    let shown_by_reqwest = request.as_ref().unwrap_err().to_string();
    assert!(shown_by_reqwest.contains(SECRET), "{shown_by_reqwest}");
    assert_silent(&core.execute(&KEYED, request, &CallOptions::new()).await.unwrap_err());
}

#[tokio::test]
async fn a_redirect_limit_of_one_s_own_client_does_not_show_the_address_either() {
    let circle = ResponseTemplate::new(307).insert_header("location", "/user?api_key=hunter2");
    let server = server(circle).await;
    let own = moored_runtime::reqwest::Client::new();
    let error = call(&keyed(builder(&server).http_client(own)), &KEYED).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert_silent(&error);
}

#[tokio::test]
async fn no_answer_shows_its_headers_or_its_body() {
    let secretive = ResponseTemplate::new(200)
        .insert_header("set-cookie", "session=hunter2")
        .insert_header("content-type", "hunter2/hunter2 hunter2")
        .set_body_string(r#"{"id":"hunter2"}"#);
    let answer = call(&keyed(builder(&server(secretive).await)), &KEYED).await.unwrap();
    assert_eq!(format!("{answer:?}"), r#"Answer { operation: "get-user", status: 200, body_size: 16, .. }"#);
    assert_silent(&answer.clone().unexpected());
    assert_silent(&answer.clone().json::<User, _>().unwrap_err());
    let response = answer.empty::<()>().unwrap();
    assert_eq!(format!("{response:?}"), "Response { status: 200, body: (), .. }");
}

#[test]
fn clients_and_credentials_show_schemes_only() {
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
