//! Calls of generated clients are recorded at a local server with credentials. No secret is on the disk, and the
//! recording is replayed without a socket, with the same results.

#![cfg(all(feature = "providers", feature = "testing"))]
#![expect(clippy::unwrap_used, reason = "an unexpected result fails the test")]

#[path = "recordings/bodies.rs"]
mod bodies;
#[path = "recordings/files.rs"]
mod files;
#[path = "recordings/requests.rs"]
mod requests;
#[path = "recordings/tokens.rs"]
mod tokens;

use std::error::Error;
use std::fmt::Debug;
use std::path::PathBuf;

use futures_util::StreamExt as _;
use moored_runtime::testing::{HasStubs, Recorder, Replay};
use moored_runtime::{ClientBuilder, Retries};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// Whatever must not be in a file: credentials, tokens, what the documents call secrets, and forms of these.
const SECRETS: [&str; 13] = [
    "cl1ent-s3cret",
    "t0ken-of-oauth",
    "t0ken-of-a-user",
    "k3y-in-the-query",
    "k3y-in-a-header",
    "p4ss/word of a pair",
    "cGFpcjpwNHNzL3dvcmQgb2YgYSBwYWly",
    "p4ss%2Fword",
    "n3w-password",
    "secr3t-of-the-account",
    "c00kie-of-the-session",
    "s1gnature",
    "TOKEN-OF-A-LINK",
];

/// One address of the provider while there is one, another while there is none.
const NOWHERE: &str = "https://provider.invalid";

struct Project {
    folder: TempDir,
    server: MockServer,
}

impl Project {
    async fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), server: MockServer::start().await }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("recording.json")
    }

    async fn respond(&self, verb: &str, at: &str, response: ResponseTemplate) {
        Mock::given(method(verb)).and(path(at)).respond_with(response).mount(&self.server).await;
    }

    /// A client of the server, and the recorder of its exchanges.
    fn recorded<C: HasStubs>(&self, builder: ClientBuilder<C>) -> (C, Recorder) {
        self.recorded_by(builder, |recorder| recorder)
    }

    /// The same with another recorder.
    fn recorded_by<C: HasStubs>(&self, builder: ClientBuilder<C>, change: fn(Recorder) -> Recorder) -> (C, Recorder) {
        let recorder = change(Recorder::of::<C>());
        (recorded_at(self.server.uri(), builder, &recorder), recorder)
    }

    /// The text of the file, in which no secret is.
    fn saved(&self, recorder: &Recorder) -> String {
        recorder.save(self.file()).unwrap();
        let text = std::fs::read_to_string(self.file()).unwrap();
        for secret in SECRETS {
            assert!(!text.contains(secret), "{secret} is in the recording:\n{text}");
        }
        assert_eq!(self.files(), ["recording.json"]);
        text
    }

    /// The names of all files.
    fn files(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn replay(&self) -> Replay {
        Replay::open(self.file()).unwrap()
    }
}

/// A client of the server at `address`, whose exchanges are recorded.
fn recorded_at<C: HasStubs>(address: String, builder: ClientBuilder<C>, recorder: &Recorder) -> C {
    let recording = recorder.clone();
    let builder = builder.base_address(address).retries(Retries::off());
    builder.wrap_transport(move |next| recording.wrap(next)).build().unwrap()
}

/// A client that cannot reach anything but `replay`, and has no credential.
fn replaying<C: HasStubs>(builder: ClientBuilder<C>, replay: &Replay) -> C {
    let builder = builder.base_address(NOWHERE).retries(Retries::off()).without_credential();
    builder.transport(replay.clone()).build().unwrap()
}

