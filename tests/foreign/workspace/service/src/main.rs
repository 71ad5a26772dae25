//! The service of a team before it uses generated clients.

use axum::{Router, routing::get};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let routes = Router::new().route("/", get(|| async { "the service" }));
    axum::serve(tokio::net::TcpListener::bind("127.0.0.1:8080").await?, routes).await
}
