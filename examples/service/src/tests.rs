//! The service with fake providers: nothing is sent, and each test states what it expects.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::{body::Body, http::Request};
use builds_client::operations::{FollowBuildCall, StartBuildCall, StartBuildError};
use moored::{
    computestacks, insighto,
    runtime::{
        Date, Field, WebhookReceiver, WebhookVerifier,
        testing::{FakeProvider, FakeResponse},
    },
    sendcloud, strawblond, unleash,
};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use tracker_client::{
    operations::{ListIssuesCall, UpdateIssueCall, UpdateIssueError},
    types::{Issue, IssuePage, IssuePriority, IssueRequired, IssueState, IssueUpdate, Person, Problem},
};
use vault_client::operations::UploadFileCall;

use crate::{clients::Clients, routes, signing::Signing};

/// The secret of the tracker's webhooks.
const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// The clients of the service, all of one fake provider.
fn clients(fake: &FakeProvider) -> Clients {
    Clients {
        computestacks: fake.client(),
        insighto: fake.client(),
        sendcloud: fake.client(),
        strawblond: fake.client(),
        unleash: fake.client(),
        tracker: fake.client(),
        tracker_webhooks: WebhookReceiver::new(WebhookVerifier::standard(SECRET).unwrap()),
        builds: fake.client_builder().wrap_transport(Signing::with("key")).build().unwrap(),
        vault: fake.client(),
    }
}

/// The status and the text that the service responds.
async fn send(clients: Clients, verb: &str, target: &str) -> (u16, String) {
    respond(clients, Request::builder().method(verb).uri(target).body(Body::empty()).unwrap()).await
}

/// The same for any request.
async fn respond(clients: Clients, request: Request<Body>) -> (u16, String) {
    let response = routes(clients).oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// The JSON that the service responds with status 200.
async fn json(clients: Clients, verb: &str, target: &str) -> Value {
    let (status, body) = send(clients, verb, target).await;
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).unwrap()
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
    let late = issue(1, due("2026-11-01"))
        .with_assignee(Person::new(2, "Grace"))
        .with_priority(IssuePriority::High)
        .with_estimate(1.5);
    let first = IssuePage::new(vec![late, issue(2, due("2026-12-24")), issue(3, None)]).with_next_cursor("second");
    let second = IssuePage::new(vec![issue(4, due("2025-01-01"))]).with_next_cursor(Field::Null);
    let fake = FakeProvider::new();
    fake.on::<ListIssuesCall>().with_query("state", "open").responds(&first);
    fake.on::<ListIssuesCall>().with_query("state", "open").with_query("cursor", "second").responds(&second);

    let found = json(clients(&fake), "GET", "/projects/moored/overdue?today=2026-11-26").await;
    assert_eq!(
        found,
        json!([
            { "number": 1, "title": "issue 1", "due": "2026-11-01", "assignee": "Grace", "is_urgent": true, "hours": 1.5 },
            { "number": 4, "title": "issue 4", "due": "2025-01-01", "assignee": "nobody", "is_urgent": false, "hours": 0.0 },
        ])
    );
}

#[tokio::test]
async fn a_closed_issue_has_no_assignee() {
    let closed = IssueUpdate::default().with_state(IssueState::Closed).with_assignee_id(Field::Null);
    let fake = FakeProvider::new();
    fake.on::<UpdateIssueCall>().with_path("number", 7).with_json(&closed).responds(&issue(7, None));

    let found = json(clients(&fake), "POST", "/projects/moored/issues/7/close").await;
    assert_eq!(found["number"], 7);
}

#[tokio::test]
async fn the_message_of_a_provider_is_passed_on() {
    let fake = FakeProvider::new();
    fake.on::<UpdateIssueCall>().responds_error(&UpdateIssueError::NotFound(Problem::new("none", "no issue 7")));

    let response = send(clients(&fake), "POST", "/projects/moored/issues/7/close").await;
    assert_eq!(response, (404, "no issue 7".to_owned()));
}

/// The provider asks to wait, twice. The clock of the test does not.
#[tokio::test(start_paused = true)]
async fn a_busy_provider_is_asked_again() {
    let fake = FakeProvider::new();
    fake.on::<ListIssuesCall>()
        .responds_with(FakeResponse::new(429).header("retry-after", 20))
        .times(2)
        .responds(&IssuePage::new(Vec::new()));

    assert_eq!(json(clients(&fake), "GET", "/projects/moored/overdue?today=2026-11-26").await, json!([]));
}