fn typed<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Everything that a reader sees of an error.
fn texts(error: &(dyn Error + 'static)) -> String {
    std::iter::successors(Some(error), |error| (**error).source()).map(|error| format!("{error}\n")).collect()
}

fn shown(value: &impl Debug) -> String {
    format!("{value:?}")
}

#[tokio::test]
async fn a_token_is_left_out_with_its_request_and_its_echo() {
    use moored_computestacks::{Client, Credential, types::CreateUserRequest};

    async fn calls(client: &Client) -> String {
        let body: CreateUserRequest = typed(json!({
            "user": { "fname": "Ada", "lname": "L", "provider_server": "s", "provider_username": "ada" }
        }));
        let response = client.create_user(body).await.unwrap();
        assert_eq!(response.status(), 201);
        shown(response.body())
    }

    let project = Project::new().await;
    let token = json!({ "access_token": "t0ken-of-oauth", "token_type": "Bearer", "expires_in": 3600 });
    project.respond("POST", "/api/oauth/token", ResponseTemplate::new(200).set_body_json(token)).await;
    let echo = |request: &Request| {
        let authorization = request.headers.get("authorization").unwrap().to_str().unwrap();
        let user = json!({ "user": {
            "fname": "Ada", "lname": "L", "email": "ada@example.com", "locale": authorization,
            "api": { "username": "ada", "password": "secr3t-of-the-account" }, "labels": {}
        } });
        ResponseTemplate::new(201)
            .set_body_json(user)
            .insert_header("set-cookie", "session=c00kie-of-the-session; HttpOnly")
            .insert_header("location", "https://example.com/users/7?X-Amz-Signature=s1gnature&page=2")
            .insert_header("link", "</users/7#access_token=TOKEN-OF-A-LINK>; rel=next, </users?sig=s1gnature>; rel=up")
            .insert_header("x-client", "cl1ent-s3cret")
    };
    Mock::given(method("POST")).and(path("/api/users")).respond_with(echo).mount(&project.server).await;

    let credential = Credential::client_credentials("id", "cl1ent-s3cret");
    let (client, recorder) = project.recorded(Client::builder().credential(credential));
    let recorded = calls(&client).await;
    let text = project.saved(&recorder);
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["exchanges"].as_array().unwrap().len(), 1, "the token request is not there");
    let left_out = json!([
        "header authorization",
        "header set-cookie",
        "member password",
        "query parameter X-Amz-Signature",
        "query parameter access_token",
        "query parameter sig",
    ]);
    assert_eq!(file["left_out"], left_out);
    assert_eq!(file["exchanges"][0]["response"]["body"]["json"]["user"]["locale"], "[redacted]");
    assert!(text.contains("https://example.com/users/7?X-Amz-Signature=[redacted]&page=2"), "{text}");
    assert!(file["about"].to_string().contains("Other personal data may be in this file"), "{}", file["about"]);

    project.server.reset().await;
    let replay = project.replay();
    let replayed = calls(&replaying(Client::builder(), &replay)).await;
    assert_eq!(replayed, recorded.replace("Bearer t0ken-of-oauth", "[redacted]"));
    assert!(replay.remaining().is_empty());
}

#[tokio::test]
async fn keys_and_members_are_left_out_wherever_they_are() {
    use moored_insighto::{Client, Credential};

    let project = Project::new().await;
    let user = json!({ "data": { "first_name": "Ada", "follower_count": 3 }, "message": "k3y-in-the-query is valid" });
    project.respond("GET", "/api/v1/user", ResponseTemplate::new(200).set_body_json(user)).await;
    let (client, recorder) = project.recorded(Client::builder().credential(Credential::api_key("k3y-in-the-query")));
    let recorded = client.get_user().await.unwrap().into_body().data;
    let text = project.saved(&recorder);
    assert!(text.contains("api_key=[redacted]") && text.contains("[redacted] is valid"), "{text}");
    let replayed = replaying(Client::builder(), &project.replay()).get_user().await.unwrap().into_body().data;
    assert_eq!(replayed, recorded);
}

