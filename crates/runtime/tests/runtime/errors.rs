//! Messages of decode errors: position and type, without the value.

use std::collections::BTreeMap;

use moored_runtime::{Error, RawResponse};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, builder, call, everything_shown, server};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    Admin,
    Viewer,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its decoding is looked at")]
enum Label {
    Number(u8),
    Numbers(Vec<u8>),
}

/// A type whose error message quotes the value, as those of hand-written types often do.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Picky;

impl TryFrom<String> for Picky {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Err(format!("cannot make anything of {text}"))
    }
}

async fn response(json: &str) -> RawResponse {
    let server = server(ResponseTemplate::new(200).set_body_string(json)).await;
    call(&builder(&server).build().unwrap(), &GET_USER).await.unwrap()
}

/// The error of decoding `json` as a `T`. Asserts that it does not show the secret.
async fn reason<T: DeserializeOwned>(json: &str) -> String {
    let error = response(json).await.json::<T, ()>().map(drop).unwrap_err();
    assert!(!everything_shown(&error).contains("hunter2"), "{error:?}");
    let Error::Undecodable { path, source, .. } = error else { panic!("{error:?}") };
    let text = source.to_string();
    format!("{path}: {}", text.split(" (line").next().unwrap())
}

#[tokio::test]
async fn a_mismatch_is_reported_with_position_and_type_but_without_its_value() {
    assert_eq!(reason::<BTreeMap<String, Vec<u8>>>(r#"{"a":[1,"hunter2"]}"#).await, "a[1]: expected u8, found string");
    assert_eq!(reason::<BTreeMap<String, u8>>(r#"{"two\nlines":true}"#).await, "…: expected u8, found boolean");
    assert_eq!(
        reason::<Vec<u8>>(r#"["hunter2, expected hunter2\" , expected x"]"#).await,
        "[0]: expected u8, found string"
    );
    assert_eq!(reason::<bool>("1234").await, ".: expected a boolean, found integer");
    assert!(reason::<u8>("1234").await.starts_with(".: expected u8, and the number does not fit: `wide_integers` in"));
    assert_eq!(reason::<u8>("1.5").await, ".: expected u8, found floating point");
    assert_eq!(reason::<String>("null").await, ".: expected a string, found null");
    assert_eq!(reason::<[u8; 2]>("[1]").await, ".: expected an array of length 2");
    assert_eq!(reason::<Role>(r#""hunter2""#).await, ".: expected `admin` or `viewer`");
    assert_eq!(reason::<Label>(r#""hunter2""#).await, ".: data did not match any variant of untagged enum Label");
    assert_eq!(reason::<Picky>(r#""hunter2""#).await, ".: a value is invalid");
    assert_eq!(reason::<u8>(r#"["#).await, ".: it ends in the middle of a JSON value");
    assert_eq!(reason::<Vec<u8>>("[1,").await, ".: it ends in the middle of a JSON value");
}

/// From 128 bytes on, clippy's `result_large_err` would warn in every generated crate.
#[test]
fn an_error_is_small_whatever_its_body() {
    assert!(size_of::<Error<[u8; 1024]>>() < 128);
}
