//! What is left out, and that no call waits.

use std::sync::mpsc;
use std::time::Duration;

use moored_runtime::{CallOptions, Drift, Error, NoErrorBody};
use wiremock::ResponseTemplate;

use super::support::{Reports, client};
use crate::support::{GET_USER, call, server};

/// A response that differs.
fn differing() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(serde_json::json!({"id": 1, "name": "Ada", "nick": "a"}))
}

#[tokio::test]
async fn a_call_does_not_wait_for_the_comparison() {
    let server = server(differing()).await;
    let (sender, receiver) = mpsc::channel::<()>();
    // The callback waits until the calls have returned; a call that waited for it would be one that never returns.
    let drift =
        Drift::builder().max_queue_size(1024).callback(move |_| receiver.recv().unwrap_or_default()).start().unwrap();
    let client = client(server.uri(), &drift);
    let calls = async {
        for _ in 0..10 {
            call(&client.0, &GET_USER).await.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(30), calls).await.unwrap();
    // One is being compared, or waits as well if the thread has not begun; three of 256 bytes and a body fit.
    let dropped = drift.counts().dropped;
    assert!((6..=7).contains(&dropped), "{dropped}");
    drop(sender);
    drift.flush().await;
    assert_eq!(drift.counts().compared, 10 - dropped);
}

#[tokio::test]
async fn a_body_above_the_limit_is_counted_and_not_compared() {
    let server = server(differing()).await;
    let reports = Reports::default();
    let drift = reports.of(Drift::builder().max_body_size(10)).start().unwrap();
    call(&client(server.uri(), &drift).0, &GET_USER).await.unwrap();
    drift.flush().await;
    assert_eq!((drift.counts().too_large, drift.counts().compared, reports.take()), (1, 0, Vec::new()));
}

#[tokio::test]
async fn a_sample_of_nothing_compares_nothing() {
    let server = server(differing()).await;
    let drift = Drift::builder().sample(0.0).start().unwrap();
    call(&client(server.uri(), &drift).0, &GET_USER).await.unwrap();
    drift.flush().await;
    assert_eq!(drift.counts(), moored_runtime::DriftCounts::default());
}

#[tokio::test]
async fn a_stream_is_compared_by_status_and_media_type() {
    let server = server(ResponseTemplate::new(200).set_body_raw("{}", "image/png")).await;
    let reports = Reports::default();
    let drift = reports.of(Drift::builder()).start().unwrap();
    let core = client(server.uri(), &drift).0;
    let request = core.http().unwrap().get(format!("{}/user", core.base_address())).build();
    let expected = const { &[moored_runtime::Expected::any(200, 200)] };
    let read = |response: moored_runtime::RawResponse| response.bytes::<NoErrorBody>();
    let response = core.stream(&GET_USER, request, &CallOptions::new(), expected, read).await.unwrap();
    drift.flush().await;
    let reports = reports.take();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert_eq!(reports[0].deviation.found, "image/png");
    // The body is still the caller's.
    assert_eq!(response.into_body().chunk().await.unwrap().unwrap(), "{}");
}

#[tokio::test]
async fn too_many_different_deviations_are_counted() {
    let members: serde_json::Map<_, _> = (0..32).map(|at| (format!("m{at}"), at.into())).collect();
    let items: Vec<_> =
        (0..40).map(|_| serde_json::json!({"id": 1, "name": null, "friends": [members.clone()]})).collect();
    // Each level of friends has 32 undocumented members and two missing ones.
    let body = items.into_iter().reduce(|inner, mut outer| {
        outer["friends"] = vec![inner, serde_json::Value::Object(members.clone())].into();
        outer
    });
    let server = server(ResponseTemplate::new(200).set_body_json(body.unwrap())).await;
    let reports = Reports::default();
    let drift = reports.of(Drift::builder()).start().unwrap();
    call(&client(server.uri(), &drift).0, &GET_USER).await.unwrap();
    drift.flush().await;
    assert_eq!((reports.take().len(), drift.counts().incomplete), (1000, 1));
}

#[tokio::test]
async fn a_response_above_the_limit_of_the_client_is_counted() {
    let server = server(differing()).await;
    let drift = Drift::builder().start().unwrap();
    let builder = moored_runtime::ClientBuilder::<super::support::Users>::new(None);
    let client = builder.base_address(server.uri()).max_response_size(3).drift(&drift).build().unwrap();
    let error = call(&client.0, &GET_USER).await.unwrap_err();
    assert!(matches!(error, Error::Oversized { .. }), "{error:?}");
    assert_eq!(drift.counts().too_large, 1);
}
