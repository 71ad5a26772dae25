//! What the tracker sends when something happens.

use axum::{extract::FromRef, http::StatusCode};
use moored::runtime::{Webhook, WebhookReceiver};
use tracker_client::webhooks::Event;

use crate::clients::Clients;

/// Logs the event. A request whose signature is not that of the tracker does not get here.
pub async fn tracker(Webhook(event): Webhook<Event>) -> StatusCode {
    match event {
        Event::IssueOpened(opened) => tracing::info!(project = opened.project, "opened: {}", opened.issue.title),
        Event::IssueClosed(closed) => tracing::info!(project = closed.project, "closed: {}", closed.number),
        // The tracker may send more than its document has.
        other => tracing::debug!("{other:?}"),
    }
    StatusCode::NO_CONTENT
}

impl FromRef<Clients> for WebhookReceiver<Event> {
    fn from_ref(clients: &Clients) -> Self {
        clients.tracker_webhooks.clone()
    }
}
