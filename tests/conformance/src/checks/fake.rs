//! A fake provider: how the user's own code is tested without a socket.

use std::time::Duration;

use serde_json::{Value, json};

use crate::action::{Action, Options, PageStyle, Setup, Walk};
use crate::check::Check;
use crate::lab::{Lab, create_order, failed, failed_as, get_user, succeeded};
use crate::network::{FakeReply, Network};
use crate::subject::{Client, Kind};
use crate::verdict::{Verdict, ensure, ensure_eq};

fn fake(replies: &[FakeReply]) -> Setup {
    Setup { network: Network::Fake(replies.to_vec()), ..Setup::default() }
}

/// A call that must return a user with this name, without a request to the real provider.
async fn named(lab: &Lab, client: &dyn Client, name: &str) -> Verdict {
    let reply = succeeded(client.call(get_user(), Options::default()).await)?;
    ensure_eq!(reply.value.get("name").unwrap_or(&Value::Null), name);
    ensure!(lab.seen().is_empty(), "the provider is called");
    Ok(())
}

/// The end of the test, which must succeed.
async fn verified(client: &dyn Client) -> Verdict {
    succeeded(client.call(Action::Verify, Options::default()).await).map(drop)
}

/// The end of the test, which must fail with such a message.
async fn unverified(client: &dyn Client, message: &str) -> Verdict {
    let failure = failed_as(client.call(Action::Verify, Options::default()).await, Kind::Unverified)?;
    ensure!(failure.text.contains(message), "`{}`", failure.text);
    Ok(())
}

pub(super) fn checks() -> Vec<Check> {
    [replies(), requests(), stubs()].into_iter().flatten().collect()
}

fn replies() -> Vec<Check> {
    vec![
        Check::new(
            "fake-response",
            "A test states the typed response of an operation; nothing is sent.",
            "ours",
            |lab| async move {
                let client = lab.client(fake(&[FakeReply::User("Ida"), FakeReply::User("Eve")]))?;
                named(&lab, &*client, "Ida").await?;
                named(&lab, &*client, "Eve").await?;
                verified(&*client).await
            },
        ),
        Check::new(
            "fake-sequence",
            "429 twice and then a success: the client retries as with the real provider.",
            "ours",
            |lab| async move {
                let client =
                    lab.client(fake(&[FakeReply::Status { status: 429, times: 2 }, FakeReply::User("Ida")]))?;
                named(&lab, &*client, "Ida").await?;
                verified(&*client).await
            },
        ),
        Check::new(
            "fake-error",
            "A documented error response is typed, as from the real provider.",
            "ours",
            |lab| async move {
                let client = lab.client(fake(&[FakeReply::NotFound("no user 7")]))?;
                let failure = failed_as(client.call(get_user(), Options::default()).await, Kind::ErrorResponse)?;
                ensure_eq!(failure.status.unwrap_or_default(), 404);
                ensure_eq!(failure.message.unwrap_or_default(), "no user 7");
                verified(&*client).await
            },
        ),
        Check::new(
            "fake-delay",
            "A response can take a while: the time limits of the client apply.",
            "ours",
            |lab| async move {
                let slow = FakeReply::SlowUser("Ida", Duration::from_millis(200));
                let client = lab.client(fake(&[slow.clone(), slow]))?;
                named(&lab, &*client, "Ida").await?;
                let limited = Options { timeout: Some(Duration::from_millis(20)), ..Options::default() };
                failed_as(client.call(get_user(), limited).await, Kind::Timeout)?;
                verified(&*client).await
            },
        ),
        Check::new(
            "fake-no-connection",
            "A connection can fail, after which the client retries.",
            "ours",
            |lab| async move {
                let client = lab.client(fake(&[FakeReply::Unreachable, FakeReply::User("Ida")]))?;
                named(&lab, &*client, "Ida").await?;
                verified(&*client).await
            },
        ),
    ]
}

