//! Signatures of webhooks, with the requests that providers publish as examples.

use std::time::{Duration, SystemTime};

use moored_runtime::{HeaderMap, SignatureEncoding, SignatureScheme, WebhookError, WebhookVerifier};

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// The example of the library for Rust: <https://github.com/standard-webhooks/standard-webhooks>.
const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const BODY: &[u8] = br#"{"email":"test@example.com","username":"test_user"}"#;
const SIGNATURE: &str = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";
const SENT: u64 = 1_649_367_553;

fn standard(signature: &str) -> HeaderMap {
    headers(&[
        ("webhook-id", "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk"),
        ("webhook-timestamp", &SENT.to_string()),
        ("webhook-signature", signature),
    ])
}

#[test]
fn a_standard_webhook_is_verified() {
    let verifier = WebhookVerifier::standard(SECRET).unwrap();
    assert_eq!(verifier.verify_at(at(SENT), &standard(SIGNATURE), BODY), Ok(()));
    // A provider that changes its secret sends a signature with each. Other versions are ignored.
    let several = format!("v1a,asymmetric v1,d3Jvbmc= {SIGNATURE}");
    assert_eq!(verifier.verify_at(at(SENT), &standard(&several), BODY), Ok(()));
    assert_eq!(verifier.verify_at(at(SENT), &standard("v2,d3Jvbmc="), BODY), Err(WebhookError::WrongSignature));
}

#[test]
fn a_body_that_was_changed_is_rejected() {
    let verifier = WebhookVerifier::standard(SECRET).unwrap();
    let changed = br#"{"email": "test@example.com","username":"test_user"}"#;
    assert_eq!(verifier.verify_at(at(SENT), &standard(SIGNATURE), changed), Err(WebhookError::WrongSignature));
    let mut other = standard(SIGNATURE);
    other.insert("webhook-id", "msg_2".parse().unwrap());
    assert_eq!(verifier.verify_at(at(SENT), &other, BODY), Err(WebhookError::WrongSignature));
}

#[test]
fn a_request_from_another_time_is_rejected() {
    let verifier = WebhookVerifier::standard(SECRET).unwrap();
    let verify = |verifier: &WebhookVerifier, now| verifier.verify_at(at(now), &standard(SIGNATURE), BODY);
    assert_eq!(verify(&verifier, SENT + 300), Ok(()));
    assert_eq!(verify(&verifier, SENT + 301), Err(WebhookError::OutOfTime));
    assert_eq!(verify(&verifier, SENT - 301), Err(WebhookError::OutOfTime));
    // Today is years after it was sent.
    assert_eq!(verifier.verify(&standard(SIGNATURE), BODY), Err(WebhookError::OutOfTime));
    let patient = verifier.tolerance(Duration::from_hours(1));
    assert_eq!(verify(&patient, SENT + 3600), Ok(()));
}

#[test]
fn what_is_missing_is_named() {
    let verifier = WebhookVerifier::standard(SECRET).unwrap();
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let mut incomplete = standard(SIGNATURE);
        incomplete.remove(name);
        let missing = WebhookError::MissingHeader(name.to_owned());
        assert_eq!(verifier.verify_at(at(SENT), &incomplete, BODY), Err(missing));
    }
    let mut wrong = standard(SIGNATURE);
    wrong.insert("webhook-timestamp", "today".parse().unwrap());
    assert_eq!(verifier.verify_at(at(SENT), &wrong, BODY), Err(WebhookError::InvalidTimestamp));
    wrong.insert("webhook-timestamp", u64::MAX.to_string().parse().unwrap());
    assert_eq!(verifier.verify_at(at(SENT), &wrong, BODY), Err(WebhookError::InvalidTimestamp));
    assert_eq!(WebhookVerifier::standard("not base64!").err(), Some(WebhookError::InvalidSecret));
}

/// <https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries>
#[test]
fn a_signature_of_the_body_in_hexadecimal_is_verified() {
    let scheme = SignatureScheme::new("X-Hub-Signature-256").prefix("sha256=");
    let verifier = WebhookVerifier::new(scheme, "It's a Secret to Everybody");
    let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let signed = |signature: &str| headers(&[("x-hub-signature-256", signature)]);
    assert_eq!(verifier.verify(&signed(signature), b"Hello, World!"), Ok(()));
    assert_eq!(verifier.verify(&signed(&signature.to_uppercase().replace("SHA", "sha")), b"Hello, World!"), Ok(()));
    for wrong in
        ["sha256=7571", "sha256=", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "sha256=é"]
    {
        let rejected = verifier.verify(&signed(wrong), b"Hello, World!");
        assert!(rejected.is_err(), "{wrong}");
    }
}

#[test]
fn a_secret_can_be_changed() {
    let scheme = SignatureScheme::new("x-hub-signature-256").prefix("sha256=");
    let verifier = WebhookVerifier::new(scheme, "the new secret").or_secret("It's a Secret to Everybody");
    let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    assert_eq!(verifier.verify(&headers(&[("x-hub-signature-256", signature)]), b"Hello, World!"), Ok(()));
}

