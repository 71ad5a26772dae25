//! The service beside servers that respond like the providers.

use axum::{body::Body, http::Request};
use moored::{
    computestacks, insighto,
    runtime::{Date, Field},
    sendcloud, strawblond, unleash,
};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use tracker_client::types::{Issue, IssuePage, IssuePriority, IssueRequired, IssueState, Person};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_json, body_string_contains, method, path, query_param, query_param_is_missing},
};

use crate::{clients::Clients, routes};

/// Clients of one server that stands in for all providers.
fn clients(server: &MockServer) -> Clients {
    let address = server.uri();
    Clients {
        computestacks: computestacks::Client::builder()
            .base_address(&address)
            .credential(computestacks::Credential::basic("user", "password"))
            .build()
            .unwrap(),
        insighto: insighto::Client::builder()
            .base_address(&address)
            .credential(insighto::Credential::api_key("key"))
            .build()
            .unwrap(),
        sendcloud: sendcloud::Client::builder()
            .base_address(format!("{address}/sendcloud"))
            .credential(sendcloud::Credential::basic("public", "secret"))
            .build()
            .unwrap(),
        strawblond: strawblond::Client::builder()
            .base_address(format!("{address}/strawblond"))
            .credential(strawblond::Credential::bearer("token"))
            .build()
            .unwrap(),
        unleash: unleash::Client::builder()
            .base_address(&address)
            .credential(unleash::Credential::api_key("key"))
            .build()
            .unwrap(),
        tracker: tracker_client::Client::builder()
            .base_address(&address)
            .credential(tracker_client::Credential::bearer("token"))
            .build()
            .unwrap(),
        builds: builds_client::Client::builder()
            .base_address(&address)
            .credential(builds_client::Credential::api_key("key"))
            .build()
            .unwrap(),
        vault: vault_client::Client::builder()
            .base_address(&address)
            .credential(vault_client::Credential::basic("user", "password"))
            .build()
            .unwrap(),
    }
}

