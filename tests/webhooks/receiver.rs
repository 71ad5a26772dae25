//! A server that receives webhooks.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::{Router, http::StatusCode, routing::post};
use moored_runtime::{Webhook, WebhookReceiver, WebhookRejection, WebhookVerifier, reqwest};

use crate::{callbacks, types::InvoiceStatus, webhooks::Event};

const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const OLD_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PAID: &str = r#"{"type":"invoice.paid","invoice":{"number":"A1","status":"paid"}}"#;
const LARGEST: usize = 1000;

/// The state of an application with more in it than webhooks.
#[derive(Clone)]
struct App {
    webhooks: WebhookReceiver<Event>,
    done: WebhookReceiver<callbacks::Event>,
}

impl axum::extract::FromRef<App> for WebhookReceiver<Event> {
    fn from_ref(app: &App) -> Self {
        app.webhooks.clone()
    }
}

impl axum::extract::FromRef<App> for WebhookReceiver<callbacks::Event> {
    fn from_ref(app: &App) -> Self {
        app.done.clone()
    }
}

/// Responds with what it got.
async fn receive(Webhook(event): Webhook<Event>) -> Result<String, StatusCode> {
    match event {
        Event::InvoicePaid(paid) if paid.invoice.status == InvoiceStatus::Paid => {
            Ok(format!("paid {}", paid.invoice.number))
        }
        Event::MessageSent(message) => Ok(format!("message {}", message.text)),
        Event::Unknown(event) => Ok(format!("unknown {}", event.name().unwrap_or_default())),
        other => Ok(format!("{other:?}")),
    }
}

async fn done(event: Result<Webhook<callbacks::Event>, WebhookRejection>) -> String {
    match event {
        Ok(Webhook(callbacks::Event::ExportDone(export))) => format!("done {}", export.file),
        other => format!("{other:?}"),
    }
}

/// The address of a server that runs until the test ends.
async fn server() -> String {
    let verifier = || WebhookVerifier::standard(SECRET).unwrap().or_secret(OLD_SECRET);
    let app = App {
        webhooks: WebhookReceiver::new(verifier()).max_size(LARGEST),
        done: WebhookReceiver::named(verifier(), "exportDone"),
    };
    let router = Router::new().route("/", post(receive)).route("/done", post(done)).with_state(app);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

/// A request as the library of Standard Webhooks signs it.
fn signed(address: &str, secret: &str, age: Duration, body: &str) -> reqwest::RequestBuilder {
    let time = i64::try_from((now() - age).as_secs()).unwrap();
    let signature = standardwebhooks::Webhook::new(secret).unwrap().sign("msg_1", time, body.as_bytes()).unwrap();
    reqwest::Client::new()
        .post(address)
        .header("webhook-id", "msg_1")
        .header("webhook-timestamp", time)
        .header("webhook-signature", signature)
        .header("content-type", "application/json")
        .body(body.to_owned())
}

async fn response(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

fn ok(text: &str) -> (u16, String) {
    (200, text.to_owned())
}

#[tokio::test]
async fn what_the_provider_signs_is_accepted() {
    let address = server().await;
    let request = |body: &str| signed(&address, SECRET, Duration::ZERO, body);
    assert_eq!(response(request(PAID)).await, ok("paid A1"));
    // The secret is being changed.
    assert_eq!(response(signed(&address, OLD_SECRET, Duration::ZERO, PAID)).await, ok("paid A1"));
    let newer = r#"{"type":"invoice.paid","more":{},"invoice":{"number":"A2","status":"paid","tax":1}}"#;
    assert_eq!(response(request(newer)).await, ok("paid A2"));
    assert_eq!(response(request(r#"{"type":"invoice.archived"}"#)).await, ok("unknown invoice.archived"));
    // A body that is no JSON in the order of its members, or in its spaces, as this crate writes it.
    assert_eq!(response(request(&format!(" {PAID}\n"))).await, ok("paid A1"));
}

#[tokio::test]
async fn a_form_is_accepted() {
    let address = server().await;
    let body = "type=message.sent&from=1&text=a+b";
    let request = signed(&address, SECRET, Duration::ZERO, body);
    let mut request = request.build().unwrap();
    request.headers_mut().insert("content-type", super::FORM.parse().unwrap());
    let response = reqwest::Client::new().execute(request).await.unwrap();
    assert_eq!((response.status().as_u16(), response.text().await.unwrap().as_str()), (200, "message a b"));
}

#[tokio::test]
async fn what_nobody_signed_is_rejected() {
    let address = server().await;
    let unverified = (401, "the webhook has no valid signature".to_owned());
    let tampered = signed(&address, SECRET, Duration::ZERO, PAID).body(PAID.replace("A1", "A2"));
    assert_eq!(response(tampered).await, unverified);
    let old = signed(&address, SECRET, Duration::from_mins(6), PAID);
    assert_eq!(response(old).await, unverified);
    let foreign = signed(&address, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Duration::ZERO, PAID);
    assert_eq!(response(foreign).await, unverified);
    let unsigned = reqwest::Client::new().post(&address).header("content-type", "application/json").body(PAID);
    assert_eq!(response(unsigned).await, unverified);
}

#[tokio::test]
async fn what_is_too_large_is_rejected() {
    let address = server().await;
    let large = format!("{PAID}{}", " ".repeat(LARGEST));
    let rejected = (413, "the webhook is too large".to_owned());
    assert_eq!(response(signed(&address, SECRET, Duration::ZERO, &large)).await, rejected);
    // Without `Content-Length`.
    let chunks = vec![Ok::<_, std::io::Error>(large.clone().into_bytes()), Ok(vec![b' '; 10])];
    let stream = reqwest::Body::wrap_stream(futures_util::stream::iter(chunks));
    assert_eq!(response(signed(&address, SECRET, Duration::ZERO, &large).body(stream)).await, rejected);
}

#[tokio::test]
async fn what_does_not_match_the_document_is_rejected_without_its_content() {
    let address = server().await;
    let body = r#"{"type":"invoice.paid","invoice":{"status":"hunter2"}}"#;
    let rejected = response(signed(&address, SECRET, Duration::ZERO, body)).await;
    assert_eq!(rejected, (400, "the webhook could not be decoded".to_owned()));
    let no_json = response(signed(&address, SECRET, Duration::ZERO, "paid")).await;
    assert_eq!(no_json.0, 400);
}

#[tokio::test]
async fn a_handler_can_be_for_one_event_and_respond_itself() {
    let address = format!("{}/done", server().await);
    let request = |body: &str| signed(&address, SECRET, Duration::ZERO, body);
    assert_eq!(response(request(r#"{"file":"a.csv"}"#)).await, ok("done a.csv"));
    let (status, text) = response(request(r#"{"name":"hunter2"}"#)).await;
    assert_eq!(status, 200);
    assert!(text.contains("Undecoded") && !text.contains("hunter2"), "{text}");
}

/// The status with which a server responds to a payment.
pub(crate) async fn status_of_a_payment(address: &str) -> u16 {
    response(signed(address, SECRET, Duration::ZERO, PAID)).await.0
}
