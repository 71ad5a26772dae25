//! Requests that the document does not describe.

use std::time::Duration;

use moored_runtime::{
    CallOptions, ClientBuilder, Core, Credential, Error, JsonValue, Method, Multipart, RawRequest, Retries, StatusCode,
};
use serde_json::json;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::support::{User, builder, builder_for, everything_shown, received, server};

fn key() -> Credential {
    Credential::header("key", "X-Key", "hunter2")
}

/// The only request that is sent.
async fn sent(
    configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
    start: impl FnOnce(&Core) -> RawRequest,
) -> Result<Request, String> {
    let server = server(ResponseTemplate::new(204)).await;
    let core = configure(builder(&server)).build().unwrap();
    match start(&core).send().await {
        Ok(response) => {
            assert_eq!(response.status(), 204);
            Ok(received(&server).await)
        }
        Err(error) => {
            assert!(server.received_requests().await.unwrap().is_empty());
            Err(error.to_string())
        }
    }
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.get(name).map(|value| value.to_str().unwrap())
}

fn address(request: &Request) -> &str {
    &request.url[url::Position::BeforePath..]
}

#[tokio::test]
async fn a_request_has_the_method_the_path_and_what_the_caller_adds() {
    let request = sent(
        |builder| builder.credential(key()).default_query("api-version", "7"),
        |core| {
            let request = core.raw_request(Method::PATCH, "/v2/things/{id}/copies");
            let request = request.path("id", "a/b?").query("tags", &["x", "y z"]).query("none", &None::<u8>);
            request.header("X-Team", "blue").json(&json!({ "name": "b" }))
        },
    );
    let request = request.await.unwrap();
    assert_eq!(request.method, "PATCH");
    assert_eq!(address(&request), "/v2/things/a%2Fb%3F/copies?tags=x&tags=y%20z&api-version=7");
    assert_eq!((header(&request, "x-team"), header(&request, "x-key")), (Some("blue"), Some("hunter2")));
    assert_eq!(
        (header(&request, "content-type"), request.body.as_slice()),
        (Some("application/json"), &br#"{"name":"b"}"#[..])
    );

    let purge = || Method::from_bytes(b"PURGE").unwrap();
    let rest = |core: &Core| core.raw_request(purge(), "/cache/{+rest}").path("rest", "a/b c");
    let request = sent(|builder| builder, rest).await.unwrap();
    assert_eq!((request.method.as_str(), address(&request)), ("PURGE", "/cache/a/b%20c"));
}

#[tokio::test]
async fn a_body_may_be_of_any_kind() {
    let post = |core: &Core| core.raw_request(Method::POST, "/v2/things");
    let request = sent(|builder| builder, |core| post(core).form(&json!({ "a": "b c" }))).await.unwrap();
    assert_eq!(request.body, b"a=b+c");
    let request = sent(|builder| builder, |core| post(core).body("text/csv", "a;b")).await.unwrap();
    assert_eq!((header(&request, "content-type"), request.body.as_slice()), (Some("text/csv"), &b"a;b"[..]));
    let parts = Multipart::form_data().field("a", "b");
    let request = sent(|builder| builder, |core| post(core).multipart(parts)).await.unwrap();
    assert!(header(&request, "content-type").unwrap().starts_with("multipart/form-data; boundary="));
    let request = sent(|builder| builder, post).await.unwrap();
    assert_eq!(header(&request, "content-length"), Some("0"));
}

#[tokio::test]
async fn an_address_elsewhere_is_not_requested() {
    let get = |path| sent(|builder| builder, move |core| core.raw_request(Method::GET, path));
    let message = |reason| format!("(raw): nothing was sent: {reason}");
    for (path, reason) in [
        ("https://example.com/", "the path does not begin with `/`"),
        ("v2/things", "the path does not begin with `/`"),
        ("/v2/{id}", "a path parameter is empty, `.` or `..`, which would address another path"),
        ("/v2/../admin", "a path parameter is empty, `.` or `..`, which would address another path"),
    ] {
        let error = get(path).await.unwrap_err();
        assert_eq!(error, format!("GET {path} {}", message(reason)));
    }
    for value in ["..", "", "."] {
        let request = |core: &Core| core.raw_request(Method::GET, "/v2/{id}").path("id", value);
        assert!(sent(|builder| builder, request).await.unwrap_err().starts_with("GET /v2/{id} (raw)"));
    }
    let request = |core: &Core| core.raw_request(Method::GET, "/v2/{+rest}").path("rest", "a/../../b");
    assert!(sent(|builder| builder, request).await.unwrap_err().starts_with("GET /v2/{+rest} (raw)"));
    let request = |core: &Core| core.raw_request(Method::GET, "/v2/{id}").path("name", "a");
    let error = sent(|builder| builder, request).await.unwrap_err();
    assert_eq!(error, format!("GET /v2/{{id}} {}", message("the path has no parameter `{name}`")));
    // What begins with two slashes is below the base address as well.
    assert_eq!(address(&get("//example.com/").await.unwrap()), "//example.com/");
}

#[tokio::test]
async fn what_frames_the_message_is_rejected() {
    let request = |core: &Core| core.raw_request(Method::GET, "/v2").header("Content-Length", "1");
    let error = sent(|builder| builder, request).await.unwrap_err();
    assert!(error.contains("the header `Content-Length` frames the message"), "{error}");
}

#[tokio::test]
async fn the_credentials_are_all_or_those_of_the_chosen_schemes() {
    let basic = || Credential::basic("basic", "ada", "hunter2");
    let token = || Credential::bearer("token", "hunter2");
    let get = |core: &Core| core.raw_request(Method::GET, "/v2");
    let all = |builder: ClientBuilder| builder.credential(key()).credential(basic());
    let keys = |request: &Request| {
        let names = ["x-key", "authorization"].into_iter().filter_map(|name| header(request, name));
        names.map(|value| value.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(keys(&sent(all, get).await.unwrap()), ["hunter2", "Basic"]);
    assert_eq!(keys(&sent(all, |core| get(core).schemes(["basic"])).await.unwrap()), ["Basic"]);
    assert!(keys(&sent(all, |core| get(core).schemes([])).await.unwrap()).is_empty());
    assert!(keys(&sent(|builder| builder, get).await.unwrap()).is_empty());

    let missing = sent(all, |core| get(core).schemes(["token"])).await.unwrap_err();
    let expected = "GET /v2 (raw): nothing was sent: it needs the credential `token`; the client has `key`, `basic`";
    assert_eq!(missing, expected);
    let both = |builder: ClientBuilder| all(builder).credential(token());
    let reason = "the client has credentials for `basic` and `token`, which replace each other; choose with `schemes`";
    assert_eq!(sent(both, get).await.unwrap_err(), format!("GET /v2 (raw): nothing was sent: {reason}"));
    assert_eq!(keys(&sent(both, |core| get(core).schemes(["token", "key"])).await.unwrap()), ["hunter2", "Bearer"]);

    // The credential of the call replaces what the client would send in the same header.
    let own = CallOptions::new().credential(token());
    let request = sent(all, |core| get(core).options(own)).await.unwrap();
    assert_eq!(keys(&request), ["hunter2", "Bearer"]);
}

#[tokio::test]
async fn a_success_is_decoded_and_any_other_status_is_an_error_with_the_template() {
    let ok = server(ResponseTemplate::new(201).set_body_json(json!({ "id": 7 }))).await;
    let core = builder(&ok).build().unwrap();
    let user = core.raw_request(Method::GET, "/v2/users/{id}").path("id", &7).send_as::<User>().await.unwrap();
    assert_eq!((user.status(), user.id, user.operation().id), (StatusCode::CREATED, 7, "raw"));
    assert_eq!(header(&received(&ok).await, "accept"), Some("application/json"));
    let error = core.raw_request(Method::GET, "/v2/users").send_as::<Vec<User>>().await.unwrap_err();
    assert!(error.to_string().starts_with("GET /v2/users (raw): 201 Created, but its body"), "{error}");

    let body = json!({ "message": "hunter2 is unknown" });
    let rejecting = server(ResponseTemplate::new(422).set_body_json(&body)).await;
    let core = builder(&rejecting).credential(key()).build().unwrap();
    let error = core.raw_request(Method::PUT, "/v2/{id}").path("id", "hunter2").send().await.unwrap_err();
    let Error::UndocumentedStatus { response } = &error else { panic!("{error}") };
    assert_eq!(serde_json::from_slice::<serde_json::Value>(response.body()).unwrap(), body);
    assert_eq!(error.to_string(), "PUT /v2/{id} (raw): 422 Unprocessable Entity, which is not documented");
    assert_eq!(error.message().as_deref(), Some("… is unknown"));
    assert!(!everything_shown(&error).contains("hunter2"));
}

#[tokio::test]
async fn retries_limits_and_options_are_those_of_the_client() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(503).insert_header("retry-after", "0");
    Mock::given(any()).respond_with(busy).up_to_n_times(2).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("0123456789")).mount(&server).await;
    let core = Core::builder(None).base_address(server.uri()).max_response_size(9).build().unwrap();
    let get = || core.raw_request(Method::GET, "/v2");
    let error = get().send().await.unwrap_err();
    assert!(matches!(error, Error::Oversized { limit: 9, .. }), "{error}");
    assert_eq!(server.received_requests().await.unwrap().len(), 3);

    // A stream has no limit of size.
    let mut body = get().stream().await.unwrap().into_body();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "0123456789");
    Mock::given(any()).respond_with(ResponseTemplate::new(503)).with_priority(1).mount(&server).await;
    let error = get().options(CallOptions::new().retries(Retries::off())).stream().await.unwrap_err();
    assert_eq!((error.status(), error.response().unwrap().request_count()), (Some(StatusCode::SERVICE_UNAVAILABLE), 1));

    let slow = crate::support::server(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let core = builder(&slow).timeout(Duration::from_millis(50)).build().unwrap();
    assert!(core.raw_request(Method::GET, "/v2").send().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_request_can_be_sent_by_another_task() {
    let server = server(ResponseTemplate::new(200).set_body_json(json!([1]))).await;
    let core = builder(&server).build().unwrap();
    let request = core.raw_request(Method::GET, "/v2/{id}").path("id", "hunter2");
    assert_eq!(format!("{request:?}"), r#"RawRequest { method: GET, path: "/v2/{id}", .. }"#);
    let received = tokio::spawn(request.send_as::<JsonValue>()).await.unwrap().unwrap().into_body();
    assert_eq!(serde_json::to_string(&received).unwrap(), "[1]");
}

#[test]
fn a_template_is_stored_once() {
    let core = builder_for("http://localhost:9").build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let operation =
        || runtime.block_on(core.raw_request(Method::GET, "/v2/once").send()).unwrap_err().operation().unwrap();
    assert!(std::ptr::eq(operation(), operation()));
}
