//! What a client reports about real responses that differ from the document.

use serde_json::{Value, json};

use crate::action::{Action, Options, Setup};
use crate::check::Check;
use crate::lab::{Lab, get_user, returned_user, succeeded, user};
use crate::provider::Reaction;
use crate::verdict::{Deviation, ensure, ensure_eq};

/// What is reported of one `getUser` for each of these responses, and how many of them were compared.
async fn reported(lab: &Lab, responses: Vec<Reaction>) -> Result<(Vec<Value>, Value), Deviation> {
    let client = lab.client(Setup { compared: true, ..Setup::default() })?;
    let calls = responses.len();
    lab.responds(responses);
    for _ in 0..calls {
        let _ = client.call(get_user(), Options::default()).await;
    }
    let reply = succeeded(client.call(Action::Deviations, Options::default()).await)?;
    Ok((reply.items.into_iter().filter_map(Result::ok).collect(), reply.value))
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "drift-none",
            "A response of the document is compared, and nothing is reported.",
            "ours",
            |lab| async move {
                let complete = json!({
                    "id": 7, "name": "Ada", "nickname": null, "state": "active", "created": "2026-11-27T10:00:00Z",
                });
                let (reports, compared) = reported(&lab, vec![user(), Reaction::json(200, &complete)]).await?;
                ensure_eq!(compared, json!(2));
                ensure_eq!(json!(reports), json!([]));
                Ok(())
            },
        ),
        Check::new(
            "drift-kinds",
            "What a response has instead is reported: its place in the body, what the document describes there, what was found.",
            "ours",
            |lab| async move {
                let changed = json!({
                    "id": "7", "name": "Ada", "state": "deleted", "created": "yesterday", "pet": 1,
                });
                let responses = vec![
                    Reaction::json(200, &changed),
                    Reaction::json(200, &json!({"id": 7})),
                    Reaction::body(200, "text/plain", "Ada"),
                    Reaction::json(418, &json!({})),
                ];
                let (reports, _) = reported(&lab, responses).await?;
                let kinds: Vec<_> = reports
                    .iter()
                    .map(|report| {
                        let part = |name: &str| report.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
                        format!("{} {}", part("kind"), part("pointer"))
                    })
                    .collect();
                for expected in [
                    "other-type /id",
                    "unlisted-value /state",
                    "other-format /created",
                    "undocumented-member /pet",
                    "missing-member /name",
                    "undocumented-media-type ",
                    "undocumented-status ",
                ] {
                    ensure!(kinds.iter().any(|kind| kind == expected), "no `{}`", expected.trim());
                }
                ensure_eq!(kinds.len(), 7);
                Ok(())
            },
        ),
        Check::new(
            "drift-call",
            "The call returns what it returns without the comparison.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::json(200, &json!({"id": 7, "name": "Ada", "pet": 1}))]);
                let client = lab.client(Setup { compared: true, ..Setup::default() })?;
                returned_user(client.call(get_user(), Options::default()).await)?;
                let reply = succeeded(client.call(Action::Deviations, Options::default()).await)?;
                ensure_eq!(reply.items.len(), 1);
                Ok(())
            },
        ),
        Check::new("drift-count", "A deviation that was reported once is counted.", "ours", |lab| async move {
            let changed = Reaction::json(200, &json!({"id": 7, "name": "Ada", "pet": 1}));
            let (reports, compared) = reported(&lab, vec![changed; 20]).await?;
            ensure_eq!(compared, json!(20));
            ensure!(reports.len() < 20, "{} reports", reports.len());
            let counted: u64 = reports.iter().filter_map(|report| report.get("count")?.as_u64()).sum();
            ensure_eq!(counted, 20);
            Ok(())
        }),
        Check::new("drift-no-values", "No report has a value of a response.", "ours", |lab| async move {
            let changed = json!({"id": "s3cret", "name": 5, "state": "s3cret", "created": "s3cret", "pet": "s3cret"});
            let (reports, _) = reported(&lab, vec![Reaction::json(200, &changed)]).await?;
            ensure_eq!(reports.len(), 5);
            ensure!(!json!(reports).to_string().contains("s3cret"), "a value is shown");
            Ok(())
        }),
    ]
}
