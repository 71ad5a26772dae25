//! The requests that are sent, including all headers.

use std::collections::BTreeSet;

use moored_runtime::BuildError;
use wiremock::{Request, ResponseTemplate};

use crate::{
    calls::{CALLS, Call, KEY, TOKEN, Target, call},
    document::Document,
    server::{request, responding},
};

/// Where the credential for a security scheme is sent, according to RFC 7617, RFC 6750 and the document: the
/// `Authorization` header and the query.
fn credential_parts(provider: &str, scheme: &str) -> (Option<String>, Vec<(String, String)>) {
    let header = |value: &str| (Some(value.to_owned()), Vec::new());
    match (provider, scheme) {
        // `public-key:hunter2`
        ("computestacks", "basic") | ("sendcloud", "HTTPBasicAuth") => header("Basic cHVibGljLWtleTpodW50ZXIy"),
        ("computestacks", "oauth") | ("sendcloud", "OAuth2ClientCreds") | ("strawblond", "bearer") => {
            header(&format!("Bearer {TOKEN}"))
        }
        ("unleash", "apiKey") => header(TOKEN),
        ("insighto", "apiKey") => (None, vec![("api_key".to_owned(), KEY.to_owned())]),
        other => panic!("unknown scheme {other:?}"),
    }
}

/// The `Accept` header: the media types that the client can decode; reqwest sends `*/*` if there are none.
fn accept(call: &Call) -> &'static str {
    match (call.provider, call.method) {
        // Its response has no documented body.
        ("computestacks", "PATCH") => "*/*",
        _ => "application/json",
    }
}

/// A request, and the address of the server that received it.
type Sent = (Request, String);

async fn sent(call: &Call, schemes: &[&'static str], suffix: &str) -> Sent {
    let server = responding(ResponseTemplate::new(418)).await;
    let base_address = format!("{}{suffix}", server.uri());
    let failed = call.send(Target::new(base_address, schemes)).await;
    assert_eq!(failed.unwrap_err().status, Some(418), "{}", call.name());
    (request(&server).await, server.address().to_string())
}

/// Checks that method, path, query, headers and body are exactly as expected.
fn assert_sent((request, host): &Sent, call: &Call, scheme: Option<&str>, prefix: &str) {
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
    let mut expected = vec![("accept", accept(call)), ("host", host)];
    expected.extend(authorization.as_deref().map(|value| ("authorization", value)));
    if call.body.is_some() {
        expected.extend([("content-length", length.as_str()), ("content-type", "application/json")]);
    }
    expected.sort_unstable();
    let mut headers: Vec<_> =
        request.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    headers.sort_unstable();
    assert_eq!(headers, expected, "{name}");
}

#[test]
fn the_tests_cover_all_operations_of_the_documents() {
    let tested: BTreeSet<_> = CALLS.iter().map(Call::name).collect();
    let folders = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/specs")).unwrap();
    let documented: BTreeSet<_> = folders
        .map(|folder| folder.unwrap().file_name().into_string().unwrap())
        .flat_map(|provider| {
            let operations = Document::of(&provider).operations();
            operations.into_iter().map(move |(method, path)| format!("{provider}: {method} {path}"))
        })
        .collect();
    assert_eq!(tested, documented);
    for call in &CALLS {
        let document = Document::of(call.provider);
        assert_eq!(call.schemes, document.schemes(call), "{}", call.name());
        let has_body = document.operation(call).get("requestBody").is_some();
        assert_eq!(call.body.is_some(), has_body, "{}", call.name());
    }
}

#[tokio::test]
async fn a_request_is_exactly_as_documented() {
    for call in &CALLS {
        for scheme in call.schemes {
            let request = sent(call, &[scheme], "").await;
            assert_sent(&request, call, Some(scheme), "");
        }
    }
}

#[tokio::test]
async fn without_a_credential_none_is_sent() {
    for call in &CALLS {
        assert_sent(&sent(call, &[], "").await, call, None, "");
    }
}

#[tokio::test]
async fn of_two_credentials_the_first_alternative_of_the_document_is_sent() {
    for call in CALLS.iter().filter(|call| call.schemes.len() > 1) {
        let reversed: Vec<_> = call.schemes.iter().copied().rev().collect();
        assert_sent(&sent(call, &reversed, "").await, call, Some(call.schemes[0]), "");
    }
}

#[tokio::test]
async fn a_credential_that_the_operation_does_not_require_is_not_sent() {
    let create = call("computestacks", "POST");
    assert!(!create.schemes.contains(&"basic"));
    assert_sent(&sent(create, &["basic"], "").await, create, None, "");
}

#[tokio::test]
async fn a_base_address_may_have_a_path_and_a_trailing_slash() {
    for call in &CALLS {
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
    let server = |provider| Document::of(provider).0["servers"][0]["url"].as_str().map(str::to_owned);
    macro_rules! default {
        ($provider:ident) => {
            match $provider::Client::builder().build() {
                Ok(client) => Some(client.base_address().to_owned()),
                Err(BuildError::NoBaseAddress) => None,
                Err(error) => panic!("{error}"),
            }
        };
    }
    assert_eq!(server("computestacks"), None);
    assert_eq!(default!(moored_computestacks), None);
    assert_eq!(server("unleash"), None);
    assert_eq!(default!(moored_unleash), None);
    assert_eq!(default!(moored_insighto).unwrap(), server("insighto").unwrap());
    assert_eq!(default!(moored_sendcloud).unwrap(), server("sendcloud").unwrap());
    assert_eq!(default!(moored_strawblond).unwrap(), server("strawblond").unwrap());
}

#[tokio::test]
async fn an_api_key_is_encoded_in_the_query() {
    let key = "in-a b+c&d=e%2F#f/é";
    let server = responding(ResponseTemplate::new(418)).await;
    let client = moored_insighto::Client::builder()
        .base_address(server.uri())
        .credential(moored_insighto::Credential::api_key(key))
        .build()
        .unwrap();
    client.get_user().send().await.unwrap_err();
    let request = request(&server).await;
    let pairs: Vec<_> = request.url.query_pairs().into_owned().collect();
    assert_eq!(pairs, [("api_key".to_owned(), key.to_owned())]);
}
