//! What the user of a client observes of its requests.

use serde_json::{Value, json};

use crate::action::{Access, Action, Login, Options, Setup};
use crate::check::Check;
use crate::lab::{Lab, get_user, problem, succeeded, user};
use crate::provider::Reaction;
use crate::verdict::{Deviation, ensure, ensure_eq};

/// What was observed of one call, whatever becomes of it; the names of headers apart.
async fn observed(lab: &Lab, action: Action) -> Result<(Vec<Value>, Vec<Value>), Deviation> {
    let logins = vec![Login::Header("k3y"), Login::Query("k3y"), Login::Bearer("k3y")];
    let client = lab.client(Setup { hooked: true, logins, ..Setup::default() })?;
    let _ = client.call(action, Options::default()).await;
    let reply = succeeded(client.call(Action::Observed, Options::default()).await)?;
    Ok(reply.items.into_iter().filter_map(Result::ok).partition(Value::is_object))
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "hook-each-request",
            "It is called with the operation, the number and the outcome of each request, and whether another one follows.",
            "ours",
            |lab| async move {
                lab.responds([problem(503), Reaction::Close, user()]);
                let (_, outcomes) = observed(&lab, get_user()).await?;
                let expected = json!([
                    ["getUser 1", 503, null, true],
                    ["getUser 2", null, "connection", true],
                    ["getUser 3", 200, null, false],
                ]);
                ensure_eq!(json!(outcomes), expected);
                Ok(())
            },
        ),
        Check::new(
            "hook-header",
            "It can add a header to each request, such as the context of a trace.",
            "W3C Trace Context, 3",
            |lab| async move {
                lab.responds([problem(503), user()]);
                observed(&lab, get_user()).await?;
                let numbers: Vec<_> =
                    lab.seen().iter().map(|seen| seen.header("x-trace").unwrap_or("none").to_owned()).collect();
                ensure_eq!(numbers.join(", "), "1, 2");
                Ok(())
            },
        ),
        Check::new("hook-no-credential", "It is not given the credential of a request.", "ours", |lab| async move {
            lab.responds([Reaction::status(204)]);
            for (access, header) in [(Access::Header, "x-key"), (Access::Bearer, "authorization")] {
                let (headers, outcomes) = observed(&lab, Action::Account(access)).await?;
                ensure!(outcomes.len() == 1, "{} outcomes", outcomes.len());
                ensure!(!json!(headers).to_string().contains(header), "it is given `{header}`");
                let sent = lab.seen().last().is_some_and(|seen| seen.header(header).is_some());
                ensure!(sent, "the credential is not sent");
            }
            Ok(())
        }),
    ]
}
