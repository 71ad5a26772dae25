//! How responses are read.

use serde_json::{Value, json};

use crate::action::{Action, Setup};
use crate::check::Check;
use crate::lab::{Lab, failed, failed_as, get_user, problem, returned_user, succeeded, user};
use crate::provider::{Piece, Reaction};
use crate::subject::{Failure, Kind, Reply};
use crate::verdict::{Deviation, ensure, ensure_eq};

/// The user in a response with this body.
async fn user_of(lab: &Lab, body: impl Into<Vec<u8>>) -> Result<Reply, Deviation> {
    lab.responds([Reaction::body(200, "application/json", body)]);
    returned_user(lab.call(get_user()).await)
}

/// The error of a response with this body.
async fn undecodable(lab: &Lab, body: &str) -> Result<Failure, Deviation> {
    lab.responds([Reaction::body(200, "application/json", body)]);
    failed_as(lab.call(get_user()).await, Kind::Undecodable)
}

pub(super) fn checks() -> Vec<Check> {
    [statuses(), tolerance(), strictness(), messages()].into_iter().flatten().collect()
}

fn statuses() -> Vec<Check> {
    vec![
        Check::new(
            "response-typed-by-status",
            "Two successes with different bodies are two types.",
            "OpenAPI 3.1.1, Responses Object",
            |lab| async move {
                lab.responds([Reaction::json(200, &json!({"rows": 3})), Reaction::json(202, &json!({"position": 4}))]);
                let report = succeeded(lab.call(Action::GetReport).await)?;
                ensure_eq!(report.value, json!({"rows": 3}));
                let waiting = succeeded(lab.call(Action::GetReport).await)?;
                ensure_eq!(waiting.variant.unwrap_or("none"), "Waiting");
                ensure_eq!(waiting.value, json!({"position": 4}));
                Ok(())
            },
        ),
        Check::new(
            "response-typed-error",
            "A documented error response is decoded.",
            "OpenAPI 3.1.1, Responses Object",
            |lab| async move {
                lab.responds([problem(404)]);
                let failure = failed(lab.call(get_user()).await)?;
                ensure_eq!(failure.status.unwrap_or_default(), 404);
                let typed = failure.typed.unwrap_or_else(|| "no body".to_owned());
                ensure!(typed.contains("try again"), "{typed}");
                Ok(())
            },
        ),
        Check::new(
            "response-default",
            "`default` is the type of all other statuses.",
            "OpenAPI 3.1.1, Responses Object",
            |lab| async move {
                lab.responds([problem(418)]);
                let failure = failed(lab.call(Action::GetReport).await)?;
                let typed = failure.typed.unwrap_or_else(|| "no body".to_owned());
                ensure!(typed.contains("try again"), "{typed}");
                Ok(())
            },
        ),
        Check::new(
            "response-undocumented-status",
            "A status that is not documented is an error with its body.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::body(418, "text/plain", "a teapot")]);
                let failure = failed(lab.call(get_user()).await)?;
                ensure_eq!(failure.status.unwrap_or_default(), 418);
                ensure!(failure.body.as_deref() == Some(b"a teapot"), "without its body");
                Ok(())
            },
        ),
        Check::new(
            "response-undocumented-success",
            "So is a success that is not documented: its body is something else.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::json(202, &json!({"id": 7, "name": "Ada"}))]);
                let failure = failed(lab.call(get_user()).await)?;
                ensure_eq!(failure.status.unwrap_or_default(), 202);
                Ok(())
            },
        ),
        Check::new("response-204", "204 is a success without a body.", "RFC 9110, 15.3.5", |lab| async move {
            lab.responds([Reaction::status(204)]);
            ensure_eq!(succeeded(lab.call(Action::DeleteUser).await)?.status, 204);
            Ok(())
        }),
        Check::new(
            "response-head",
            "The `Content-Length` of a HEAD is no body to wait for.",
            "RFC 9110, 9.3.2",
            |lab| async move {
                lab.responds([Reaction::body(200, "application/octet-stream", vec![7; 5000])]);
                ensure_eq!(succeeded(lab.call(Action::HeadFile).await)?.status, 200);
                ensure_eq!(lab.only()?.method, "HEAD");
                Ok(())
            },
        ),
        Check::new(
            "response-empty",
            "An empty body where one is documented is an error of its own: the call may be done.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(200)]);
                failed_as(lab.call(get_user()).await, Kind::EmptyBody).map(drop)
            },
        ),
    ]
}

