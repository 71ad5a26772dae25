//! The service beside a server that responds like the three providers.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::{Clients, amount, clients, requests::Requests, send, weight};

/// Responds only to requests that have the credential of the document, and the header of the hook.
fn check(headers: &HeaderMap, name: &str, value: &str) -> Result<(), StatusCode> {
    let has = |name: &str, value: &str| headers.get(name).is_some_and(|found| found == value);
    if has(name, value) && has("x-service", "the service") { Ok(()) } else { Err(StatusCode::UNAUTHORIZED) }
}

async fn parcel(headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    check(&headers, "x-api-key", "key")?;
    Ok(Json(json!({ "id": "7", "state": "in-transit", "weight_grams": 1200 })))
}

async fn invoice(headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    check(&headers, "authorization", "Basic dXNlcjpwYXNzd29yZA==")?;
    Ok(Json(json!({ "number": 12, "amount": 9.5 })))
}

async fn message(headers: HeaderMap, Json(body): Json<Value>) -> Result<StatusCode, StatusCode> {
    check(&headers, "authorization", "Bearer token")?;
    if body == json!({ "text": "hello" }) { Ok(StatusCode::NO_CONTENT) } else { Err(StatusCode::BAD_REQUEST) }
}

/// The clients of a server that stands in for all providers, and their hook.
async fn stand_in() -> (State<Clients>, Requests) {
    let routes = Router::new()
        .route("/parcels/{id}", get(parcel))
        .route("/invoices/{number}", get(invoice))
        .route("/rooms/{room}/messages", post(message));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, routes).await });
    let requests = Requests::default();
    (State(clients(Some(&address), &requests).unwrap()), requests)
}

#[tokio::test]
async fn three_clients_have_one_hook() {
    let (clients, requests) = stand_in().await;
    assert_eq!(weight(clients.clone(), Path("7".to_owned())).await.unwrap(), "1200");
    assert_eq!(amount(clients.clone(), Path(12)).await.unwrap(), "9.5");
    send(clients, Path("hall".to_owned()), "hello".to_owned()).await.unwrap();
    assert_eq!(requests.operations(), ["getParcel", "invoice-by-number", "messages_post"]);
}
