//! Webhooks, with the few lines that most would write: the signature is computed, and compared with the header.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::types;
use crate::delivery::{Delivery, Scheme};
use crate::signature::{hex, hmac_sha256};
use crate::subject::{Failure, Kind, Outcome, Reply};

#[derive(Serialize, Deserialize)]
#[serde(tag = "type")]
enum Event {
    #[serde(rename = "order.paid")]
    OrderPaid { order: types::Order, method: Option<Method> },
    #[serde(rename = "order.cancelled")]
    OrderCancelled { reason: String },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Method {
    Card,
    Transfer,
}

pub(super) fn receive(delivery: &Delivery) -> Outcome {
    if !is_signed(delivery) {
        return Err(rejected(401, &std::fmt::Error));
    }
    let event: Event = serde_json::from_slice(&delivery.body).map_err(|error| rejected(400, &error))?;
    let variant = match event {
        Event::OrderPaid { .. } => "OrderPaid",
        Event::OrderCancelled { .. } => "OrderCancelled",
    };
    Ok(Reply { status: 204, variant: Some(variant), value: json!(event), ..Reply::default() })
}

fn is_signed(delivery: &Delivery) -> bool {
    let header = |name| {
        let header = delivery.headers.iter().find(|(found, _)| *found == name);
        header.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let secret = delivery.secrets.first().copied().unwrap_or_default();
    match delivery.scheme {
        Scheme::Standard => {
            let key = STANDARD.decode(secret.trim_start_matches("whsec_")).unwrap_or_default();
            let (id, time) = (header("webhook-id"), header("webhook-timestamp"));
            let signature = hmac_sha256(&key, &[id.as_bytes(), b".", time.as_bytes(), b".", &delivery.body]);
            header("webhook-signature") == format!("v1,{}", STANDARD.encode(signature))
        }
        Scheme::Header => {
            let signature = hmac_sha256(secret.as_bytes(), &[&delivery.body]);
            header("x-hub-signature-256") == format!("sha256={}", hex(&signature))
        }
        Scheme::Pairs => {
            let pair = |name| header("stripe-signature").split(',').find_map(|pair| pair.strip_prefix(name));
            let time: &str = pair("t=").unwrap_or_default();
            let signature = hmac_sha256(secret.as_bytes(), &[time.as_bytes(), b".", &delivery.body]);
            pair("v1=") == Some(&hex(&signature))
        }
    }
}

fn rejected(status: u16, error: &dyn std::error::Error) -> Failure {
    Failure { status: Some(status), ..Failure::new(Kind::Rejected, error) }
}
