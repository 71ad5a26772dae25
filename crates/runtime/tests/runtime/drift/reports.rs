//! When deviations are reported, and the file.

use moored_runtime::Drift;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use super::support::{Reports, client, observe};
use crate::support::{GET_USER, call, server};

fn differing() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({"id": 1, "name": "Ada", "nick": "a"}))
}

fn lines(path: &std::path::Path) -> Vec<Value> {
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file in the folder of the test's temporary files that no other test uses.
fn file(name: &str) -> std::path::PathBuf {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

#[tokio::test]
async fn a_report_shows_the_operation_and_the_difference() {
    let reports = observe(differing()).await.reports;
    let shown = reports[0].deviation.to_string();
    assert_eq!(shown, "GET /user (get-user) 200: /nick: undocumented member, string");
    let reports = observe(ResponseTemplate::new(500)).await.reports;
    let shown = reports[0].deviation.to_string();
    assert_eq!(shown, "GET /user (get-user) 500: undocumented status, expected one of 200, 204, 4XX, found 500");
}

#[tokio::test]
async fn a_deviation_is_reported_when_its_number_has_doubled_and_at_a_flush() {
    let server = server(differing()).await;
    let reports = Reports::default();
    let drift = reports.of(Drift::builder()).start().unwrap();
    let client = client(server.uri(), &drift);
    for _ in 0..7 {
        call(&client.0, &GET_USER).await.unwrap();
    }
    drift.flush().await;
    let counts: Vec<u64> = reports.take().iter().map(|report| report.count).collect();
    assert_eq!(counts, [1, 1, 2, 3]);
    drift.flush().await;
    assert_eq!(reports.take(), [], "nothing is reported twice");
    assert_eq!((drift.counts().compared, drift.counts().deviating), (7, 7));
}

#[tokio::test]
async fn reports_are_appended_to_the_file() {
    let path = file("appended.jsonl");
    let server = server(differing()).await;
    for _ in 0..2 {
        let drift = Drift::builder().file(&path).start().unwrap();
        call(&client(server.uri(), &drift).0, &GET_USER).await.unwrap();
        drift.flush().await;
    }
    let mut lines = lines(&path);
    assert_eq!(lines.len(), 2);
    for line in &mut lines {
        for time in ["first_seen", "last_seen"] {
            let time = line.as_object_mut().unwrap().remove(time).unwrap();
            let time: moored_runtime::DateTime = time.as_str().unwrap().parse().unwrap();
            assert!(time.instant().unwrap().elapsed().unwrap().as_secs() < 600);
        }
    }
    let expected = json!({
        "version": 1,
        "document": "specs/users/openapi.yaml",
        "operation": "get-user",
        "method": "GET",
        "path": "/user",
        "status": 200,
        "media_type": "application/json",
        "kind": "undocumented-member",
        "pointer": "/nick",
        "origin": "/components/schemas/user",
        "expected": "no such property",
        "found": "string",
        "count": 1,
    });
    assert_eq!(lines, [expected.clone(), expected]);
}

#[tokio::test]
async fn dropping_the_last_client_reports_the_rest() {
    let path = file("dropped.jsonl");
    let server = server(differing()).await;
    let drift = Drift::builder().file(&path).start().unwrap();
    let client = client(server.uri(), &drift);
    for _ in 0..3 {
        call(&client.0, &GET_USER).await.unwrap();
    }
    drop((drift, client));
    let total = || lines(&path).iter().map(|line| line["count"].as_u64().unwrap()).sum::<u64>();
    // The thread ends on its own.
    for _ in 0..300 {
        if total() == 3 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{} of 3 were reported", total());
}

#[tokio::test]
async fn a_callback_that_panics_does_not_end_the_comparison() {
    let server = server(differing()).await;
    let reports = Reports::default();
    let drift = reports.of(Drift::builder().callback(|_| panic!("expected by the test"))).start().unwrap();
    let client = client(server.uri(), &drift);
    for _ in 0..2 {
        call(&client.0, &GET_USER).await.unwrap();
    }
    drift.flush().await;
    assert_eq!(reports.take().len(), 2);
}

#[test]
fn a_file_that_cannot_be_opened_is_an_error() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("no such folder/drift.jsonl");
    assert_eq!(Drift::builder().file(path).start().unwrap_err().kind(), std::io::ErrorKind::NotFound);
}