/// Calls at the same time: each exchange is recorded once, and each is replayed once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_a_time_are_recorded_and_replayed_once_each() {
    use moored_insighto::{Client, Credential};

    const CALLS: usize = 1_000;

    async fn all(client: &Client) -> Vec<bool> {
        let calls = (0..CALLS).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.get_user().await.is_ok() })
        });
        let mut results = Vec::new();
        for call in calls.collect::<Vec<_>>() {
            results.push(call.await.unwrap());
        }
        results
    }

    let project = Project::new().await;
    let user = json!({ "data": { "first_name": "Ada" } });
    project.respond("GET", "/api/v1/user", ResponseTemplate::new(200).set_body_json(user)).await;
    let (client, recorder) = project.recorded(Client::builder().credential(Credential::api_key("k3y-in-the-query")));
    assert_eq!(all(&client).await, [true; CALLS]);
    project.saved(&recorder);
    let replay = project.replay();
    assert_eq!(replay.remaining().len(), CALLS);
    let client = replaying(Client::builder(), &replay);
    assert_eq!(all(&client).await, [true; CALLS]);
    assert_eq!(replay.remaining(), Vec::<String>::new());
    let error = client.get_user().await.unwrap_err();
    let shown = [texts(&error), shown(&error), shown(&replay), shown(&recorder)].concat();
    assert!(shown.contains("get_user") && SECRETS.iter().all(|secret| !shown.contains(secret)), "{shown}");
}

#[tokio::test]
async fn what_a_document_calls_a_secret_is_left_out_in_both_directions() {
    let project = Project::new().await;
    let response = json!({ "user": { "id": 1, "secret": "secr3t-of-the-account", "name": "Ada" }, "permissions": [], "feedback": [], "splash": {} });
    project.respond("GET", "/api/admin/user", ResponseTemplate::new(200).set_body_json(response)).await;
    let key = moored_unleash::Credential::api_key("k3y-in-a-header");
    let (client, recorder) = project.recorded(moored_unleash::Client::builder().credential(key));
    let recorded = shown(client.get_me().await.unwrap().body());
    project.saved(&recorder);
    let client = replaying(moored_unleash::Client::builder(), &project.replay());
    assert_eq!(shown(client.get_me().await.unwrap().body()), recorded);

    project.respond("PATCH", "/user", ResponseTemplate::new(200)).await;
    let token = moored_strawblond::Credential::bearer("t0ken-of-a-user");
    let (client, recorder) = project.recorded(moored_strawblond::Client::builder().credential(token));
    let body =
        || typed(json!({ "firstname": "Ada", "password": "n3w-password", "password_confirmation": "n3w-password" }));
    client.update_user(body()).await.unwrap();
    project.saved(&recorder);
    let client = replaying(moored_strawblond::Client::builder(), &project.replay());
    client.update_user(body()).await.unwrap();
}