/// <https://docs.slack.dev/authentication/verifying-requests-from-slack>
#[test]
fn a_signature_of_time_and_body_is_verified() {
    let scheme = SignatureScheme::new("X-Slack-Signature")
        .prefix("v0=")
        .timestamp_header("X-Slack-Request-Timestamp")
        .signed("v0:{timestamp}:{body}");
    let verifier = WebhookVerifier::new(scheme, "8f742231b10e8888abcd99yyyzzz85a5");
    let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&\
                channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=\
                https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=\
                398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let signed = headers(&[
        ("x-slack-signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
        ("x-slack-request-timestamp", "1531420618"),
    ]);
    assert_eq!(verifier.verify_at(at(1_531_420_618), &signed, body.as_bytes()), Ok(()));
    assert_eq!(verifier.verify_at(at(1_531_420_618 + 600), &signed, body.as_bytes()), Err(WebhookError::OutOfTime));
}

/// The form of Stripe. The signatures were made with `openssl dgst -sha256 -hmac`.
#[test]
fn a_header_of_pairs_is_verified() {
    let scheme = SignatureScheme::new("Stripe-Signature").pairs("t", "v1").signed("{timestamp}.{body}");
    let verifier = WebhookVerifier::new(scheme, "whsec_test");
    let pairs = format!("t=1700000000,v1=00,v1={PAIRS},v0=ff");
    assert_eq!(verifier.verify_at(at(1_700_000_000), &headers(&[("stripe-signature", &pairs)]), b"{}"), Ok(()));
    let without = headers(&[("stripe-signature", "v1=00")]);
    assert_eq!(verifier.verify_at(at(1_700_000_000), &without, b"{}"), Err(WebhookError::InvalidTimestamp));
}

/// `printf '1700000000.{}' | openssl dgst -sha256 -hmac whsec_test`
const PAIRS: &str = "35495024f4ef3f94e5a93e22221544c4b75e9a42300cd965ab81cb85cd994e91";

/// `printf 'Hello, World!' | openssl dgst -sha256 -hmac key -binary | base64`
const BASE64: &str = "f0JOLQ/2vV3sYm4BAnVbr+yRw1EPGXOaTq7I87w6AaQ=";

#[test]
fn a_signature_in_base64_is_verified() {
    let scheme = SignatureScheme::new("X-Shopify-Hmac-Sha256").encoding(SignatureEncoding::Base64);
    let verifier = WebhookVerifier::new(scheme, "key");
    assert_eq!(verifier.verify(&headers(&[("x-shopify-hmac-sha256", BASE64)]), b"Hello, World!"), Ok(()));
    let wrong = verifier.verify(&headers(&[("x-shopify-hmac-sha256", "d3Jvbmc=")]), b"Hello, World!");
    assert_eq!(wrong, Err(WebhookError::WrongSignature));
}

#[test]
fn no_secret_shows() {
    let shown = format!("{:?}", WebhookVerifier::standard(SECRET).unwrap());
    assert!(shown.contains("secrets: 1") && !shown.contains("C2FV"), "{shown}");
}

/// What the library of Standard Webhooks itself signs.
#[test]
fn what_the_reference_library_signs_is_verified() {
    let reference = standardwebhooks::Webhook::new(SECRET).unwrap();
    let verifier = WebhookVerifier::standard(SECRET).unwrap();
    for (id, body) in [("msg_1", "{}"), ("msg.2", "{\"name\":\"Zoë\"}"), ("", "")] {
        let signature = reference.sign(id, 1_700_000_000, body.as_bytes()).unwrap();
        let signed =
            headers(&[("webhook-id", id), ("webhook-timestamp", "1700000000"), ("webhook-signature", &signature)]);
        assert_eq!(verifier.verify_at(at(1_700_000_000), &signed, body.as_bytes()), Ok(()), "{id}");
    }
}

#[test]
fn an_empty_secret_verifies_nothing() {
    // The signature of the body with an empty key, which anyone can make.
    let scheme = SignatureScheme::new("x-hub-signature-256").prefix("sha256=");
    let verifier = WebhookVerifier::new(scheme, "");
    let signed = headers(&[("x-hub-signature-256", &format!("sha256={EMPTY_KEY}"))]);
    assert_eq!(verifier.verify(&signed, b"Hello, World!"), Err(WebhookError::InvalidSecret));
    assert_eq!(WebhookVerifier::standard("whsec_").err(), Some(WebhookError::InvalidSecret));
}

/// `printf 'Hello, World!' | openssl dgst -sha256 -hmac ''`
const EMPTY_KEY: &str = "2bbcfa9524f3218c7a34b30e6936f8b1a4516cb097f1a85a1c7d98b5977ec769";
