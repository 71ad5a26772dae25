//! The credential of one call, and its base address.

use moored_runtime::{CallOptions, ClientBuilder, Core, Credential, Error, NoErrorBody, Operation, Server};
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::support::{builder, builder_for, call_with, everything_shown, get_user, server};

static PUBLIC: Operation = get_user(&[]);
static KEYED: Operation = get_user(&[&["key"]]);
static EITHER: Operation = get_user(&[&["key"], &["token"], &["token", "id"]]);
static OPTIONAL: Operation = get_user(&[&[], &["token", "id"]]);

fn key(text: &str) -> Credential {
    Credential::header("key", "x-key", text)
}

fn token(text: &str) -> Credential {
    Credential::bearer("token", text)
}

fn id(text: &str) -> Credential {
    Credential::query("id", "id", text)
}

/// What the only request has: the key, the bearer token, the query.
async fn sent(operation: &'static Operation, client: &[Credential], own: &[Credential]) -> Result<String, String> {
    let server = server(ResponseTemplate::new(204)).await;
    let core = client.iter().fold(builder(&server), |builder, one| builder.credential(one.clone())).build().unwrap();
    let options = own.iter().fold(CallOptions::new(), |options, one| options.credential(one.clone()));
    let result = call_with(&core, operation, &options).await;
    let received = server.received_requests().await.unwrap();
    match result {
        Ok(_) => Ok(credentials(received.first().unwrap())),
        Err(error) => {
            assert!(received.is_empty());
            Err(error.to_string())
        }
    }
}