#[tokio::test]
async fn a_build_is_followed_and_its_log_is_stored() {
    let running = json!({ "id": "b17", "status": "running", "started_at": "2026-11-26T12:00:00Z" });
    let running = StartBuildError::Conflict(serde_json::from_value(running).unwrap());
    let fake = FakeProvider::new();
    fake.on::<StartBuildCall>().responds_error(&running);
    fake.on::<FollowBuildCall>().with_path("id", "b17").responds_with(FakeResponse::new(200).events([
        json!({ "kind": "step", "name": "test" }),
        json!({ "kind": "output", "text": "all green\n" }),
        json!({ "kind": "finished", "passed": true }),
    ]));
    fake.on::<UploadFileCall>()
        .with(|request| {
            let form = String::from_utf8_lossy(request.body());
            form.contains("== test\nall green\n") && form.contains(r#""retention":"year""#)
        })
        .responds_with(FakeResponse::new(201).json(&json!({
            "id": "7b2e2c5c-14f1-4c0c-9a8a-b1f0f8c1b0aa", "name": "b17.log", "size": 18, "sha256": "q83vASNFZ4k=",
            "created_at": "2026-11-26T12:01:00Z",
        })));

    let found = json(clients(&fake), "POST", "/builds/0123abc").await;
    assert_eq!(
        found,
        json!({
            "build": "b17", "has_passed": true, "log": "7b2e2c5c-14f1-4c0c-9a8a-b1f0f8c1b0aa", "sha256": "q83vASNFZ4k=",
        })
    );
}

#[tokio::test]
async fn requests_to_the_build_server_are_signed() {
    let fake = FakeProvider::new();
    fake.on::<StartBuildCall>().responds_with(FakeResponse::new(401));

    assert_eq!(send(clients(&fake), "POST", "/builds/0123abc").await.0, 502);
    let request = &fake.calls::<StartBuildCall>()[0];
    // printf 'POST /builds\n{"commit":"0123abc","target":"release"}' | openssl dgst -sha256 -hmac key
    assert_eq!(request.body(), r#"{"commit":"0123abc","target":"release"}"#);
    assert_eq!(request.header("x-signature"), Some("1b3b45f7514003c7d20cf37ea36635f72ddba33932020f698bcec4bd2646f70d"));
}

/// Sends `body` as the tracker does, with the signature of `signed`.
async fn webhook(body: &str, signed: &str) -> u16 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let signature = standardwebhooks::Webhook::new(SECRET)
        .unwrap()
        .sign("m1", i64::try_from(now).unwrap(), signed.as_bytes())
        .unwrap();
    let request = Request::post("/webhooks/tracker")
        .header("content-type", "application/json")
        .header("webhook-id", "m1")
        .header("webhook-timestamp", now)
        .header("webhook-signature", signature)
        .body(Body::from(body.to_owned()))
        .unwrap();
    respond(clients(&FakeProvider::new()), request).await.0
}

#[tokio::test]
async fn a_webhook_is_accepted_if_the_tracker_has_signed_it() {
    let closed = r#"{"type":"issue.closed","project":"moored","number":7}"#;
    assert_eq!(webhook(closed, closed).await, 204);
    assert_eq!(webhook(&closed.replace('7', "8"), closed).await, 401);
    let unknown = r#"{"type":"issue.renamed","project":"moored"}"#;
    assert_eq!(webhook(unknown, unknown).await, 204);
    let broken = r#"{"type":"issue.closed","project":"moored"}"#;
    assert_eq!(webhook(broken, broken).await, 400);
}

#[tokio::test]
async fn accounts_of_all_providers() {
    let fake = FakeProvider::new();
    let responds = |body: Value| FakeResponse::new(200).json(&body);
    fake.on::<computestacks::operations::GetUserCall>().responds_with(FakeResponse::new(401));
    fake.on::<insighto::operations::GetUserCall>()
        .responds_with(responds(json!({ "data": { "first_name": "Carol", "email": "carol@example.com" } })));
    fake.on::<sendcloud::operations::GetUserCall>().responds_with(responds(json!({ "user": {
        "username": "bob", "company_name": "", "telephone": "", "address": "", "postal_code": "", "city": "",
        "email": "bob@example.com", "invoices": [],
    } })));
    fake.on::<strawblond::operations::GetUserCall>()
        .responds_with(responds(json!({ "fullName": "Alice", "email": "alice@example.com" })));
    fake.on::<unleash::operations::GetMeCall>().responds_with(responds(
        json!({ "user": { "username": "dan" }, "permissions": [], "feedback": [], "splash": {} }),
    ));

    let found = json(clients(&fake), "GET", "/accounts").await;
    let rows: Vec<(&str, Option<&str>, Option<&str>)> = found
        .as_array()
        .unwrap()
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
