//! The client of a document whose responses are sequences of values: it is up to date with the generator and compiles,
//! and it decodes each value as soon as it has been received.
//!
//! `UPDATE=1 cargo test --test events` writes the client.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is test code throughout")]
#![expect(missing_docs, reason = "the client has the documentation of its document")]

/// The generated client.
#[rustfmt::skip]
pub mod client;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;

pub use client::Client;

/// The folder of the document, below `tests`.
const FOLDER: &str = "events";

#[path = "../requests/generated.rs"]
mod generated;
mod server;

use std::time::Duration;

use moored_runtime::{Event, ItemError, Items, Stream as _};
use operations::TicksError;
use server::Server;
use types::{Change, Problem, Tick};

fn client(server: &Server) -> Client {
    Client::builder().base_address(server.address()).build().unwrap()
}

/// All items, each formatted with `format`; errors as their messages.
async fn all<I>(mut items: Items<I>, format: impl Fn(I) -> String) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(item) = std::future::poll_fn(|context| std::pin::Pin::new(&mut items).poll_next(context)).await {
        found.push(match item {
            Ok(item) => format(item),
            Err(error) => format!("error: {error}"),
        });
    }
    found
}

fn number(tick: Tick) -> String {
    tick.number.to_string()
}

/// The cases of the specification of server-sent events: comments, fields without a space, three kinds of line endings,
/// data of several lines, unknown fields, events without data.
const EVENTS: &str = "\u{feff}: hello\n\ndata: {\"number\": 1}\n\nid:a\r\nevent: tick\r\nretry: 1500\r\ndata:{\"number\":\r\ndata: 2}\r\n\r\n:\n\nid: b\n\nunknown: 1\rdata: {\"number\": 3}\r\rdata\n\ndata: [DONE]\n\ndata: {\"number\": 4}\n\ndata: {\"number\": 5}\n";

#[tokio::test]
async fn events_do_not_depend_on_the_chunks() {
    for size in [1, 2, 3, 7, EVENTS.len()] {
        let chunks: Vec<Vec<u8>> = EVENTS.as_bytes().chunks(size).map(<[u8]>::to_vec).collect();
        let server = Server::sending("text/event-stream", chunks);
        let ticks = client(&server).ticks().items().await.unwrap().into_body();
        let format = |event: Event<Tick>| {
            let Event { id, event, retry, data, .. } = event;
            format!("{} {id:?} {event:?} {retry:?}", data.number)
        };
        let found = all(ticks, format).await;
        let wanted =
            ["1 None None None", "2 Some(\"a\") Some(\"tick\") Some(1.5s)", "3 None None None", "4 None None None"];
        assert_eq!(found, wanted, "in chunks of {size}; the last event is incomplete");
    }
}

#[tokio::test]
async fn an_event_is_decoded_before_the_next_one_is_sent() {
    let server = Server::waiting(
        "text/event-stream",
        vec![b"data: {\"number\": 1}\n\n".to_vec(), b"data: {\"number\": 2}\n\n".to_vec()],
    );
    let mut ticks = client(&server).ticks().items().await.unwrap().into_body();
    server.continue_();
    assert_eq!(ticks.item().await.unwrap().unwrap().data.number, 1);
    server.continue_();
    assert_eq!(ticks.item().await.unwrap().unwrap().data.number, 2);
    server.continue_();
    assert!(ticks.item().await.unwrap().is_none());
}