fn credentials(request: &Request) -> String {
    let header = |name| request.headers.get(name).map_or("", |value| value.to_str().unwrap());
    let found = [header("x-key"), header("authorization"), request.url.query().unwrap_or_default()];
    found.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_credential_of_a_call_replaces_that_of_the_client_for_its_scheme() {
    assert_eq!(sent(&KEYED, &[key("client")], &[key("call")]).await.unwrap(), "call");
    assert_eq!(sent(&KEYED, &[], &[key("call")]).await.unwrap(), "call");
    assert_eq!(sent(&KEYED, &[], &[key("old"), key("call")]).await.unwrap(), "call");
}

#[tokio::test]
async fn an_alternative_with_the_credentials_of_the_call_is_sent() {
    // The client has all of the first alternative, which would be sent without options.
    assert_eq!(sent(&EITHER, &[key("client")], &[]).await.unwrap(), "client");
    assert_eq!(sent(&EITHER, &[key("client")], &[token("call")]).await.unwrap(), "Bearer call");
    assert_eq!(sent(&EITHER, &[key("client")], &[token("call"), id("7")]).await.unwrap(), "Bearer call id=7");
    assert_eq!(sent(&EITHER, &[key("client"), token("client")], &[id("7")]).await.unwrap(), "Bearer client id=7");
}

#[tokio::test]
async fn a_call_is_not_sent_with_the_credentials_of_the_client_instead() {
    let message = "GET /user (get-user): nothing was sent: ";
    let error = sent(&KEYED, &[key("client")], &[token("hunter2")]).await.unwrap_err();
    let unused = "the credential of the call for token is invalid: the operation does not use this scheme";
    assert_eq!(error, format!("{message}{unused}"));
    let error = sent(&EITHER, &[key("client")], &[id("7")]).await.unwrap_err();
    assert!(error.starts_with(message) && error.contains("the client has `id`, `key`"), "{error}");
    // Not anonymously either.
    assert!(sent(&OPTIONAL, &[], &[token("hunter2")]).await.unwrap_err().contains("it needs"));
    let error = sent(&KEYED, &[key("client")], &[key("hunter2\n")]).await.unwrap_err();
    let invalid =
        "the credential of the call for key is invalid: it contains characters that a header must not contain";
    assert_eq!(error, format!("{message}{invalid}"));
}

#[tokio::test]
async fn an_operation_without_security_is_sent_without_a_credential() {
    assert_eq!(sent(&PUBLIC, &[key("client")], &[key("call")]).await.unwrap(), "");
}

#[tokio::test]
async fn neither_options_nor_errors_nor_messages_show_it() {
    let options = CallOptions::new().credential(id("hunter2")).credential(token("hunter2-bearer"));
    let shown = format!("{options:?}");
    assert!(shown.contains(r#"["id", "token"]"#) && !shown.contains("hunter2"), "{shown}");

    let echo = ResponseTemplate::new(400).set_body_raw(r#"{"message":"hunter2 is unknown"}"#, "application/json");
    let server = server(echo).await;
    let core = builder(&server).log_provider_messages().build().unwrap();
    let response = call_with(&core, &EITHER, &options).await.unwrap();
    let error: Error<NoErrorBody> = response.undocumented_status();
    assert_eq!(error.message().as_deref(), Some("… is unknown"));
    assert!(!everything_shown(&error).contains("hunter2"));
}

fn relative(server: &MockServer) -> ClientBuilder {
    Core::builder(Some("/v1")).base_address(format!("{}/v1", server.uri()))
}

/// The paths that `server` has received.
async fn paths(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| request.url[url::Position::BeforePath..].to_owned()).collect()
}

#[tokio::test]
async fn a_call_is_sent_below_its_base_address() {
    let (main, other) = (server(ResponseTemplate::new(204)).await, server(ResponseTemplate::new(204)).await);
    let core = builder(&main).credential(key("client")).build().unwrap();
    let options = CallOptions::new().base_address(format!("{}/tenant/7/", other.uri()));
    let request = core.request(&KEYED).query("page", &2).build();
    core.execute::<NoErrorBody>(&KEYED, request, &options).await.unwrap();
    assert_eq!((paths(&main).await, paths(&other).await), (vec![], vec!["/tenant/7/user?page=2".to_owned()]));
    assert_eq!(credentials(other.received_requests().await.unwrap().first().unwrap()), "client page=2");
    // An address below the new base address, as a provider has in its response.
    let request = core.http().unwrap().get(format!("{}/tenant/7/user?page=3", other.uri())).build();
    core.execute::<NoErrorBody>(&KEYED, request, &options).await.unwrap();
    assert_eq!(paths(&other).await.last().unwrap(), "/tenant/7/user?page=3");
    let request = core.http().unwrap().get(format!("{}/user", other.uri())).build();
    let error = core.execute::<NoErrorBody>(&KEYED, request, &options).await.unwrap_err();
    assert!(error.to_string().ends_with("the address is not below the base address"), "{error}");
}

#[tokio::test]
async fn the_server_of_an_operation_is_replaced_as_by_the_base_address_of_a_client() {
    let (main, other) = (server(ResponseTemplate::new(204)).await, server(ResponseTemplate::new(204)).await);
    let send = async |core: Core, address: String| {
        let request = core.request(&PUBLIC).build();
        let options = CallOptions::new().base_address(address);
        core.execute::<NoErrorBody>(&PUBLIC, request, &options).await.unwrap();
        paths(&other).await.pop().unwrap()
    };
    let core = relative(&main).build().unwrap();
    let with = |server| core.with_server(Server::new(server));
    assert_eq!(send(with("/v2"), format!("{}/proxy/v1", other.uri())).await, "/proxy/v2/user");
    assert_eq!(send(with("/v2"), format!("{}/proxy", other.uri())).await, "/proxy/user");
    assert_eq!(send(with("https://files.example.com"), format!("{}/v1", other.uri())).await, "/v1/user");
    // A client whose base address does not end in the path of the document.
    let elsewhere = Core::builder(Some("/v1")).base_address(main.uri()).build().unwrap();
    let with_server = elsewhere.with_server(Server::new("/v2"));
    assert_eq!(send(with_server, format!("{}/v1", other.uri())).await, "/v2/user");
    assert!(paths(&main).await.is_empty());
}

#[tokio::test]
async fn an_invalid_base_address_is_an_error_that_does_not_show_it() {
    let core = builder_for("http://localhost:9").build().unwrap();
    for (address, reason) in [
        ("hunter2", "it is not an absolute address such as https://example.com/api"),
        ("https://u:hunter2@example.com", "it contains a user name or password; pass these as a credential"),
        ("http://hunter2.example.com", "it is plain HTTP; use https, or allow it with `allow_plain_http`"),
    ] {
        let options = CallOptions::new().base_address(address);
        assert!(!format!("{options:?}").contains("hunter2"));
        let error = call_with(&core, &PUBLIC, &options).await.unwrap_err();
        let message = "GET /user (get-user): nothing was sent: the base address of the call is invalid: ";
        assert_eq!(error.to_string(), format!("{message}{reason}"));
        assert!(!everything_shown(&error).contains("hunter2"));
    }
}