fn tolerance() -> Vec<Check> {
    vec![
        Check::new(
            "response-unknown-member",
            "A member that the document does not have is no error.",
            "JSON Schema 2020-12, 10.3.2.3",
            |lab| async move { user_of(&lab, r#"{"id": 7, "name": "Ada", "new": [{"a": null}]}"#).await.map(drop) },
        ),
        Check::new(
            "response-unknown-enum-value",
            "A new value of an enum is no error, and is kept.",
            "ours",
            |lab| async move {
                let reply = user_of(&lab, r#"{"id": 7, "name": "Ada", "state": "asleep"}"#).await?;
                ensure_eq!(reply.value.get("state").unwrap_or(&Value::Null), "asleep");
                Ok(())
            },
        ),
        Check::new(
            "response-null-for-optional",
            "`null` for an optional member is no error.",
            "ours",
            |lab| async move { user_of(&lab, r#"{"id": 7, "name": "Ada", "state": null}"#).await.map(drop) },
        ),
        Check::new(
            "response-odd-date",
            "A date in another format is kept as it was received.",
            "ours",
            |lab| async move {
                let reply = user_of(&lab, r#"{"id": 7, "name": "Ada", "created": "2022-04-06 13:29:37"}"#).await?;
                ensure_eq!(reply.value.get("created").unwrap_or(&Value::Null), "2022-04-06 13:29:37");
                Ok(())
            },
        ),
        Check::new(
            "response-byte-order-mark",
            "A byte order mark before JSON is skipped.",
            "RFC 8259, 8.1 (MAY)",
            |lab| async move { user_of(&lab, "\u{feff}{\"id\": 7, \"name\": \"Ada\"}").await.map(drop) },
        ),
        Check::new(
            "response-duplicate-key",
            "Of a key that is there twice, the last value counts.",
            "RFC 8259, 4; ours",
            |lab| async move {
                let reply = user_of(&lab, r#"{"id": 7, "name": "Bob", "name": "Ada"}"#).await?;
                ensure_eq!(reply.value.get("name").unwrap_or(&Value::Null), "Ada");
                Ok(())
            },
        ),
        Check::new(
            "response-media-type-suffix",
            "`application/problem+json; charset=utf-8` is JSON.",
            "RFC 6839, 3.1",
            |lab| async move {
                lab.responds([Reaction::body(
                    404,
                    "application/problem+json; charset=utf-8",
                    r#"{"message": "try again"}"#,
                )]);
                let typed = failed(lab.call(get_user()).await)?.typed.unwrap_or_else(|| "no body".to_owned());
                ensure!(typed.contains("try again"), "{typed}");
                Ok(())
            },
        ),
        Check::new("response-charset", "Text is decoded by its `charset`.", "RFC 9110, 8.3.2", |lab| async move {
            lab.responds([Reaction::body(200, "text/plain; charset=iso-8859-1", b"caf\xe9".to_vec())]);
            ensure_eq!(succeeded(lab.call(Action::GetText).await)?.value, "café");
            Ok(())
        }),
        Check::new(
            "response-large-integer",
            "An `int64` above 2⁵³ is read exactly.",
            "OpenAPI 3.1.1, Data Type Format",
            |lab| async move {
                let reply = user_of(&lab, r#"{"id": 9007199254740993, "name": "Ada"}"#).await?;
                ensure_eq!(reply.value.get("id").unwrap_or(&Value::Null), 9_007_199_254_740_993_i64);
                Ok(())
            },
        ),
        Check::new(
            "response-deep-unknown",
            "A member that is not documented may be nested 10,000 deep.",
            "ours",
            |lab| async move {
                let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
                user_of(&lab, format!(r#"{{"id": 7, "name": "Ada", "new": {deep}}}"#)).await.map(drop)
            },
        ),
    ]
}

fn strictness() -> Vec<Check> {
    vec![
        Check::new(
            "response-missing-member",
            "A required member that is missing is an error that names it.",
            "OpenAPI 3.1.1, Schema Object",
            |lab| async move {
                let failure = undecodable(&lab, r#"{"id": 7}"#).await?;
                ensure!(failure.shown.contains("`name`"), "the error does not name it");
                Ok(())
            },
        ),
        Check::new(
            "response-wrong-type",
            "A member of another type is an error that has its path.",
            "OpenAPI 3.1.1, Schema Object",
            |lab| async move {
                let failure = undecodable(&lab, r#"{"id": "hunter2", "name": "Ada"}"#).await?;
                ensure!(failure.text.contains("at id"), "the error does not have the path");
                Ok(())
            },
        ),
        Check::new("response-no-json", "A body that is no JSON is an error with the body.", "ours", |lab| async move {
            let failure = undecodable(&lab, r#"{"id": 7,"#).await?;
            ensure!(failure.body.as_deref() == Some(br#"{"id": 7,"#), "without the body");
            Ok(())
        }),
        Check::new(
            "response-html",
            "A login page with status 200 is an error with its status and its body.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::body(200, "text/html", "<html>log in</html>")]);
                let failure = failed(lab.call(get_user()).await)?;
                ensure!(failure.status == Some(200) && failure.body.is_some(), "without status and body");
                Ok(())
            },
        ),
        Check::new(
            "response-deep-known",
            "JSON that is nested 100,000 deep is an error, and no stack overflow.",
            "ours",
            |lab| async move {
                let deep = format!("{}{{}}{}", r#"{"child":"#.repeat(100_000), "}".repeat(100_000));
                lab.responds([Reaction::body(200, "application/json", deep)]);
                failed_as(lab.call(Action::GetTree).await, Kind::Undecodable).map(drop)
            },
        ),
        Check::new(
            "response-too-large",
            "A body above the limit of the client is an error, whether its size is announced or not.",
            "ours",
            |lab| async move {
                let setup = || Setup { max_response_size: Some(1000), ..Setup::default() };
                lab.responds([Reaction::body(200, "application/octet-stream", vec![7; 1001])]);
                failed_as(lab.call_with(setup(), Action::GetFile).await, Kind::TooLarge)?;
                let pieces = (0..20).map(|_| Piece::chunk(&[7; 100])).chain([Piece::Stall]);
                lab.responds([Reaction::chunks("application/octet-stream", pieces)]);
                failed_as(lab.call_with(setup(), Action::GetFile).await, Kind::TooLarge).map(drop)
            },
        ),
    ]
}

fn messages() -> Vec<Check> {
    vec![
        Check::new(
            "response-cut",
            "A body that ends before its `Content-Length` is an error.",
            "RFC 9112, 8",
            |lab| async move {
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: 100\r\n\r\n";
                lab.responds([Reaction::raw(format!("{head}abc"))]);
                failed_as(lab.call(Action::GetFile).await, Kind::Connection).map(drop)
            },
        ),
        Check::new("response-cut-chunks", "So is one without its last chunk.", "RFC 9112, 8", |lab| async move {
            let pieces = [Piece::chunk(b"abc"), Piece::Close];
            lab.responds([Reaction::chunks("application/octet-stream", pieces)]);
            failed_as(lab.call(Action::GetFile).await, Kind::Connection).map(drop)
        }),
        Check::new(
            "response-early-hints",
            "An interim response (103) is not the response.",
            "RFC 9110, 15.2",
            |lab| async move {
                let (hint, body) = ("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n", r#"{"id": 7, "name": "Ada"}"#);
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                    body.len()
                );
                lab.responds([Reaction::raw(format!("{hint}{head}{body}"))]);
                ensure_eq!(returned_user(lab.call(get_user()).await)?.status, 200);
                Ok(())
            },
        ),
        Check::new(
            "response-http-1-0",
            "HTTP/1.0: the body ends with the connection.",
            "RFC 9112, 6.3",
            |lab| async move {
                let head = "HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n";
                lab.responds([Reaction::raw(format!("{head}{{\"id\": 7, \"name\": \"Ada\"}}"))]);
                returned_user(lab.call(get_user()).await).map(drop)
            },
        ),
        Check::new(
            "response-no-http",
            "What is no HTTP is an error of the connection.",
            "RFC 9112, 4",
            |lab| async move {
                lab.responds([Reaction::raw("220 smtp ready\r\n")]);
                failed_as(lab.call(Action::ConfirmOrder).await, Kind::Connection).map(drop)
            },
        ),
        Check::new(
            "response-pipelined",
            "Two calls on one connection get their own responses.",
            "RFC 9112, 9.3",
            |lab| async move {
                lab.responds([user(), Reaction::json(200, &json!({"id": 8, "name": "Bob"}))]);
                let client = lab.client(Setup::default())?;
                for name in ["Ada", "Bob"] {
                    let reply = succeeded(client.call(get_user(), crate::action::Options::default()).await)?;
                    ensure_eq!(reply.value.get("name").unwrap_or(&Value::Null), name);
                }
                Ok(())
            },
        ),
    ]
}