#[tokio::test]
async fn forms_bytes_and_streams_are_replayed() {
    use vault_client::{Client, Credential, operations::UploadFileForm, types::FileDescription};

    const BYTES: &[u8] = b"\x00\xffp4ss/word of a pair\xfe";

    async fn calls(client: &Client) -> (String, Vec<u8>, Vec<u8>) {
        let form = UploadFileForm::new(BYTES.to_vec(), FileDescription::new("a.bin"));
        let stored = shown(client.upload_file(form).await.unwrap().body());
        let id = || "3fa85f64-5717-4562-b3fc-2c963f66afa6".parse().unwrap();
        let file = client.download_file(id()).await.unwrap().into_body().to_vec();
        let mut body = client.download_file(id()).stream().await.unwrap().into_body();
        let mut streamed = Vec::new();
        while let Some(chunk) = body.chunk().await.unwrap() {
            streamed.extend_from_slice(&chunk);
        }
        let upload =
            moored_runtime::Body::from_stream(futures_util::stream::iter([Ok::<_, std::io::Error>("one "), Ok("two")]));
        client.replace_file(id(), upload).await.unwrap();
        (stored, file, streamed)
    }

    let project = Project::new().await;
    let stored = json!({
        "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "name": "a.bin", "size": 3, "sha256": "aGk=", "created_at": "2026-01-01T00:00:00Z"
    });
    project.respond("POST", "/files", ResponseTemplate::new(201).set_body_json(stored)).await;
    let content = "/files/3fa85f64-5717-4562-b3fc-2c963f66afa6/content";
    let bytes = ResponseTemplate::new(200).set_body_raw(BYTES, "application/octet-stream");
    project.respond("GET", content, bytes).await;
    project
        .respond("PUT", content, ResponseTemplate::new(204).insert_header("x-echo", "p4ss%2Fword%20of%20a%20pair"))
        .await;

    let pair = Credential::basic("pair", "p4ss/word of a pair");
    let (client, recorder) = project.recorded(Client::builder().credential(pair));
    let (stored, file, streamed) = calls(&client).await;
    assert_eq!((file.as_slice(), streamed.as_slice()), (BYTES, BYTES));
    let text = project.saved(&recorder);
    assert!(text.contains(r#"form-data; name=\"description\""#), "{text}");
    assert!(text.contains(r#""text": "one two""#), "the stream of a request:\n{text}");

    let replay = project.replay();
    let replayed = calls(&replaying(Client::builder(), &replay)).await;
    let redacted = b"\x00\xff[redacted]\xfe".to_vec();
    assert_eq!(replayed, (stored, redacted.clone(), redacted), "a secret in bytes is left out as well");
    assert!(replay.remaining().is_empty());
}

#[tokio::test]
async fn events_are_replayed_and_errors_as_well() {
    use builds_client::{Client, Credential};

    async fn calls(client: &Client) -> (Vec<String>, String) {
        let mut events = client.follow_build("b1").items().await.unwrap().into_body();
        let mut found = Vec::new();
        while let Some(event) = events.next().await {
            found.push(shown(&event.unwrap()));
        }
        let error = client.get_build("b2").await.unwrap_err();
        (found, format!("{:?} {error}", error.status()))
    }

    let project = Project::new().await;
    let stub: Value = serde_json::from_str(include_str!("../examples/clients/builds/stubs.json")).unwrap();
    let operations = stub["operations"].as_array().unwrap();
    let follow = operations.iter().find(|operation| operation["id"] == "followBuild").unwrap();
    let event = follow["responses"][0]["text"].as_str().unwrap();
    let events = ResponseTemplate::new(200).set_body_raw(event.repeat(3), "text/event-stream");
    project.respond("GET", "/builds/b1/events", events).await;
    let (client, recorder) = project.recorded(Client::builder().credential(Credential::api_key("k3y-in-a-header")));
    let recorded = calls(&client).await;
    assert_eq!(recorded.0.len(), 3);
    project.saved(&recorder);
    assert_eq!(calls(&replaying(Client::builder(), &project.replay())).await, recorded);
}

#[tokio::test]
async fn a_request_that_is_not_there_is_an_error_with_the_nearest_one() {
    use tracker_client::{Client, Credential};

    let project = Project::new().await;
    let page = json!({ "issues": [], "items": [] });
    let issues = ResponseTemplate::new(200).set_body_json(page);
    project.respond("GET", "/projects/moored/issues", issues).await;
    let token = Credential::bearer("t0ken-of-a-user");
    let (client, recorder) = project.recorded(Client::builder().credential(token));
    let _ = client.list_issues("moored").limit(10).await;
    let _ = client.list_issues("moored").limit(20).await;
    project.saved(&recorder);

    let replay = project.replay();
    let client = replaying(Client::builder(), &replay);
    let message = texts(&client.list_issues("moored").limit(30).await.unwrap_err());
    let expected = "nearest is GET /projects/moored/issues (listIssues), where the query has `limit=10`";
    assert!(message.contains(expected), "{message}");
    let _ = client.list_issues("moored").limit(20).await;
    assert_eq!(replay.remaining(), ["GET /projects/moored/issues (listIssues)"], "in any order of different requests");
    let _ = client.list_issues("moored").limit(10).await;
    let message = texts(&client.list_issues("moored").limit(10).await.unwrap_err());
    assert!(
        message.contains("all of it has been replayed. If the request is right, record the calls again"),
        "{message}"
    );
}

#[test]
fn a_file_of_another_version_is_not_read() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.json");
    std::fs::write(&file, r#"{"version":2,"about":[],"left_out":[],"exchanges":[]}"#).unwrap();
    let message = Replay::open(&file).unwrap_err().to_string();
    assert!(message.ends_with("a.json: a recording of version 2; this runtime reads 1"), "{message}");
    std::fs::write(&file, "[]").unwrap();
    assert!(Replay::open(&file).unwrap_err().to_string().contains("a.json: no recording: "));
    let message = Replay::open(folder.path().join("b.json")).unwrap_err().to_string();
    assert!(message.contains("b.json: "), "{message}");
}
