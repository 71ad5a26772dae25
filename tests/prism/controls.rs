//! That Prism says nothing means something, because of what it does say.

use moored_document::markdown;
use moored_runtime::reqwest::{self, RequestBuilder};

use crate::{
    calls::{Target, call},
    document::read,
    prism::Prism,
};

/// A request that the document does not allow, and Prism's words on it.
struct Wrong {
    provider: &'static str,
    method: &'static str,
    how: How,
    words: &'static str,
}

#[derive(Clone, Copy)]
enum How {
    NoCredential,
    Basic,
    Bearer,
    /// A bearer token, and this body.
    Body(&'static str),
}

const NO_SCHEME: &str = "Invalid security scheme used";

const WRONG: [Wrong; 9] = [
    wrong("sendcloud", "GET", How::NoCredential, NO_SCHEME),
    wrong("unleash", "GET", How::NoCredential, NO_SCHEME),
    // The key belongs into the query.
    wrong("insighto", "GET", How::Bearer, NO_SCHEME),
    wrong("strawblond", "GET", How::Basic, NO_SCHEME),
    // The other two operations would take it.
    wrong("computestacks", "POST", How::Basic, NO_SCHEME),
    wrong("computestacks", "PATCH", How::Body(r#"{"user":{"c_sftp_pass":"yes"}}"#), "user.c_sftp_pass must be boolean"),
    wrong(
        "computestacks",
        "POST",
        How::Body(r#"{"user":{"fname":"Jane","lname":"Doe","provider_server":"s1"}}"#),
        "must have required property 'provider_username'",
    ),
    wrong(
        "strawblond",
        "PATCH",
        How::Body(r#"{"password":"12345"}"#),
        "password must NOT have fewer than 6 characters",
    ),
    wrong("strawblond", "PATCH", How::Body(r#"{"locale":"fr"}"#), "locale must be equal to one of the allowed values"),
];

const fn wrong(provider: &'static str, method: &'static str, how: How, words: &'static str) -> Wrong {
    Wrong { provider, method, how, words }
}

impl How {
    fn apply(self, request: RequestBuilder) -> RequestBuilder {
        match self {
            Self::NoCredential => request,
            Self::Basic => request.basic_auth("a", Some("b")),
            Self::Bearer => request.bearer_auth("token"),
            Self::Body(body) => request.bearer_auth("token").header("content-type", "application/json").body(body),
        }
    }
}

/// What a client of ours does not send, Prism would not let through.
pub(crate) async fn assert_refuses_what_is_wrong(prism: &mut Prism, provider: &str) {
    let mut seen = 0;
    for wrong in WRONG.iter().filter(|wrong| wrong.provider == provider) {
        let url = format!("{}{}", prism.base_address, call(provider, wrong.method).path);
        let method = wrong.method.parse().expect("a method");
        let request = wrong.how.apply(reqwest::Client::new().request(method, url));
        let answer = request.send().await.expect("an answer");
        let expected = if wrong.words == NO_SCHEME { 401 } else { 422 };
        assert_eq!(answer.status(), expected, "{provider}: {}", wrong.words);
        let complaints = prism.complaints(&format!("wrong-{seen}")).await.join("\n");
        assert!(complaints.contains(wrong.words), "{} in {complaints}", wrong.words);
        seen += 1;
    }
    assert!(seen > 0, "nothing that is wrong for {provider}");
}

/// A client of ours fares no better without a credential, and says so.
#[tokio::test]
async fn a_client_without_a_credential_is_refused() {
    let document = read("specs/unleash/openapi.yaml");
    let Some(mut prism) = Prism::start(&document) else {
        return;
    };
    let outcome = call("unleash", "GET").send(Target::new(&prism.base_address, &[])).await;
    let failed = outcome.unwrap_err();
    assert_eq!((failed.kind, failed.status), ("Refused", Some(401)));
    let complaints = prism.complaints("refused").await.join("\n");
    assert!(complaints.contains(NO_SCHEME), "{complaints}");
}

/// Without `specs/sendcloud/overlay.yaml` the document contradicts itself, and Prism will not serve its example.
#[tokio::test]
async fn sendclouds_document_as_published_refuses_its_own_example() {
    let page = read("specs/sendcloud/published.md");
    let published = markdown::extract(&page).expect("a fenced document").text;
    let Some(mut prism) = Prism::start(published) else {
        return;
    };
    let sendcloud = call("sendcloud", "GET");
    let outcome = sendcloud.send(Target::new(&prism.base_address, &sendcloud.schemes[..1])).await;
    let failed = outcome.unwrap_err();
    assert_eq!((failed.kind, failed.status), ("Unexpected", Some(500)));
    let answer = String::from_utf8(failed.answer.unwrap()).unwrap();
    assert!(answer.contains(r#"user.registered must match format \"date-time\""#), "{answer}");
    assert_ne!(prism.complaints("contradiction").await, [""; 0]);
}
