//! The requests that are sent, including all headers.

use std::collections::BTreeSet;

use wiremock::{Request, ResponseTemplate};

use crate::{
    calls::{Call, PROVIDERS, Sent, Target, calls},
    document::Document,
    server::{request, responding},
};

/// The `Authorization` header and the query that carry the credential for a security scheme.
fn credential_parts(provider: &str, scheme: &str) -> (Option<&'static str>, Vec<(String, String)>) {
    let provider = PROVIDERS.iter().find(|one| one.name == provider).expect("a provider");
    let sent = provider.credentials.iter().find(|(name, _)| *name == scheme).expect("a scheme").1;
    match sent {
        Sent::Authorization(value) => (Some(value), Vec::new()),
        Sent::Query(name, value) => (None, vec![(name.to_owned(), value.to_owned())]),
    }
}

/// A request that a server has recorded, and the address of the server.
type Recorded = (Request, String);

pub(crate) async fn sent(call: &Call, schemes: &[&'static str], suffix: &str) -> Recorded {
    let server = responding(ResponseTemplate::new(418)).await;
    let base_address = format!("{}{suffix}", server.uri());
    let failed = call.send(Target::new(base_address, schemes)).await;
    assert_eq!(failed.unwrap_err().status, Some(418), "{}", call.name());
    (request(&server).await, server.address().to_string())
}

/// Checks that method, path, query, headers and body are exactly as expected.
pub(crate) fn assert_sent((request, host): &Recorded, call: &Call, scheme: Option<&str>, prefix: &str) {
    let name = format!("{} with {scheme:?}", call.name());
    let (authorization, query) = scheme.map(|scheme| credential_parts(call.provider, scheme)).unwrap_or_default();
    assert_eq!(request.method.as_str(), call.method, "{name}");
    assert_eq!(request.url.path(), format!("{prefix}{}", call.path), "{name}");
    let pairs: Vec<_> = request.url.query_pairs().into_owned().collect();
    assert_eq!(pairs, query, "{name}");
    assert_eq!(request.url.query().is_some(), !query.is_empty(), "{name}");

    let body = call.body.unwrap_or_default();
    assert_eq!(String::from_utf8_lossy(&request.body), body, "{name}");
    let length = body.len().to_string();
    let mut expected = vec![("accept", call.accept), ("host", host)];
    expected.extend(authorization.map(|value| ("authorization", value)));
    if call.body.is_some() {
        expected.extend([("content-length", length.as_str()), ("content-type", "application/json")]);
    }
    expected.sort_unstable();
    let mut headers: Vec<_> =
        request.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    // Of the features `gzip` and `brotli`.
    headers.retain(|(name, _)| *name != "accept-encoding");
    headers.sort_unstable();
    assert_eq!(headers, expected, "{name}");
}

#[test]
fn the_tests_cover_all_operations_of_the_documents() {
    for provider in PROVIDERS {
        let tested: BTreeSet<_> = provider.calls.iter().map(Call::operation).collect();
        let documented = Document::of(provider.name).operations();
        let documented = documented.into_iter().map(|(method, path)| format!("{method} {path}"));
        assert_eq!(tested, documented.collect(), "{}", provider.name);
        assert!(provider.calls.iter().all(|call| call.provider == provider.name));
    }
    for call in calls() {
        let document = Document::of(call.provider);
        assert_eq!(call.schemes, document.schemes(call), "{}", call.name());
        let has_body = document.operation(call).get("requestBody").is_some();
        assert_eq!(call.body.is_some(), has_body, "{}", call.name());
        let has_response_body = document.response_schema(call, 200).is_some();
        assert_eq!(call.has_response_body, has_response_body, "{}", call.name());
    }
}

#[tokio::test]
async fn a_request_is_exactly_as_documented() {
    for call in calls() {
        for scheme in call.schemes {
            let request = sent(call, &[scheme], "").await;
            assert_sent(&request, call, Some(scheme), "");
        }
    }
}

#[tokio::test]
async fn without_a_credential_none_is_sent() {
    for call in calls() {
        assert_sent(&sent(call, &[], "").await, call, None, "");
    }
}

#[tokio::test]
async fn of_two_credentials_the_first_alternative_of_the_document_is_sent() {
    for call in calls().filter(|call| call.schemes.len() > 1) {
        let reversed: Vec<_> = call.schemes.iter().copied().rev().collect();
        assert_sent(&sent(call, &reversed, "").await, call, Some(call.schemes[0]), "");
    }
}

#[tokio::test]
async fn a_base_address_may_have_a_path_and_a_trailing_slash() {
    for call in calls() {
        for (suffix, prefix) in
            [("/", ""), ("/behind/a%20proxy", "/behind/a%20proxy"), ("/behind/a%20proxy/", "/behind/a%20proxy")]
        {
            let request = sent(call, &call.schemes[..1], suffix).await;
            assert_sent(&request, call, Some(call.schemes[0]), prefix);
        }
    }
}

#[test]
fn the_default_base_address_is_the_first_server_of_the_document() {
    for provider in PROVIDERS {
        let first = Document::of(provider.name).0["servers"][0]["url"].as_str().map(str::to_owned);
        assert_eq!(first.as_deref(), provider.base_address, "{}", provider.name);
        assert_eq!((provider.default_base_address)(), first, "{}", provider.name);
    }
}
