//! Compressed responses, with the features `gzip` and `brotli`.

use std::io::Write as _;

use moored_runtime::{Error, NoErrorBody};
use wiremock::ResponseTemplate;

use crate::{builder, get, requests, server};

/// `{"id":7}` and a mebibyte of spaces, each by the encoding that the server chooses.
fn encodings() -> Vec<(&'static str, Vec<u8>, Vec<u8>)> {
    let mut encodings = Vec::new();
    if cfg!(feature = "gzip") {
        encodings.push(("gzip", gzip(br#"{"id":7}"#), gzip(&vec![b' '; 1024 * 1024])));
    }
    if cfg!(feature = "brotli") {
        // By the encoder of Node.
        let small = b"\x8b\x03\x80{\"id\":7}\x03".to_vec();
        let large = b"\x5b\xff\xff\x8f\x5f\x02\x24\x1e\x0b\x04\x72\xef\x1f\x00".to_vec();
        encodings.push(("br", small, large));
    }
    encodings
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn compressed(encoding: &str, body: Vec<u8>) -> ResponseTemplate {
    ResponseTemplate::new(200).insert_header("content-encoding", encoding).set_body_raw(body, "application/json")
}

#[tokio::test]
async fn a_compressed_response_is_decompressed() {
    for (encoding, small, _) in encodings() {
        let server = server(compressed(encoding, small)).await;
        let response = get(&builder(&server).build().unwrap()).await.unwrap();
        assert_eq!(response.body(), br#"{"id":7}"#, "{encoding}");
    }
}

#[tokio::test]
async fn exactly_what_is_enabled_is_requested() {
    let server = server(ResponseTemplate::new(200)).await;
    get(&builder(&server).build().unwrap()).await.unwrap();
    let sent = requests(&server).await;
    let accepted = sent[0].headers.get("accept-encoding").map_or("", |value| value.to_str().unwrap());
    let mut accepted: Vec<_> = accepted.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    accepted.sort_unstable();
    let mut enabled: Vec<_> = encodings().iter().map(|(encoding, ..)| *encoding).collect();
    enabled.sort_unstable();
    assert_eq!(accepted, enabled);
}

#[tokio::test]
async fn the_limit_is_for_the_decompressed_size() {
    for (encoding, _, large) in encodings() {
        assert!(large.len() < 2000, "{encoding}");
        let server = server(compressed(encoding, large)).await;
        let limited = builder(&server).max_response_size(10_000).build().unwrap();
        let error: Error<NoErrorBody> = get(&limited).await.unwrap_err();
        assert!(matches!(error, Error::Oversized { limit: 10_000, .. }), "{encoding}: {error:?}");

        let unlimited = builder(&server).max_response_size(1024 * 1024).build().unwrap();
        assert_eq!(get(&unlimited).await.unwrap().body().len(), 1024 * 1024, "{encoding}");
    }
}
