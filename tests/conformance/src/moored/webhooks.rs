//! The receiver of the generated client's webhooks.

use conformance_client::runtime::{SignatureScheme, WebhookError, WebhookReceiver, WebhookVerifier};
use conformance_client::webhooks::Event;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;

use crate::delivery::{Delivery, Scheme};
use crate::subject::{Failure, Kind, Outcome, Reply};

pub(super) fn receive(delivery: &Delivery) -> Outcome {
    let verifier = verifier(delivery).map_err(|error| Failure::new(Kind::NotSent, &error))?;
    let mut receiver = WebhookReceiver::<Event>::new(verifier);
    if let Some(largest) = delivery.largest {
        receiver = receiver.max_size(largest);
    }
    let event = receiver.receive(&headers(delivery), &delivery.body).map_err(|rejection| Failure {
        status: Some(rejection.status().as_u16()),
        ..Failure::new(Kind::Rejected, &rejection)
    })?;
    let (variant, value) = match event {
        Event::OrderPaid(paid) => ("OrderPaid", json!(paid)),
        Event::OrderCancelled(cancelled) => ("OrderCancelled", json!(cancelled)),
        Event::MessageSent(message) => ("MessageSent", json!(message)),
        Event::Unknown(event) => {
            ("Unknown", json!({"name": event.name(), "body": String::from_utf8_lossy(event.body())}))
        }
        _ => return Err(Failure::not_offered()),
    };
    Ok(Reply { status: 204, variant: Some(variant), value, ..Reply::default() })
}

fn verifier(delivery: &Delivery) -> Result<WebhookVerifier, WebhookError> {
    let mut secrets = delivery.secrets.iter().copied();
    let secret = secrets.next().unwrap_or_default();
    let verifier = match delivery.scheme {
        Scheme::Standard => WebhookVerifier::standard(secret)?,
        Scheme::Header => WebhookVerifier::new(SignatureScheme::new("x-hub-signature-256").prefix("sha256="), secret),
        Scheme::Pairs => {
            let scheme = SignatureScheme::new("stripe-signature").pairs("t", "v1").signed("{timestamp}.{body}");
            WebhookVerifier::new(scheme, secret)
        }
    };
    Ok(secrets.fold(verifier, WebhookVerifier::or_secret))
}

fn headers(delivery: &Delivery) -> HeaderMap {
    let headers = delivery.headers.iter();
    headers
        .filter_map(|(name, value)| Some((HeaderName::from_static(name), HeaderValue::from_str(value).ok()?)))
        .collect()
}
