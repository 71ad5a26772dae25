//! Which addresses of the provider are followed, and what is sent to them.

use std::sync::Arc;

use moored_runtime::{
    Attempt, CallOptions, Core, Credential, Error, HeaderMap, Hook, HttpRequest, PageError, PageErrorKind, SendFuture,
    Transport,
};
use serde_json::json;
use wiremock::{MockServer, Request};

use crate::calls::*;
use crate::server::{page, queries, scripted};
use crate::{KEY, builder, client};

/// A page whose next page is at `address`.
async fn linking_to(address: &str) -> MockServer {
    scripted(vec![page(0..3, json!(address)), page(3..5, json!(null))]).await
}

fn page_error(error: &Error) -> &PageError {
    match error {
        Error::Page(page) => page,
        other => panic!("{other:?}"),
    }
}

/// The host and the port of `server`.
fn host(server: &MockServer) -> String {
    server.address().to_string()
}

/// A hook that adds a credential.
struct Signing;

impl Hook for Signing {
    fn on_request(&self, _: &Attempt, headers: &mut HeaderMap) {
        headers.insert("x-signature", "swordfish-signature".parse().unwrap());
    }
}

/// A client that has secrets everywhere.
fn secretive(server: &MockServer) -> Core {
    builder(&format!("{}/api", server.uri()))
        .credential(Credential::query("other", "token", KEY))
        .default_header("x-team", "swordfish-team")
        .default_query("version", "swordfish-version")
        .hook(Signing)
        .build()
        .unwrap()
}

fn options() -> CallOptions {
    CallOptions::new().header("x-extra", "swordfish-extra").query("extra", "swordfish-query")
}

#[tokio::test]
async fn an_address_that_is_not_below_the_base_address_is_not_followed() {
    let other = linking_to("").await;
    for address in [
        format!("{}/api/next-url?from=hunter2", other.uri()),
        // Beside the base address, not below it.
        "/next-url?from=hunter2".to_owned(),
        "/api2/next-url?from=hunter2".to_owned(),
        "/api/%2e%2e/next-url?from=hunter2".to_owned(),
        "..\\other?from=hunter2".to_owned(),
        "//hunter2.example/api".to_owned(),
    ] {
        let server = linking_to(&address).await;
        let mut pages = NextUrlCall::new(&client(&format!("{}/api", server.uri()))).pages();
        assert!(pages.page().await.unwrap().is_some());
        let error = pages.page().await.unwrap_err();
        let text = error.to_string();
        assert_eq!(
            text,
            "GET /next-url (next-url): the address of the next page is not below the base address, and not followed; \
             `allow_host` allows the host that `PageError::host` returns",
            "{address}"
        );
        let Error::Page(page) = &error else { panic!("{error:?}") };
        assert_eq!(page.kind(), PageErrorKind::ForeignAddress);
        assert!(page.host().is_some());
        assert!(!format!("{error:?}{pages:?}").contains("hunter2"), "{error:?}");
        assert!(pages.page().await.unwrap().is_none());
        assert_eq!(queries(&server).await.len(), 1, "{address}");
    }
    assert!(queries(&other).await.is_empty());
}

#[tokio::test]
async fn a_host_that_is_allowed_gets_nothing_but_the_address_and_accept() {
    let other = scripted(vec![page(3..5, json!(null))]).await;
    let server = linking_to(&format!("{}/elsewhere?from=3", other.uri())).await;
    let core = secretive(&server);
    let call = NextUrlCall::new(&core).trace("swordfish-trace");
    let items = call.page_items_with(options()).allow_host(&host(&other)).all().await.unwrap();
    assert_eq!(items.len(), 5);
    let [request]: [Request; 1] = other.received_requests().await.unwrap().try_into().unwrap();
    assert_eq!((request.url.path(), request.url.query()), ("/elsewhere", Some("from=3")));
    let names = request.headers.keys().map(|name| name.as_str());
    // Of the features `gzip` and `brotli`.
    let mut names: Vec<&str> = names.filter(|name| *name != "accept-encoding").collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "host"]);
    assert_eq!(request.headers["accept"], "application/json");
    let own = server.received_requests().await.unwrap();
    assert_eq!((&own[0].headers["x-key"], own.len()), (&KEY.parse().unwrap(), 1));
}

#[tokio::test]
async fn credentials_are_sent_to_a_host_that_may_have_them() {
    let other = scripted(vec![page(3..5, json!(null))]).await;
    let server = linking_to(&format!("{}/elsewhere?from=3", other.uri())).await;
    let items = NextUrlCall::new(&secretive(&server)).page_items_with(options());
    assert_eq!(items.allow_host_with_credentials(&host(&other)).all().await.unwrap().len(), 5);
    let [request]: [Request; 1] = other.received_requests().await.unwrap().try_into().unwrap();
    assert_eq!(request.url.query(), Some("from=3&extra=swordfish-query&version=swordfish-version"));
    for (name, value) in [("x-key", KEY), ("x-signature", "swordfish-signature"), ("x-extra", "swordfish-extra")] {
        assert_eq!(request.headers[name], value);
    }
}

