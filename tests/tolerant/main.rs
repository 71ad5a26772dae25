//! The client of a provider that leaves out what its document requires, with `missing_members = "tolerate"`: it is up
//! to date with the generator and compiles, and it returns what there is and reports what there is not.
//!
//! `UPDATE=1 cargo test --test tolerant` writes the client.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is test code throughout")]
#![expect(missing_docs, reason = "the client has the documentation of its document")]

/// The generated client.
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

/// The folder of the document, below `tests`.
const FOLDER: &str = "tolerant";

use std::sync::{Arc, Mutex};

use moored_runtime::{Hook, MissingMember, Operation};
use operations::ListInvoicesError;
use types::NewInvoice;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// What was reported since the last call.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Hook for Log {
    fn on_missing_member(&self, operation: &'static Operation, missing: &MissingMember) {
        self.0.lock().unwrap().push(format!("{}: {missing}", operation.id));
    }
}

/// A client of a server that sends `body`, and what is reported to its hook.
async fn client(status: u16, media_type: &str, body: &str) -> (MockServer, Client, Log) {
    let server = MockServer::start().await;
    let response = ResponseTemplate::new(status).set_body_raw(body, media_type);
    Mock::given(any()).respond_with(response).mount(&server).await;
    let log = Log::default();
    let client = Client::builder().base_address(server.uri()).hook(log.clone()).build().unwrap();
    (server, client, log)
}

#[tokio::test]
async fn a_response_has_what_there_is_and_the_hook_is_notified_of_the_rest() {
    let body = r#"{"invoices":[{"number":"A1","total":7},{"total":null,"note":"hunter2"}]}"#;
    let (_server, client, log) = client(200, "application/json", body).await;
    let page = client.list_invoices().await.unwrap().into_body();
    let [first, second] = page.invoices.unwrap().try_into().unwrap();
    assert_eq!((first.number.as_deref(), first.total), (Some("A1"), Some(7)));
    assert_eq!((second.number, second.total, second.note.as_deref()), (None, None, Some("hunter2")));
    assert_eq!(page.next, None);
    let expected = [
        "listInvoices: invoices[1].number is absent",
        "listInvoices: invoices[1].total is null",
        "listInvoices: next is absent",
    ];
    assert_eq!(log.take(), expected);
}

#[tokio::test]
async fn an_error_response_is_still_typed() {
    let (_server, client, log) = client(409, "application/json", "{}").await;
    let error = client.list_invoices().await.unwrap_err();
    let Some(ListInvoicesError::Conflict(problem)) = error.error_body() else { unreachable!("{error}") };
    assert_eq!(problem.message, None);
    assert_eq!(log.take(), ["listInvoices: message is absent"]);
}

#[tokio::test]
async fn items_of_a_stream_are_reported_as_they_arrive() {
    let lines = "{\"number\":\"A1\",\"total\":7}\n{\"number\":\"A2\"}\n{\"total\":1}\n";
    let (_server, client, log) = self::client(200, "application/jsonl", lines).await;
    let mut items = client.export_invoices().items().await.unwrap().into_body();
    let mut seen = Vec::new();
    while let Some(invoice) = items.item().await.unwrap() {
        seen.push((invoice.number, invoice.total, log.take()));
    }
    let report = |text: &str| vec![format!("exportInvoices: {text}")];
    let expected = [
        (Some("A1".to_owned()), Some(7), Vec::new()),
        (Some("A2".to_owned()), None, report("total is absent")),
        (None, Some(1), report("number is absent")),
    ];
    assert_eq!(seen, expected);

    let events = "data: {\"total\":7}\n\ndata: {\"number\":\"A2\",\"total\":2}\n\n";
    let (_server, client, log) = self::client(200, "text/event-stream", events).await;
    let mut items = client.watch_invoices().items().await.unwrap().into_body();
    assert_eq!(items.item().await.unwrap().unwrap().data.total, Some(7));
    assert_eq!(items.item().await.unwrap().unwrap().data.total, Some(2));
    assert_eq!(log.take(), ["watchInvoices: number is absent"]);
}

#[test]
fn a_webhook_has_what_there_is_and_a_function_of_the_caller_is_notified_of_the_rest() {
    let body = br#"{"number":"A1","paid":null}"#;
    let payment = webhooks::invoice_paid(body).unwrap();
    assert_eq!((payment.number.as_deref(), payment.paid), (Some("A1"), None));

    let mut missing = Vec::new();
    let again = moored_runtime::decode_reporting(body, 128, |member| missing.push(member.to_string())).unwrap();
    assert_eq!(payment, again);
    assert_eq!(missing, ["paid is null"]);
}

#[tokio::test]
async fn what_a_request_requires_is_still_required() {
    let (server, client, _) = client(204, "text/plain", "").await;
    client.create_invoice(NewInvoice::new(7)).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.first().map(|request| request.body.as_slice()), Some(br#"{"total":7}"#.as_slice()));
}
