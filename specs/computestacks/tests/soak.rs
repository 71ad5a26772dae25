//! ComputeStacks: it has an operation that may be repeated, one that may not, and client credentials.

#[path = "soak/pages.rs"]
mod pages;
#[path = "soak/provider.rs"]
mod provider;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use moored_computestacks::StatusCode;
use moored_computestacks::runtime::{
    BodyError, Bytes, ClientBuilder, HttpBody, HttpRequest, HttpResponse, SendFuture, Transport,
};
use moored_computestacks::types::{CreateUser, CreateUserRequest, UpdateUser, UpdateUserRequest};
use moored_computestacks::{CallOptions, Client, Credential, Error, Retries};
use provider::{Provider, SECRET, signature};
use url::Position;

const CONCURRENT_CALLS: u32 = 64;

/// A client of `provider` that retries soon, signs each attempt, and counts what is `sent`.
fn of_soak<C: moored_computestacks::runtime::Client>(
    builder: ClientBuilder<C>,
    provider: &Provider,
    sent: &Arc<AtomicU32>,
) -> ClientBuilder<C> {
    let sent = Arc::clone(sent);
    builder
        .base_address(provider.address())
        .retries(Retries::default().pauses(Duration::from_millis(5)..Duration::from_millis(100)))
        .timeout(Duration::from_secs(20))
        .max_response_size(100_000)
        .wrap_transport(|next| Signing { next })
        .wrap_transport(move |next| Counting { next, sent: Arc::clone(&sent) })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn results_are_right_with_a_provider_that_misbehaves() {
    let calls = std::env::var("MOORED_SOAK_CALLS").map_or(20_000, |calls| calls.parse().unwrap());
    let provider = Provider::start();
    let sent = Arc::new(AtomicU32::new(0));
    let builder = Client::builder().credential(Credential::client_credentials("id", SECRET));
    let client = of_soak(builder, &provider, &sent).build().unwrap();

    let start = Instant::now();
    let next = Arc::new(AtomicU32::new(0));
    let results = Arc::new(Mutex::new(BTreeMap::new()));
    let (early, late) = (Arc::new(Mutex::new(None)), calls / 4);
    let workers: Vec<_> = (0..CONCURRENT_CALLS)
        .map(|_| {
            let (client, next, results, early) = (client.clone(), next.clone(), results.clone(), early.clone());
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= calls {
                        break;
                    }
                    if number == late {
                        *early.lock().unwrap() = resident_kib();
                    }
                    let result = call(&client, number).await;
                    *results.lock().unwrap().entry(result).or_insert(0_u32) += 1;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    let elapsed = start.elapsed();

    let counts = provider.counts();
    let results = results.lock().unwrap();
    println!("{calls} calls, {CONCURRENT_CALLS} at a time, in {elapsed:.1?}");
    for ((what, result), count) in results.iter() {
        println!("{count:>7}  {what}: {result}");
    }
    println!("{counts}");
    let (before, after) = (early.lock().unwrap().take(), resident_kib());
    println!(
        "resident memory after a quarter of the calls and at the end, server included: {before:?} and {after:?} KiB"
    );

    let wrong: Vec<_> = results.keys().filter(|(_, result)| result.starts_with("wrong")).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(counts.repeated, 0, "calls that are not idempotent were sent twice");
    assert!(counts.applied_once, "a call with an idempotency key was not sent with the same key again");
    assert_eq!(counts.unsigned, 0, "requests without a signature of their own");
    let (arrived, sent) = (counts.requests + counts.tokens, sent.load(Ordering::Relaxed));
    println!("the middleware saw {sent} requests");
    assert!(sent >= arrived, "{arrived} requests arrived, and {sent} were sent");
    assert_eq!(counts.elsewhere, 0, "something was sent to another origin");
    assert_eq!(counts.tokens, counts.invalidated_tokens + 1, "token requests");
    let (reads, failed): (u32, u32) =
        results.iter().filter(|((what, _), _)| *what == "read").fold((0, 0), |sum, entry| {
            let failed = u32::from(entry.0.1 != "right") * entry.1;
            (sum.0 + entry.1, sum.1 + failed)
        });
    // One in a hundred reads fails for a reason that no retry can resolve: an oversized response, or a redirect to
    // another origin.
    assert!(failed * 50 < reads, "{failed} of {reads} reads failed");
    if let (Some(before), Some(after)) = (before, after) {
        assert!(after < before + 16 * 1024, "memory has grown from {before} to {after} KiB");
    }
}

/// A transport without a socket: the same calls, and bodies that arrive in pieces.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transport_in_the_process_responds_to_as_many_calls() {
    let calls = std::env::var("MOORED_SOAK_CALLS").map_or(20_000, |calls| calls.parse().unwrap());
    let sent = Arc::new(AtomicU32::new(0));
    let client = Client::builder()
        .base_address("https://provider.example")
        .credential(Credential::access_token("token"))
        .transport(Counting { next: Arc::new(InProcess), sent: Arc::clone(&sent) })
        .build()
        .unwrap();
    let next = Arc::new(AtomicU32::new(0));
    let workers = (0..CONCURRENT_CALLS).map(|_| {
        let (client, next) = (client.clone(), Arc::clone(&next));
        tokio::spawn(async move {
            let mut early = None;
            loop {
                match next.fetch_add(1, Ordering::Relaxed) {
                    number if number >= calls => return early,
                    number if number == calls / 4 => early = resident_kib(),
                    _ => {}
                }
                let user = client.get_user().send().await.unwrap().into_body().user.unwrap();
                assert_eq!(user.fname.as_deref(), Some("Ada"));
            }
        })
    });
    let mut before = None;
    for worker in workers.collect::<Vec<_>>() {
        before = worker.await.unwrap().or(before);
    }
    assert_eq!(sent.load(Ordering::Relaxed), calls);
    if let (Some(before), Some(after)) = (before, resident_kib()) {
        assert!(after < before + 16 * 1024, "memory has grown from {before} to {after} KiB");
    }
}

/// Middleware that signs each request.
struct Signing {
    next: Arc<dyn Transport>,
}

impl Transport for Signing {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        let body = request.body().as_bytes().unwrap_or_default();
        let signature = signature(request.method().as_str(), &request.url()[Position::BeforePath..], body);
        request.headers_mut().append("x-signature", signature.parse().unwrap());
        self.next.send(request)
    }
}

/// Middleware that counts what is sent.
struct Counting {
    next: Arc<dyn Transport>,
    sent: Arc<AtomicU32>,
}

impl Transport for Counting {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        self.next.send(request)
    }
}