#[tokio::test]
async fn below_the_base_address_a_page_is_like_every_call_and_repeats_no_parameter() {
    // The provider repeats what the caller has added.
    let address = "next-url?extra=swordfish-query&version=swordfish-version&from=3";
    let server = linking_to(address).await;
    NextUrlCall::new(&secretive(&server)).page_items_with(options()).all().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    for request in &requests {
        for (name, value) in [("x-key", KEY), ("x-signature", "swordfish-signature"), ("x-team", "swordfish-team")] {
            assert_eq!(request.headers[name], value);
        }
    }
    assert_eq!(requests[1].url.query(), Some("version=swordfish-version&from=3&extra=swordfish-query"));
}

#[tokio::test]
async fn another_path_below_the_base_address_is_followed() {
    // Providers write the number of what the call names.
    let server = linking_to("/api/lists/17/page?from=3").await;
    let core = client(&format!("{}/api", server.uri()));
    assert_eq!(NextUrlCall::new(&core).page_items().all().await.unwrap().len(), 5);
    assert_eq!(server.received_requests().await.unwrap()[1].url.path(), "/api/lists/17/page");
}

#[tokio::test]
async fn the_base_address_of_a_call_is_where_its_pages_are() {
    let server = linking_to("/eu/next-url?from=3").await;
    let options = CallOptions::new().base_address(format!("{}/eu", server.uri()));
    let core = client(&format!("{}/api", server.uri()));
    assert_eq!(NextUrlCall::new(&core).page_items_with(options).all().await.unwrap().len(), 5);
    let paths: Vec<String> =
        server.received_requests().await.unwrap().iter().map(|request| request.url.path().to_owned()).collect();
    assert_eq!(paths, ["/eu/next-url", "/eu/next-url"]);
}

#[tokio::test]
async fn an_allowed_host_is_not_requested_without_encryption() {
    for (address, kind) in [
        ("http://files.example.com/page", PageErrorKind::PlainHttp),
        ("ftp://files.example.com/page", PageErrorKind::InvalidAddress),
        ("https://hunter2@files.example.com/page", PageErrorKind::InvalidAddress),
        ("https://[/page", PageErrorKind::InvalidAddress),
        ("https://files.example.com:8443/page", PageErrorKind::ForeignAddress),
        ("https://more.files.example.com/page", PageErrorKind::ForeignAddress),
    ] {
        let server = linking_to(address).await;
        let items = NextUrlCall::new(&client(&server.uri())).page_items().allow_host("files.example.com");
        let error: Error = items.all().await.unwrap_err().into();
        assert_eq!(page_error(&error).kind(), kind, "{address}: {error}");
        assert!(!format!("{error}{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[tokio::test]
async fn what_is_no_host_cannot_be_allowed() {
    let server = linking_to("").await;
    let items = NextUrlCall::new(&client(&server.uri())).page_items().allow_host("https://files.example.com/");
    let error: Error = items.all().await.unwrap_err().into();
    assert_eq!(
        error.to_string(),
        "GET /next-url (next-url): nothing was sent: \"https://files.example.com/\" is not a host that can be allowed; \
         expected `example.com`, `*.example.com` or `*`"
    );
    assert!(queries(&server).await.is_empty());
}

#[tokio::test]
async fn after_the_error_the_host_can_be_allowed() {
    let other = scripted(vec![page(3..5, json!(null))]).await;
    let server = linking_to(&format!("{}/elsewhere?from=3", other.uri())).await;
    let call = NextUrlCall::new(&client(&server.uri()));
    let incomplete = call.clone().page_items().all().await.unwrap_err();
    assert_eq!(incomplete.read.len(), 3);
    let host = page_error(&incomplete.error).host().unwrap();
    let rest = call.page_items().starting_at(incomplete.position.clone().unwrap()).allow_host(host).all().await;
    assert_eq!(rest.unwrap(), [Item { id: 3 }, Item { id: 4 }]);
    assert_eq!(queries(&server).await.len(), 1, "the first page is not requested again");
}

/// Middleware that signs the requests of operations.
struct SigningTransport(Arc<dyn Transport>);

impl Transport for SigningTransport {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        if request.operation().is_some() {
            request.headers_mut().insert("x-middleware", "swordfish-middleware".parse().unwrap());
        }
        self.0.send(request)
    }
}

#[tokio::test]
async fn middleware_signs_no_request_to_a_host_that_gets_no_credentials() {
    let other = scripted(vec![page(3..5, json!(null))]).await;
    let server = linking_to(&format!("{}/elsewhere", other.uri())).await;
    let core = builder(&format!("{}/api", server.uri())).wrap_transport(SigningTransport).build().unwrap();
    NextUrlCall::new(&core).page_items().allow_host(&host(&other)).all().await.unwrap();
    let is_signed = |requests: Vec<Request>| requests[0].headers.contains_key("x-middleware");
    assert!(is_signed(server.received_requests().await.unwrap()));
    assert!(!is_signed(other.received_requests().await.unwrap()));
}

#[tokio::test]
async fn a_key_in_the_query_is_not_repeated_if_the_provider_repeats_it() {
    let server = linking_to("next-url?api_key=swordfish-old&from=3").await;
    let builder = Core::builder(None).base_address(format!("{}/api", server.uri()));
    let core = builder.credential(Credential::query("key", "api_key", KEY)).build().unwrap();
    NextUrlCall::new(&core).page_items().all().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[1].url.query(), Some(format!("from=3&api_key={KEY}").as_str()));
}