#[tokio::test]
async fn an_undecodable_item_is_an_error_without_its_text_and_the_next_item_is_returned() {
    let text = "data: {\"number\": \"hunter2\"}\n\ndata: nonsense-hunter2\n\ndata: {\"number\": 2}\n\n";
    let server = Server::sending("text/event-stream", vec![text.into()]);
    let mut ticks = client(&server).ticks().items().await.unwrap().into_body();
    for text in ["{\"number\": \"hunter2\"}", "nonsense-hunter2"] {
        let error = ticks.item().await.unwrap_err();
        assert_eq!(error.item(), Some(text.as_bytes()));
        assert_eq!(error.to_string(), "GET /ticks (ticks): an item of the response could not be decoded");
        let mut shown = format!("{error:?} {ticks:?}");
        let mut source: Option<&dyn std::error::Error> = Some(&error);
        while let Some(error) = source {
            shown.push_str(&error.to_string());
            source = error.source();
        }
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    assert_eq!(ticks.item().await.unwrap().unwrap().data.number, 2);
}

#[tokio::test]
async fn events_are_requested_with_accept_where_json_is_the_default() {
    let server = Server::sending(
        "text/event-stream",
        vec![b"data: {\"word\": \"good\"}\n\ndata: {\"word\": \"bye\"}\n\ndata: [DONE]\n\n".to_vec()],
    );
    let items = client(&server).talk().as_event_stream().items().await.unwrap().into_body();
    assert_eq!(all(items, |event| event.data.word).await, ["good", "bye"]);
    assert!(server.request_head().contains("accept: text/event-stream"), "{}", server.request_head());
    let server = Server::sending("application/json", vec![b"{\"text\": \"good bye\"}".to_vec()]);
    assert_eq!(client(&server).talk().send().await.unwrap().text, "good bye");
}

#[tokio::test]
async fn text_is_returned_unchanged() {
    let server = Server::sending("text/event-stream", vec!["data: [a\ndata: b] é\n\ndata:\n\n".into()]);
    let log = client(&server).log().items().await.unwrap().into_body();
    assert_eq!(all(log, |event| event.data).await, ["[a\nb] é", ""]);
}

#[tokio::test]
async fn an_event_may_be_described_as_an_object() {
    let text =
        "event: made\nid: 7\ndata: {\"number\": 1}\n\nevent: gone\ndata: 1\n\nevent: gone\ndata: by \"hand\"\n\n";
    let server = Server::sending("text/event-stream", vec![text.into()]);
    let changes = client(&server).changes().items().await.unwrap().into_body();
    let format = |change| match change {
        Change::Made(made) => format!("{} made {:?}", made.data.number, made.id),
        Change::Gone(gone) => format!("{} gone", gone.data),
        other => panic!("{other:?}"),
    };
    assert_eq!(all(changes, format).await, ["1 made Some(\"7\")", "1 gone", "by \"hand\" gone"]);
}

#[tokio::test]
async fn json_lines_and_json_sequences_are_decoded_item_by_item() {
    let lines = "{\"number\": 1}\r\n\n  \n{\"number\": 2, \"note\": \"a\\nb\"}\nnonsense\n{\"number\": 3}";
    let wanted = ["1", "2", "error: GET /lines (lines): an item of the response could not be decoded", "3"];
    for size in [1, 5, lines.len()] {
        let chunks: Vec<Vec<u8>> = lines.as_bytes().chunks(size).map(<[u8]>::to_vec).collect();
        let server = Server::sending("application/jsonl", chunks);
        let items = client(&server).lines().items().await.unwrap().into_body();
        assert_eq!(all(items, number).await, wanted);
    }
    let server = Server::sending("application/x-ndjson", vec!["{\"number\": 1}\n{\"number\": 2}\n".into()]);
    assert_eq!(all(client(&server).list().items().await.unwrap().into_body(), number).await, ["1", "2"]);
    let server = Server::sending(
        "application/json-seq",
        vec!["\u{1e}{\"number\":\n1}\n\u{1e}".into(), "{\"number\": 2}\n".into()],
    );
    assert_eq!(all(client(&server).sequence().items().await.unwrap().into_body(), number).await, ["1", "2"]);
}

#[tokio::test]
async fn an_error_response_is_decoded() {
    let server = Server::responding(403, "application/json", "{\"message\": \"no\"}");
    let error = client(&server).ticks().items().await.unwrap_err();
    assert_eq!(error.error_body(), Some(&TicksError::Forbidden(Problem { message: "no".to_owned() })));
}

#[tokio::test]
async fn an_incomplete_stream_ends_with_an_error() {
    for (media_type, text) in [
        ("text/event-stream", "data: {\"number\": 1}\n\ndata: {\"num"),
        ("application/jsonl", "{\"number\": 1}\n{\"num"),
    ] {
        let server = Server::closing(media_type, text);
        let client = client(&server);
        let found = match media_type {
            "application/jsonl" => all(client.lines().items().await.unwrap().into_body(), number).await,
            _ => all(client.ticks().items().await.unwrap().into_body(), |event| number(event.data)).await,
        };
        let [first, last] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(first, "1");
        assert!(last.ends_with("the connection failed while the body was read"), "{last}");
    }
}

#[tokio::test]
async fn the_size_of_an_item_is_limited() {
    for media_type in ["text/event-stream", "application/jsonl"] {
        let mut chunks = vec![b"data: ".to_vec()];
        chunks.extend(std::iter::repeat_n(vec![b'a'; 1024 * 1024], 40));
        let server = Server::sending(media_type, chunks);
        let client = client(&server);
        let error = match media_type {
            "application/jsonl" => client.lines().items().await.unwrap().into_body().item().await.unwrap_err(),
            _ => client.ticks().items().await.unwrap().into_body().item().await.unwrap_err(),
        };
        assert!(matches!(error, ItemError::Oversized { limit: 33_554_432, .. }), "{error:?}");
    }
}

#[tokio::test]
async fn the_time_out_of_a_call_does_not_apply_to_its_stream() {
    let server = Server::waiting("text/event-stream", vec![b"data: {\"number\": 1}\n\n".to_vec()]);
    let client = Client::builder().base_address(server.address()).timeout(Duration::from_millis(300)).build().unwrap();
    let mut ticks = client.ticks().items().await.unwrap().into_body();
    tokio::time::sleep(Duration::from_millis(400)).await;
    server.continue_();
    assert_eq!(ticks.item().await.unwrap().unwrap().data.number, 1);
}

#[tokio::test]
async fn an_event_that_is_no_text_is_an_error_and_the_next_one_is_returned() {
    let bytes = [b"data: \xff\n\n".as_slice(), b"data: {\"number\": 2}\n\n"].concat();
    let server = Server::sending("text/event-stream", vec![bytes]);
    let mut ticks = client(&server).ticks().items().await.unwrap().into_body();
    assert!(matches!(ticks.item().await, Err(ItemError::Undecodable { .. })));
    assert_eq!(ticks.item().await.unwrap().unwrap().data.number, 2);
    assert!(ticks.item().await.unwrap().is_none());
}

#[tokio::test]
async fn ids_without_data_are_known_and_an_undecodable_event_has_its_name() {
    let text = "id: 7\nretry: 500\ndata:\n\ndata: {\"number\": 1}\n\nid: 8\n\nid: 9\nevent: error\ndata: no\n\n";
    let server = Server::sending("text/event-stream", vec![text.as_bytes().to_vec()]);
    let mut ticks = client(&server).ticks().items().await.unwrap().into_body();
    assert_eq!(ticks.last_event_id(), None);
    assert_eq!(ticks.item().await.unwrap().unwrap().data.number, 1);
    assert_eq!((ticks.last_event_id(), ticks.retry()), (Some("7"), Some(Duration::from_millis(500))));
    let error = ticks.item().await.unwrap_err();
    assert_eq!((error.event(), error.id(), error.item()), (Some("error"), Some("9"), Some(b"no".as_slice())));
    assert_eq!(ticks.last_event_id(), Some("9"));
}

#[tokio::test]
async fn comments_do_not_count_for_the_size_of_an_event() {
    let comments = vec![[b": ".as_slice(), &[b'x'; 1 << 20], b"\n\n"].concat(); 40];
    let chunks = comments.into_iter().chain([b"data: {\"number\": 1}\n\n".to_vec()]).collect();
    let server = Server::sending("text/event-stream", chunks);
    let mut ticks = client(&server).ticks().items().await.unwrap().into_body();
    assert_eq!(ticks.item().await.unwrap().unwrap().data.number, 1);
}
