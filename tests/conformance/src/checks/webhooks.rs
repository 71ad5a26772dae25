//! Webhooks: whether a delivery is accepted, and as what.

use serde_json::{Value, json};

use crate::action::{Action, Options, Setup};
use crate::check::Check;
use crate::delivery::{Delivery, SECRET, Scheme};
use crate::lab::{Lab, failed_as, succeeded};
use crate::subject::{Failure, Kind, Outcome, Reply};
use crate::verdict::{Deviation, Verdict, ensure, ensure_eq};

const PAID: &str = r#"{"type":"order.paid","order":{"id":"o1"},"method":"card"}"#;
const OTHER_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const MINUTE: i64 = 60;

fn paid(scheme: Scheme) -> Delivery {
    Delivery::signed(scheme, 0, PAID)
}

async fn receive(lab: &Lab, delivery: Delivery) -> Outcome {
    lab.client(Setup::default())?.call(Action::Receive(Box::new(delivery)), Options::default()).await
}

/// A delivery that must be accepted as this event.
async fn accepted(lab: &Lab, delivery: Delivery, event: &str) -> Result<Reply, Deviation> {
    let reply = succeeded(receive(lab, delivery).await)?;
    ensure_eq!(reply.variant.unwrap_or("nothing"), event);
    Ok(reply)
}

/// A delivery that must not be accepted, unlike the one that it was made of.
async fn rejected(lab: &Lab, delivery: Delivery, status: u16) -> Result<Failure, Deviation> {
    accepted(lab, paid(delivery.scheme), "OrderPaid").await?;
    let failure = match receive(lab, delivery).await {
        Ok(_) => return Err(Deviation::Other("it is accepted".to_owned())),
        outcome => failed_as(outcome, Kind::Rejected)?,
    };
    ensure_eq!(failure.status.unwrap_or_default(), status);
    Ok(failure)
}

async fn accepted_and_tampered(lab: Lab, scheme: Scheme) -> Verdict {
    let reply = accepted(&lab, paid(scheme), "OrderPaid").await?;
    ensure_eq!(reply.value.pointer("/order/id").cloned().unwrap_or_default(), "o1");
    let tampered = Delivery { body: PAID.replace("o1", "o2").into_bytes(), ..paid(scheme) };
    rejected(&lab, tampered, 401).await.map(drop)
}

pub(super) fn checks() -> Vec<Check> {
    [signatures(), time_and_secrets(), events(), limits()].into_iter().flatten().collect()
}

