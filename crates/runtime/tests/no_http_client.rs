//! A client without the feature `reqwest`:
//!
//! ```sh
//! cargo test --package moored-runtime --no-default-features --test no_http_client
//! ```
#![cfg(not(feature = "reqwest"))]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on should fail where it stands")]

use std::sync::{Arc, Mutex};

use moored_runtime::{
    BuildError, CallOptions, Core, HttpRequest, HttpResponse, NoErrorBody, Operation, SendFuture, StatusCode, Transport,
};

static GET_PET: Operation = Operation::new("get-pet", "GET", "/pets/{id}").accept("application/json");

/// Responds with the name of a pet, and keeps the requests.
#[derive(Clone, Default)]
struct Pets(Arc<Mutex<Vec<HttpRequest>>>);

impl Transport for Pets {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        self.0.lock().unwrap().push(request);
        let mut response = HttpResponse::new(StatusCode::OK, r#""rex""#);
        response.headers_mut().insert("content-type", "application/json".parse().unwrap());
        Box::pin(std::future::ready(Ok(response)))
    }
}

#[tokio::test]
async fn it_sends_with_the_transport_of_the_application() {
    let pets = Pets::default();
    let core = Core::builder(Some("https://example.com")).transport(pets.clone()).build().unwrap();
    let request = core.request(&GET_PET).path("id", &7).build();
    let response = core.execute::<NoErrorBody>(&GET_PET, request, &CallOptions::new()).await.unwrap();
    assert_eq!(response.json::<String, NoErrorBody>().unwrap().into_body(), "rex");
    let requests = pets.0.lock().unwrap();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(request.url().as_str(), "https://example.com/pets/7");
}

#[test]
fn it_cannot_be_built_without_one() {
    let error = Core::builder(Some("https://example.com")).build().unwrap_err();
    assert!(matches!(error, BuildError::NoTransport));
    let text =
        "this build has no HTTP client; enable the feature `rustls` or `native-tls`, or set one with `transport`";
    assert_eq!(error.to_string(), text);
}
