//! Insighto: an API key that is part of the address.

use moored_insighto::{Client, Credential};
use wiremock::ResponseTemplate;

use crate::{
    calls::{KEY, Target, insighto::client},
    secrecy::assert_no_secret,
    server::{request, responding},
};

#[tokio::test]
async fn an_api_key_is_encoded_in_the_query() {
    let key = "in-a b+c&d=e%2F#f/é";
    let server = responding(ResponseTemplate::new(418)).await;
    let client = Client::builder().base_address(server.uri()).credential(Credential::api_key(key)).build().unwrap();
    client.get_user().send().await.unwrap_err();
    let request = request(&server).await;
    let pairs: Vec<_> = request.url.query_pairs().into_owned().collect();
    assert_eq!(pairs, [("api_key".to_owned(), key.to_owned())]);
}

/// The error for an address that is not valid does not contain the address.
#[test]
fn no_build_error_contains_its_input() {
    let error = Client::builder().base_address(format!("ftp://localhost/?api_key={KEY}")).build().unwrap_err();
    assert_no_secret(&format!("{error} {error:?}"), "an address with a key");
}

#[test]
fn a_call_does_not_show_the_key_in_its_address() {
    let client = client(&Target::new("http://localhost", &["apiKey"]));
    let call = client.get_user();
    assert_no_secret(&format!("{call:?} {call:#?}"), "a call");
}
