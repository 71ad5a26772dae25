//! Excerpts of bodies that could not be decoded.

use std::collections::BTreeMap;

use moored_runtime::{Error, NoErrorBody};
use serde::de::DeserializeOwned;
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, builder, call, everything_shown, server};

async fn decode_error<T: DeserializeOwned>(body: &str) -> String {
    let server = server(ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
    let response = call(&builder(&server).build().unwrap(), &GET_USER).await.unwrap();
    let error: Error<NoErrorBody> = response.json::<T, _>().map(drop).unwrap_err();
    assert!(!everything_shown(&error).contains("hunter2"), "{error:?}");
    let text = error.to_string();
    text.split_once("does not match its documented type: ").unwrap().1.to_owned()
}

type Users = BTreeMap<String, Vec<BTreeMap<String, u8>>>;

#[tokio::test]
async fn an_excerpt_shows_the_json_before_the_error_without_values() {
    let body = r#"{"users":[{"age":42,"size":17},
        {"age":"hunter2"}]}"#;
    let text = "at users[1].age: expected u8, found string (line 2, column 24), \
                near {\"users\":[{\"age\":00,\"size\":00}, {\"age\":\"…\"";
    assert_eq!(decode_error::<Users>(body).await, text);
}

#[tokio::test]
async fn an_excerpt_is_limited_and_shows_no_escapes_and_no_unusual_keys() {
    let many =
        r#"{"token_a":"hunter2","b":"#.to_owned() + &r#"[{"c":1}],"x":"#.repeat(20) + r#"[{"d\"hunter2":1.5e3}]}"#;
    let text = decode_error::<Users>(&many).await;
    let (reason, near) = text.split_once(", near ").unwrap();
    assert!(reason.starts_with("at token_a: expected a sequence, found string"), "{reason}");
    assert_eq!(near, r#"{"token_a":"…""#);

    let many = format!("{{{}\"b\":[{{\"d\\\"hunter2\":-1.5e0}}]}}", r#""abc":[{"c":1}],"#.repeat(20));
    let text = decode_error::<Users>(&many).await;
    let (reason, near) = text.split_once(", near ").unwrap();
    assert!(reason.starts_with("at b[0].…: expected u8, found floating point"), "{reason}");
    assert!(near.ends_with(r#"{"c":0}],"abc":[{"c":0}],"abc":[{"c":0}],"b":[{"…":-0.0e0"#), "{near}");
    assert_eq!((near.chars().next(), near.chars().count()), (Some('…'), 61));
}

#[tokio::test]
async fn html_and_xml_are_named_in_the_error() {
    for (body, text) in [
        ("\n<!DOCTYPE HTML><p>hunter2", "it is HTML, not JSON (line 2, column 1)"),
        ("<html>hunter2", "it is HTML, not JSON (line 1, column 1)"),
        ("<?xml version='1.0'?>hunter2", "it is XML, not JSON (line 1, column 1)"),
        ("hunter2", "it is not JSON: expected value (line 1, column 1)"),
        ("{\"a\": hunter2}", "it is not valid JSON: expected value (line 1, column 7)"),
    ] {
        let error = decode_error::<Users>(body).await;
        assert!(error.ends_with(text), "{error}");
    }
}
