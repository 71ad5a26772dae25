//! A small service over eight generated clients: five providers and three documents in `examples/documents`.
//!
//! `GET /accounts` asks every provider for the owner of the credential. `GET /projects/{project}/overdue` reads all
//! pages of a list. `POST /projects/{project}/issues/{number}/close` clears a member. `POST /builds/{commit}` follows a
//! build as it happens and uploads its log. `POST /webhooks/tracker` is what the tracker calls.

mod accounts;
mod builds;
mod clients;
mod failure;
mod issues;
mod signing;
#[cfg(test)]
mod tests;
mod webhooks;

use axum::{
    Router,
    routing::{get, post},
};

use clients::Clients;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().init();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, routes(Clients::from_environment()?)).await?;
    Ok(())
}

fn routes(clients: Clients) -> Router {
    Router::new()
        .route("/accounts", get(accounts::list))
        .route("/projects/{project}/overdue", get(issues::overdue))
        .route("/projects/{project}/issues/{number}/close", post(issues::close))
        .route("/builds/{commit}", post(builds::run))
        .route("/webhooks/tracker", post(webhooks::tracker))
        .with_state(clients)
}