/// A provider that is not asked.
struct InProcess;

impl Transport for InProcess {
    fn send(&self, _: HttpRequest) -> SendFuture<'_> {
        Box::pin(async {
            tokio::task::yield_now().await;
            let pieces =
                [r#"{"user":{"id":7,"#, r#""fname":"Ada"}}"#].map(|piece| Ok::<_, BodyError>(Bytes::from(piece)));
            let body = HttpBody::from_stream(futures_util::stream::iter(pieces));
            Ok(HttpResponse::new(StatusCode::OK, body))
        })
    }
}

/// Sends the call with this number, and returns its kind and its outcome.
async fn call(client: &Client, number: u32) -> (&'static str, String) {
    let name = format!("name-{number}");
    match number % 10 {
        0..=5 => (
            "read",
            outcome(
                client.get_user().send().await.map(|user| user.into_body().user.and_then(|user| user.fname)),
                "Ada",
            ),
        ),
        6 => {
            let body = UpdateUserRequest { user: UpdateUser { fname: Some(name), ..UpdateUser::default() } };
            ("update", outcome(client.update_user(body).send().await.map(|_| Some(String::new())), ""))
        }
        7 => {
            let options = CallOptions::new().idempotency_key(format!("key-{number}"));
            ("create with a key", outcome(create(client, &name, options).await, &name))
        }
        _ => ("create", outcome(create(client, &name, CallOptions::new()).await, &name)),
    }
}

async fn create(client: &Client, name: &str, options: CallOptions) -> Result<Option<String>, Error> {
    let body = CreateUserRequest { user: CreateUser::new(name, "Lovelace", "server", "ada") };
    let created = client.create_user(body).send_with(options).await?;
    Ok(created.into_body().user.and_then(|user| user.fname))
}

fn outcome(result: Result<Option<String>, Error>, expected: &str) -> String {
    match result {
        Ok(Some(name)) if name == expected => "right".to_owned(),
        Ok(other) => format!("wrong: {other:?} instead of {expected}"),
        Err(error) => match (error.status(), &error) {
            (_, Error::Oversized { .. }) => "too large".to_owned(),
            (Some(status), Error::Transport(_)) => format!("{} and closed early", status.as_u16()),
            (Some(status), Error::UndocumentedStatus { .. }) => status.as_u16().to_string(),
            (None, Error::Transport(_)) => "no response".to_owned(),
            _ => format!("wrong: {error}"),
        },
    }
}

/// The resident memory of this process, on systems that provide it.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
