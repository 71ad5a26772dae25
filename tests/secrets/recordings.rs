//! Recordings, replays and fake providers: what a recorder writes about a provider that sends back everything it gets,
//! and what all of them show.

use std::borrow::Cow;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use moored_runtime::testing::{FakeProvider, HasStubs, Recorder, Replay, Stubs};
use moored_runtime::{
    Body, Client, ClientAuthentication, ClientBuilder, Core, Credential, Flow, HttpBody, HttpRequest, HttpResponse,
    Method, Multipart, OAuth2, RawRequest, Retries, SchemeLocation, SendFuture, StatusCode, Transport,
};
use serde_json::{Value, json};

use crate::calls::{KEY, PASSWORD, TOKEN, USERNAME};
use crate::log::found;
use crate::tokens::{CLIENT_SECRET, FETCHED, REFRESH_TOKEN};
use crate::transports::logging;

/// What is secret in a body. It has characters that JSON, addresses and forms encode.
const QUOTED: &str = "a \"quoted\\secret\" & ü/0123";

/// One secret for each place, so that none is known from another one.
pub(crate) const SECRETS: [&str; 14] = [
    QUOTED,
    HEADER,
    QUERY,
    COOKIE,
    SESSION,
    CLIENT,
    REFRESHED,
    "assertion-0123456789",
    "pin in the path/01",
    "pin+in the query&01",
    "pin-in-a-form=01",
    "pin:in-a-part-01",
    "pin\\in\\lines\\01",
    IN_RESPONSE,
];

const HEADER: &str = "key-in-a-header-01";
const QUERY: &str = "key-in-the-query-01";
const COOKIE: &str = "key-in-a-cookie-01";
/// In a cookie, and in a body, of a response.
const SESSION: &str = "session-0123456789";
const IN_RESPONSE: &str = "pin-in-a-response-01";
const CLIENT: &str = "secret of %41 client/01";
/// A refresh token that the provider gives.
const REFRESHED: &str = "refreshed-0123456789";

static FLOW: Flow = Flow { token_url: "https://provider.example/token", refresh_url: None, scopes: &[] };
static STUBS: Stubs = Stubs::new(r#"{"version":1,"operations":[{"id":"raw","secrets":["password","pin"]}]}"#);

/// A client whose credentials have names that nobody could guess.
struct Everything(Core);

impl Client for Everything {
    type Credential = Credential;
    const SCHEMES: &'static [(&'static str, SchemeLocation)] = &[
        ("header", SchemeLocation::Header("X-K")),
        ("query", SchemeLocation::Query("k")),
        ("cookie", SchemeLocation::Cookie("c")),
    ];

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

impl HasStubs for Everything {
    fn stubs() -> &'static Stubs {
        &STUBS
    }
}

fn credentials() -> Vec<Credential> {
    let oauth2 = |grant: OAuth2| Credential::oauth2(grant);
    vec![
        Credential::basic("basic", USERNAME, PASSWORD),
        Credential::bearer("bearer", TOKEN),
        Credential::header("header", "X-K", HEADER),
        Credential::query("query", "k", QUERY),
        Credential::cookie("cookie", "c", COOKIE),
        oauth2(OAuth2::client_credentials("oauth", &FLOW, "id", CLIENT_SECRET)),
        oauth2(
            OAuth2::client_credentials("oauth", &FLOW, "id", CLIENT_SECRET)
                .client_authentication(ClientAuthentication::Body)
                .parameter("assertion", "assertion-0123456789"),
        ),
        oauth2(OAuth2::client_credentials("oauth", &FLOW, "id", CLIENT)),
        oauth2(OAuth2::password("oauth", &FLOW, "id", CLIENT_SECRET, "ada", PASSWORD)),
        oauth2(OAuth2::refresh_token("oauth", &FLOW, "id", CLIENT_SECRET, REFRESH_TOKEN)),
    ]
}

/// Sends back what it gets, and has got in token requests, in all forms of bodies. `echoed` has what it has sent back.
struct Echo {
    echoed: Arc<Mutex<String>>,
    token_request: Mutex<Vec<String>>,
}

impl Transport for Echo {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move {
            let body = std::mem::take(request.body_mut()).read(1 << 20).await?;
            let mut seen = vec![request.url().to_string(), String::from_utf8_lossy(&body).into_owned()];
            seen.extend(request.url().query_pairs().chain(decoded_form(&body)).map(|(_, value)| value.into_owned()));
            seen.extend(request.headers().values().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()));
            let basic = seen.iter().find_map(|text| STANDARD.decode(text.strip_prefix("Basic ")?).ok());
            if let Some(pair) = basic.and_then(|pair| String::from_utf8(pair).ok()) {
                // At a token endpoint both are encoded.
                let decoded: String = decoded_form(pair.as_bytes()).map(|(name, _)| name).collect();
                seen.extend([pair, decoded]);
            }
            match request.operation() {
                None => {
                    self.token_request.lock().unwrap().clone_from(&seen);
                    self.token_request.lock().unwrap().extend([FETCHED, REFRESHED].map(str::to_owned));
                }
                Some(_) => seen.extend(self.token_request.lock().unwrap().iter().cloned()),
            }
            self.echoed.lock().unwrap().push_str(&seen.join("\n"));