fn signatures() -> Vec<Check> {
    vec![
        Check::new(
            "webhook-standard",
            "A delivery that is signed by Standard Webhooks is accepted, and one that was changed is rejected with 401.",
            "Standard Webhooks, Signature scheme",
            |lab| accepted_and_tampered(lab, Scheme::Standard),
        ),
        Check::new(
            "webhook-header",
            "So it is where the signature of the body is a header in hexadecimal, as of GitHub.",
            "GitHub, Validating webhook deliveries",
            |lab| accepted_and_tampered(lab, Scheme::Header),
        ),
        Check::new(
            "webhook-pairs",
            "So it is where one header has the time and signatures of several versions, as of Stripe.",
            "Stripe, Verify webhook signatures manually",
            |lab| accepted_and_tampered(lab, Scheme::Pairs),
        ),
        Check::new("webhook-unsigned", "A delivery without a signature is rejected.", "ours", |lab| async move {
            for (scheme, header) in [
                (Scheme::Standard, "webhook-signature"),
                (Scheme::Header, "x-hub-signature-256"),
                (Scheme::Pairs, "stripe-signature"),
            ] {
                let mut unsigned = paid(scheme);
                unsigned.headers.retain(|(name, _)| *name != header);
                rejected(&lab, unsigned, 401).await?;
                rejected(&lab, paid(scheme).with(header, |_| String::new()), 401).await?;
            }
            Ok(())
        }),
        Check::new(
            "webhook-signed-id",
            "The id and the time are signed as well: with others, a delivery is rejected.",
            "Standard Webhooks, Signature scheme",
            |lab| async move {
                rejected(&lab, paid(Scheme::Standard).with("webhook-id", |_| "msg_2".to_owned()), 401).await?;
                let later = |time: &str| time.parse::<i64>().map(|time| (time + 1).to_string()).unwrap_or_default();
                rejected(&lab, paid(Scheme::Standard).with("webhook-timestamp", later), 401).await.map(drop)
            },
        ),
        Check::new(
            "webhook-several-signatures",
            "One of several signatures suffices; those of unknown versions are skipped.",
            "Standard Webhooks, Signature scheme",
            |lab| async move {
                let several =
                    paid(Scheme::Standard).with("webhook-signature", |good| format!("v1a,c2ln v1,b2xk {good}"));
                accepted(&lab, several, "OrderPaid").await?;
                let several = paid(Scheme::Pairs).with("stripe-signature", |good| good.replace(",v1=", ",v1=00,v1="));
                accepted(&lab, several, "OrderPaid").await.map(drop)
            },
        ),
        Check::new(
            "webhook-exact-bytes",
            "What is signed is the bytes: spaces and the order of members do not matter to it.",
            "Standard Webhooks, Signature scheme",
            |lab| async move {
                let body = " { \"order\" : {\"id\":\"o1\"},\n \"type\": \"order.paid\" } \n";
                accepted(&lab, Delivery::signed(Scheme::Standard, 0, body), "OrderPaid").await.map(drop)
            },
        ),
    ]
}

fn time_and_secrets() -> Vec<Check> {
    vec![
        Check::new(
            "webhook-old",
            "A delivery that was signed more than five minutes ago is rejected, as it may be sent again by somebody else.",
            "Standard Webhooks, Verifying timestamps; ours",
            |lab| async move {
                for scheme in [Scheme::Standard, Scheme::Pairs] {
                    accepted(&lab, Delivery::signed(scheme, 4 * MINUTE, PAID), "OrderPaid").await?;
                    rejected(&lab, Delivery::signed(scheme, 6 * MINUTE, PAID), 401).await?;
                }
                Ok(())
            },
        ),
        Check::new(
            "webhook-of-the-future",
            "So is one that will be signed in six minutes.",
            "Standard Webhooks, Verifying timestamps; ours",
            |lab| async move {
                for scheme in [Scheme::Standard, Scheme::Pairs] {
                    accepted(&lab, Delivery::signed(scheme, -4 * MINUTE, PAID), "OrderPaid").await?;
                    rejected(&lab, Delivery::signed(scheme, -6 * MINUTE, PAID), 401).await?;
                }
                Ok(())
            },
        ),
        Check::new(
            "webhook-rotated-secret",
            "While a secret is changed, the old one is accepted too; afterwards it is not.",
            "Standard Webhooks, Signature scheme",
            |lab| async move {
                for scheme in [Scheme::Standard, Scheme::Header, Scheme::Pairs] {
                    let both = Delivery { secrets: vec![OTHER_SECRET, SECRET], ..paid(scheme) };
                    accepted(&lab, both, "OrderPaid").await?;
                    rejected(&lab, Delivery { secrets: vec![OTHER_SECRET], ..paid(scheme) }, 401).await?;
                }
                Ok(())
            },
        ),
        Check::new(
            "webhook-nothing-shown",
            "What is logged of a rejection has nothing of the secret, of the signature, or of the body.",
            "ours",
            |lab| async move {
                let body = r#"{"type":"order.paid","order":{"card":"hunter2"}}"#;
                let undecodable = Delivery::signed(Scheme::Header, 0, body);
                let signature = undecodable.headers.last().map(|(_, value)| value.clone()).unwrap_or_default();
                let untrusted = Delivery { secrets: vec![OTHER_SECRET], ..undecodable.clone() };
                for (delivery, status) in [(undecodable, 400), (untrusted, 401)] {
                    let shown = rejected(&lab, delivery, status).await?.shown;
                    for secret in ["hunter2", SECRET, OTHER_SECRET, &signature] {
                        ensure!(!shown.contains(secret), "a message has `{secret}`");
                    }
                }
                Ok(())
            },
        ),
    ]
}

