//! Responses that did not arrive, or not to their end.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use moored_runtime::testing::Recorder;
use moored_runtime::{ByteStream, Error, Method, Retries};
use serde_json::{Value, json};
use vault_client::{Client, Credential};

use super::{NOWHERE, Project, recorded_at, texts};

/// The head of a response with a body of 100 bytes, and the first two of them.
const CUT_OFF: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: 100\r\n\r\nab";

/// A client of `address` that is recorded, and one that replays what the first one did before.
struct Clients {
    project: Project,
    recorder: Recorder,
    client: Client,
}

impl Clients {
    async fn of(address: String, timeout: Duration) -> Self {
        let project = Project::new().await;
        let builder = Client::builder().credential(Credential::basic("pair", "p4ss/word of a pair")).timeout(timeout);
        let recorder = Recorder::of::<Client>();
        let client = recorded_at(address, builder, &recorder);
        Self { project, recorder, client }
    }

    /// The recorded responses, and a client that gets them.
    fn saved(&self, timeout: Duration) -> (Vec<Value>, Client) {
        let file: Value = serde_json::from_str(&self.project.saved(&self.recorder)).unwrap();
        let builder = Client::builder().base_address(NOWHERE).retries(Retries::off()).without_credential();
        let client = builder.timeout(timeout).transport(self.project.replay()).build().unwrap();
        let exchanges = file.get("exchanges").and_then(Value::as_array).unwrap();
        let response = |exchange: &Value| exchange.get("response").cloned().unwrap_or_default();
        (exchanges.iter().map(response).collect(), client)
    }
}

/// What a server does after its response.
#[derive(Clone, Copy)]
enum Then {
    Close,
    Hold,
}

/// The address of a server that sends `bytes` to every request.
fn sending(bytes: &'static [u8], then: Then) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut held = Vec::new();
        for mut connection in listener.incoming().flatten() {
            // The head of a request without a body arrives at once.
            let _ = connection.read(&mut [0; 4096]);
            let _ = connection.write_all(bytes);
            if let Then::Hold = then {
                held.push(connection);
            }
        }
    });
    address
}

const LONG: Duration = Duration::from_secs(20);

async fn stream(client: &Client) -> ByteStream {
    client.raw_request(Method::GET, "/content").stream().await.unwrap().into_body()
}

#[tokio::test]
async fn a_body_that_was_interrupted_is_interrupted_again() {
    async fn calls(client: &Client) -> (Error, String) {
        let whole = client.raw_request(Method::GET, "/content").send().await.unwrap_err();
        let mut body = stream(client).await;
        assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
        (whole, texts(&body.chunk().await.unwrap_err()))
    }

    let clients = Clients::of(sending(CUT_OFF, Then::Close), LONG).await;
    let (recorded, _) = calls(&clients.client).await;
    let (responses, replaying) = clients.saved(LONG);
    let expected = json!({
        "status": 200, "headers": ["content-type: application/octet-stream"], "body": { "text": "ab" },
        "ending": "interrupted",
    });
    assert_eq!(responses, [expected.clone(), expected]);
    let (replayed, rest) = calls(&replaying).await;
    assert!(matches!((&recorded, &replayed), (Error::Transport(_), Error::Transport(_))), "{replayed:?}");
    assert_eq!((recorded.status(), replayed.status()), (Some(200.try_into().unwrap()), recorded.status()));
    assert!(rest.contains("the connection failed when this was recorded"), "{rest}");
    assert!(texts(&replayed).contains("the connection failed when this was recorded"), "{}", texts(&replayed));
}

#[tokio::test]
async fn a_body_that_was_not_read_to_its_end_does_not_end_there() {
    let clients = Clients::of(sending(CUT_OFF, Then::Hold), LONG).await;
    let mut body = stream(&clients.client).await;
    assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
    let (while_it_is_read, _) = clients.saved(LONG);
    drop(body);
    let (responses, replaying) = clients.saved(LONG);
    assert_eq!(responses, while_it_is_read);
    assert_eq!((&responses[0]["body"], &responses[0]["ending"]), (&json!({ "text": "ab" }), &json!("unread")));

    let mut body = stream(&replaying).await;
    assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
    let error = texts(&body.chunk().await.unwrap_err());
    assert!(error.contains("the rest of the body was not read when this was recorded: record it again"), "{error}");
}

#[tokio::test]
async fn a_body_that_was_read_to_its_end_is_complete() {
    const WHOLE: [(Method, &[u8]); 6] = [
        (Method::GET, b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab"),
        (Method::GET, b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"),
        (Method::GET, b"HTTP/1.1 200 OK\r\n\r\nab"),
        (Method::GET, b"HTTP/1.1 204 No Content\r\n\r\n"),
        (Method::GET, "HTTP/1.1 200 OK\r\nx-name: Zoë\r\ncontent-length: 2\r\n\r\nab".as_bytes()),
        (Method::HEAD, b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"),
    ];
    for (method, response) in WHOLE {
        let clients = Clients::of(sending(response, Then::Close), LONG).await;
        let bytes = |client: &Client| client.raw_request(method.clone(), "/content").send();
        let recorded = bytes(&clients.client).await.unwrap();
        let (responses, replaying) = clients.saved(LONG);
        assert_eq!(responses[0].get("ending"), None, "{method} {}", String::from_utf8_lossy(response));
        let replayed = bytes(&replaying).await.unwrap();
        assert_eq!(
            (replayed.body(), replayed.headers().get("x-name")),
            (recorded.body(), recorded.headers().get("x-name"))
        );
    }
    // All of it has arrived, though nobody has asked whether there is more.
    let clients = Clients::of(sending(WHOLE[0].1, Then::Close), LONG).await;
    let mut body = stream(&clients.client).await;
    assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
    assert_eq!(clients.saved(LONG).0[0].get("ending"), None);
}

#[tokio::test]
async fn a_call_without_a_response_has_none_again() {
    let call = |client: &Client| client.raw_request(Method::GET, "/content").send();
    let clients = Clients::of("http://127.0.0.1:1".to_owned(), LONG).await;
    assert!(call(&clients.client).await.unwrap_err().is_connect());
    let (responses, replaying) = clients.saved(LONG);
    assert_eq!(responses, [Value::Null]);
    assert!(call(&replaying).await.unwrap_err().is_connect());

    let short = Duration::from_millis(50);
    let clients = Clients::of(sending(b"", Then::Hold), short).await;
    assert!(call(&clients.client).await.unwrap_err().is_timeout());
    let (responses, replaying) = clients.saved(short);
    assert_eq!(responses, [Value::Null]);
    assert!(call(&replaying).await.unwrap_err().is_timeout());
}
