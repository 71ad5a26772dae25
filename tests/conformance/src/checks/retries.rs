//! When a request is sent again.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::net::TcpListener;

use crate::action::{Action, Options, Protocol, Setup, Upload};
use crate::check::Check;
use crate::lab::{Lab, create_order, failed, get_user, order, problem, succeeded, user};
use crate::provider::{Reaction, Seen};
use crate::verdict::{Deviation, Verdict, ensure, ensure_eq};

/// The number of requests.
fn sent(lab: &Lab, expected: usize) -> Verdict {
    match lab.seen().len() {
        found if found == expected => Ok(()),
        1 => Err(Deviation::Other("1 request".to_owned())),
        found => Err(Deviation::Other(format!("{found} requests"))),
    }
}

pub(super) fn checks() -> Vec<Check> {
    [statuses(), methods(), connections(), limits()].into_iter().flatten().collect()
}

fn statuses() -> Vec<Check> {
    vec![
        Check::new(
            "retry-transient-statuses",
            "A GET is sent again after 408, 425, 429, 500, 502, 503 and 504.",
            "RFC 9110, 9.2.2 and 15.5.9; ours",
            |lab| async move {
                let client = lab.client(Setup::default())?;
                for status in [408, 425, 429, 500, 502, 503, 504] {
                    lab.responds([problem(status), user()]);
                    if let Err(failure) = client.call(get_user(), Options::default()).await {
                        return Err(failure.into());
                    }
                }
                sent(&lab, 14)
            },
        ),
        Check::new(
            "retry-no-other-statuses",
            "A GET is not sent again after 400, 401, 404, 409, 422 and 501.",
            "RFC 9110, 15.5; ours",
            |lab| async move {
                for status in [400, 401, 404, 409, 422, 501] {
                    lab.responds([problem(status)]);
                    failed(lab.call(get_user()).await)?;
                }
                sent(&lab, 6)
            },
        ),
        Check::new("retry-limit", "After three retries the error is returned.", "ours", |lab| async move {
            lab.responds([problem(503)]);
            let failure = failed(lab.call(get_user()).await)?;
            ensure_eq!(failure.status.unwrap_or_default(), 503);
            sent(&lab, 4)
        }),
    ]
}

fn methods() -> Vec<Check> {
    vec![
        Check::new(
            "retry-put-and-delete",
            "PUT and DELETE are sent again, as they are idempotent, with the same body.",
            "RFC 9110, 9.2.2",
            |lab| async move {
                lab.responds([problem(503), Reaction::status(204)]);
                succeeded(lab.call(Action::PutUser("Ada".to_owned())).await)?;
                lab.responds([problem(503), Reaction::status(204)]);
                succeeded(lab.call(Action::DeleteUser).await)?;
                let seen = lab.seen();
                ensure!(seen.first().map(Seen::text) == seen.get(1).map(Seen::text), "another body");
                sent(&lab, 4)
            },
        ),
        Check::new(
            "retry-no-post",
            "A POST is not sent again after 503: it may have been processed.",
            "RFC 9110, 9.2.2",
            |lab| async move {
                lab.responds([problem(503), order()]);
                failed(lab.call(create_order()).await)?;
                sent(&lab, 1)
            },
        ),
        Check::new("retry-no-patch", "Nor is a PATCH.", "RFC 5789, 2", |lab| async move {
            lab.responds([problem(503), Reaction::status(204)]);
            failed(lab.call(Action::PatchUser { name: Some("Ada".to_owned()), nickname: None }).await)?;
            sent(&lab, 1)
        }),
        Check::new(
            "retry-idempotency-key",
            "A POST with an idempotency key is sent again, with the same key.",
            "draft-ietf-httpapi-idempotency-key-header, 2",
            |lab| async move {
                lab.responds([problem(503), problem(429), order()]);
                let options = Options { idempotency_key: Some("order-17"), ..Options::default() };
                succeeded(lab.call_once(options, create_order()).await)?;
                let seen = lab.seen();
                let keys = seen.iter().filter(|seen| seen.header("idempotency-key") == Some("order-17"));
                ensure!(keys.count() == seen.len(), "another key");
                sent(&lab, 3)
            },
        ),
        Check::new(
            "retry-no-read-stream",
            "An upload whose stream was read is not sent again.",
            "ours",
            |lab| async move {
                lab.responds([problem(503), Reaction::status(204)]);
                failed(lab.call(Action::PutFile(Upload::stream(&["ab", "cd"]))).await)?;
                sent(&lab, 1)
            },
        ),
    ]
}

