//! Request bodies: multipart, bytes and streams.

use std::time::Duration;

use futures_util::stream;
use moored_runtime::{
    Body, Bytes, CallOptions, Core, Error, FilePart, Multipart, NoErrorBody, Operation, RequestBuilder, Retries,
};
use serde_json::json;
use wiremock::matchers::any;
use wiremock::{Mock, Request, ResponseTemplate};

use crate::support::{builder, received, server};

static PUT_PHOTO: Operation =
    Operation { id: "put-photo", method: "PUT", path: "/photo", accept: None, security: &[], redirects: &[] };

async fn send(core: &Core, request: RequestBuilder<'_>) -> Result<(), Error<NoErrorBody>> {
    core.execute(&PUT_PHOTO, request.build(), &CallOptions::new()).await.map(drop)
}

/// The received request with the body `form`.
async fn sent(form: Multipart) -> Request {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).build().unwrap();
    send(&core, core.request(&PUT_PHOTO).multipart(form)).await.unwrap();
    received(&server).await
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.get(name).map(|value| value.to_str().unwrap())
}

/// The headers and the content of each part, split at the boundary in `Content-Type`.
fn parts(request: &Request) -> Vec<(String, String)> {
    let (_, boundary) = header(request, "content-type").unwrap().split_once("boundary=").unwrap();
    let boundary = boundary.split(';').next().unwrap();
    let body = String::from_utf8(request.body.clone()).unwrap();
    let body = body.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let between = format!("--{boundary}\r\n");
    let parts = body.split(&between).skip(1);
    let part = |part: &str| {
        let (head, content) = part.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), content.strip_suffix("\r\n").unwrap().to_owned())
    };
    parts.map(part).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(head, content)| (head.to_string(), content.to_string())).collect()
}

/// A body that streams these chunks.
fn chunks(chunks: &'static [&'static str]) -> Body {
    Body::from_stream(stream::iter(chunks.iter().map(|chunk| Ok::<_, std::io::Error>(*chunk))))
}

#[tokio::test]
async fn a_form_has_a_part_for_each_value_and_file() {
    let form = Multipart::form_data()
        .field("name", "Rex & co")
        .field("age", &3)
        .field("tags", &["a", "b"])
        .field("owner", &json!({"id": 1}))
        .field("none", &None::<u8>)
        .field_as("note", "text/markdown", "# hi")
        .field_as("key", "application/json", "k")
        .file("photo", FilePart::new("PNG").file_name("re\"x\r\n.png").media_type("image/png"))
        .files("more", [FilePart::new("1"), FilePart::new("2").file_name("b")])
        .files_as("pdf", "application/pdf", Some(FilePart::new("3")));
    let request = sent(form).await;
    assert!(header(&request, "content-type").unwrap().starts_with("multipart/form-data; boundary="));
    assert_eq!(header(&request, "content-length"), Some(request.body.len().to_string().as_str()));
    let form = |rest: &str| format!("Content-Disposition: form-data; {rest}");
    let binary_headers = "\r\nContent-Type: application/octet-stream";
    let expected = [
        (form("name=\"name\""), "Rex & co"),
        (form("name=\"age\""), "3"),
        (form("name=\"tags\""), "a"),
        (form("name=\"tags\""), "b"),
        (form("name=\"owner\"\r\nContent-Type: application/json"), "{\"id\":1}"),
        (form("name=\"note\"\r\nContent-Type: text/markdown"), "# hi"),
        (form("name=\"key\"\r\nContent-Type: application/json"), "\"k\""),
        (form("name=\"photo\"; filename=\"re%22x%0D%0A.png\"\r\nContent-Type: image/png"), "PNG"),
        (form(&format!("name=\"more\"; filename=\"more\"{binary_headers}")), "1"),
        (form(&format!("name=\"more\"; filename=\"b\"{binary_headers}")), "2"),
        (form("name=\"pdf\"; filename=\"pdf\"\r\nContent-Type: application/pdf"), "3"),
    ];
    assert_eq!(parts(&request), expected.map(|(head, content)| (head, content.to_owned())));
}