fn events() -> Vec<Check> {
    vec![
        Check::new(
            "webhook-dispatch",
            "Each event has its type, by what distinguishes the documented ones.",
            "OpenAPI 3.1.1, OpenAPI Object (`webhooks`)",
            |lab| async move {
                accepted(&lab, paid(Scheme::Standard), "OrderPaid").await?;
                let cancelled = r#"{"reason":"out of stock","type":"order.cancelled"}"#;
                let reply = accepted(&lab, Delivery::signed(Scheme::Standard, 0, cancelled), "OrderCancelled").await?;
                ensure_eq!(reply.value.get("reason").unwrap_or(&Value::Null), "out of stock");
                Ok(())
            },
        ),
        Check::new(
            "webhook-unknown-event",
            "An event that the document does not have is no error, and is kept with its name and its body.",
            "ours",
            |lab| async move {
                let body = r#"{"type":"order.shipped","parcel":7}"#;
                let reply = accepted(&lab, Delivery::signed(Scheme::Standard, 0, body), "Unknown").await?;
                ensure_eq!(reply.value, json!({"name": "order.shipped", "body": body}));
                Ok(())
            },
        ),
        Check::new(
            "webhook-newer-version",
            "Members and listed values that the document does not have are no error.",
            "ours",
            |lab| async move {
                let body = r#"{"type":"order.paid","version":2,"order":{"id":"o1","tax":1},"method":"wallet"}"#;
                let reply = accepted(&lab, Delivery::signed(Scheme::Standard, 0, body), "OrderPaid").await?;
                ensure_eq!(reply.value.get("method").unwrap_or(&Value::Null), "wallet");
                Ok(())
            },
        ),
        Check::new(
            "webhook-form",
            "A form is decoded into the types of the document.",
            "OpenAPI 3.1.1, Media Type Object",
            |lab| async move {
                let form = Delivery::signed(Scheme::Standard, 0, "type=message.sent&text=a+%26+b&parts=2");
                let form = form.with("content-type", |_| "application/x-www-form-urlencoded".to_owned());
                let reply = accepted(&lab, form, "MessageSent").await?;
                ensure_eq!(reply.value, json!({"type": "message.sent", "text": "a & b", "parts": 2}));
                Ok(())
            },
        ),
    ]
}

fn limits() -> Vec<Check> {
    vec![
        Check::new(
            "webhook-undecodable",
            "A signed delivery without a required member is rejected with 400, and the error names the member.",
            "ours",
            |lab| async move {
                for body in [r#"{"type":"order.paid"}"#, r#"{"type":"order.cancelled"}"#] {
                    let failure = rejected(&lab, Delivery::signed(Scheme::Standard, 0, body), 400).await?;
                    let member = if body.contains("paid") { "order" } else { "reason" };
                    ensure!(failure.shown.contains(&format!("`{member}`")), "`{}`", failure.text);
                }
                Ok(())
            },
        ),
        Check::new(
            "webhook-too-large",
            "A body above the limit is rejected with 413, though it is signed.",
            "ours",
            |lab| async move {
                let padded = |length: usize| format!("{PAID}{}", " ".repeat(length - PAID.len()));
                let limited =
                    |length| Delivery { largest: Some(1000), ..Delivery::signed(Scheme::Standard, 0, &padded(length)) };
                accepted(&lab, limited(1000), "OrderPaid").await?;
                rejected(&lab, limited(1001), 413).await.map(drop)
            },
        ),
    ]
}
