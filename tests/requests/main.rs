//! The client of a document with every kind of parameter and request body: it is up to date with the generator and
//! compiles, and it sends requests as the specification requires.
//!
//! `UPDATE=1 cargo test --test requests` writes the client.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is test code throughout")]
#![expect(missing_docs, reason = "the client has the documentation of its document")]

/// The generated client.
#[rustfmt::skip]
pub mod client;
#[rustfmt::skip]
#[expect(clippy::large_enum_variant, reason = "the manifest of a generated crate allows it")]
pub mod operations;
#[rustfmt::skip]
pub mod types;

pub use client::Client;

/// The folder of the document, below `tests`.
const FOLDER: &str = "requests";

mod generated;

use moored_runtime::{Body, FilePart, Multipart, Secret};
use operations::{AnyOfTheseForm, PartsForm};
use types::{Owner, PartsRequestHome, Pet, Range};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

/// The request that a call sends.
macro_rules! sent {
    ($client:ident => $call:expr) => {{
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&server).await;
        let $client = Client::builder().base_address(server.uri()).build().unwrap();
        $call.send().await.unwrap();
        let mut requests = server.received_requests().await.unwrap();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }};
}

mod additions;
mod newer;
mod slashes;

fn list() -> Vec<String> {
    vec!["a b".to_owned(), "c,d".to_owned()]
}

fn range() -> Range {
    Range { from: Some(1), to: Some(2) }
}

fn pet() -> Pet {
    Pet { tags: Some(list()), owner: Some(Owner { id: Some(7), city: None }), ..Pet::new("Rex") }
}

fn text(request: &Request) -> &str {
    std::str::from_utf8(&request.body).unwrap()
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test]
async fn path_parameters_are_encoded_in_their_styles() {
    let request = sent!(client => client.paths_simple("a/b", list(), list(), range(), range()));
    assert_eq!(request.url.path(), "/simple/a%2Fb/a%20b,c%2Cd/a%20b,c%2Cd/from,1,to,2/from=1,to=2");
    let request = sent!(client => client.paths_label("a/b", list(), list(), range(), range()));
    assert_eq!(request.url.path(), "/label/.a%2Fb/.a%20b,c%2Cd/.a%20b.c%2Cd/.from,1,to,2/.from=1.to=2");
    let request = sent!(client => client.paths_matrix("a/b", list(), list(), range(), range()));
    assert_eq!(
        request.url.path(),
        "/matrix/;one=a%2Fb/;list=a%20b,c%2Cd/;list_exploded=a%20b;list_exploded=c%2Cd/;object=from,1,to,2/;from=1;to=2"
    );
}

#[tokio::test]
async fn query_parameters_are_encoded_in_their_styles() {
    let query = |request: &Request| request.url.query().unwrap_or_default().to_owned();
    assert_eq!(query(&sent!(client => client.queries())), "");
    assert_eq!(query(&sent!(client => client.queries().list(list()))), "list=a%20b&list=c%2Cd");
    assert_eq!(query(&sent!(client => client.queries().joined(list()))), "joined=a%20b,c%2Cd");
    assert_eq!(query(&sent!(client => client.queries().piped(list()))), "piped=a%20b%7Cc%2Cd");
    assert_eq!(query(&sent!(client => client.queries().spaced(list()))), "spaced=a%20b%20c%2Cd");
    assert_eq!(query(&sent!(client => client.queries().range(range()))), "from=1&to=2");
    assert_eq!(query(&sent!(client => client.queries().joined_range(range()))), "joined-range=from,1,to,2");
    assert_eq!(
        query(&sent!(client => client.queries().deep(pet()))),
        "deep%5Bname%5D=Rex&deep%5Btags%5D%5B%5D=a%20b&deep%5Btags%5D%5B%5D=c%2Cd&deep%5Bowner%5D%5Bid%5D=7"
    );
    assert_eq!(query(&sent!(client => client.queries().json(Pet::new("Rex")))), "json=%7B%22name%22%3A%22Rex%22%7D");
    assert_eq!(query(&sent!(client => client.queries().reserved("a/b:c&d"))), "reserved=a/b:c%26d");
}

