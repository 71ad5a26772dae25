//! Responses that are read while they arrive.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::action::{Action, Setup};
use crate::check::Check;
use crate::lab::{Lab, failed, succeeded};
use crate::provider::{Piece, Reaction};
use crate::subject::Reply;
use crate::verdict::{Deviation, Verdict, ensure, ensure_eq};

const EVENTS: &str = "WHATWG HTML, 9.2.6";

/// The items as text, separated by commas; errors as `error`.
fn items(reply: &Reply, member: Option<&str>) -> String {
    let text = |item: &Value| match member {
        Some(member) => item.pointer(member).cloned().unwrap_or_default().to_string(),
        None => item.get("number").cloned().unwrap_or_default().to_string(),
    };
    let items = reply.items.iter().map(|item| item.as_ref().map_or_else(|_| "error".to_owned(), text));
    items.collect::<Vec<_>>().join(", ")
}

/// The numbers of the events of a response with this body.
async fn numbers(lab: &Lab, body: &str, expected: &str) -> Verdict {
    lab.responds([Reaction::body(200, "text/event-stream", body)]);
    let reply = succeeded(lab.call(Action::WatchTicks(usize::MAX)).await)?;
    ensure_eq!(items(&reply, Some("/data/number")), expected);
    Ok(())
}

async fn lines(lab: &Lab, body: &str, expected: &str) -> Verdict {
    lab.responds([Reaction::body(200, "application/x-ndjson", body)]);
    let reply = succeeded(lab.call(Action::ListLines).await)?;
    ensure_eq!(items(&reply, None), expected);
    Ok(())
}

pub(super) fn checks() -> Vec<Check> {
    [events(), json_lines(), bodies()].into_iter().flatten().collect()
}

fn events() -> Vec<Check> {
    vec![
        Check::new("events-data", "The data of each event is decoded as its type.", EVENTS, |lab| async move {
            numbers(&lab, "data: {\"number\": 1}\n\ndata: {\"number\": 2}\n\n", "1, 2").await
        }),
        Check::new("events-line-ends", "A line ends with CR, LF or both.", "WHATWG HTML, 9.2.5", |lab| async move {
            numbers(&lab, "data: {\"number\": 1}\r\n\r\ndata: {\"number\": 2}\r\rdata: {\"number\": 3}\n\n", "1, 2, 3")
                .await
        }),
        Check::new(
            "events-several-data-lines",
            "Several lines `data` are one text; a space after the colon is optional.",
            EVENTS,
            |lab| async move { numbers(&lab, "data:{\"number\":\ndata: 1}\n\n", "1").await },
        ),
        Check::new(
            "events-comments",
            "Comments, unknown fields and events without data are skipped.",
            EVENTS,
            |lab| async move {
                numbers(
                    &lab,
                    ": hello\n\nnew: 1\ndata: {\"number\": 1}\n\nid: 3\n\n:\n\ndata: {\"number\": 2}\n\n",
                    "1, 2",
                )
                .await
            },
        ),
        Check::new(
            "events-byte-order-mark",
            "A byte order mark at the beginning is skipped.",
            "WHATWG HTML, 9.2.5",
            |lab| async move { numbers(&lab, "\u{feff}data: {\"number\": 1}\n\n", "1").await },
        ),
        Check::new(
            "events-incomplete",
            "An event without a blank line behind it is not dispatched.",
            EVENTS,
            |lab| async move { numbers(&lab, "data: {\"number\": 1}\n\ndata: {\"number\": 2}\n", "1").await },
        ),
        Check::new("events-metadata", "`event`, `id` and `retry` are those of the event.", EVENTS, |lab| async move {
            let body = "event: tick\nid: 7\nretry: 1500\ndata: {\"number\": 1}\n\n";
            lab.responds([Reaction::body(200, "text/event-stream", body)]);
            let reply = succeeded(lab.call(Action::WatchTicks(usize::MAX)).await)?;
            let found = ["/event", "/id", "/retry"].map(|member| items(&reply, Some(member))).join(", ");
            ensure_eq!(found, "\"tick\", \"7\", 1500");
            Ok(())
        }),
        Check::new(
            "events-undecodable",
            "An event that cannot be decoded is an error, and the next one is returned all the same.",
            "ours",
            |lab| async move {
                numbers(&lab, "data: {\"number\": 1}\n\ndata: nonsense\n\ndata: {\"number\": 3}\n\n", "1, error, 3")
                    .await
            },
        ),
        Check::new(
            "events-any-chunks",
            "Chunks may end anywhere, in a character too.",
            "RFC 9112, 7.1",
            |lab| async move {
                let body = "event: ü\ndata: {\"number\": 1}\n\ndata: {\"number\": 2}\n\n".as_bytes();
                let pieces = body.chunks(1).map(Piece::chunk).chain([Piece::chunk(b"")]);
                lab.responds([Reaction::chunks("text/event-stream", pieces)]);
                let reply = succeeded(lab.call(Action::WatchTicks(usize::MAX)).await)?;
                ensure_eq!(items(&reply, Some("/data/number")), "1, 2");
                Ok(())
            },
        ),
        Check::new(
            "events-as-they-arrive",
            "An event is returned before the next one is sent.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::chunks("text/event-stream", [first_event(), Piece::Stall])]);
                let started = Instant::now();
                let reply = succeeded(lab.call(Action::WatchTicks(1)).await)?;
                ensure!(started.elapsed() < Duration::from_secs(5), "much later");
                ensure_eq!(items(&reply, Some("/data/number")), "1");
                Ok(())
            },
        ),
        Check::new("events-cancelled", "A stream that is dropped closes its connection.", "ours", |lab| async move {
            lab.responds([Reaction::chunks("text/event-stream", [first_event(), Piece::Stall])]);
            succeeded(lab.call(Action::WatchTicks(1)).await)?;
            ensure!(lab.is_cancelled().await, "it stays open");
            Ok(())
        }),
        Check::new(
            "events-cut",
            "A stream whose connection fails ends with an error, not as if it were complete.",
            "RFC 9112, 8",
            |lab| async move {
                lab.responds([Reaction::chunks("text/event-stream", [first_event(), Piece::Close])]);
                match lab.call(Action::WatchTicks(usize::MAX)).await {
                    Ok(reply) => ensure_eq!(items(&reply, Some("/data/number")), "1, error"),
                    Err(failure) => return Err(failure.into()),
                }
                Ok(())
            },
        ),
        Check::new(
            "events-other-media-type",
            "JSON or HTML instead of events is an error, not an empty stream.",
            "ours",
            |lab| async move {
                for (media_type, body) in [("application/json", r#"{"error": "quota"}"#), ("text/html", "<html>")] {
                    lab.responds([Reaction::body(200, media_type, body)]);
                    let failure = failed(lab.call(Action::WatchTicks(usize::MAX)).await)?;
                    ensure!(failure.body.as_deref() == Some(body.as_bytes()), "without the body");
                }
                Ok(())
            },
        ),
    ]
}