#[tokio::test]
async fn a_file_can_be_streamed_and_has_a_length_if_one_is_set() {
    for (file, length) in [(chunks(&["ab", "", "cd"]), None), (chunks(&["ab", "cd"]).length(4), Some(()))] {
        let request = sent(Multipart::form_data().field("name", "Rex").file("photo", file)).await;
        let binary_headers = "Content-Disposition: form-data; name=\"photo\"; filename=\"photo\"\r\n\
                      Content-Type: application/octet-stream";
        let name = ("Content-Disposition: form-data; name=\"name\"", "Rex");
        assert_eq!(parts(&request), pairs(&[name, (binary_headers, "abcd")]));
        let expected = length.map(|()| request.body.len().to_string());
        assert_eq!(header(&request, "content-length"), expected.as_deref());
        assert_eq!(header(&request, "transfer-encoding"), length.is_none().then_some("chunked"));
    }
}

#[tokio::test]
async fn multipart_related_has_the_type_of_its_root() {
    let request = sent(Multipart::related().field("meta", &json!({"a": 1})).file("media", "x")).await;
    let (kind, rest) = header(&request, "content-type").unwrap().split_once("; boundary=").unwrap();
    assert_eq!((kind, rest.split_once("; ").unwrap().1), ("multipart/related", "type=\"application/json\""));
    assert_eq!(parts(&request).len(), 2);
    assert!(header(&sent(Multipart::mixed()).await, "content-type").unwrap().starts_with("multipart/mixed; boundary="));
}

#[tokio::test]
async fn a_body_is_sent_unchanged_and_can_have_its_own_media_type() {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).build().unwrap();
    let image = || core.request(&PUT_PHOTO);
    send(&core, image().body("application/octet-stream", vec![0, 255])).await.unwrap();
    send(&core, image().body("application/octet-stream", Body::from("<a/>").media_type("image/svg+xml")))
        .await
        .unwrap();
    send(&core, image().body("text/plain", chunks(&["a", "b"]))).await.unwrap();
    let received: Vec<_> = server.received_requests().await.unwrap();
    let seen: Vec<_> =
        received.iter().map(|request| (header(request, "content-type").unwrap(), request.body.as_slice())).collect();
    let expected: [(&str, &[u8]); 3] =
        [("application/octet-stream", &[0, 255]), ("image/svg+xml", b"<a/>"), ("text/plain", b"ab")];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn bytes_are_retried_and_a_stream_is_not() {
    let streamed = || Multipart::form_data().file("photo", chunks(&["a"]));
    let in_memory = || Multipart::form_data().file("photo", "a");
    for (form, requests) in [(in_memory(), 2), (streamed(), 1)] {
        let server = server(ResponseTemplate::new(503)).await;
        let retries = Retries::default().max_retries(1).pauses(Duration::ZERO..Duration::ZERO);
        let core = builder(&server).retries(retries).build().unwrap();
        send(&core, core.request(&PUT_PHOTO).multipart(form)).await.unwrap();
        let received = server.received_requests().await.unwrap();
        assert_eq!(received.len(), requests);
        assert!(received.windows(2).all(|pair| pair[0].body == pair[1].body));
    }
}

#[tokio::test]
async fn the_error_of_a_stream_is_the_error_of_the_call() {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).build().unwrap();
    let broken = stream::iter([Ok(Bytes::from("a")), Err(std::io::Error::other("disk"))]);
    let error = send(&core, core.request(&PUT_PHOTO).body("text/plain", Body::from_stream(broken))).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn an_invalid_media_type_is_an_error() {
    let server = server(ResponseTemplate::new(200)).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let core = builder(&server).build().unwrap();
    let invalid = || FilePart::new("x").media_type("a\r\nX: y");
    let form = Multipart::form_data().file("a", invalid());
    for request in [
        core.request(&PUT_PHOTO).multipart(form),
        core.request(&PUT_PHOTO).body("text/plain", Body::from("x").media_type("a\r\nX: y")),
    ] {
        assert!(matches!(send(&core, request).await, Err(Error::InvalidRequest(_))));
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[test]
fn debug_does_not_show_the_content_of_a_body() {
    let form = Multipart::form_data().field("password", "hunter2").file("key", "hunter2");
    let shown = format!("{form:?} {:?} {:?}", Body::from("hunter2"), FilePart::new("hunter2"));
    assert!(!shown.contains("hunter2"), "{shown}");
}
