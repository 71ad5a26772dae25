//! Parts of OpenAPI 3.2, and requests whose body and headers belong together.

use moored_runtime::{Body, FilePart};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::operations::{AddProductsForm, AddVersionForm};
use crate::types::{AddProductsRequestProduct, AddVersionRequestData, MixedRequestItem};
use crate::{Client, header, list, pet, range, text};

/// The headers and the content of each part of a multipart body.
fn parts(request: &Request) -> Vec<(String, String)> {
    let (_, boundary) = header(request, "content-type").split_once("; boundary=").unwrap();
    let body = text(request).strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let between = format!("--{boundary}\r\n");
    let parts = body.split(&between).skip(1).map(|part| {
        let part = part.strip_suffix("\r\n").unwrap();
        // A part without headers begins with the empty line.
        let (head, content) = part.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), content.to_owned())
    });
    parts.collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(head, content)| ((*head).to_owned(), (*content).to_owned())).collect()
}

#[tokio::test]
async fn a_path_parameter_with_allow_reserved_may_have_several_segments() {
    let request = sent!(client => client.file_meta("docs/a b:c"));
    assert_eq!(request.url.path(), "/files/docs/a%20b:c/meta");
    let client = Client::builder().build().unwrap();
    for path in ["", "a/../b", "%2e%2e/b"] {
        let error = client.file_meta(path).send().await.unwrap_err();
        assert!(matches!(error, moored_runtime::Error::InvalidRequest(_)), "{path}: {error}");
    }
}

#[tokio::test]
async fn cookies_are_sent_as_the_server_has_set_them() {
    let request = sent!(client => client.session().sid("s%3Aabc d").theme("a%20b;c"));
    assert_eq!(header(&request, "cookie"), "sid=s%3Aabc d; theme=a%20b%3Bc");
}

#[tokio::test]
async fn a_parameter_can_be_the_whole_query() {
    let query = |request: &Request| request.url.query().unwrap_or_default().to_owned();
    assert_eq!(query(&sent!(client => client.whole_form())), "");
    let expected = "name=Rex&tags=a+b,c%2Cd&owner=%7B%22id%22%3A7%7D";
    assert_eq!(query(&sent!(client => client.whole_form().all(pet()))), expected);
    assert_eq!(query(&sent!(client => client.whole_json().all(range()))), "%7B%22from%22%3A1%2C%22to%22%3A2%7D");
    assert_eq!(query(&sent!(client => client.whole_text("$.a[0]"))), "%24.a%5B0%5D");
}

#[tokio::test]
async fn an_additional_operation_is_sent_with_its_method() {
    let request = sent!(client => client.copy().body(range()));
    assert_eq!((request.method.as_str(), text(&request)), ("COPY", r#"{"from":1,"to":2}"#));
}

#[tokio::test]
async fn each_item_of_multipart_mixed_is_a_part() {
    let item = |id: &str| MixedRequestItem { id: id.to_owned() };
    let request = sent!(client => client.mixed(vec![item("a"), item("b")]));
    assert!(header(&request, "content-type").starts_with("multipart/mixed; boundary="));
    let head = "Content-Type: application/json";
    assert_eq!(parts(&request), pairs(&[(head, r#"{"id":"a"}"#), (head, r#"{"id":"b"}"#)]));
    let request = sent!(client => client.mixed_files(vec![FilePart::new("PNG"), FilePart::new("x").media_type("a/b")]));
    assert_eq!(parts(&request), pairs(&[("Content-Type: image/png", "PNG"), ("Content-Type: a/b", "x")]));
}

#[tokio::test]
async fn parts_that_the_document_does_not_name_are_sent() {
    let request = sent!(client => {
        let data = AddVersionRequestData { loaders: Some(list()) };
        let form = AddVersionForm::new(data).value("note", &"hi");
        client.add_version(form.part("a.jar", FilePart::new("PK").file_name("a.jar").media_type("application/java-archive")))
    });
    let form = |rest: &str| format!("Content-Disposition: form-data; {rest}");
    let expected = [
        (form("name=\"data\"\r\nContent-Type: application/json"), r#"{"loaders":["a b","c,d"]}"#.to_owned()),
        (form("name=\"note\""), "hi".to_owned()),
        (form("name=\"a.jar\"; filename=\"a.jar\"\r\nContent-Type: application/java-archive"), "PK".to_owned()),
    ];
    assert_eq!(parts(&request), expected);
}

#[tokio::test]
async fn a_list_whose_encoding_is_json_is_one_part() {
    let product = |sku: &str| AddProductsRequestProduct { sku: Some(sku.to_owned()) };
    let head = "Content-Disposition: form-data; name=\"products\"\r\nContent-Type: application/json";
    let request = sent!(client => client.add_products(AddProductsForm { products: vec![product("a"), product("b")] }));
    assert_eq!(parts(&request), pairs(&[(head, r#"[{"sku":"a"},{"sku":"b"}]"#)]));
    let request = sent!(client => client.add_products(AddProductsForm { products: Vec::new() }));
    assert_eq!(parts(&request), pairs(&[(head, "[]")]));
}

#[tokio::test]
async fn the_caller_may_encode_bytes_and_an_update_without_a_body_has_a_length() {
    let request = sent!(client => client.intake(Body::from(vec![31, 139])).content_encoding("gzip"));
    assert_eq!((header(&request, "content-encoding"), request.body.as_slice()), ("gzip", &[31, 139][..]));
    let request = sent!(client => client.names_form_call());
    assert_eq!(header(&request, "content-length"), "0");
    let request = sent!(client => client.any_of_these());
    assert_eq!(header(&request, "content-length"), "0");
}
