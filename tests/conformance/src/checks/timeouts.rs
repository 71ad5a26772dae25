//! What limits the time of a call. The limits are short; what must be within one has a multiple of it.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use crate::action::{Action, Login, Options, Setup, Upload};
use crate::check::Check;
use crate::lab::{Lab, failed_as, get_user, problem, returned_user, succeeded, user};
use crate::provider::{Piece, Reaction};
use crate::subject::{Failure, Kind, Outcome};
use crate::verdict::{Deviation, Verdict, ensure};

const SHORT: Duration = Duration::from_millis(200);
/// So long that a limit of [`SHORT`] has certainly passed.
const LONG: Duration = Duration::from_secs(4);

/// A time-out, long before [`LONG`] is over.
fn timed_out(outcome: Outcome, started: Instant) -> Result<Failure, Deviation> {
    ensure!(started.elapsed() < LONG, "it ends much later");
    failed_as(outcome, Kind::Timeout)
}

async fn limited(lab: &Lab, setup: Setup, action: Action) -> Result<Failure, Deviation> {
    let started = Instant::now();
    timed_out(lab.call_with(setup, action).await, started)
}

fn total() -> Setup {
    Setup { timeout: Some(SHORT), ..Setup::default() }
}

fn between() -> Setup {
    Setup { read_timeout: Some(SHORT), ..Setup::default() }
}

fn stalled(text: &str) -> Reaction {
    Reaction::Raw(vec![Piece::text(text), Piece::Stall])
}

pub(super) fn checks() -> Vec<Check> {
    [deadline(), gaps()].into_iter().flatten().collect()
}

fn deadline() -> Vec<Check> {
    vec![
        Check::new("timeout", "A call ends with its time-out, whatever the server does.", "ours", |lab| async move {
            lab.responds([stalled("")]);
            limited(&lab, total(), get_user()).await.map(drop)
        }),
        Check::new(
            "timeout-shorter-for-a-call",
            "A call can have a shorter time-out than its client.",
            "ours",
            |lab| async move {
                lab.responds([stalled("")]);
                let started = Instant::now();
                let options = Options { timeout: Some(SHORT), ..Options::default() };
                timed_out(lab.client(Setup::default())?.call(get_user(), options).await, started).map(drop)
            },
        ),
        Check::new(
            "timeout-longer-for-a-call",
            "A call can have a longer time-out than its client.",
            "ours",
            |lab| async move {
                lab.responds([user().after(SHORT * 3)]);
                let options = Options { timeout: Some(LONG * 2), ..Options::default() };
                returned_user(lab.client(total())?.call(get_user(), options).await).map(drop)
            },
        ),
        Check::new(
            "deadline-covers-body",
            "The time-out includes the last byte of the body.",
            "ours",
            |lab| async move {
                let pieces = (0..40).flat_map(|_| [Piece::chunk(b" "), Piece::Pause(Duration::from_millis(100))]);
                lab.responds([Reaction::chunks("application/json", pieces)]);
                limited(&lab, total(), get_user()).await.map(drop)
            },
        ),
        Check::new(
            "deadline-covers-retries",
            "All retries are within the time-out of the call.",
            "ours",
            |lab| async move {
                lab.responds([problem(503), problem(503).after(LONG)]);
                let setup = Setup { timeout: Some(SHORT * 5), ..Setup::default() };
                limited(&lab, setup, get_user()).await?;
                let requests = lab.seen().len();
                ensure!(requests == 2, "{requests} requests");
                Ok(())
            },
        ),
        Check::new("deadline-covers-redirects", "So are redirects.", "ours", |lab| async move {
            let location = lab.path("/users/7");
            let redirect = Reaction::status(302).header("location", location).after(Duration::from_millis(100));
            lab.responds([redirect]);
            limited(&lab, total(), get_user()).await.map(drop)
        }),
        Check::new("deadline-covers-token", "So is the token request.", "ours", |lab| async move {
            lab.responds_at("/token", [stalled("")]);
            let setup = Setup { logins: vec![Login::OAuth { id: "me", secret: "secret" }], ..total() };
            let started = Instant::now();
            let outcome = lab.call_with(setup, Action::Account(crate::action::Access::Oauth)).await;
            ensure!(started.elapsed() < LONG, "it ends much later");
            match outcome {
                Err(failure) if matches!(failure.kind, Kind::Timeout | Kind::Token) => Ok(()),
                Err(failure) => Err(failure.into()),
                Ok(_) => Err(Deviation::Other("no error".to_owned())),
            }
        }),
        Check::new("timeout-is-named", "The error names the limit that was exceeded.", "ours", |lab| async move {
            lab.responds([stalled("")]);
            let failure = limited(&lab, total(), get_user()).await?;
            ensure!(failure.text.contains("`timeout`"), "the error does not name it");
            let failure = limited(&lab, between(), get_user()).await?;
            ensure!(failure.text.contains("`read_timeout`"), "the error does not name it");
            Ok(())
        }),
        Check::new("connect-timeout", "Connecting has a limit of its own.", "ours", unreachable),
    ]
}