            let mut response = match request.operation() {
                None => HttpResponse::new(
                    StatusCode::OK,
                    format!(r#"{{"access_token":"{FETCHED}","refresh_token":"{REFRESHED}","token_type":"Bearer"}}"#),
                ),
                Some(_) => respond(request.url().path(), &seen),
            };
            let header = seen.join(", ").replace(|one: char| one.is_control(), " ");
            response.headers_mut().insert("x-echo", header.as_bytes().try_into().unwrap());
            let cookie = format!("session={SESSION}; HttpOnly");
            response.headers_mut().insert("set-cookie", cookie.parse().unwrap());
            Ok(response)
        })
    }
}

fn decoded_form(body: &[u8]) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    url::form_urlencoded::parse(body)
}

fn respond(path: &str, seen: &[String]) -> HttpResponse {
    // JSON within JSON within a text is more than a recorder sees through.
    let line = |text: &String| if text.starts_with('{') { text.clone() } else { json!({ "text": text }).to_string() };
    let lines = seen.iter().map(line).collect::<Vec<_>>().join("\n");
    let (media_type, body): (_, HttpBody) = match path.split('/').nth(1) {
        Some("json") => (
            "application/json",
            json!({ "seen": seen, seen[0].as_str(): { "pin": IN_RESPONSE }, "opened": SESSION }).to_string().into(),
        ),
        Some("lines") => ("application/jsonl", lines.into()),
        Some("text") => ("text/plain", seen.join("\n").into()),
        _ => ("application/octet-stream", [b"\xff\x00", seen.join("\n").as_bytes()].concat().into()),
    };
    let status = if path.contains("error") { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let mut response = HttpResponse::new(status, body);
    response.headers_mut().insert("content-type", media_type.parse().unwrap());
    response
}

/// Requests of each kind, with secrets in each part of them.
fn requests(Everything(core): &Everything) -> Vec<RawRequest> {
    let secrets = json!({ "password": QUOTED, "user": { "name": "Ada" } });
    let form = json!({ "pin": "pin-in-a-form=01", "name": "Ada" });
    let lines = format!("{}\n", json!({ "user": { "pin": "pin\\in\\lines\\01" } })).repeat(2);
    let mut requests = Vec::new();
    for path in ["/json/{pin}", "/lines/{pin}", "/text/{pin}", "/bytes/{pin}", "/json/error/{pin}", "/text/error/{pin}"]
    {
        let post = || core.raw_request(Method::POST, path).path("pin", "pin in the path/01");
        requests.extend([
            core.raw_request(Method::GET, path).path("pin", "pin in the path/01").query("pin", "pin+in the query&01"),
            post().json(&secrets),
            post().form(&form),
            post().multipart(Multipart::form_data().field("password", "pin:in-a-part-01").field("name", "Ada")),
            post().body("application/jsonl", lines.clone()),
            post().body("text/plain", Body::from_stream(futures_util::stream::iter([Ok::<_, std::io::Error>("a b")]))),
        ]);
    }
    requests
}

fn builder() -> ClientBuilder<Everything> {
    ClientBuilder::new(None).base_address("https://provider.example").retries(Retries::off())
}

/// Records and replays all requests with each credential. Adds what is shown on the way to `shown`, and returns the
/// files.
pub(crate) async fn every_recording(shown: &mut Vec<String>) -> Vec<String> {
    let folder = tempfile::TempDir::new().unwrap();
    let echoed = Arc::<Mutex<String>>::default();
    let mut files = Vec::new();
    for (number, credential) in credentials().into_iter().enumerate() {
        let recorder = Recorder::of::<Everything>();
        let recording = recorder.clone();
        let client = builder()
            .transport(Echo { echoed: Arc::clone(&echoed), token_request: Mutex::default() })
            .credential(credential.clone())
            .wrap_transport(logging)
            .wrap_transport(move |next| recording.wrap(next))
            .wrap_transport(logging)
            .build()
            .unwrap();
        let mut sent = 0;
        for request in requests(&client) {
            sent += 1;
            if let Err(error) = request.send().await {
                assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST), "{error}");
                shown.push(texts(&error));
            }
        }
        let path = folder.path().join(format!("{number}.json"));
        recorder.save(&path).unwrap();
        shown.push(format!("{recorder:?} {recorder:#?}"));
        let file = std::fs::read_to_string(&path).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&file).unwrap()["exchanges"].as_array().unwrap().len(), sent);
        files.push(file);

        let replay = Replay::open(&path).unwrap();
        let client =
            builder().transport(replay.clone()).credential(credential).wrap_transport(logging).build().unwrap();
        for request in requests(&client) {
            if let Err(error) = request.send().await {
                assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST), "{error}: {}", texts(&error));
                shown.push(texts(&error));
            }
        }
        assert!(replay.remaining().is_empty(), "{:?}", replay.remaining());
        shown.extend(no_match(&path).await);
    }
    let known = [&SECRETS[..], &[PASSWORD, TOKEN, CLIENT_SECRET, REFRESH_TOKEN, FETCHED]].concat();
    let missing: Vec<_> =
        known.iter().filter(|secret| found(&echoed.lock().unwrap(), &[**secret]).is_empty()).collect();
    // These are in the responses alone.
    assert_eq!(missing, [&SESSION, &IN_RESPONSE], "secrets that the provider has not sent back");
    files
}

