//! Token requests go through the middleware as well.

use std::sync::{Arc, Mutex};

use moored_runtime::{
    CallOptions, Core, Credential, Flow, HttpRequest, HttpResponse, NoErrorBody, OAuth2, Operation, Retries, SendError,
    SendErrorKind, SendFuture, StatusCode, Transport,
};

static FLOW: Flow = Flow { token_url: "/token", refresh_url: None, scopes: &[] };

static GET_PET: Operation = Operation { security: &[&["oauth"]], ..crate::GET_PET };

/// A provider without a socket, which keeps what it was sent.
#[derive(Clone, Default)]
struct Provider {
    requests: Arc<Mutex<Vec<HttpRequest>>>,
    is_down: bool,
}

impl Transport for Provider {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        self.requests.lock().unwrap().push(request.try_clone().unwrap());
        let result = match (request.url().path(), self.is_down) {
            (_, true) => Err(SendError::new(SendErrorKind::Connect, "no route")),
            ("/token", false) => Ok(r#"{"access_token":"token-1","token_type":"Bearer"}"#),
            (_, false) => Ok(r#""rex""#),
        };
        Box::pin(std::future::ready(result.map(|body| HttpResponse::new(StatusCode::OK, body))))
    }
}

fn core(provider: &Provider) -> Core {
    let oauth2 = OAuth2::client_credentials("oauth", &FLOW, "id", "s3cret");
    let builder = Core::builder(Some("https://example.com")).credential(Credential::oauth2(oauth2));
    builder.retries(Retries::off()).transport(provider.clone()).build().unwrap()
}

#[tokio::test]
async fn a_token_request_is_sent_by_the_transport() {
    let provider = Provider::default();
    let core = core(&provider);
    let request = core.request(&GET_PET).path("id", "7").build();
    core.execute::<NoErrorBody>(&GET_PET, request, &CallOptions::new()).await.unwrap();

    let requests = provider.requests.lock().unwrap();
    let [token, call] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!((token.method().as_str(), token.url().as_str()), ("POST", "https://example.com/token"));
    assert_eq!(token.operation(), None);
    assert_eq!(token.body().as_bytes(), Some(&b"grant_type=client_credentials"[..]));
    assert_eq!(token.headers()["authorization"], "Basic aWQ6czNjcmV0");
    assert!(token.headers()["authorization"].is_sensitive());
    assert_eq!(
        (call.operation(), &call.headers()["authorization"]),
        (Some(&GET_PET), &"Bearer token-1".parse().unwrap())
    );
}

#[tokio::test]
async fn an_error_of_the_transport_is_one_of_the_token() {
    let core = core(&Provider { is_down: true, ..Provider::default() });
    let request = core.request(&GET_PET).path("id", "7").build();
    let error = core.execute::<NoErrorBody>(&GET_PET, request, &CallOptions::new()).await.unwrap_err();
    let text = "GET /pets/{id} (get-pet): no access token: could not connect to the token endpoint";
    assert_eq!(error.to_string(), text);
}
