//! What a user leaves out, sessions in cookies, and requests that are not in a recording.

use moored_runtime::testing::{HasStubs, Stubs};
use moored_runtime::{Client, ClientBuilder, Core, Credential, Method, Multipart, RawRequest, SchemeLocation};
use serde_json::{Value, json};
use wiremock::{Mock, Request, ResponseTemplate, matchers::any};

use super::{Project, replaying, texts};

static STUBS: Stubs = Stubs::new(r#"{"version":1,"operations":[]}"#);

/// A client whose sessions are in a cookie, and whose document calls nothing a secret.
struct Session(Core);

impl Client for Session {
    type Credential = Credential;
    const SCHEMES: &'static [(&'static str, SchemeLocation)] = &[("session", SchemeLocation::Cookie("sid"))];

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

impl HasStubs for Session {
    fn stubs() -> &'static Stubs {
        &STUBS
    }
}

fn builder() -> ClientBuilder<Session> {
    ClientBuilder::new(None)
}

/// Requests with a number and with a text of this name in each place.
fn requests(client: &Session, number: u64, text: &str) -> Vec<RawRequest> {
    let post = || client.0.raw_request(Method::POST, "/people/{ssn}").path("ssn", text).query("ssn", text);
    let parts = Multipart::form_data().field("ssn", text).field("name", "Ada");
    vec![
        post().header("SSN", text).json(&json!({ "ssn": number, "of": [{ "ssn": text, "name": "Ada" }] })),
        post().form(&json!({ "ssn": text, "name": "Ada" })),
        post().multipart(parts),
    ]
}

#[tokio::test]
async fn what_a_user_leaves_out_is_nowhere_and_matches_anything() {
    let project = Project::new().await;
    let respond = |request: &Request| {
        let echo = String::from_utf8_lossy(&request.body).into_owned();
        ResponseTemplate::new(200)
            .insert_header("ssn", "078-05-1120")
            .set_body_json(json!({ "ssn": 219_099_999, "owner": { "ssn": "078-05-1120" }, "age": 36, "echo": echo }))
    };
    Mock::given(any()).respond_with(respond).mount(&project.server).await;
    let (client, recorder) = project.recorded_by(builder(), |recorder| recorder.redact("ssn"));
    for request in requests(&client, 219_099_999, "078-05-1120") {
        request.send().await.unwrap();
    }
    let text = project.saved(&recorder);
    // A number is a secret where the user has named it, and nowhere else.
    let file: Value = serde_json::from_str(&text).unwrap();
    assert!(!text.contains("078-05-1120"), "{text}");
    let body = json!({ "ssn": "[redacted]", "of": [{ "ssn": "[redacted]", "name": "Ada" }] });
    assert_eq!(file["exchanges"][0]["request"]["body"]["json"], body);
    let left_out = ["field ssn", "header ssn", "member ssn", "part ssn", "path parameter ssn", "query parameter ssn"];
    assert_eq!(file["left_out"], json!(left_out));

    let replay = project.replay();
    let client = replaying(builder(), &replay);
    for request in requests(&client, 1, "another one") {
        let response = request.send_as::<Value>().await.unwrap();
        assert_eq!(response.headers()["ssn"], "[redacted]");
        let person = response.into_body();
        assert_eq!(
            (&person["ssn"], &person["owner"], &person["age"]),
            (&json!(0), &json!({ "ssn": "[redacted]" }), &json!(36))
        );
    }
    assert!(replay.remaining().is_empty());
}

#[tokio::test]
async fn sessions_in_cookies_are_left_out_and_not_needed() {
    let project = Project::new().await;
    let respond = |request: &Request| {
        let cookie = request.headers.get("cookie").unwrap().to_str().unwrap();
        ResponseTemplate::new(200)
            .insert_header("set-cookie", "sid=TOKEN-OF-A-LINK; Path=/; Secure")
            .set_body_json(json!({ "cookie": cookie, "next": "TOKEN-OF-A-LINK" }))
    };
    Mock::given(any()).respond_with(respond).mount(&project.server).await;
    let credential = Credential::cookie("session", "sid", "c00kie-of-the-session");
    let (client, recorder) = project.recorded(builder().credential(credential));
    let me = |client: &Session| client.0.raw_request(Method::GET, "/me").send_as::<Value>();
    assert_eq!(me(&client).await.unwrap().into_body()["cookie"], "sid=c00kie-of-the-session");
    let file: Value = serde_json::from_str(&project.saved(&recorder)).unwrap();
    assert_eq!(file["left_out"], json!(["header cookie", "header set-cookie"]));
    let headers = json!(["accept: application/json", "cookie: [redacted]"]);
    assert_eq!(file["exchanges"][0]["request"]["headers"], headers);

    let replayed = me(&replaying(builder(), &project.replay())).await.unwrap();
    assert_eq!(replayed.headers()["set-cookie"], "[redacted]");
    assert_eq!(replayed.into_body(), json!({ "cookie": "[redacted]", "next": "[redacted]" }));
}

#[tokio::test]
async fn a_request_that_differs_names_what_differs_and_what_to_do() {
    let project = Project::new().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&project.server).await;
    let (client, recorder) = project.recorded(builder());
    let post =
        |client: &Session, path, name: &str| client.0.raw_request(Method::POST, path).json(&json!({ "name": name }));
    post(&client, "/people", "Ada").send().await.unwrap();
    project.saved(&recorder);

    let client = replaying(builder(), &project.replay());
    let file = project.file().display().to_string();
    let help = "If the request is right, record the calls again";
    let error = texts(&post(&client, "/people", "n3w-password").send().await.unwrap_err());
    let expected = format!(
        "POST /people (raw) is not in {file}: nearest is POST /people (raw), where the body differs at `/name`. {help}\n"
    );
    assert!(error.ends_with(&expected) && !error.contains("n3w-password"), "{error}");
    let error = texts(&client.0.raw_request(Method::GET, "/people").send().await.unwrap_err());
    let expected = format!("where the method is POST, there is a body. {help}\n");
    assert!(error.ends_with(&expected), "{error}");
    post(&client, "/people", "Ada").send().await.unwrap();
    let error = texts(&post(&client, "/people", "Ada").send().await.unwrap_err());
    assert!(error.ends_with(&format!("is not in {file}: all of it has been replayed. {help}\n")), "{error}");
}