/// A server that accepts the connection and never begins TLS.
async fn unreachable(lab: Lab) -> Verdict {
    let unusable = |error: std::io::Error| Deviation::Other(format!("the check cannot be run: {error}"));
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(unusable)?;
    let address = Some(format!("https://{}", listener.local_addr().map_err(unusable)?));
    let started = Instant::now();
    let setup = Setup { address, connect_timeout: Some(SHORT), ..Setup::default() };
    let outcome = lab.call_with(setup, get_user()).await;
    ensure!(started.elapsed() < LONG, "it ends much later");
    match outcome {
        Err(failure) if matches!(failure.kind, Kind::Timeout | Kind::Connect) => Ok(()),
        Err(failure) => Err(failure.into()),
        Ok(_) => Err(Deviation::Other("no error".to_owned())),
    }
}

fn gaps() -> Vec<Check> {
    vec![
        Check::new(
            "read-timeout-before-response",
            "A call ends if nothing is received for the read time-out.",
            "ours",
            |lab| async move {
                lab.responds([stalled("")]);
                limited(&lab, between(), get_user()).await.map(drop)
            },
        ),
        Check::new("read-timeout-in-body", "The same holds in the middle of a body.", "ours", |lab| async move {
            lab.responds([stalled("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")]);
            limited(&lab, between(), get_user()).await.map(drop)
        }),
        Check::new(
            "read-timeout-is-no-total",
            "A response that arrives slowly, but all the time, may take longer than the read time-out.",
            "ours",
            |lab| async move {
                let body = br#"{"id": 7, "name":                       "Ada"}"#;
                let pieces =
                    body.chunks(4).flat_map(|bytes| [Piece::chunk(bytes), Piece::Pause(Duration::from_millis(120))]);
                lab.responds([Reaction::chunks("application/json", pieces.chain([Piece::chunk(b"")]))]);
                let setup = Setup { read_timeout: Some(Duration::from_secs(1)), ..Setup::default() };
                returned_user(lab.call_with(setup, get_user()).await).map(drop)
            },
        ),
        Check::new(
            "upload-does-not-count",
            "The read time-out begins when the request body has been sent: an upload may take longer.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(204)]);
                let pieces = vec![b"ab".to_vec(); 8];
                let upload = Upload::Stream { pieces, pause: Duration::from_millis(200), length: None };
                let setup = Setup { read_timeout: Some(Duration::from_secs(1)), ..Setup::default() };
                succeeded(lab.call_with(setup, Action::PutFile(upload)).await)?;
                ensure!(lab.only()?.body.len() == 16, "another body");
                Ok(())
            },
        ),
        Check::new(
            "stream-outlives-timeout",
            "The time-out of a call ends with the headers of a response that is streamed.",
            "ours",
            |lab| async move {
                let pieces = (0..5).flat_map(|_| [Piece::Pause(Duration::from_millis(200)), Piece::chunk(b"ab")]);
                lab.responds([Reaction::chunks("application/octet-stream", pieces.chain([Piece::chunk(b"")]))]);
                let setup = Setup { timeout: Some(Duration::from_millis(700)), ..Setup::default() };
                let reply = succeeded(lab.call_with(setup, Action::StreamFile(usize::MAX)).await)?;
                ensure!(reply.bytes.len() == 10, "{} of 10 bytes", reply.bytes.len());
                Ok(())
            },
        ),
    ]
}
