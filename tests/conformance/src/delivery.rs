//! What a provider delivers to an address of the user: a webhook.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::signature::{hex, hmac_sha256};

/// A webhook as it is received, and what the user has set in the receiver.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub scheme: Scheme,
    /// The secrets that the receiver accepts, the newest first.
    pub secrets: Vec<&'static str>,
    /// The size of the largest body that the receiver accepts.
    pub largest: Option<usize>,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// How a provider signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`.
    Standard,
    /// As GitHub: the header `X-Hub-Signature-256` is `sha256=` and the signature of the body in hexadecimal.
    Header,
    /// As Stripe: the header `Stripe-Signature` is `t=<time>,v1=<signature of "<time>.<body>" in hexadecimal>`.
    Pairs,
}

/// A secret of Standard Webhooks: base64 after a prefix.
pub(crate) const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

impl Delivery {
    /// A delivery of JSON that the provider signed with [`SECRET`] so many seconds ago.
    pub(crate) fn signed(scheme: Scheme, age: i64, body: &str) -> Self {
        let (time, body) = ((now() - age).to_string(), body.as_bytes().to_vec());
        let signed = match scheme {
            Scheme::Standard => vec![
                ("webhook-id", "msg_1".to_owned()),
                ("webhook-signature", format!("v1,{}", standard(SECRET, &time, &body))),
                ("webhook-timestamp", time),
            ],
            Scheme::Header => {
                vec![("x-hub-signature-256", format!("sha256={}", hex(&hmac_sha256(SECRET.as_bytes(), &[&body]))))]
            }
            Scheme::Pairs => {
                let signature = hex(&hmac_sha256(SECRET.as_bytes(), &[time.as_bytes(), b".", &body]));
                vec![("stripe-signature", format!("t={time},v1={signature},v0=6ffbb59b"))]
            }
        };
        let media_type = ("content-type", "application/json".to_owned());
        let headers = [media_type].into_iter().chain(signed).collect();
        Self { scheme, secrets: vec![SECRET], largest: None, headers, body }
    }

    /// Another value for a header.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Fn(&str) -> String) -> Self {
        for (found, old) in &mut self.headers {
            if *found == name {
                *old = value(old);
            }
        }
        self
    }
}

/// The signature of Standard Webhooks for the message `msg_1`.
fn standard(secret: &str, time: &str, body: &[u8]) -> String {
    let key = STANDARD.decode(secret.trim_start_matches("whsec_")).unwrap_or_default();
    STANDARD.encode(hmac_sha256(&key, &[b"msg_1.", time.as_bytes(), b".", body]))
}

/// Seconds since 1970.
fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map(|now| now.as_secs());
    now.ok().and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or_default()
}
