//! What one call, one client and one request can carry that the document does not have.

use serde_json::json;

use crate::action::{Access, Action, Login, Options, Setup};
use crate::check::Check;
use crate::lab::{Lab, create_order, failed, failed_as, get_user, order, problem, succeeded, user};
use crate::provider::{Origin, Reaction, Seen};
use crate::subject::Kind;
use crate::verdict::{Deviation, ensure, ensure_eq};

pub(super) fn checks() -> Vec<Check> {
    [of_a_call(), of_a_client(), raw_requests()].into_iter().flatten().collect()
}

/// The only request of a call with options.
async fn sent(lab: &Lab, options: Options, action: Action) -> Result<Seen, Deviation> {
    lab.responds_at("/orders", [order()]);
    lab.responds([Reaction::status(204)]);
    lab.call_once(options, action).await?;
    lab.only()
}

fn of_a_call() -> Vec<Check> {
    vec![
        Check::new(
            "call-header",
            "One call can carry a header that the document does not have.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                let options = Options { header: Some(("X-Beta", "on")), ..Options::default() };
                lab.call_once(options, get_user()).await?;
                ensure_eq!(lab.only()?.header("x-beta").unwrap_or("none"), "on");
                Ok(())
            },
        ),
        Check::new(
            "call-query",
            "One call can carry a query parameter that the document does not have.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                let options = Options { query: Some(("api-version", "2026-11-01")), ..Options::default() };
                lab.call_once(options, get_user()).await?;
                ensure_eq!(lab.only()?.query(), "api-version=2026-11-01");
                Ok(())
            },
        ),
        Check::new(
            "call-framing-header",
            "A header that frames the message (`Transfer-Encoding`, `Host`, …) is rejected: nothing is sent.",
            "RFC 9112, 6.1; ours",
            |lab| async move {
                lab.responds([Reaction::status(204)]);
                for name in ["Transfer-Encoding", "Host", "Content-Length"] {
                    let options = Options { header: Some((name, "1")), ..Options::default() };
                    let outcome = lab.call_once(options, Action::ConfirmOrder).await;
                    ensure!(lab.seen().is_empty(), "`{name}` is sent");
                    failed_as(outcome, Kind::NotSent)?;
                }
                Ok(())
            },
        ),
        Check::new(
            "call-body-member",
            "One call can carry a member of the JSON body that the document does not have.",
            "ours",
            |lab| async move {
                let options = Options { member: Some(("gift", "yes")), ..Options::default() };
                let seen = sent(&lab, options, create_order()).await?;
                ensure_eq!(seen.json(), json!({"article": "book", "gift": "yes"}));
                ensure_eq!(seen.header("content-length").unwrap_or("none"), seen.body.len().to_string());
                Ok(())
            },
        ),
        Check::new(
            "call-form-field",
            "One call can carry a field of a form that the document does not have.",
            "ours",
            |lab| async move {
                let options = Options { field: Some(("remember", "a&b")), ..Options::default() };
                let login = Action::Login { user: "ada".to_owned(), note: None, password: None };
                let seen = sent(&lab, options, login).await?;
                ensure_eq!(seen.text(), "user=ada&remember=a%26b");
                Ok(())
            },
        ),
        Check::new(
            "call-form-part",
            "One call can carry a file in a form that the document does not have.",
            "ours",
            |lab| async move {
                let options = Options { part: Some(("extra", "a,b")), ..Options::default() };
                let (title, file_name) = ("A cat".to_owned(), "cat.png".to_owned());
                let photo = b"PNG".to_vec();
                let action = Action::AddPhoto { title, file_name, photo, range: None, tags: Vec::new() };
                let text = sent(&lab, options, action).await?.text();
                let part = text.split("\r\n--").find(|part| part.contains("\"extra\"")).unwrap_or_default();
                ensure!(part.contains("filename=\"extra.txt\"") && part.ends_with("\r\n\r\na,b"), "no such part");
                ensure!(text.contains("name=\"title\"") && text.contains("name=\"photo\""), "the others are missing");
                Ok(())
            },
        ),
        Check::new(
            "call-field-of-no-form",
            "A member or a field for a body that is none is an error: nothing is sent.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(204)]);
                for options in [
                    Options { member: Some(("gift", "yes")), ..Options::default() },
                    Options { field: Some(("gift", "yes")), ..Options::default() },
                    Options { part: Some(("gift", "yes")), ..Options::default() },
                ] {
                    let outcome = lab.call_once(options, Action::ConfirmOrder).await;
                    ensure!(lab.seen().is_empty(), "it is sent");
                    failed_as(outcome, Kind::NotSent)?;
                }
                Ok(())
            },
        ),
        Check::new(
            "call-credential",
            "One call can have a credential of its own, and the next one has the client's.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(204)]);
                let client = lab.client(Setup { logins: vec![Login::Header("ours")], ..Setup::default() })?;
                let options = Options { login: Some(Login::Header("tenant")), ..Options::default() };
                succeeded(client.call(Action::Account(Access::Header), options).await)?;
                succeeded(client.call(Action::Account(Access::Header), Options::default()).await)?;
                let keys: Vec<_> =
                    lab.seen().iter().map(|seen| seen.header("x-key").unwrap_or("none").to_owned()).collect();
                ensure_eq!(keys.join(", "), "tenant, ours");
                Ok(())
            },
        ),
        Check::new(
            "call-credential-unused",
            "A credential for a scheme that the operation does not use is an error, not the client's credential.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(204)]);
                let client = lab.client(Setup { logins: vec![Login::Header("ours")], ..Setup::default() })?;
                let options = Options { login: Some(Login::Bearer("tenant")), ..Options::default() };
                let outcome = client.call(Action::Account(Access::Header), options).await;
                ensure!(lab.seen().is_empty(), "it is sent");
                failed_as(outcome, Kind::NotSent).map(drop)
            },
        ),
        Check::new("call-base-address", "One call can go to another base address.", "ours", |lab| async move {
            lab.responds([user()]);
            let options = Options { address: Some(lab.address(Origin::Other)), ..Options::default() };
            lab.call_once(options, get_user()).await?;
            let seen = lab.only()?;
            ensure!(seen.origin == Origin::Other && seen.path() == "/users/7", "`{}`", seen.target);
            Ok(())
        }),
    ]
}

