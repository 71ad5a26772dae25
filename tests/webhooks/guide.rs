//! The code of the guide, docs/book/webhooks.md, as it stands there.

use axum::{Router, http::StatusCode, routing::post};
use moored_runtime as runtime;

use crate::{types, webhooks};

async fn mark_as_paid(_: &types::Invoice) {}

use runtime::{Webhook, WebhookReceiver, WebhookVerifier};
use webhooks::Event;

fn router(secret: &str, old_secret: &str) -> Result<Router, runtime::WebhookError> {
    let verifier = WebhookVerifier::standard(secret)?.or_secret(old_secret); // https://www.standardwebhooks.com
    let receiver = WebhookReceiver::<Event>::new(verifier).max_size(64 * 1024);
    Ok(Router::new().route("/webhooks", post(receive)).with_state(receiver))
}

async fn receive(Webhook(event): Webhook<Event>) -> StatusCode {
    match event {
        Event::InvoicePaid(paid) => mark_as_paid(&paid.invoice).await,
        Event::Unknown(event) => println!("{:?}: {} bytes", event.name(), event.body().len()),
        _ => {}
    }
    StatusCode::NO_CONTENT
}

#[test]
fn the_guide_has_this_code() {
    let page = include_str!("../../docs/book/webhooks.md");
    let block = page.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block");
    assert!(include_str!("guide.rs").contains(block), "the first block of docs/book/webhooks.md is not in guide.rs");
}

#[tokio::test]
async fn the_code_of_the_guide_runs() {
    let router = router("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/webhooks", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    assert_eq!(crate::receiver::status_of_a_payment(&address).await, 204);
    assert_eq!(runtime::reqwest::Client::new().post(&address).send().await.unwrap().status(), 401);
}
