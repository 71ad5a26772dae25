//! Webhooks as a service receives them: a real server of axum, and requests that are signed as a provider signs them.
//!
//! `UPDATE=1 cargo test --test webhooks` writes the client.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is test code throughout")]
#![expect(missing_docs, reason = "the client has the documentation of its document")]

/// The generated client.
#[rustfmt::skip]
pub mod callbacks;
#[rustfmt::skip]
pub mod client;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;
#[rustfmt::skip]
pub mod webhooks;

pub use client::Client;

#[path = "../requests/generated.rs"]
mod generated;
mod guide;
mod receiver;

/// The folder of the document, below `tests`.
const FOLDER: &str = "webhooks";

use moored_runtime::{HeaderMap, JsonValue};
use types::{InvoiceClosedType, InvoiceStatus};
use webhooks::Event;

const FORM: &str = "application/x-www-form-urlencoded";

fn headers(media_type: &str) -> HeaderMap {
    HeaderMap::from_iter([("content-type".parse().unwrap(), media_type.parse().unwrap())])
}

fn json(body: &str) -> Event {
    Event::decode(&headers("application/json"), body.as_bytes()).unwrap()
}

#[test]
fn an_event_has_the_type_of_its_name() {
    let Event::InvoicePaid(paid) = json(r#"{"type":"invoice.paid","invoice":{"number":"A1","status":"paid"}}"#) else {
        panic!("another event")
    };
    assert_eq!((paid.invoice.number.as_str(), paid.invoice.status), ("A1", InvoiceStatus::Paid));
    // One webhook for two events.
    for (name, ty) in [("voided", InvoiceClosedType::InvoiceVoided), ("deleted", InvoiceClosedType::InvoiceDeleted)] {
        let body = format!(r#"{{"type":"invoice.{name}","invoice":{{"number":"A1","status":"void"}}}}"#);
        let Event::InvoiceClosed(closed) = json(&body) else { panic!("another event") };
        assert_eq!(closed.type_, ty);
    }
    let Event::Ping(ping) = json(r#"{"type":"ping","zen":"Keep it logically awesome."}"#) else { panic!() };
    assert_eq!(ping.json::<JsonValue>().unwrap()["zen"].as_str(), Some("Keep it logically awesome."));
}

#[test]
fn a_newer_version_of_the_provider_is_decoded() {
    let body =
        r#"{"type":"invoice.paid","livemode":true,"invoice":{"number":"A1","status":"disputed","tax":[{"rate":0.2}]}}"#;
    let Event::InvoicePaid(paid) = json(body) else { panic!("another event") };
    assert_eq!(paid.invoice.status.as_str(), "disputed");

    let body = r#"{"type":"invoice.archived","archive":{"id":7}}"#;
    let Event::Unknown(event) = json(body) else { panic!("a known event") };
    assert_eq!((event.name(), event.body().as_ref()), (Some("invoice.archived"), body.as_bytes()));
    assert_eq!(event.json::<JsonValue>().unwrap()["archive"]["id"].as_i64(), Some(7));

    let body = r#"{"type":"invoice.paid","invoice":{"status":"paid"}}"#;
    let error = Event::decode(&headers("application/json"), body.as_bytes()).unwrap_err();
    assert_eq!((error.event().name(), error.event().body().as_ref()), (Some("invoice.paid"), body.as_bytes()));
    assert!(
        error.to_string().contains("the event `invoice.paid` does not match its documented type: at invoice"),
        "{error}"
    );
}

#[test]
fn a_form_is_decoded_into_the_same_types() {
    let form = "type=message.sent&from=%2B41+44&text=Gr%C3%BCezi+%26+hello&parts=2&tags=a&tags=b&new=1";
    let Event::MessageSent(message) = Event::decode(&headers(FORM), form.as_bytes()).unwrap() else { panic!() };
    assert_eq!((message.from.as_str(), message.text.as_str()), ("+41 44", "Grüezi & hello"));
    assert_eq!((message.parts, message.tags.clone()), (Some(2), Some(vec!["a".to_owned(), "b".to_owned()])));
    let same = r#"{"type":"message.sent","from":"+41 44","text":"Grüezi & hello","parts":2,"tags":["a","b"]}"#;
    assert_eq!(json(same), Event::MessageSent(message));

    let form = "type=call.ended&seconds=12.50&recorded=true&caller[number]=0800&caller[age]=36";
    let Event::CallEnded(call) = Event::decode(&headers(FORM), form.as_bytes()).unwrap() else { panic!() };
    assert_eq!((call.seconds.to_string().as_str(), call.recorded), ("12.50", Some(true)));
    let caller = call.caller.clone().unwrap();
    assert_eq!((caller.number.as_deref(), caller.age), (Some("0800"), Some(36)));
    assert_eq!(webhooks::call_ended(form.as_bytes()).unwrap(), *call);
}

#[test]
fn a_callback_is_decoded_by_its_name() {
    let event = callbacks::Event::decode_named("exportDone", &HeaderMap::new(), br#"{"file":"a.csv"}"#).unwrap();
    let callbacks::Event::ExportDone(export) = event else { panic!("another event") };
    assert_eq!(export.file, "a.csv");
}