fn connections() -> Vec<Check> {
    vec![
        Check::new(
            "retry-lost-connection",
            "A GET is sent again if the connection is closed without a response.",
            "RFC 9110, 9.2.2",
            |lab| async move {
                lab.responds([Reaction::Close, user()]);
                succeeded(lab.call(get_user()).await)?;
                sent(&lab, 2)
            },
        ),
        Check::new(
            "retry-no-lost-post",
            "A POST is not, because it may have been processed.",
            "RFC 9110, 9.2.2",
            |lab| async move {
                lab.responds([Reaction::Close, order()]);
                failed(lab.call(create_order()).await)?;
                sent(&lab, 1)
            },
        ),
        Check::new(
            "retry-cut-body",
            "A GET is sent again if its response ends too early.",
            "RFC 9112, 8; ours",
            |lab| async move {
                lab.responds([Reaction::raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\""), user()]);
                succeeded(lab.call(get_user()).await)?;
                sent(&lab, 2)
            },
        ),
        Check::new(
            "retry-no-connection",
            "A POST is sent again if there was no connection: nothing was sent.",
            "ours",
            |lab| async move {
                lab.responds([order()]);
                let closed = free_address().await?;
                let address = format!("http://{closed}{}", lab.path(""));
                let retry_pause = Some(Duration::from_millis(400));
                let client = lab.client(Setup { address: Some(address), retry_pause, ..Setup::default() })?;
                let starting = async {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    lab.provider.also_at(closed).await
                };
                let (outcome, started) = tokio::join!(client.call(create_order(), Options::default()), starting);
                started.map_err(|error| Deviation::Other(format!("the check cannot be run: {error}")))?;
                succeeded(outcome)?;
                sent(&lab, 1)
            },
        ),
        Check::new(
            "retry-idle-connection",
            "A call after a pause does not fail because the server has closed the idle connection.",
            "RFC 9112, 9.3.1",
            |lab| async move {
                lab.responds([order().and_close(), order()]);
                let client = lab.client(Setup::default())?;
                succeeded(client.call(create_order(), Options::default()).await)?;
                tokio::time::sleep(Duration::from_millis(100)).await;
                succeeded(client.call(create_order(), Options::default()).await)?;
                sent(&lab, 2)
            },
        ),
        Check::new(
            "retry-unprocessed-stream",
            "HTTP/2: a POST is sent again after `REFUSED_STREAM`, which means that nothing was processed.",
            "RFC 9113, 8.7",
            |lab| async move {
                lab.responds([Reaction::Unprocessed, order()]);
                let setup = Setup { protocol: Protocol::Http2, ..Setup::default() };
                succeeded(lab.call_with(setup, create_order()).await)?;
                sent(&lab, 2)
            },
        ),
    ]
}

/// An address at which nothing listens.
async fn free_address() -> Result<SocketAddr, Deviation> {
    let unusable = |error: std::io::Error| Deviation::Other(format!("the check cannot be run: {error}"));
    TcpListener::bind("127.0.0.1:0").await.and_then(|listener| listener.local_addr()).map_err(unusable)
}

fn limits() -> Vec<Check> {
    vec![Check::new(
        "retry-budget",
        "All calls of a client have a common budget: 60 failing calls are not 240 requests.",
        "ours",
        |lab| async move {
            lab.responds([problem(503)]);
            let client = lab.client(Setup::default())?;
            let calls = (0..60).map(|_| client.call(get_user(), Options::default()));
            let outcomes = join_all(calls).await;
            ensure!(outcomes.iter().all(Result::is_err), "a success");
            let requests = lab.seen().len();
            ensure!(requests > 60, "no request is repeated");
            ensure!(requests < 200, "nearly all of them are repeated");
            Ok(())
        },
    )]
}
