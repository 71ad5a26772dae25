//! Spans and events of a client.

use crate::action::{Access, Action, Login, Options, Setup};
use crate::check::Check;
use crate::lab::{Lab, get_user, problem, succeeded, user};
use crate::provider::Reaction;
use crate::verdict::{Deviation, ensure};

/// The lines of spans that ended, and of events, of calls within a span `caller` of the user.
async fn traced(lab: &Lab, setup: Setup, actions: Vec<Action>) -> Result<Vec<String>, Deviation> {
    let client = lab.client(Setup { traced: true, ..setup })?;
    for action in actions {
        let _ = client.call(action, Options::default()).await;
    }
    let reply = succeeded(client.call(Action::Traces, Options::default()).await)?;
    Ok(reply.items.into_iter().filter_map(Result::ok).filter_map(|line| line.as_str().map(str::to_owned)).collect())
}

fn has(line: Option<&String>, fields: &[&str]) -> Result<(), Deviation> {
    let Some(line) = line else { return Err(Deviation::Other("there is no span".to_owned())) };
    for field in fields {
        ensure!(line.contains(field), "no `{field}`");
    }
    Ok(())
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "trace-span",
            "A call is one span with the names of OpenTelemetry, within the span of the caller.",
            "OpenTelemetry, Semantic conventions for HTTP client spans",
            |lab| async move {
                lab.responds([user()]);
                let lines = traced(&lab, Setup::default(), vec![get_user()]).await?;
                ensure!(lines.len() == 1, "{} lines", lines.len());
                let fields = [
                    "caller{",
                    "otel.kind=\"client\"",
                    "http.request.method=\"GET\"",
                    "http.response.status_code=200",
                    "url.template=\"/users/{id}\"",
                    "server.address=\"127.0.0.1\"",
                    "server.port=",
                ];
                has(lines.first(), &fields)
            },
        ),
        Check::new(
            "trace-retry",
            "A request that is sent again is an event in this span, which counts them.",
            "OpenTelemetry, Semantic conventions for HTTP client spans",
            |lab| async move {
                lab.responds([problem(503), user()]);
                let lines = traced(&lab, Setup::default(), vec![get_user()]).await?;
                ensure!(lines.len() == 2, "{} lines", lines.len());
                has(lines.first(), &["http.response.status_code=503", "the request is sent again"])?;
                has(lines.last(), &["http.request.resend_count=1", "http.response.status_code=200"])
            },
        ),
        Check::new(
            "trace-error",
            "A span of a failed call has the status or the failure as its error.",
            "OpenTelemetry, Semantic conventions for HTTP client spans",
            |lab| async move {
                lab.responds([problem(404), Reaction::raw("no HTTP")]);
                let create = Action::CreateOrder { article: "book".to_owned(), count: None };
                let lines = traced(&lab, Setup::default(), vec![get_user(), create]).await?;
                ensure!(lines.len() == 2, "{} lines", lines.len());
                has(lines.first(), &["error.type=\"404\"", "otel.status_code=\"ERROR\""])?;
                has(lines.last(), &["error.type=\"", "otel.status_code=\"ERROR\""])
            },
        ),
        Check::new(
            "trace-nothing-shown",
            "No span and no event has a credential, a value of the caller, or anything of a response.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(503), user(), Reaction::status(204)]);
                let logins = vec![Login::Query("k3y"), Login::Header("k3y")];
                let id = Action::GetUser("c4ller".to_owned());
                let actions = vec![id, Action::Account(Access::Query), Action::Account(Access::Header)];
                let lines = traced(&lab, Setup { logins, ..Setup::default() }, actions).await?;
                ensure!(lines.len() == 4, "{} lines", lines.len());
                for secret in ["k3y", "c4ller", "Ada"] {
                    ensure!(lines.iter().all(|line| !line.contains(secret)), "`{secret}` is shown");
                }
                Ok(())
            },
        ),
    ]
}
