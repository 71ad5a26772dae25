//! Compressed responses.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::action::{Action, Setup};
use crate::check::Check;
use crate::lab::{failed, failed_as, get_user, returned_user, succeeded};
use crate::provider::Reaction;
use crate::subject::Kind;
use crate::verdict::{Deviation, ensure, ensure_eq};

/// `{"id":7,"name":"Ada"}` by the encoder of Node.
const BROTLI: &[u8] = b"\x0b\x0a\x80{\"id\":7,\"name\":\"Ada\"}\x03";

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Deviation> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let compressed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    compressed.map_err(|error| Deviation::Other(error.to_string()))
}

fn encoded(encoding: &str, media_type: &str, body: Vec<u8>) -> Reaction {
    Reaction::body(200, media_type, body).header("content-encoding", encoding)
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "compression-asked-for",
            "With the features `gzip` and `brotli`, both are asked for, and a compressed response is decoded.",
            "RFC 9110, 12.5.3",
            |lab| async move {
                lab.responds([
                    encoded("gzip", "application/json", gzip(br#"{"id":7,"name":"Ada"}"#)?),
                    encoded("br", "application/json", BROTLI.to_vec()),
                ]);
                for _ in 0..2 {
                    returned_user(lab.call(get_user()).await)?;
                }
                for seen in lab.seen() {
                    let mut accepted: Vec<_> =
                        seen.header("accept-encoding").unwrap_or_default().split(',').map(str::trim).collect();
                    accepted.sort_unstable();
                    ensure_eq!(accepted.join(", "), "br, gzip");
                }
                Ok(())
            },
        ),
        Check::new(
            "compression-limit",
            "The limit of a body is for what it is decompressed to.",
            "ours",
            |lab| async move {
                let body = gzip(&vec![0; 1_000_000])?;
                ensure!(body.len() < 2000, "it is not small");
                lab.responds([encoded("gzip", "application/octet-stream", body)]);
                let limited = |bytes| Setup { max_response_size: Some(bytes), ..Setup::default() };
                let reply = succeeded(lab.call_with(limited(1_000_000), Action::GetFile).await)?;
                ensure_eq!(reply.bytes.len(), 1_000_000);
                failed_as(lab.call_with(limited(10_000), Action::GetFile).await, Kind::TooLarge).map(drop)
            },
        ),
        Check::new(
            "compression-broken",
            "A body that is not what its `Content-Encoding` says is an error.",
            "RFC 9110, 8.4",
            |lab| async move {
                let body = |bytes: Vec<u8>| encoded("gzip", "application/octet-stream", bytes);
                lab.responds([body(gzip(b"gzip")?), body(b"no gzip".to_vec())]);
                ensure!(succeeded(lab.call(Action::GetFile).await)?.bytes == b"gzip", "other bytes");
                failed(lab.call(Action::GetFile).await).map(drop)
            },
        ),
    ]
}
