//! What an error says, and what it must not say.

use serde_json::json;

use crate::action::{Access, Action, Login, Setup};
use crate::check::Check;
use crate::lab::{Lab, create_order, failed, get_user};
use crate::provider::Reaction;
use crate::subject::Failure;
use crate::verdict::{Deviation, Verdict, ensure, ensure_eq};

const SECRET: &str = "hunter2";

/// The error of a call with a credential, which the provider repeats.
async fn with_secret(lab: &Lab, login: Login, access: Access) -> Verdict {
    let shown = json!({"message": format!("{SECRET} is not valid"), "key": SECRET});
    lab.responds([Reaction::json(403, &shown)]);
    let setup = Setup { logins: vec![login], ..Setup::default() };
    let failure = failed(lab.call_with(setup, Action::Account(access)).await)?;
    ensure!(!lab.seen().is_empty(), "nothing was sent");
    ensure!(!failure.shown.contains(SECRET), "the error shows it");
    Ok(())
}

/// The message of an error with this body.
async fn message(lab: &Lab, body: &str) -> Result<String, Deviation> {
    lab.responds([Reaction::body(400, "application/json", body)]);
    Ok(failed(lab.call(get_user()).await)?.message.unwrap_or_else(|| "none".to_owned()))
}

async fn failure(lab: &Lab, response: Reaction) -> Result<Failure, Deviation> {
    lab.responds([response]);
    let failure = failed(lab.call(get_user()).await)?;
    lab.only()?;
    Ok(failure)
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "error-operation",
            "The error names the operation, and no value of the call.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(400)]);
                let failure = failed(lab.call(Action::GetUser(SECRET.to_owned())).await)?;
                ensure!(failure.text.contains("getUser"), "without the operation");
                ensure!(!failure.shown.contains(SECRET), "with a value");
                Ok(())
            },
        ),
        Check::new("error-one-line", "The message of an error is one line.", "ours", |lab| async move {
            let failure =
                failure(&lab, Reaction::body(400, "application/json", "{\n\"message\": \"a\\nb\"\n}")).await?;
            ensure!(failure.text.lines().count() == 1, "several lines");
            Ok(())
        }),
        Check::new("error-status", "The error has the status.", "ours", |lab| async move {
            ensure_eq!(failure(&lab, Reaction::status(400)).await?.status.unwrap_or_default(), 400);
            Ok(())
        }),
        Check::new("error-body", "The error has the body as it was received.", "ours", |lab| async move {
            let failure = failure(&lab, Reaction::body(400, "text/html", "<h1>down</h1>")).await?;
            ensure!(failure.body.as_deref() == Some(b"<h1>down</h1>"), "without the body");
            Ok(())
        }),
        Check::new(
            "error-message",
            "The provider's message is found where providers have it, documented or not.",
            "RFC 9457, 3.1; ours",
            |lab| async move {
                for body in [
                    r#"{"message": "too long"}"#,
                    r#"{"error": {"message": "too long"}}"#,
                    r#"{"type": "about:blank", "title": "Invalid", "detail": "too long"}"#,
                    r#"{"error": "invalid", "error_description": "too long"}"#,
                    r#"{"errors": [{"message": "too long"}]}"#,
                ] {
                    ensure_eq!(message(&lab, body).await?, "too long");
                }
                Ok(())
            },
        ),
        Check::new(
            "error-request-id",
            "The error has the provider's identifier of the request.",
            "ours",
            |lab| async move {
                let failure = failure(&lab, Reaction::status(400).header("x-request-id", "req_7")).await?;
                ensure_eq!(failure.request_id.unwrap_or_else(|| "none".to_owned()), "req_7");
                Ok(())
            },
        ),
        Check::new(
            "error-hides-values",
            "What the request or the response contains is in no `Display` and no `Debug`.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::json(422, &json!({"message": format!("{SECRET} is unknown")}))]);
                let order = Action::CreateOrder { article: SECRET.to_owned(), count: None };
                ensure!(!failed(lab.call(order).await)?.shown.contains(SECRET), "the error shows it");
                lab.responds([Reaction::json(200, &json!({"id": SECRET, "name": "Ada"}))]);
                ensure!(!failed(lab.call(get_user()).await)?.shown.contains(SECRET), "the error shows it");
                let requests = lab.seen().len();
                ensure!(requests == 2, "{requests} requests");
                Ok(())
            },
        ),
        Check::new("error-hides-basic", "No error shows a password.", "ours", |lab| async move {
            with_secret(&lab, Login::Basic("ada", SECRET), Access::Basic).await
        }),
        Check::new("error-hides-bearer", "No error shows a token.", "ours", |lab| async move {
            with_secret(&lab, Login::Bearer(SECRET), Access::Bearer).await
        }),
        Check::new("error-hides-query-key", "No error shows a key that is in the address.", "ours", |lab| async move {
            with_secret(&lab, Login::Query(SECRET), Access::Query).await
        }),
        Check::new("error-hides-address", "Nor does an error of the connection.", "ours", |lab| async move {
            lab.responds([Reaction::raw("no HTTP\r\n")]);
            let setup = Setup { logins: vec![Login::Query(SECRET)], ..Setup::default() };
            let failure = failed(lab.call_with(setup, Action::Account(Access::Query)).await)?;
            ensure!(!lab.seen().is_empty(), "nothing was sent");
            ensure!(!failure.shown.contains(SECRET), "the error shows it");
            Ok(())
        }),
        Check::new(
            "error-counts-requests",
            "The error states after how many requests it was returned.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(503)]);
                let failure = failed(lab.call(get_user()).await)?;
                ensure!(failure.text.contains("4 requests"), "it does not");
                Ok(())
            },
        ),
        Check::new(
            "error-of-a-post",
            "An error response to a POST is decoded as its status says.",
            "OpenAPI 3.1.1, Responses Object",
            |lab| async move {
                lab.responds([Reaction::json(422, &json!({"message": "no such article"}))]);
                let failure = failed(lab.call(create_order()).await)?;
                ensure_eq!(failure.status.unwrap_or_default(), 422);
                ensure!(failure.typed.is_some(), "without the typed body");
                Ok(())
            },
        ),
    ]
}