/// How a replay fails for requests that are not in the recording.
async fn no_match(path: &std::path::Path) -> Vec<String> {
    let replay = Replay::open(path).unwrap();
    let client = builder().transport(replay.clone()).without_credential().build().unwrap();
    let other = |method, path| client.0.raw_request(method, path);
    let mut shown = vec![format!("{replay:?} {replay:#?} {:?}", replay.remaining())];
    for request in [
        other(Method::GET, "/json/{pin}").path("pin", TOKEN).query("pin", KEY).query("more", TOKEN),
        other(Method::POST, "/json/{pin}").path("pin", TOKEN).json(&json!({ "password": TOKEN, "user": KEY })),
        other(Method::POST, "/text/{pin}").path("pin", TOKEN).form(&json!({ "password": TOKEN, "user": KEY })),
        other(Method::POST, "/text/{id}").path("id", TOKEN).multipart(Multipart::form_data().field("user", KEY)),
        other(Method::DELETE, "/text").body("text/plain", TOKEN),
    ] {
        let error = request.send().await.unwrap_err();
        let text = texts(&error);
        assert!(text.contains("record the calls again"), "{text}");
        shown.push(text);
    }
    shown
}

/// How a fake provider fails for requests with secrets that it does not expect.
pub(crate) async fn every_unexpected_request(shown: &mut Vec<String>) {
    for fake in [FakeProvider::of::<Everything>(), FakeProvider::new()] {
        let responding = fake.clone();
        let expect = |path| responding.on_raw(Method::POST, path);
        expect("/with_header").with_header("x-k", KEY);
        expect("/with_header").with_header("authorization", format!("Bearer {TOKEN}"));
        expect("/with_header").with_header("cookie", format!("c={KEY}"));
        expect("/with_query").with_query("k", KEY);
        expect("/{password}").with_path("password", KEY);
        for expected in [
            json!({ "password": PASSWORD }),
            json!({ "name": "Ada" }),
            json!({ "password": QUOTED, "tokens": [TOKEN, KEY] }),
            json!([{ "password": QUOTED }]),
            json!({ "password": QUOTED, "name": { "access_token": TOKEN } }),
        ] {
            expect("/with_json").with_json(&expected);
        }
        for credential in credentials() {
            let client = responding.client_builder::<Everything>().credential(credential).build().unwrap();
            for path in ["/with_header", "/with_query", "/with_json"] {
                let body = json!({ "password": QUOTED, "tokens": [TOKEN], "name": "Ada" });
                let request = client.0.raw_request(Method::POST, path).json(&body);
                shown.push(format!("{request:?}"));
                shown.push(texts(&request.send().await.unwrap_err()));
            }
            let request = client.0.raw_request(Method::POST, "/{password}").path("password", PASSWORD);
            shown.push(texts(&request.send().await.unwrap_err()));
        }
        shown.push(format!("{fake:?} {:?}", fake.requests()));
        let panic = catch_unwind(AssertUnwindSafe(|| drop(fake))).unwrap_err();
        let message = panic.downcast_ref::<String>().unwrap();
        assert!(message.contains("the path parameter `password` has another value"), "{message}");
        shown.push(message.clone());
    }
}

/// All texts in `file`, as they are, without the escapes of JSON in a text, and of bytes.
pub(crate) fn readable(file: &str) -> String {
    fn collect(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) => texts.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
            Value::Object(members) => members.iter().for_each(|(name, value)| {
                texts.push(name.clone());
                if let (true, Some(text)) = (name == "base64", value.as_str()) {
                    texts.push(String::from_utf8_lossy(&STANDARD.decode(text).unwrap()).into_owned());
                }
                collect(value, texts);
            }),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    collect(&serde_json::from_str(file).unwrap(), &mut texts);
    let unescaped: Vec<String> = texts.iter().map(|text| text.replace("\\\"", "\"").replace("\\\\", "\\")).collect();
    [file.to_owned(), texts.join("\n"), unescaped.join("\n")].join("\n")
}

/// `Display` and `Debug` of an error and of all its sources.
fn texts(error: &(dyn Error + 'static)) -> String {
    let errors = std::iter::successors(Some(error), |error| (**error).source());
    errors.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")).collect()
}
