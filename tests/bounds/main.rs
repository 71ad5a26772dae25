//! The client of a document with every kind of bound: it is up to date with the generator and compiles, and it sends
//! nothing that is out of bounds.
//!
//! `UPDATE=1 cargo test --test bounds` writes the client.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "this is test code throughout"
)]
#![expect(missing_docs, reason = "the client has the documentation of its document")]

/// The tables of bounds.
#[rustfmt::skip]
pub mod bounds;
/// The generated client.
#[rustfmt::skip]
pub mod client;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;

pub use client::Client;

/// The folder of the document, below `tests`.
const FOLDER: &str = "bounds";

#[path = "../requests/generated.rs"]
mod generated;

use moored_runtime::{CallOptions, Error, FilePart};
use operations::{GetPetCall, SendFormBody, SendFormForm};
use serde_json::{Value, json};
use types::{Pet, SendFormRequest};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

/// A server that responds with a pet, and a client of it.
async fn start() -> (MockServer, Client) {
    let server = MockServer::start().await;
    let response = ResponseTemplate::new(200).set_body_json(json!({ "name": "too long" }));
    Mock::given(any()).respond_with(response).mount(&server).await;
    let client = Client::builder().base_address(server.uri()).build().unwrap();
    (server, client)
}

async fn bodies(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests.into_iter().map(|request| String::from_utf8(request.body).unwrap()).collect()
}

/// The path, the keyword and the whole message of an error of a value that is out of bounds.
#[track_caller]
fn described<T: std::fmt::Debug, E>(result: Result<T, Error<E>>) -> (String, &'static str, String) {
    match result {
        Err(Error::InvalidRequest(invalid)) => {
            let violation = invalid.as_out_of_bounds().expect("a value is out of bounds");
            (violation.path().to_owned(), violation.keyword(), invalid.to_string())
        }
        other => panic!("expected a value out of bounds, got {:?}", other.map_err(|error| error.to_string())),
    }
}

/// A pet with this member.
fn pet(member: &str, value: Value) -> Pet {
    let mut pet = json!({ "name": "Rex" });
    pet[member] = value;
    serde_json::from_value(pet).unwrap()
}

#[tokio::test]
async fn a_body_out_of_bounds_is_not_sent() {
    let (server, client) = start().await;
    let friend = |member: &str, value: Value| json!([{ "name": "Ada" }, { "name": "Bob", member: value }]);
    for (member, value, path, keyword, reason) in [
        ("name", json!(""), "name", "minLength", "is shorter than 1 character"),
        ("name", json!("Rexxxx"), "name", "maxLength", "is longer than 5 characters"),
        ("secret", json!("hunter2"), "secret", "minLength", "is shorter than 8 characters"),
        ("code", json!("AB1\n"), "code", "pattern", r"does not match the pattern `^[A-Z]{2}\d$`"),
        ("born", json!("1999-01-01"), "born", "pattern", "does not match the pattern `^20`"),
        ("plate", json!("ABC1"), "plate", "pattern", "does not match the pattern `^[A-Z]{3}$`"),
        ("weight", json!(0.25), "weight", "minimum", "is less than 0.5"),
        ("weight", json!(100), "weight", "maximum", "is greater than 99.5"),
        ("count", json!(7), "count", "multipleOf", "is not a multiple of 5"),
        ("tags", json!(["a", "b", "a"]), "tags", "uniqueItems", "has an item twice"),
        ("tags", json!(["a", "b", "c", "d"]), "tags", "maxItems", "has more than 3 items"),
        ("notes", json!({ "a": "", "b": "", "c": "" }), "notes", "maxProperties", "has more than 2 members"),
        ("notes", json!({ "color": "black" }), "notes.color", "maxLength", "is longer than 4 characters"),
        ("notes", json!({ "hunter2:hunter2": "black" }), "notes.…", "maxLength", "is longer than 4 characters"),
        ("friends", friend("count", json!(3)), "friends[1].count", "multipleOf", "is not a multiple of 5"),
        ("friends", friend("friends", friend("code", json!("x"))), "friends[1].friends[1].code", "pattern", ""),
        ("food", json!({ "kind": "dry", "grams": 200 }), "food.grams", "maximum", "is greater than 100"),
        ("food", json!({ "kind": "wet", "grams": 501 }), "food.grams", "maximum", "is greater than 500"),
        ("size", json!(0), "size", "minimum", "is less than 1"),
        ("size", json!("XXL"), "size", "maxLength", "is longer than 2 characters"),
    ] {
        let result = client.add_pet(pet(member, value)).send().await;
        let (found, rule, message) = described(result);
        assert_eq!((found.as_str(), rule), (path, keyword));
        let start = format!("POST /pets (addPet): nothing was sent: the body at `{path}` {reason}");
        assert!(message.starts_with(&start), "{message}");
        assert!(!message.contains("hunter2"), "{message}");
    }
    assert!(bodies(&server).await.is_empty());
}

#[tokio::test]
async fn a_body_within_its_bounds_is_sent() {
    let (server, client) = start().await;
    let within = [
        pet("name", json!("Ελένη")),
        pet("secret", json!("hunter2!")),
        pet("code", json!("AB1")),
        pet("plate", json!("ABC")),
        pet("plate", json!("123")),
        pet("weight", json!(99.5)),
        pet("count", json!(-10)),
        pet("tags", json!(["a", "b", "c"])),
        pet("food", json!({ "kind": "wet", "grams": 200 })),
        pet("food", json!({ "kind": "raw", "grams": 9000 })),
        pet("size", json!("XL")),
        pet("weight", Value::Null),
    ];
    for pet in &within {
        client.add_pet(pet.clone()).send().await.unwrap();
    }
    assert_eq!(bodies(&server).await.len(), within.len());
}