#[tokio::test]
async fn a_name_may_be_used_in_every_location_and_a_delete_may_have_a_body() {
    let request = sent!(client => {
        let call = client.one_name_everywhere(1, "two", Secret::from("four")).id_header(list()).range(range());
        call.tags(vec!["five".to_owned(), "six".to_owned()]).send_(true).body(range())
    });
    assert_eq!(request.url.path(), "/everywhere/1");
    assert_eq!(request.url.query(), Some("id=two&send=true"));
    assert_eq!(header(&request, "id"), "a b,c,d");
    assert_eq!(header(&request, "range"), "from=1,to=2");
    assert_eq!(header(&request, "cookie"), "id=four; tags=five,six");
    assert_eq!((request.method.as_str(), text(&request)), ("DELETE", r#"{"from":1,"to":2}"#));
}

#[tokio::test]
async fn forms_are_encoded_as_declared() {
    let request = sent!(client => client.form(pet()));
    assert_eq!(header(&request, "content-type"), "application/x-www-form-urlencoded");
    assert_eq!(text(&request), "name=Rex&tags=a+b,c%2Cd&owner%5Bid%5D=7");
}

#[tokio::test]
async fn a_multipart_form_has_a_part_for_each_field_that_is_set() {
    let request = sent!(client => client.parts(PartsForm {
        papers: vec![FilePart::new("%PDF").file_name("a.pdf"), FilePart::new("text").media_type("text/plain")],
        tags: Some(list()),
        colours: Some(list()),
        home: Some(PartsRequestHome { city: Some("a&b".to_owned()), rooms: Some(3) }),
        ..PartsForm::new("Rex", FilePart::new("PNG").file_name("rex.png").media_type("image/png"))
    }));
    let (media_type, boundary) = header(&request, "content-type").split_once("; boundary=").unwrap();
    assert_eq!(media_type, "multipart/form-data");
    let heads = [
        "name=\"name\"\r\n\r\nRex",
        "name=\"photo\"; filename=\"rex.png\"\r\nContent-Type: image/png\r\n\r\nPNG",
        "name=\"papers\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF",
        "name=\"papers\"; filename=\"papers\"\r\nContent-Type: text/plain\r\n\r\ntext",
        "name=\"tags\"\r\n\r\na b",
        "name=\"tags\"\r\n\r\nc,d",
        "name=\"colours\"\r\n\r\na b|c,d",
        "name=\"home[city]\"\r\n\r\na&b",
        "name=\"home[rooms]\"\r\n\r\n3",
    ];
    let parts = heads.map(|head| format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n")).concat();
    assert_eq!(text(&request), format!("{parts}--{boundary}--\r\n"));
}

#[tokio::test]
async fn a_body_with_several_media_types_is_sent_with_the_chosen_one() {
    let request = sent!(client => client.any_of_these());
    assert_eq!((header(&request, "content-type"), text(&request)), ("", ""));
    let request = sent!(client => client.any_of_these().body(Pet::new("Rex")));
    assert_eq!((header(&request, "content-type"), text(&request)), ("application/json", r#"{"name":"Rex"}"#));
    let request = sent!(client => client.any_of_these().body(operations::AnyOfTheseBody::Form(Pet::new("Rex"))));
    assert_eq!((header(&request, "content-type"), text(&request)), ("application/x-www-form-urlencoded", "name=Rex"));
    let request = sent!(client => client.any_of_these().body(AnyOfTheseForm::new("Rex")));
    assert!(header(&request, "content-type").starts_with("multipart/form-data"));
    let request = sent!(client => client.any_of_these().body(Body::from("<pet/>")));
    assert_eq!((header(&request, "content-type"), text(&request)), ("application/xml", "<pet/>"));
}

#[tokio::test]
async fn bytes_may_have_a_media_type() {
    let request = sent!(client => client.raw(vec![0, 255]));
    assert_eq!(
        (header(&request, "content-type"), request.body.as_slice()),
        ("application/octet-stream", &[0, 255][..])
    );
    let request = sent!(client => client.raw(Body::from("<svg/>").media_type("image/svg+xml")));
    assert_eq!(header(&request, "content-type"), "image/svg+xml");
}

#[tokio::test]
async fn names_that_would_collide_are_distinguished() {
    let request = sent!(client => client.names().self_("1").request_("2").a_b("3").a_b_query("4"));
    assert_eq!(request.url.query(), Some("a%5Bb%5D=4&a_b=3&self=1"));
    let second = operations::NamesBody::VndAJsonV2(types::NamesRequest2 { b: Some("x".to_owned()) });
    let request = sent!(client => client.names().body(second));
    assert_eq!((header(&request, "content-type"), text(&request)), ("application/vnd.a+json; v=2", r#"{"b":"x"}"#));
    let request = sent!(client => client.names_body_call().body(Multipart::form_data().field("any", "thing")));
    assert!(text(&request).contains("name=\"any\""));
}

#[test]
fn debug_of_a_call_does_not_contain_a_secret() {
    let client = Client::builder().build().unwrap();
    let call = client.one_name_everywhere(1, "two", Secret::from("hunter2"));
    assert!(!format!("{call:?}").contains("hunter2"));
}
