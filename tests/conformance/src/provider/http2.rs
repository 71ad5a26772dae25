//! A connection with HTTP/2, for what HTTP/1.1 cannot express.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use h2::server::SendResponse;
use h2::{Reason, RecvStream};
use http::{Request, Response};
use tokio::net::TcpStream;

use super::State;
use super::reaction::Reaction;
use super::seen::{Origin, Seen};

pub(super) async fn serve(stream: TcpStream, origin: Origin, state: &Arc<State>) -> Result<(), h2::Error> {
    let mut connection = h2::server::handshake(stream).await?;
    while let Some(request) = connection.accept().await {
        let (request, respond) = request?;
        let state = Arc::clone(state);
        tokio::spawn(async move { react(request, respond, origin, &state).await });
    }
    Ok(())
}

async fn react(
    request: Request<RecvStream>,
    mut respond: SendResponse<Bytes>,
    origin: Origin,
    state: &State,
) -> Result<(), h2::Error> {
    let (head, mut body) = request.into_parts();
    let mut bytes = Vec::new();
    while let Some(chunk) = body.data().await {
        let chunk = chunk?;
        body.flow_control().release_capacity(chunk.len())?;
        bytes.extend_from_slice(&chunk);
    }
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let seen = Seen {
        method: head.method.to_string(),
        proxied: None,
        target: head.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        headers: head.headers.iter().map(header).collect(),
        body: bytes,
        is_complete: true,
        at: Instant::now(),
        origin,
    };
    match state.react(seen).1 {
        Reaction::Respond { status, headers, body, delay } => {
            tokio::time::sleep(delay).await;
            let head =
                headers.iter().fold(Response::builder().status(status), |head, (name, value)| head.header(name, value));
            match head.body(()) {
                Ok(head) => respond.send_response(head, false)?.send_data(body.into(), true)?,
                Err(_) => respond.send_reset(Reason::INTERNAL_ERROR),
            }
        }
        Reaction::Unprocessed => respond.send_reset(Reason::REFUSED_STREAM),
        Reaction::Raw(_) | Reaction::Close | Reaction::RespondAndClose(_) => {
            respond.send_reset(Reason::INTERNAL_ERROR);
        }
    }
    Ok(())
}