#[tokio::test]
async fn a_response_out_of_bounds_is_decoded() {
    let (_server, client) = start().await;
    let response = client.add_pet(Pet::new("Rex")).send().await.unwrap();
    assert_eq!(response.body().name, "too long");
}

#[tokio::test]
async fn a_parameter_out_of_bounds_is_not_sent() {
    let (server, client) = start().await;
    let call = || client.get_pet("7");
    let number = |text: &str| serde_json::from_str(text).unwrap();
    let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    let map = |value: i64| std::collections::BTreeMap::from([("age".to_owned(), value)]);
    let calls: [(GetPetCall, &str); 12] = [
        (client.get_pet("x7"), r"`id` does not match the pattern `^\d+$`"),
        (client.get_pet("٣"), r"`id` does not match the pattern `^\d+$`"),
        (call().limit(0), "`limit` is less than 1"),
        (call().limit(101), "`limit` is greater than 100"),
        (call().names(Vec::new()), "`names` has fewer than 1 item"),
        (call().names(list(&["a", "b", "c"])), "`names` has more than 2 items"),
        (call().names(list(&["abc", "abcd"])), "`names` at `[1]` is longer than 3 characters"),
        (call().where_(map(10)), "`where` at `age` is greater than 9"),
        (call().where_(Default::default()), "`where` has fewer than 1 member"),
        (call().x_rate(number("0")), "`X-Rate` is not greater than 0"),
        (call().x_rate(number("5")), "`X-Rate` is not less than 5"),
        (call().x_rate(number("0.005")), "`X-Rate` is not a multiple of 0.01"),
    ];
    for (call, reason) in calls {
        let (_, _, message) = described(call.send().await);
        assert_eq!(message, format!("GET /pets/{{id}} (getPet): nothing was sent: the parameter {reason}"));
    }
    let (_, _, message) = described(call().sid("abc").send().await);
    assert!(message.ends_with("the parameter `sid` is shorter than 4 characters"), "{message}");
    assert!(bodies(&server).await.is_empty());

    let within = call().limit(100).names(list(&["abc"])).where_(map(9)).x_rate(number("1.07")).sid("abcd");
    within.send().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].url.query(), Some("limit=100&names=abc&where=%7B%22age%22%3A9%7D"));
}

#[tokio::test]
async fn an_unchecked_call_is_sent_all_the_same() {
    let (server, client) = start().await;
    let unchecked = || CallOptions::new().unchecked();
    client.add_pet(Pet::new("much too long")).send_with(unchecked()).await.unwrap();
    assert_eq!(bodies(&server).await, [r#"{"name":"much too long"}"#]);
    client.get_pet("x7").limit(0).send_with(unchecked()).await.unwrap();
    let last = server.received_requests().await.unwrap().pop().unwrap();
    assert_eq!((last.url.path(), last.url.query()), ("/pets/x7", Some("limit=0")));
    // What cannot be sent at all is still an error.
    assert!(client.get_pet("..").send_with(unchecked()).await.is_err());
    // Another representation has been built before its options are known.
    let result = client.get_table(0).as_csv().send_with(unchecked()).await;
    assert_eq!(server.received_requests().await.unwrap().pop().unwrap().url.query(), Some("page=0"), "{result:?}");
    described(client.get_table(0).as_csv().send().await);
}

#[tokio::test]
async fn forms_and_their_parts_are_checked() {
    let (server, client) = start().await;
    let form = SendFormBody::Form(SendFormRequest::new("Rexxxx"));
    let (path, keyword, _) = described(client.send_form(form).send().await);
    assert_eq!((path.as_str(), keyword), ("name", "maxLength"));
    let (_, _, message) = described(client.send_form(SendFormForm::new("A title")).send().await);
    assert!(message.ends_with("the part `title` is longer than 5 characters"), "{message}");
    let photos = |count: usize| (0..count).map(|_| FilePart::new(vec![1])).collect();
    let mut parts = SendFormForm::new("Rex");
    parts.photos = photos(3);
    let (_, _, message) = described(client.send_form(parts).send().await);
    assert!(message.ends_with("the part `photos` has more than 2 items"), "{message}");
    assert!(bodies(&server).await.is_empty());
    let mut parts = SendFormForm::new("Rex");
    parts.photos = photos(2);
    // The server responds with a status that is not documented.
    assert!(client.send_form(parts).send().await.is_err());
    assert_eq!(bodies(&server).await.len(), 1);
}

#[tokio::test]
async fn null_has_no_length_and_an_absent_member_is_not_counted() {
    let (server, client) = start().await;
    let change = |value: Value| serde_json::from_value(value).unwrap();
    let (_, keyword, message) = described(client.change_pet().body(change(json!({}))).send().await);
    assert_eq!(keyword, "minProperties");
    assert!(message.ends_with("nothing was sent: the body has fewer than 1 member"), "{message}");
    let _ = client.change_pet().body(change(json!({ "name": null }))).send().await;
    let _ = client.change_pet().send().await;
    assert_eq!(bodies(&server).await, [r#"{"name":null}"#, ""]);
}