/// The status and the text that the service responds.
async fn send(server: &MockServer, verb: &str, target: &str) -> (u16, String) {
    let request = Request::builder().method(verb).uri(target).body(Body::empty()).unwrap();
    let response = routes(clients(server)).oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// An issue of which a test says only what matters.
fn issue(number: i64, due: Option<Date>) -> Issue {
    let required = IssueRequired {
        number,
        title: format!("issue {number}"),
        state: IssueState::Open,
        author: Person::new(1, "Ada"),
        labels: Vec::new(),
        comments: 0,
        created_at: "2026-11-01T00:00:00Z".parse().unwrap(),
        url: "https://tracker.example/1".to_owned(),
    };
    let mut issue = Issue::new(required);
    issue.due = due;
    issue
}

fn due(date: &str) -> Option<Date> {
    Some(date.parse().unwrap())
}

#[tokio::test]
async fn overdue_issues_of_all_pages() {
    let server = MockServer::start().await;
    let late = issue(1, due("2026-11-01"))
        .with_assignee(Person::new(2, "Grace"))
        .with_priority(IssuePriority::High)
        .with_estimate(1.5);
    let first = IssuePage::new(vec![late, issue(2, due("2026-12-24")), issue(3, None)]).with_next_cursor("second");
    let second = IssuePage::new(vec![issue(4, due("2025-01-01"))]).with_next_cursor(Field::Null);
    let list = || Mock::given(method("GET")).and(path("/projects/moored/issues")).and(query_param("state", "open"));
    list()
        .and(query_param_is_missing("cursor"))
        .respond_with(ResponseTemplate::new(200).set_body_json(first))
        .mount(&server)
        .await;
    list()
        .and(query_param("cursor", "second"))
        .respond_with(ResponseTemplate::new(200).set_body_json(second))
        .mount(&server)
        .await;
    let (status, body) = send(&server, "GET", "/projects/moored/overdue?today=2026-11-26").await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(
        serde_json::from_str::<Value>(&body).unwrap(),
        json!([
            { "number": 1, "title": "issue 1", "due": "2026-11-01", "assignee": "Grace", "is_urgent": true, "hours": 1.5 },
            { "number": 4, "title": "issue 4", "due": "2025-01-01", "assignee": "nobody", "is_urgent": false, "hours": 0.0 },
        ])
    );
}

#[tokio::test]
async fn a_closed_issue_has_no_assignee() {
    let server = MockServer::start().await;
    Mock::given(method("PATCH"))
        .and(path("/projects/moored/issues/7"))
        .and(body_json(json!({ "state": "closed", "assignee_id": null })))
        .respond_with(ResponseTemplate::new(200).set_body_json(issue(7, None)))
        .mount(&server)
        .await;
    let (status, body) = send(&server, "POST", "/projects/moored/issues/7/close").await;
    assert_eq!((status, serde_json::from_str::<Value>(&body).unwrap()["number"].as_i64()), (200, Some(7)));
}

#[tokio::test]
async fn the_message_of_a_provider_is_passed_on() {
    let server = MockServer::start().await;
    Mock::given(method("PATCH"))
        .respond_with(ResponseTemplate::new(404).set_body_json(json!({ "code": "none", "message": "no issue 7" })))
        .mount(&server)
        .await;
    let response = send(&server, "POST", "/projects/moored/issues/7/close").await;
    assert_eq!(response, (404, "no issue 7".to_owned()));
}

#[tokio::test]
async fn a_build_is_followed_and_its_log_is_stored() {
    let server = MockServer::start().await;
    let build = json!({ "id": "b17", "status": "running", "started_at": "2026-11-26T12:00:00Z" });
    let events = "data: {\"kind\":\"step\",\"name\":\"test\"}\n\n\
                  data: {\"kind\":\"output\",\"text\":\"all green\\n\"}\n\n\
                  data: {\"kind\":\"finished\",\"passed\":true}\n\n";
    let stored = json!({
        "id": "7b2e2c5c-14f1-4c0c-9a8a-b1f0f8c1b0aa", "name": "b17.log", "size": 18, "sha256": "q83vASNFZ4k=",
        "created_at": "2026-11-26T12:01:00Z",
    });
    Mock::given(path("/builds")).respond_with(ResponseTemplate::new(409).set_body_json(build)).mount(&server).await;
    Mock::given(path("/builds/b17/events"))
        .respond_with(ResponseTemplate::new(200).set_body_raw(events, "text/event-stream"))
        .mount(&server)
        .await;
    Mock::given(path("/files"))
        .and(body_string_contains("== test\nall green\n"))
        .and(body_string_contains(r#""retention":"year""#))
        .respond_with(ResponseTemplate::new(201).set_body_json(stored))
        .mount(&server)
        .await;
    let (status, body) = send(&server, "POST", "/builds/0123abc").await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(
        serde_json::from_str::<Value>(&body).unwrap(),
        json!({
            "build": "b17", "has_passed": true, "log": "7b2e2c5c-14f1-4c0c-9a8a-b1f0f8c1b0aa", "sha256": "q83vASNFZ4k=",
        })
    );
}

#[tokio::test]
async fn accounts_of_all_providers() {
    let server = MockServer::start().await;
    let respond = async |target: &str, body: Value| {
        Mock::given(path(target)).respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(&server).await;
    };
    respond("/strawblond/user", json!({ "fullName": "Alice", "email": "alice@example.com" })).await;
    respond(
        "/sendcloud/user",
        json!({ "user": {
            "username": "bob", "company_name": "", "telephone": "", "address": "", "postal_code": "", "city": "",
            "email": "bob@example.com", "invoices": [],
        } }),
    )
    .await;
    respond("/api/v1/user", json!({ "data": { "first_name": "Carol", "email": "carol@example.com" } })).await;
    respond(
        "/api/admin/user",
        json!({ "user": { "username": "dan" }, "permissions": [], "feedback": [], "splash": {} }),
    )
    .await;
    let (status, body) = send(&server, "GET", "/accounts").await;
    assert_eq!(status, 200, "{body}");
    let found: Vec<Value> = serde_json::from_str(&body).unwrap();
    let rows: Vec<(&str, Option<&str>, Option<&str>)> = found
        .iter()
        .map(|row| (row["provider"].as_str().unwrap(), row["name"].as_str(), row["email"].as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("computestacks", None, None),
            ("insighto", Some("Carol"), Some("carol@example.com")),
            ("sendcloud", Some("bob"), Some("bob@example.com")),
            ("strawblond", Some("Alice"), Some("alice@example.com")),
            ("unleash", Some("dan"), None),
        ]
    );
}
