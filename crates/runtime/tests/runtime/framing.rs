//! Requests whose headers fit their bodies.

use futures_util::stream;
use moored_runtime::{
    Body, CallOptions, Core, Credential, Error, FilePart, Multipart, NoErrorBody, Operation, RequestBuilder, Style,
};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::scripted::{Scripted, Step};
use crate::support::{builder, builder_for, ordered, received, server};

const fn operation(method: &'static str) -> Operation {
    Operation { id: "job", method, path: "/job", accept: None, security: &[], redirects: &[] }
}

static POST: Operation = operation("POST");
static PUT: Operation = operation("PUT");
static PATCH: Operation = operation("PATCH");
static DELETE: Operation = operation("DELETE");
static GET: Operation = operation("GET");

async fn send(
    core: &Core,
    operation: &'static Operation,
    build: impl FnOnce(RequestBuilder<'_>) -> RequestBuilder<'_>,
) -> Result<(), Error<NoErrorBody>> {
    core.execute(operation, build(core.request(operation)).build(), &CallOptions::new()).await.map(drop)
}

/// A stream of `chunks` whose stated length is `length`.
fn stated(chunks: &'static [&'static str], length: u64) -> Body {
    Body::from_stream(stream::iter(chunks.iter().map(|chunk| Ok::<_, std::io::Error>(*chunk)))).length(length)
}

#[tokio::test]
async fn an_update_without_a_body_has_the_content_length_0() {
    for (operation, length) in
        [(&POST, Some("0")), (&PUT, Some("0")), (&PATCH, Some("0")), (&DELETE, None), (&GET, None)]
    {
        let server = server(ResponseTemplate::new(204)).await;
        send(&builder(&server).build().unwrap(), operation, |request| request).await.unwrap();
        let request = received(&server).await;
        let sent = request.headers.get("content-length").map(|value| value.to_str().unwrap());
        assert_eq!(sent, length, "{operation}");
        assert!(!request.headers.contains_key("transfer-encoding"), "{operation}");
    }
    let server = server(ResponseTemplate::new(204)).await;
    send(&builder(&server).build().unwrap(), &POST, |request| request.body("text/plain", "")).await.unwrap();
    assert_eq!(received(&server).await.headers["content-length"], "0", "an empty body");
}

#[tokio::test]
async fn a_stream_that_does_not_have_its_stated_length_is_an_error() {
    for (chunks, length, text) in [
        (&["0123456789", "0123456789", "0123456789"][..], 20, "a stream has more than its stated length of 20 bytes"),
        (&["0123456789", "", "0123456789x"], 20, "a stream has more than its stated length of 20 bytes"),
        (&["0123456789"], 20, "a stream has 10 bytes instead of its stated length of 20 bytes"),
    ] {
        let in_form = || Multipart::form_data().field("name", "Rex").file("photo", stated(chunks, length));
        let bodies: [&dyn Fn(RequestBuilder<'static>) -> RequestBuilder<'static>; 2] =
            [&|request| request.body("text/plain", stated(chunks, length)), &|request| request.multipart(in_form())];
        for add in bodies {
            let server = Scripted::new([Step::Respond("HTTP/1.1 204 No Content\r\n\r\n".to_owned())]);
            let core: &'static Core = Box::leak(Box::new(builder_for(&server.address).build().unwrap()));
            let error = send(core, &PUT, |_| add(core.request(&PUT))).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("PUT /job (job): the request body could not be sent completely: {text}")
            );
            assert!(!error.is_retryable());
        }
    }
}

#[tokio::test]
async fn a_stream_of_its_stated_length_is_sent_even_if_that_is_0() {
    for (chunks, length) in [(&["ab", "", "cd", ""][..], 4), (&[""], 0), (&[], 0)] {
        let server = server(ResponseTemplate::new(204)).await;
        let core = builder(&server).build().unwrap();
        send(&core, &PUT, |request| request.body("text/plain", stated(chunks, length))).await.unwrap();
        let request = received(&server).await;
        assert_eq!(request.body, chunks.concat().as_bytes());
        assert_eq!(request.headers["content-length"], length.to_string().as_str());
    }
    let core = builder_for("http://127.0.0.1:9").build().unwrap();
    let error = send(&core, &PUT, |request| request.body("text/plain", stated(&["a"], 0))).await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
}