fn requests() -> Vec<Check> {
    vec![
        Check::new(
            "fake-requests",
            "The test can look at each request as it would have been sent, with its headers, and at each retry.",
            "ours",
            |lab| async move {
                let client =
                    lab.client(fake(&[FakeReply::Status { status: 503, times: 1 }, FakeReply::User("Ida")]))?;
                let options = Options { header: Some(("X-Beta", "on")), ..Options::default() };
                succeeded(client.call(get_user(), options).await)?;
                let reply = succeeded(client.call(Action::Requests, Options::default()).await)?;
                let seen = json!({"method": "GET", "path": lab.path("/users/7"), "beta": "on"});
                let found: Vec<_> = reply.items.iter().filter_map(|item| item.as_ref().ok()).collect();
                ensure_eq!(json!(found), json!([seen, seen]));
                verified(&*client).await
            },
        ),
        Check::new(
            "fake-unexpected-request",
            "A request that is not expected is not sent, and fails the test with a message that names it.",
            "ours",
            |lab| async move {
                let client = lab.client(fake(&[FakeReply::User("Ida")]))?;
                named(&lab, &*client, "Ida").await?;
                failed(client.call(create_order(), Options::default()).await)?;
                ensure!(lab.seen().is_empty(), "the provider is called");
                unverified(&*client, "POST /orders (createOrder)").await
            },
        ),
        Check::new("fake-missing-request", "So does a request that is missing.", "ours", |lab| async move {
            let client = lab.client(fake(&[FakeReply::User("Ida"), FakeReply::User("Eve")]))?;
            named(&lab, &*client, "Ida").await?;
            unverified(&*client, "getUser").await
        }),
    ]
}

fn stubs() -> Vec<Check> {
    vec![
        Check::new(
            "fake-examples",
            "A whole provider in one line: it responds with the examples of the document.",
            "OpenAPI 3.1.1, Media Type Object (`example`)",
            |lab| async move {
                let client = lab.client(Setup { network: Network::Stubs(Vec::new()), ..Setup::default() })?;
                named(&lab, &*client, "Grace").await?;
                verified(&*client).await
            },
        ),
        Check::new(
            "fake-samples",
            "Where there is no example, with a value of the schema, also as text, lines and events.",
            "ours",
            |lab| async move {
                let client = lab.client(Setup { network: Network::Stubs(Vec::new()), ..Setup::default() })?;
                for (action, member) in [(create_order(), "id"), (Action::GetReport, "rows")] {
                    let reply = succeeded(client.call(action, Options::default()).await)?;
                    ensure!(reply.value.get(member).is_some_and(|value| !value.is_null()), "no `{member}`");
                }
                let reply = succeeded(client.call(Action::GetText, Options::default()).await)?;
                ensure!(reply.value.as_str().is_some_and(|text| !text.is_empty()), "no text");
                for action in [Action::ListLines, Action::WatchTicks(1)] {
                    let items = succeeded(client.call(action, Options::default()).await)?.items;
                    ensure!(items.len() == 1 && items.iter().all(Result::is_ok), "{} items", items.len());
                }
                succeeded(client.call(Action::ConfirmOrder, Options::default()).await)?;
                verified(&*client).await
            },
        ),
        Check::new(
            "fake-pages",
            "A list in pages, whatever their style, has one page, with which a walk of it ends.",
            "ours",
            |lab| async move {
                let client = lab.client(Setup { network: Network::Stubs(Vec::new()), ..Setup::default() })?;
                for style in
                    [PageStyle::Link, PageStyle::Cursor, PageStyle::Address, PageStyle::Number, PageStyle::Offset]
                {
                    let walk = Action::Walk(Walk { most: 50, ..Walk::all(style) });
                    let items = succeeded(client.call(walk, Options::default()).await)?.items;
                    ensure!(items.len() == 1 && items.iter().all(Result::is_ok), "{style:?}: {} items", items.len());
                }
                verified(&*client).await
            },
        ),
        Check::new(
            "fake-examples-replaced",
            "What a test states for an operation replaces its example; the other operations keep theirs.",
            "ours",
            |lab| async move {
                let network = Network::Stubs(vec![FakeReply::User("Ida")]);
                let client = lab.client(Setup { network, ..Setup::default() })?;
                named(&lab, &*client, "Ida").await?;
                let reply = succeeded(client.call(Action::GetReport, Options::default()).await)?;
                ensure!(reply.value.get("rows").is_some(), "no report");
                verified(&*client).await
            },
        ),
    ]
}