fn first_event() -> Piece {
    Piece::chunk(b"data: {\"number\": 1}\n\n")
}

fn json_lines() -> Vec<Check> {
    vec![
        Check::new("lines", "Each line is decoded; the last one needs no line end.", "NDJSON 1.0", |lab| async move {
            lines(&lab, "{\"number\": 1}\n{\"number\": 2}", "1, 2").await
        }),
        Check::new("lines-blank", "Blank lines and CRLF are no items.", "NDJSON 1.0", |lab| async move {
            lines(&lab, "{\"number\": 1}\r\n\r\n\n{\"number\": 2}\r\n", "1, 2").await
        }),
        Check::new(
            "lines-undecodable",
            "A line that cannot be decoded is an error, and the next one is returned.",
            "ours",
            |lab| async move { lines(&lab, "{\"number\": 1}\nnonsense\n{\"number\": 3}\n", "1, error, 3").await },
        ),
        Check::new(
            "lines-other-name",
            "`application/jsonl` is another name of the same media type.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::body(200, "application/jsonl", "{\"number\": 1}\n")]);
                let reply = succeeded(lab.call(Action::ListLines).await)?;
                ensure_eq!(items(&reply, None), "1");
                Ok(())
            },
        ),
    ]
}

fn bodies() -> Vec<Check> {
    vec![
        Check::new("download-stream", "A file is returned in pieces while it arrives.", "ours", |lab| async move {
            lab.responds([Reaction::chunks("application/octet-stream", [Piece::chunk(b"abc"), Piece::Stall])]);
            ensure!(succeeded(lab.call(Action::StreamFile(1)).await)?.bytes == b"abc", "other bytes");
            Ok(())
        }),
        Check::new(
            "download-cancelled",
            "A download that is dropped closes its connection.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::chunks("application/octet-stream", [Piece::chunk(b"abc"), Piece::Stall])]);
                succeeded(lab.call(Action::StreamFile(1)).await)?;
                ensure!(lab.is_cancelled().await, "it stays open");
                Ok(())
            },
        ),
        Check::new("download-cut", "A download that breaks off is an error.", "RFC 9112, 8", |lab| async move {
            lab.responds([Reaction::chunks("application/octet-stream", [Piece::chunk(b"abc"), Piece::Close])]);
            failed(lab.call(Action::StreamFile(usize::MAX)).await)?;
            lab.only().map(drop)
        }),
        Check::new(
            "download-no-size-limit",
            "The limit for responses in memory is none for streams.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::body(200, "application/octet-stream", vec![7; 5000])]);
                let setup = Setup { max_response_size: Some(1000), ..Setup::default() };
                let reply = succeeded(lab.call_with(setup, Action::StreamFile(usize::MAX)).await)?;
                ensure_eq!(reply.bytes.len(), 5000);
                Ok(())
            },
        ),
        Check::new(
            "download-other-media-type",
            "A JSON error with status 200 is not returned as the file.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::json(200, &json!({"error": "quota"}))]);
                match lab.call(Action::StreamFile(usize::MAX)).await {
                    Ok(_) => Err(Deviation::Other("it is returned as the file".to_owned())),
                    outcome => {
                        failed(outcome)?;
                        lab.only().map(drop)
                    }
                }
            },
        ),
    ]
}
