//! Recordings: what the real provider did, in a file, and again in a test.

use serde_json::{Value, json};

use crate::action::{Access, Action, Login, Options, Setup};
use crate::check::Check;
use crate::lab::{Lab, create_order, failed, failed_as, get_user, order, problem, succeeded, user};
use crate::network::Network;
use crate::provider::{Piece, Reaction};
use crate::subject::{Kind, Outcome, Reply};
use crate::verdict::{Deviation, Verdict, ensure, ensure_eq};

/// The outcomes of these actions, and the text of their recording.
async fn recorded(lab: &Lab, logins: &[Login], actions: &[Action]) -> Result<(Vec<Outcome>, String), Deviation> {
    let setup = Setup { logins: logins.to_vec(), network: Network::Recorded, ..Setup::default() };
    let client = lab.client(setup)?;
    let mut outcomes = Vec::new();
    for action in actions {
        outcomes.push(client.call(action.clone(), Options::default()).await);
    }
    let Reply { value, .. } = succeeded(client.call(Action::Recording, Options::default()).await)?;
    let text = value.as_str().unwrap_or_default().to_owned();
    ensure!(!text.is_empty(), "no recording");
    Ok((outcomes, text))
}

/// The outcomes of these actions by a recording, without a request to the provider.
async fn replayed(lab: &Lab, recording: String, actions: &[Action]) -> Result<Vec<Outcome>, Deviation> {
    let before = lab.seen().len();
    let client = lab.client(Setup { network: Network::Replayed(recording), ..Setup::default() })?;
    let mut outcomes = Vec::new();
    for action in actions {
        outcomes.push(client.call(action.clone(), Options::default()).await);
    }
    ensure!(lab.seen().len() == before, "the provider is called");
    Ok(outcomes)
}

/// What a caller sees of outcomes.
fn shown(outcomes: Vec<Outcome>) -> String {
    let one = |outcome: Outcome| match outcome {
        Ok(reply) => {
            let items: Vec<_> =
                reply.items.into_iter().map(|item| item.unwrap_or_else(|error| error.text.into())).collect();
            json!([reply.status, reply.value, reply.bytes, items]).to_string()
        }
        Err(failure) => failure.to_string(),
    };
    outcomes.into_iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Records these actions, and replays them with the same outcomes.
async fn same(lab: &Lab, actions: &[Action]) -> Verdict {
    let (outcomes, recording) = recorded(lab, &[], actions).await?;
    let expected = shown(outcomes);
    ensure_eq!(shown(replayed(lab, recording, actions).await?), expected);
    Ok(())
}

pub(super) fn checks() -> Vec<Check> {
    [replays(), secrets()].into_iter().flatten().collect()
}

fn replays() -> Vec<Check> {
    vec![
        Check::new(
            "replay",
            "A recorded exchange is replayed with the same outcome, without a network and a credential.",
            "ours",
            |lab| async move {
                lab.responds_at("/orders", [order()]);
                lab.responds([problem(503), user(), problem(404)]);
                let actions = [get_user(), create_order(), Action::GetUser("8".to_owned())];
                same(&lab, &actions).await?;
                ensure_eq!(lab.seen().len(), 4);
                Ok(())
            },
        ),
        Check::new(
            "replay-in-order",
            "The same request twice has two responses, in their order.",
            "ours",
            |lab| async move {
                lab.responds([user(), Reaction::json(200, &json!({"id": 7, "name": "Bob"}))]);
                same(&lab, &[get_user(), get_user()]).await
            },
        ),
        Check::new("replay-stream", "Streams and bytes are replayed as well.", "ours", |lab| async move {
            lab.responds_at("/files/a", [Reaction::body(200, "application/octet-stream", vec![0, 255, 10])]);
            let event = |number: u32| Piece::chunk(format!("data: {{\"number\": {number}}}\n\n").as_bytes());
            lab.responds_at("/ticks", [Reaction::chunks("text/event-stream", [event(1), event(2), Piece::chunk(b"")])]);
            same(&lab, &[Action::GetFile, Action::WatchTicks(2)]).await
        }),
        Check::new(
            "replay-failure",
            "So are failures: a connection that was lost, and a response that was cut.",
            "ours",
            |lab| async move {
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: 100\r\n\r\n";
                lab.responds_at("/files/a", [Reaction::raw(format!("{head}abc"))]);
                lab.responds([Reaction::Close]);
                same(&lab, &[Action::GetFile, Action::ConfirmOrder]).await
            },
        ),
        Check::new(
            "replay-unknown-request",
            "A request that is not in the recording is an error with what differs from the nearest one.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                let (_, recording) = recorded(&lab, &[], &[get_user()]).await?;
                let outcomes = replayed(&lab, recording, &[Action::GetUser("8".to_owned())]).await?;
                let outcome = outcomes.into_iter().next().unwrap_or_else(|| Ok(Reply::default()));
                let failure = failed_as(outcome, Kind::Connection)?;
                ensure!(
                    failure.shown.contains("nearest is") && failure.shown.contains("/users/7"),
                    "{}",
                    failure.shown
                );
                Ok(())
            },
        ),
    ]
}

fn secrets() -> Vec<Check> {
    vec![
        Check::new(
            "recording-no-credential",
            "No credential is in the file, whatever the scheme, and no token; the file says what was left out.",
            "ours",
            |lab| async move {
                let secrets = ["pa55word", "b34rer", "h34der", "qu3ry", "c00kie", "cl13nt", "t0ken1"];
                let logins = [
                    Login::Basic("ada", "pa55word"),
                    Login::Bearer("b34rer"),
                    Login::Header("h34der"),
                    Login::Query("qu3ry"),
                    Login::Cookie("c00kie"),
                    Login::OAuth { id: "me", secret: "cl13nt" },
                ];
                let token = json!({"access_token": "t0ken1", "token_type": "Bearer"});
                lab.responds_at("/token", [Reaction::json(200, &token)]);
                lab.responds([Reaction::status(204)]);
                let actions =
                    [Access::Basic, Access::Bearer, Access::Header, Access::Query, Access::Cookie, Access::Oauth]
                        .map(Action::Account);
                let (outcomes, recording) = recorded(&lab, &logins, &actions).await?;
                for outcome in outcomes {
                    succeeded(outcome)?;
                }
                for secret in secrets {
                    ensure!(!recording.contains(secret), "it has `{secret}`");
                }
                let file: Value = serde_json::from_str(&recording).unwrap_or_default();
                ensure!(file.pointer("/left_out/0").is_some(), "it does not say what was left out");
                Ok(())
            },
        ),
        Check::new(
            "recording-no-secret",
            "Nothing that the document calls a secret is in the file, nor an echo of it, and the call is replayed.",
            "OpenAPI 3.1.1, Data Types (`format: password`)",
            |lab| async move {
                lab.responds([Reaction::json(422, &json!({"message": "not hunter22"}))]);
                let login = |password: &str| Action::Login {
                    user: "ada".to_owned(),
                    note: Some("a note".to_owned()),
                    password: Some(password.to_owned()),
                };
                let (outcomes, recording) = recorded(&lab, &[], &[login("hunter22")]).await?;
                for outcome in outcomes {
                    failed(outcome)?;
                }
                ensure!(recording.contains("ada") && recording.contains("a note"), "the rest is missing");
                ensure!(!recording.contains("hunter22"), "it has the secret");
                let outcomes = replayed(&lab, recording, &[login("another")]).await?;
                ensure_eq!(shown(outcomes), "an error status without its body (422)");
                Ok(())
            },
        ),
    ]
}