fn of_a_client() -> Vec<Check> {
    vec![
        Check::new(
            "client-header",
            "A client can send a header with all calls; one of the call has precedence.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                let client = lab.client(Setup { default_header: Some(("x-team", "blue")), ..Setup::default() })?;
                succeeded(client.call(get_user(), Options::default()).await)?;
                let options = Options { header: Some(("x-team", "red")), ..Options::default() };
                succeeded(client.call(get_user(), options).await)?;
                let teams: Vec<_> =
                    lab.seen().iter().map(|seen| seen.header("x-team").unwrap_or("none").to_owned()).collect();
                ensure_eq!(teams.join(", "), "blue, red");
                Ok(())
            },
        ),
        Check::new(
            "client-query",
            "A client can send a query parameter with all calls, such as a version.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                let setup = Setup { default_query: Some(("api-version", "2026-11-01")), ..Setup::default() };
                succeeded(lab.call_with(setup, get_user()).await)?;
                ensure_eq!(lab.only()?.query(), "api-version=2026-11-01");
                Ok(())
            },
        ),
        Check::new(
            "client-header-not-to-token",
            "A header for all calls is not sent to the token endpoint.",
            "ours",
            |lab| async move {
                let seen =
                    token_request(&lab, Setup { default_header: Some(("x-team", "blue")), ..Setup::default() }).await?;
                ensure_eq!(seen.header("x-team").unwrap_or("none"), "none");
                Ok(())
            },
        ),
        Check::new(
            "token-parameter",
            "A token request can have a parameter of the provider (`audience`).",
            "RFC 6749, 8.2",
            |lab| async move {
                let setup = Setup { token_parameter: Some(("audience", "https://a.example/?b")), ..Setup::default() };
                let seen = token_request(&lab, setup).await?;
                ensure!(seen.text().contains("audience=https%3A%2F%2Fa.example%2F%3Fb"), "it is not sent");
                Ok(())
            },
        ),
    ]
}

async fn token_request(lab: &Lab, setup: Setup) -> Result<Seen, Deviation> {
    lab.responds_at("/token", [Reaction::json(200, &json!({"access_token": "t1", "token_type": "Bearer"}))]);
    lab.responds([Reaction::status(204)]);
    let setup = Setup { logins: vec![Login::OAuth { id: "me", secret: "secret" }], ..setup };
    lab.call_with(setup, Action::Account(Access::Oauth)).await?;
    lab.seen_at("/token").into_iter().next().ok_or_else(|| Deviation::Other("no token request".to_owned()))
}

fn raw_requests() -> Vec<Check> {
    vec![
        Check::new(
            "raw-request",
            "A request that the document lacks has the credential of the client, and its path is encoded.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::json(200, &json!({"copy": 8}))]);
                let setup = Setup { logins: vec![Login::Header("k3y")], ..Setup::default() };
                let action = Action::Raw { id: "a/b".to_owned(), body: Some(json!({"name": "c"})) };
                let reply = succeeded(lab.call_with(setup, action).await)?;
                ensure_eq!(reply.value, json!({"copy": 8}));
                let seen = lab.only()?;
                ensure_eq!(format!("{} {}", seen.method, seen.target), "POST /things/a%2Fb/copies");
                ensure_eq!(seen.header("x-key").unwrap_or("none"), "k3y");
                ensure_eq!(seen.json(), json!({"name": "c"}));
                Ok(())
            },
        ),
        Check::new("raw-request-retried", "It is retried as other requests are.", "ours", |lab| async move {
            lab.responds([problem(503), Reaction::json(200, &json!(1))]);
            succeeded(lab.call(Action::Raw { id: "7".to_owned(), body: None }).await)?;
            ensure_eq!(lab.seen().len(), 2);
            Ok(())
        }),
        Check::new(
            "raw-request-error",
            "Its errors have the status, the provider's message, and no value of the path.",
            "ours",
            |lab| async move {
                lab.responds([problem(404)]);
                let failure = failed(lab.call(Action::Raw { id: "hunter2".to_owned(), body: None }).await)?;
                ensure_eq!(failure.status.unwrap_or_default(), 404);
                ensure_eq!(failure.message.unwrap_or_default(), "try again");
                ensure!(
                    failure.text.contains("/things/{id}") && !failure.shown.contains("hunter2"),
                    "`{}`",
                    failure.text
                );
                Ok(())
            },
        ),
        Check::new(
            "raw-request-dot-segments",
            "It cannot leave the base address by `..`: nothing is sent.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::json(200, &json!(1))]);
                let outcome = lab.call(Action::Raw { id: "..".to_owned(), body: None }).await;
                ensure!(lab.seen().is_empty(), "it is sent");
                failed_as(outcome, Kind::NotSent).map(drop)
            },
        ),
    ]
}
