use moored_runtime::{BuildError, CallOptions, Core, Credential, Operation};
use wiremock::{Request, ResponseTemplate};

use crate::support::{builder, call, everything_shown, get_user, received, server};

static EITHER: Operation = get_user(&[&["basic"], &["token"]]);
static BOTH: Operation = get_user(&[&["id", "token"], &["basic"]]);
static OPTIONAL: Operation = get_user(&[&[], &["token"]]);
static PUBLIC: Operation = get_user(&[]);
static KEYED: Operation = get_user(&[&["key"]]);
static COOKIES: Operation = get_user(&[&["session", "device"]]);

fn basic() -> Credential {
    Credential::basic("basic", "public", "hunter2")
}

fn token() -> Credential {
    Credential::bearer("token", "t0ken")
}

/// The received request of `operation` with these credentials.
async fn sent(operation: &'static Operation, credentials: impl IntoIterator<Item = Credential>) -> Request {
    let server = server(ResponseTemplate::new(204)).await;
    let core = credentials.into_iter().fold(builder(&server), |builder, credential| builder.credential(credential));
    call(&core.build().unwrap(), operation).await.unwrap();
    received(&server).await
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn each_kind_of_credential_is_sent_as_the_document_requires() {
    assert_eq!(header(&sent(&EITHER, [basic()]).await, "authorization"), Some("Basic cHVibGljOmh1bnRlcjI="));
    assert_eq!(header(&sent(&EITHER, [token()]).await, "authorization"), Some("Bearer t0ken"));
    let key = Credential::header("key", "X-Api-Key", "k&y");
    assert_eq!(header(&sent(&KEYED, [key]).await, "x-api-key"), Some("k&y"));
    let key = Credential::query("key", "api key", "k&y=é");
    assert_eq!(sent(&KEYED, [key]).await.url.query(), Some("api+key=k%26y%3D%C3%A9"));
    let key = Credential::cookie("key", "sid", "k=y");
    assert_eq!(header(&sent(&KEYED, [key]).await, "cookie"), Some("sid=k=y"));
}

#[tokio::test]
async fn cookies_share_one_header() {
    let cookies = [Credential::cookie("session", "s", "1"), Credential::cookie("device", "d", "2")];
    let request = sent(&COOKIES, cookies).await;
    assert_eq!(header(&request, "cookie"), Some("s=1; d=2"));
    assert_eq!(request.headers.get_all("cookie").iter().count(), 1);
}

#[tokio::test]
async fn the_cookie_of_a_credential_is_added_to_those_of_parameters() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).credential(Credential::cookie("key", "sid", "k")).build().unwrap();
    let request = core.request(&KEYED).cookie("theme", "dark").cookie("tags", &["a", "b"]).build();
    core.execute::<()>(&KEYED, request, &CallOptions::new()).await.unwrap();
    let request = received(&server).await;
    assert_eq!(header(&request, "cookie"), Some("theme=dark; tags=a; tags=b; sid=k"));
    assert_eq!(request.headers.get_all("cookie").iter().count(), 1);
}

#[tokio::test]
async fn a_query_key_is_added_to_the_existing_query() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).credential(Credential::query("key", "key", "k")).build().unwrap();
    let request = core.http().unwrap().get(format!("{}/user?page=2", core.base_address())).build();
    core.execute::<()>(&KEYED, request, &CallOptions::new()).await.unwrap();
    assert_eq!(received(&server).await.url.query(), Some("page=2&key=k"));
}

#[tokio::test]
async fn only_the_first_complete_alternative_is_sent() {
    let request = sent(&EITHER, [token(), basic()]).await;
    assert!(header(&request, "authorization").unwrap().starts_with("Basic "));

    let request = sent(&BOTH, [Credential::header("id", "X-Id", "7"), basic()]).await;
    assert_eq!(header(&request, "x-id"), None);
    assert!(header(&request, "authorization").unwrap().starts_with("Basic "));

    let request = sent(&BOTH, [Credential::header("id", "X-Id", "7"), basic(), token()]).await;
    assert_eq!(header(&request, "x-id"), Some("7"));
    assert_eq!(header(&request, "authorization"), Some("Bearer t0ken"));
}

#[tokio::test]
async fn credentials_are_sent_only_if_the_document_requires_them() {
    assert_eq!(header(&sent(&PUBLIC, [token(), basic()]).await, "authorization"), None);
}

#[tokio::test]
async fn a_credential_is_sent_even_if_anonymous_requests_are_allowed() {
    assert_eq!(header(&sent(&OPTIONAL, [token()]).await, "authorization"), Some("Bearer t0ken"));
    assert_eq!(header(&sent(&OPTIONAL, []).await, "authorization"), None);
}

#[tokio::test]
async fn a_later_credential_replaces_one_for_the_same_scheme() {
    let request = sent(&EITHER, [token(), Credential::bearer("token", "newer")]).await;
    assert_eq!(header(&request, "authorization"), Some("Bearer newer"));
}

#[test]
fn an_invalid_credential_is_an_error_that_does_not_show_it() {
    let wrong = [
        (Credential::bearer("key", "hunter2\r\nX-Evil: 1"), "it contains characters that a header must not contain"),
        (Credential::header("key", "X-Key", "hunter2\n"), "it contains characters that a header must not contain"),
        (Credential::header("key", "X Key", "hunter2"), "its header name is invalid"),
        (Credential::cookie("key", "sid", "hunter2; admin=1"), "it contains characters that a cookie must not contain"),
    ];
    for (credential, reason) in wrong {
        let error = Core::builder(Some("http://localhost")).credential(credential).build().unwrap_err();
        assert!(matches!(error, BuildError::InvalidCredential { scheme: "key", .. }));
        assert_eq!(error.to_string(), format!("the credential for key is invalid: {reason}"));
        assert!(!everything_shown(&error).contains("hunter2"));
    }
}
