//! Calls for which the client has no complete credential.

use moored_runtime::{
    Attempt, CallOptions, Client, ClientBuilder, Core, Credential, Error, HeaderMap, Hook, NoErrorBody, Operation,
    Retries, SchemeLocation,
};
use wiremock::{MockServer, ResponseTemplate};

use crate::support::{builder, call, call_with, get_user, received, server};

static PUBLIC: Operation = get_user(&[]);
static OPTIONAL: Operation = get_user(&[&["token"], &[]]);
static ONE: Operation = get_user(&[&["token"]]);
static SEVERAL: Operation = get_user(&[&["token"], &["id", "key"]]);

/// A client that knows where its schemes have their secrets, like a generated one.
struct Known(Core);

impl Client for Known {
    type Credential = Credential;
    const SCHEMES: &'static [(&'static str, SchemeLocation)] = &[
        ("token", SchemeLocation::Header("Authorization")),
        ("id", SchemeLocation::Header("X-Id")),
        ("key", SchemeLocation::Query("key")),
        ("session", SchemeLocation::Cookie("sid")),
    ];

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

fn known(server: &MockServer) -> ClientBuilder<Known> {
    ClientBuilder::new(None).base_address(server.uri()).retries(Retries::off())
}

/// Adds one header to each request.
struct Header(&'static str, &'static str);

impl Hook for Header {
    fn on_request(&self, _: &Attempt, headers: &mut HeaderMap) {
        headers.insert(self.0, self.1.parse().unwrap());
    }
}

#[track_caller]
fn assert_missing(error: &Error<NoErrorBody>, message: &str) {
    assert!(matches!(error, Error::MissingCredential(_)), "{error:?}");
    assert_eq!(error.to_string(), message);
    assert_eq!(error.operation().unwrap().id, "get-user");
    assert!(!error.is_retryable() && error.status().is_none());
}

#[tokio::test]
async fn a_call_without_a_complete_credential_is_not_sent() {
    let server = server(ResponseTemplate::new(204)).await;
    let with = |credentials: &[Credential]| {
        let builder = builder(&server);
        credentials.iter().cloned().fold(builder, ClientBuilder::credential).build().unwrap()
    };
    let key = Credential::query("key", "key", "k");
    for (operation, credentials, needed) in [
        (&ONE, &[][..], "the credential `token`; the client has none"),
        (&ONE, std::slice::from_ref(&key), "the credential `token`; the client has `key`"),
        (&SEVERAL, std::slice::from_ref(&key), "one of the credentials `token`, `id` with `key`; the client has `key`"),
    ] {
        let error = call(&with(credentials), operation).await.unwrap_err();
        assert_missing(&error, &format!("GET /user (get-user): nothing was sent: it needs {needed}"));
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn operations_that_allow_anonymous_requests_need_no_credential() {
    for operation in [&PUBLIC, &OPTIONAL] {
        let server = server(ResponseTemplate::new(204)).await;
        call(&builder(&server).build().unwrap(), operation).await.unwrap();
        assert!(!received(&server).await.headers.contains_key("authorization"));
    }
}

#[tokio::test]
async fn a_client_or_a_call_may_do_without() {
    let receiver = server(ResponseTemplate::new(204)).await;
    call(&builder(&receiver).without_credential().build().unwrap(), &SEVERAL).await.unwrap();
    assert!(!received(&receiver).await.headers.contains_key("authorization"));

    let receiver = server(ResponseTemplate::new(204)).await;
    let core = builder(&receiver).build().unwrap();
    call_with(&core, &SEVERAL, &CallOptions::new().without_credential()).await.unwrap();
    assert!(!received(&receiver).await.headers.contains_key("authorization"));
    assert!(matches!(call(&core, &SEVERAL).await.unwrap_err(), Error::MissingCredential(_)), "the next call");
}

#[tokio::test]
async fn a_credential_is_sent_even_if_the_client_may_do_without() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).without_credential().credential(Credential::bearer("token", "t")).build().unwrap();
    call(&core, &ONE).await.unwrap();
    assert_eq!(received(&server).await.headers["authorization"], "Bearer t");
}

#[tokio::test]
async fn the_documented_header_of_a_hook_is_a_credential() {
    let receiver = server(ResponseTemplate::new(204)).await;
    let client = known(&receiver).hook(Header("authorization", "Digest d")).build().unwrap();
    call(&client.0, &SEVERAL).await.unwrap();
    assert_eq!(received(&receiver).await.headers["authorization"], "Digest d");

    // It completes an alternative with the credential of the client, which is sent as well.
    let receiver = server(ResponseTemplate::new(204)).await;
    let key = Credential::query("key", "key", "k");
    let client = known(&receiver).hook(Header("x-id", "7")).credential(key).build().unwrap();
    call(&client.0, &SEVERAL).await.unwrap();
    let request = received(&receiver).await;
    assert_eq!((request.url.query(), request.headers["x-id"].to_str().unwrap()), (Some("key=k"), "7"));

    let receiver = server(ResponseTemplate::new(204)).await;
    let client = known(&receiver).hook(Header("x-other", "7")).build().unwrap();
    assert!(matches!(call(&client.0, &SEVERAL).await.unwrap_err(), Error::MissingCredential(_)));
    assert!(receiver.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_documented_parameter_with_the_secret_is_a_credential() {
    static KEYED: Operation = get_user(&[&["key"]]);
    static SESSION: Operation = get_user(&[&["session"]]);
    let server = server(ResponseTemplate::new(204)).await;
    let core = known(&server).build().unwrap().0;
    let options = CallOptions::new();
    core.execute::<()>(&KEYED, core.request(&KEYED).query("key", "k").build(), &options).await.unwrap();
    core.execute::<()>(&SESSION, core.request(&SESSION).cookie("sid", "s").build(), &options).await.unwrap();
    let others = [core.request(&KEYED).query("keys", "k"), core.request(&KEYED).cookie("key", "k")];
    for other in others {
        let error = core.execute::<()>(&KEYED, other.build(), &options).await.unwrap_err();
        assert!(matches!(error, Error::MissingCredential(_)), "{error:?}");
    }
    let other = core.request(&SESSION).cookie("tid", "sid").build();
    assert!(core.execute::<()>(&SESSION, other, &options).await.is_err());
}
