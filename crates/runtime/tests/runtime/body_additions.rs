//! What one call adds to its body.

use std::convert::Infallible;

use moored_runtime::{Body, Bytes, CallOptions, Core, Error, FilePart, Multipart, NoErrorBody, Operation, RawResponse};
use moored_runtime::{RequestBuilder, Secret};
use serde_json::json;
use wiremock::{Request, ResponseTemplate};

use crate::support::{builder, server};

static ADD: Operation = Operation::new("add", "POST", "/users");

/// The request of a call, or the message of its error, with which nothing was sent.
async fn sent(
    options: CallOptions,
    build: impl FnOnce(RequestBuilder<'_>) -> RequestBuilder<'_>,
) -> Result<Request, String> {
    let server = server(ResponseTemplate::new(200)).await;
    let core: Core = builder(&server).build().unwrap();
    let request = build(core.request(&ADD)).build();
    let result: Result<RawResponse, Error<NoErrorBody>> = core.execute(&ADD, request, &options).await;
    let mut received = server.received_requests().await.unwrap();
    match result {
        Ok(_) => Ok(received.remove(0)),
        Err(error) => {
            assert!(received.is_empty());
            Err(error.to_string())
        }
    }
}

fn text(request: &Request) -> String {
    String::from_utf8(request.body.clone()).unwrap()
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers.get(name).unwrap().to_str().unwrap()
}

/// The form without its random boundary, which is written as `B`.
fn form(request: &Request) -> String {
    let boundary = header(request, "content-type").split_once("boundary=").unwrap().1.to_owned();
    text(request).replace(&boundary, "B")
}

#[tokio::test]
async fn a_member_is_added_or_replaces_that_of_the_body_and_nothing_else_changes() {
    let options = CallOptions::new()
        .body_member("effort", &json!({ "level": "low" }))
        .body_member("limit", &2)
        .body_member("a \"quoted\" name", &Some("é"));
    let body = moored_runtime::decode::<moored_runtime::JsonValue>(br#"{"id":12345678901234567890.10,"limit":1}"#);
    let request = sent(options, |request| request.json_as("application/vnd.api+json", &body.unwrap())).await.unwrap();
    let expected = r#"{"id":12345678901234567890.10,"limit":2,"effort":{"level":"low"},"a \"quoted\" name":"é"}"#;
    assert_eq!(text(&request), expected);
    assert_eq!(header(&request, "content-length"), expected.len().to_string());
    assert_eq!(header(&request, "content-type"), "application/vnd.api+json");

    let request = sent(CallOptions::new().body_member("a", &1), |request| request.json(&json!({}))).await.unwrap();
    assert_eq!(text(&request), r#"{"a":1}"#);
}

#[tokio::test]
async fn a_member_needs_a_json_object() {
    let options = || CallOptions::new().body_member("effort", "low");
    let message = r#"POST /users (add): nothing was sent: the member "effort" cannot be added: "#.to_owned();
    let no_object = message.clone() + "the body of the call is not a JSON object";
    assert_eq!(sent(options(), |request| request).await.unwrap_err(), no_object);
    assert_eq!(sent(options(), |request| request.json(&[1])).await.unwrap_err(), no_object);
    assert_eq!(sent(options(), |request| request.json("{}")).await.unwrap_err(), no_object);
    assert_eq!(sent(options(), |request| request.form(&json!({"a": 1}))).await.unwrap_err(), no_object);
    assert_eq!(sent(options(), |request| request.body("text/plain", "{}")).await.unwrap_err(), no_object);
    let stream = Body::from_stream(futures_util::stream::iter([Ok::<_, Infallible>(Bytes::from("{}"))]));
    assert_eq!(sent(options(), |request| request.body("application/json", stream)).await.unwrap_err(), no_object);

    let not_json = CallOptions::new().body_member("effort", &f64::NAN);
    let error = sent(not_json, |request| request.json(&json!({}))).await.unwrap_err();
    assert_eq!(error, message + "its value is not JSON");
}

#[tokio::test]
async fn a_field_follows_those_of_an_encoded_form() {
    let options = CallOptions::new().form_field("expand[]", "a b&c").form_field("expand[]", "ü");
    let request = sent(options.clone(), |request| request.form(&json!({"name": "Rex"}))).await.unwrap();
    assert_eq!(text(&request), "name=Rex&expand%5B%5D=a+b%26c&expand%5B%5D=%C3%BC");
    let request = sent(options, |request| request.form(&json!({}))).await.unwrap();
    assert_eq!(text(&request), "expand%5B%5D=a+b%26c&expand%5B%5D=%C3%BC");
    assert_eq!(header(&request, "content-length"), text(&request).len().to_string());
}

#[tokio::test]
async fn fields_and_parts_come_before_those_of_a_multipart_form() {
    let options = CallOptions::new()
        .form_part("thumb", FilePart::new("png").file_name("t\".png").media_type("image/png"))
        .form_field("team", "blue");
    let own = || Multipart::form_data().field("name", "Rex");
    let added = "--B\r\nContent-Disposition: form-data; name=\"team\"\r\n\r\nblue\r\n--B\r\nContent-Disposition: \
                 form-data; name=\"thumb\"; filename=\"t%22.png\"\r\nContent-Type: image/png\r\n\r\npng\r\n--B\r\n\
                 Content-Disposition: form-data; name=\"name\"\r\n\r\nRex\r\n";
    let request = sent(options.clone(), |request| request.multipart(own())).await.unwrap();
    assert_eq!(form(&request), format!("{added}--B--\r\n"));
    assert_eq!(header(&request, "content-length"), request.body.len().to_string());

    // A form with a stream, with and without a known length.
    let file = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\nContent-Type: \
                application/octet-stream\r\n\r\nabc\r\n--B--\r\n";
    let stream = || Body::from_stream(futures_util::stream::iter([Ok::<_, Infallible>(Bytes::from("abc"))]));
    let known = own().file("file", stream().length(3));
    let request = sent(options.clone(), |request| request.multipart(known)).await.unwrap();
    assert_eq!(form(&request), format!("{added}{file}"));
    assert_eq!(header(&request, "content-length"), request.body.len().to_string());
    let unknown = own().file("file", stream());
    let request = sent(options, |request| request.multipart(unknown)).await.unwrap();
    assert_eq!(form(&request), format!("{added}{file}"));
    assert_eq!(header(&request, "transfer-encoding"), "chunked");
}

#[tokio::test]
async fn a_field_or_a_part_needs_a_form() {
    let message = "POST /users (add): nothing was sent: the ".to_owned();
    let field = || CallOptions::new().form_field("team", "blue");
    let error = sent(field(), |request| request.json(&json!({}))).await.unwrap_err();
    assert_eq!(error, message.clone() + r#"field "team" cannot be added: the body of the call is not a form"#);
    assert_eq!(sent(field(), |request| request).await.unwrap_err(), error);
    let part = CallOptions::new().form_part("thumb", "png");
    let reason = r#"part "thumb" cannot be added: the body of the call is not `multipart/form-data`"#;
    let error = sent(part.clone(), |request| request.form(&json!({}))).await.unwrap_err();
    assert_eq!(error, message.clone() + reason);
    let mixed = Multipart::mixed().field("a", "b");
    assert_eq!(sent(part, |request| request.multipart(mixed)).await.unwrap_err(), message.clone() + reason);

    let stream = Body::from_stream(futures_util::stream::iter([Ok::<_, Infallible>(Bytes::from("abc"))]));
    let streamed = CallOptions::new().form_part("thumb", stream);
    let error = sent(streamed, |request| request.multipart(Multipart::form_data())).await.unwrap_err();
    assert_eq!(error, message + r#"part "thumb" cannot be added: it is a stream, which one call only could send"#);
}

#[tokio::test]
async fn the_boundary_of_a_form_and_the_headers_of_a_part_are_not_replaced() {
    let own = || Multipart::form_data().field("name", "Rex");
    let options = CallOptions::new().header("Content-Type", "multipart/form-data; boundary=x");
    let error = sent(options.clone(), |request| request.multipart(own())).await.unwrap_err();
    assert!(error.contains(r#"the header `Content-Type` frames the message"#), "{error}");
    // A JSON body may have another media type.
    let request = sent(CallOptions::new().header("Content-Type", "application/merge-patch+json"), |request| {
        request.json(&json!({}))
    });
    assert_eq!(header(&request.await.unwrap(), "content-type"), "application/merge-patch+json");

    let part = FilePart::new("png").media_type("image/png\r\nContent-Length: 0");
    let error = sent(CallOptions::new().form_part("thumb", part), |request| request.multipart(own())).await;
    assert!(error.unwrap_err().contains("Content-Type"));
    let name = CallOptions::new().form_field("a\"\r\nX-Other: 1", "b");
    let request = sent(name, |request| request.multipart(own())).await.unwrap();
    assert!(form(&request).contains("name=\"a%22%0D%0AX-Other: 1\"\r\n\r\nb"), "{}", form(&request));
}

#[test]
fn values_are_not_shown() {
    let options = CallOptions::new()
        .body_member("member", "hunter2")
        .form_field("field", Secret::from("hunter2"))
        .form_part("part", "hunter2");
    let shown = format!("{options:?}");
    assert!(["member", "field", "part"].iter().all(|name| shown.contains(name)), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
}