#[tokio::test]
async fn items_of_multipart_mixed_are_parts_without_names() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).build().unwrap();
    let items = [json!({"id": 1}), json!({"id": 2})];
    let form = Multipart::mixed()
        .items(Some("application/json"), &items)
        .items(None, &["plain"])
        .item_files("image/png", [FilePart::new("PNG"), FilePart::new("GIF").media_type("image/gif").file_name("a")]);
    send(&core, &POST, |request| request.multipart(form)).await.unwrap();
    let request = received(&server).await;
    let (kind, boundary) = request.headers["content-type"].to_str().unwrap().split_once("; boundary=").unwrap();
    assert_eq!(kind, "multipart/mixed");
    let parts = [
        "\r\nContent-Type: application/json\r\n\r\n{\"id\":1}",
        "\r\nContent-Type: application/json\r\n\r\n{\"id\":2}",
        "\r\n\r\nplain",
        "\r\nContent-Type: image/png\r\n\r\nPNG",
        "\r\nContent-Disposition: attachment; filename=\"a\"\r\nContent-Type: image/gif\r\n\r\nGIF",
    ];
    let expected = parts.map(|part| format!("--{boundary}{part}\r\n")).concat();
    assert_eq!(String::from_utf8(request.body).unwrap(), format!("{expected}--{boundary}--\r\n"));
}

#[tokio::test]
async fn a_list_with_a_json_media_type_is_one_part() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).build().unwrap();
    let form = Multipart::form_data()
        .field_as("products", "application/json", &[json!({"sku": "a"}), json!({"sku": "b"})])
        .field_as("none", "Application/X-JSON; charset=utf-8", &[0_u8; 0])
        .field_as("each", "text/plain", &["x", "y"])
        .extend(Multipart::form_data().field("more", &[1, 2]));
    send(&core, &POST, |request| request.multipart(form)).await.unwrap();
    let body = String::from_utf8(received(&server).await.body).unwrap();
    let contents: Vec<_> = body.split("--").filter_map(|part| part.split_once("\r\n\r\n")).collect();
    let contents: Vec<_> = contents.into_iter().map(|(_, content)| content.trim_end()).collect();
    assert_eq!(contents, [r#"[{"sku":"a"},{"sku":"b"}]"#, "[]", "x", "y", "1", "2"]);
}

#[test]
fn a_user_name_with_a_colon_and_control_characters_are_an_error() {
    for (name, password, reason) in [
        ("user:name", "p", "its user name contains a colon, which HTTP Basic cannot transmit"),
        ("user", "p\n", "it contains control characters, which HTTP Basic cannot transmit"),
    ] {
        let credential = Credential::basic("basic", name, password);
        let error = Core::builder(Some("http://localhost")).credential(credential).build().unwrap_err();
        assert_eq!(error.to_string(), format!("the credential for basic is invalid: {reason}"));
    }
    Core::builder(Some("http://localhost")).credential(Credential::basic("basic", "", "a:b")).build().unwrap();
}

fn core() -> Core {
    Core::builder(Some("http://localhost")).build().unwrap()
}

#[test]
fn a_cookie_is_sent_as_the_server_has_set_it() {
    let cookie = |style, value: &str| {
        let request = core().request(&GET).cookie_as("sid", style, value).build();
        request
            .map(|request| request.headers()["cookie"].to_str().unwrap().to_owned())
            .map_err(|error| error.to_string())
    };
    assert_eq!(cookie(Style::FORM.exploded(), "s%3Aabc.d+e/f=").unwrap(), "sid=s%3Aabc.d+e/f=");
    assert_eq!(cookie(Style::COOKIE.exploded(), "s%3Aa 50%,\"b\"").unwrap(), "sid=s%3Aa 50%,\"b\"");
    assert_eq!(
        cookie(Style::COOKIE.exploded(), "a; admin=1").unwrap_err(),
        "nothing was sent: the cookies contain characters that a cookie must not contain"
    );
    assert!(cookie(Style::COOKIE.exploded(), "a\r\nx: y").is_err());
    let list = core().request(&GET).cookie_as("c", Style::COOKIE.exploded(), &["1", "2"]).build().unwrap();
    assert_eq!(list.headers()["cookie"], "c=1; c=2");
}

static USER: Operation =
    Operation { id: "user", method: "GET", path: "/users/{id}.json", accept: None, security: &[], redirects: &[] };
static CANCEL: Operation =
    Operation { id: "cancel", method: "POST", path: "/jobs/{id}:cancel", accept: None, security: &[], redirects: &[] };
static FILE: Operation =
    Operation { id: "file", method: "GET", path: "/files/{+path}/meta", accept: None, security: &[], redirects: &[] };

#[test]
fn an_empty_value_beside_other_text_of_its_segment_is_an_error() {
    for operation in [&USER, &CANCEL] {
        assert!(core().request(operation).path("id", "7").build().is_ok());
        assert_eq!(
            core().request(operation).path("id", "").build().unwrap_err().to_string(),
            "nothing was sent: a path parameter is empty, `.` or `..`, which would address another path"
        );
    }
}

#[tokio::test]
async fn a_path_parameter_with_reserved_characters_may_have_several_segments() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).build().unwrap();
    let build = |value: &str| core.request(&FILE).path_as("path", Style::SIMPLE.reserved(), value).build();
    core.execute::<NoErrorBody>(&FILE, build("a b/c:d@e,f%2Fg?h"), &CallOptions::new()).await.unwrap();
    assert_eq!(received(&server).await.url.path(), "/files/a%20b/c:d@e,f%2Fg%3Fh/meta");
    for value in
        ["", "..", "a/../b", "a/./b", "a/%2e%2E/b", "../../admin", "/a", "a/", "/", "a%2F..%2Fb", "a\\..\\b", "%2E./a"]
    {
        assert!(build(value).is_err(), "{value}");
    }
    core.execute::<NoErrorBody>(&FILE, build("a//b/.c/d.."), &CallOptions::new()).await.unwrap();
}

