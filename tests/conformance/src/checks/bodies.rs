//! How bodies are encoded.

use std::time::Duration;

use serde_json::json;

use crate::action::{Action, Upload};
use crate::check::Check;
use crate::lab::{create_order, failed, failed_as, order};
use crate::subject::Kind;
use crate::verdict::{ensure, ensure_eq};

pub(super) fn checks() -> Vec<Check> {
    [json_bodies(), forms(), uploads()].into_iter().flatten().collect()
}

fn json_bodies() -> Vec<Check> {
    vec![
        Check::new(
            "json-body",
            "JSON is sent with its media type and its length.",
            "RFC 9110, 8.3",
            |lab| async move {
                let seen = lab.sent(Action::PutUser("Ada ü".to_owned())).await?;
                ensure_eq!(seen.header("content-type").unwrap_or_default(), "application/json");
                ensure_eq!(seen.header("content-length").unwrap_or_default(), seen.body.len().to_string());
                ensure_eq!(seen.json(), json!({"id": 7, "name": "Ada ü"}));
                Ok(())
            },
        ),
        Check::new(
            "json-absent-or-null",
            "A member that is not given is left out, and one that is cleared is `null`.",
            "OpenAPI 3.1.1, Schema Object; RFC 7396",
            |lab| async move {
                let action = Action::PatchUser { name: None, nickname: Some(None) };
                let seen = lab.sent(action).await?;
                ensure_eq!(seen.text(), r#"{"nickname":null}"#);
                Ok(())
            },
        ),
        Check::new(
            "json-optional",
            "An optional member that is not given is not sent as `null`.",
            "OpenAPI 3.1.1, Schema Object",
            |lab| async move {
                lab.responds([order()]);
                lab.call(create_order()).await?;
                ensure_eq!(lab.only()?.text(), r#"{"article":"book"}"#);
                Ok(())
            },
        ),
        Check::new(
            "json-large-integer",
            "An `int64` above 2⁵³ is sent exactly.",
            "OpenAPI 3.1.1, Data Type Format",
            |lab| async move {
                lab.responds([order()]);
                let count = Some(9_007_199_254_740_993);
                lab.call(Action::CreateOrder { article: "book".to_owned(), count }).await?;
                ensure!(lab.only()?.text().contains("9007199254740993"), "rounded");
                Ok(())
            },
        ),
        Check::new(
            "bounds-before-sending",
            "A value that is out of the bounds of the document is an error before anything is sent.",
            "OpenAPI 3.1.1, Schema Object; ours",
            |lab| async move {
                lab.responds([order()]);
                let outcome = lab.call(Action::CreateOrder { article: "x".repeat(21), count: None }).await;
                ensure!(lab.seen().is_empty(), "it is sent");
                failed_as(outcome, Kind::NotSent).map(drop)
            },
        ),
    ]
}

fn forms() -> Vec<Check> {
    vec![
        Check::new(
            "form-body",
            "A form has its media type; space, `&` and `+` are encoded, and what is not given is left out.",
            "WHATWG URL, 5.2",
            |lab| async move {
                let seen = lab.sent(Action::Login { user: "a b&c+d".to_owned(), note: None, password: None }).await?;
                ensure_eq!(seen.header("content-type").unwrap_or_default(), "application/x-www-form-urlencoded");
                ensure_eq!(seen.text(), "user=a+b%26c%2Bd");
                Ok(())
            },
        ),
        Check::new(
            "multipart-parts",
            "Each part has its name, a file its name and media type; the boundary is that of the header.",
            "RFC 7578, 4",
            |lab| async move {
                let seen = lab.sent(photo("cat.png")).await?;
                let media_type = seen.header("content-type").unwrap_or_default();
                let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap_or_default();
                let text = seen.text();
                ensure!(
                    !boundary.is_empty() && text.ends_with(&format!("--{}--\r\n", boundary.trim_matches('"'))),
                    "no boundary"
                );
                let lower = text.to_lowercase();
                ensure!(
                    lower.contains("form-data; name=\"title\"\r\n") && text.contains("\r\n\r\nA cat\r\n"),
                    "no title"
                );
                ensure!(lower.contains("name=\"photo\"; filename=\"cat.png\"\r\n"), "no file name");
                ensure!(lower.contains("content-type: image/png\r\n") && text.contains("\r\n\r\nPNG\r\n"), "no file");
                Ok(())
            },
        ),
        Check::new(
            "multipart-json-part",
            "A part that is an object is JSON and has its media type.",
            "OpenAPI 3.1.1, Encoding Object",
            |lab| async move {
                let seen = lab.sent(photo("cat.png")).await?;
                let text = seen.text();
                let part = text.split("\r\n--").find(|part| part.contains("\"range\"")).unwrap_or_default();
                ensure!(part.ends_with("\r\n\r\n{\"from\":1,\"to\":2}"), "no JSON");
                ensure!(part.to_lowercase().contains("content-type: application/json\r\n"), "no media type");
                Ok(())
            },
        ),
        Check::new(
            "multipart-json-list",
            "A list whose `encoding` is JSON is one part with an array, not a part for each element.",
            "OpenAPI 3.1.1, Encoding Object",
            |lab| async move {
                let text = lab.sent(photo("cat.png")).await?.text();
                let parts: Vec<_> = text.split("\r\n--").filter(|part| part.contains("\"tags\"")).collect();
                ensure_eq!(parts.len(), 1);
                ensure!(parts.iter().all(|part| part.ends_with("\r\n\r\n[\"pet\",\"cat\"]")), "no array");
                Ok(())
            },
        ),
        Check::new(
            "multipart-file-name",
            "A quote or a line break in a file name cannot add a header to the part.",
            "WHATWG HTML, multipart form data",
            |lab| async move {
                let seen = lab.sent(photo("a\"b\r\nx-admin: yes\r\n.png")).await?;
                let text = seen.text();
                ensure!(text.contains("filename=\"a%22b%0D%0Ax-admin: yes%0D%0A.png\"\r\n"), "another file name");
                Ok(())
            },
        ),
    ]
}

fn photo(file_name: &str) -> Action {
    let (title, file_name) = ("A cat".to_owned(), file_name.to_owned());
    let tags = vec!["pet".to_owned(), "cat".to_owned()];
    Action::AddPhoto { title, file_name, photo: b"PNG".to_vec(), range: Some((1, 2)), tags }
}

fn uploads() -> Vec<Check> {
    vec![
        Check::new(
            "bytes-body",
            "Bytes have the media type of the document and their length.",
            "RFC 9110, 8.3",
            |lab| async move {
                let seen = lab.sent(Action::PutFile(Upload::Bytes(vec![0, 255, 10]))).await?;
                ensure_eq!(seen.header("content-type").unwrap_or_default(), "application/octet-stream");
                ensure_eq!(seen.header("content-length").unwrap_or_default(), "3");
                ensure!(seen.body == [0, 255, 10], "other bytes");
                Ok(())
            },
        ),
        Check::new("stream-body", "A stream without a length is sent in chunks.", "RFC 9112, 7.1", |lab| async move {
            let seen = lab.sent(Action::PutFile(Upload::stream(&["ab", "cd", "e"]))).await?;
            ensure_eq!(seen.header("transfer-encoding").unwrap_or_default(), "chunked");
            ensure_eq!(seen.header("content-length").unwrap_or("none"), "none");
            ensure_eq!(seen.text(), "abcde");
            Ok(())
        }),
        Check::new(
            "stream-length",
            "A stream whose length is stated is sent with `Content-Length`.",
            "RFC 9110, 8.6",
            |lab| async move {
                let seen = lab.sent(Action::PutFile(Upload::stream(&["ab", "cd", "e"]).with_length(5))).await?;
                ensure_eq!(seen.header("content-length").unwrap_or("none"), "5");
                ensure_eq!(seen.text(), "abcde");
                Ok(())
            },
        ),
        Check::new(
            "stream-wrong-length",
            "A stream with more or fewer bytes than stated is an error, and no complete request.",
            "RFC 9110, 8.6; ours",
            |lab| async move {
                lab.sent(Action::PutFile(Upload::stream(&["ab", "cd", "e"]).with_length(5))).await?;
                for length in [4, 6] {
                    let upload = Upload::stream(&["ab", "cd", "e"]).with_length(length);
                    failed(lab.call(Action::PutFile(upload)).await)?;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
                ensure!(lab.seen().iter().skip(1).all(|seen| !seen.is_complete), "a complete request");
                Ok(())
            },
        ),
        Check::new("bytes-body-large", "A megabyte arrives as it was given.", "RFC 9110, 6.4", |lab| async move {
            let bytes: Vec<u8> = (0..1_000_000_u32).map(|number| number.to_le_bytes()[0]).collect();
            let seen = lab.sent(Action::PutFile(Upload::Bytes(bytes.clone()))).await?;
            ensure!(seen.body == bytes, "other bytes");
            Ok(())
        }),
    ]
}
