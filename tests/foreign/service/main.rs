//! A service over three generated clients, with one hook for all of them.

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use moored_billing as billing;
use moored_chat as chat;
use moored_parcels as parcels;
use parcels::runtime;

mod requests;
#[cfg(test)]
mod tests;

use requests::Requests;

#[derive(Clone)]
struct Clients {
    billing: billing::Client,
    chat: chat::Client,
    parcels: parcels::Client,
}

/// A failure of a provider. One conversion is enough for the operations of all clients, because they share a runtime.
#[derive(Debug)]
struct Failure(String);

impl<E> From<runtime::Error<E>> for Failure {
    fn from(error: runtime::Error<E>) -> Self {
        Self(error.to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (StatusCode::BAD_GATEWAY, self.0).into_response()
    }
}

async fn weight(State(clients): State<Clients>, Path(id): Path<String>) -> Result<String, Failure> {
    Ok(clients.parcels.get_parcel(id).await?.weight_grams.to_string())
}

async fn amount(State(clients): State<Clients>, Path(number): Path<i64>) -> Result<String, Failure> {
    Ok(clients.billing.invoice_by_number(number).await?.amount.to_string())
}

async fn send(State(clients): State<Clients>, Path(room): Path<String>, text: String) -> Result<(), Failure> {
    clients.chat.send_message(room, chat::types::ChatMessage::new(text)).await?;
    Ok(())
}

/// Clients of the providers, or of one server that stands in for all of them.
fn clients(server: Option<&str>, hook: &Requests) -> Result<Clients, runtime::BuildError> {
    let credential = billing::Credential::basic("user", "password");
    let mut billing = billing::Client::builder().credential(credential).hook(hook.clone());
    let mut chat = chat::Client::builder().credential(chat::Credential::bearer("token")).hook(hook.clone());
    let mut parcels = parcels::Client::builder().credential(parcels::Credential::api_key("key")).hook(hook.clone());
    if let Some(server) = server {
        billing = billing.base_address(server);
        chat = chat.base_address(server);
        parcels = parcels.base_address(server);
    }
    Ok(Clients { billing: billing.build()?, chat: chat.build()?, parcels: parcels.build()? })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let routes = Router::new()
        .route("/parcels/{id}/weight", get(weight))
        .route("/invoices/{number}/amount", get(amount))
        .route("/rooms/{room}", post(send))
        .with_state(clients(None, &Requests::default())?);
    axum::serve(tokio::net::TcpListener::bind("127.0.0.1:8080").await?, routes).await?;
    Ok(())
}