/// Segments cannot be counted where one parameter may be several: the others still cannot leave theirs.
#[test]
fn beside_a_path_parameter_with_slashes_the_others_are_still_one_segment() {
    const CONTENTS: Operation = Operation::new("contents", "GET", "/repos/{owner}/contents/{+path}");
    let core = core();
    let build = |owner: &str, path: &str| {
        let request = core.request(&CONTENTS).path("owner", owner);
        request.path_as("path", Style::SIMPLE.reserved(), path).build()
    };
    let path = build("a/b", "c/d").unwrap().url().path().to_owned();
    assert_eq!(path, "/repos/a%2Fb/contents/c/d");
    for (owner, path) in [("..", "a/b/c/d"), (".", "a/b"), ("", "a/b/c"), ("a", "b/../../../../c")] {
        assert!(build(owner, path).is_err(), "{owner} {path}");
    }
}

#[test]
fn a_parameter_can_be_the_whole_query() {
    let query = |request: RequestBuilder<'_>| request.build().unwrap().url().query().map(str::to_owned);
    let core = core();
    let request = || core.request(&GET);
    let value = ordered(r#"{"foo": "a + b", "bar": true, "list": [1, 2], "none": null}"#);
    assert_eq!(query(request().querystring_form(&[], &value)).unwrap(), "foo=a+%2B+b&bar=true&list=1&list=2");
    let joined = [("list", Style::FORM)];
    assert_eq!(query(request().querystring_form(&joined, &json!({"list": [1, 2]}))).unwrap(), "list=1,2");
    assert_eq!(query(request().querystring_json(&json!({"a": [1]}))).unwrap(), "%7B%22a%22%3A%5B1%5D%7D");
    assert_eq!(query(request().querystring_text("$.a[?@.b>1]")).unwrap(), "%24.a%5B%3F%40.b%3E1%5D");
    assert_eq!(query(request().querystring_form(&[], &None::<u8>)), None);
    assert_eq!(query(request().querystring_json(&None::<u8>)), None);
}
