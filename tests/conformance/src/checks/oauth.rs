//! Access tokens (RFC 6749).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::action::{Access, Action, Login, Options, Setup, Upload};
use crate::check::Check;
use crate::lab::{Lab, failed_as, succeeded};
use crate::provider::{Reaction, Seen};
use crate::subject::{Failure, Kind};
use crate::verdict::{Deviation, Verdict, ensure, ensure_eq};

const SECRET: &str = "s3cret/+";

fn setup() -> Setup {
    Setup { logins: vec![Login::OAuth { id: "me", secret: SECRET }], ..Setup::default() }
}

/// The settings of a client with a refresh token.
fn refreshing() -> Setup {
    Setup { logins: vec![Login::Refresh { id: "me", secret: SECRET, token: "r+1" }], ..Setup::default() }
}

fn token(name: &str, more: Value) -> Reaction {
    let mut token = json!({"access_token": name, "token_type": "Bearer"});
    if let (Some(token), Value::Object(more)) = (token.as_object_mut(), more) {
        token.extend(more);
    }
    Reaction::json(200, &token)
}

fn account() -> Action {
    Action::Account(Access::Oauth)
}

/// The tokens of all calls, in their order.
fn tokens(lab: &Lab) -> String {
    let seen = lab.seen_at("/account/oauth");
    let tokens = seen.iter().map(|seen| seen.header("authorization").unwrap_or("none").replace("Bearer ", ""));
    tokens.collect::<Vec<_>>().join(", ")
}

/// Calls that are made one after the other by one client.
async fn calls(lab: &Lab, count: usize) -> Result<(), Deviation> {
    let client = lab.client(setup())?;
    for _ in 0..count {
        client.call(account(), Options::default()).await?;
    }
    Ok(())
}

/// The error of a call for which the token endpoint has this response.
async fn token_error(lab: &Lab, response: Reaction) -> Result<Failure, Deviation> {
    lab.responds_at("/token", [response]);
    lab.responds([Reaction::status(204)]);
    let outcome = lab.call_with(setup(), account()).await;
    ensure!(lab.seen_at("/account/oauth").is_empty(), "the call is sent without a token");
    failed_as(outcome, Kind::Token)
}

pub(super) fn checks() -> Vec<Check> {
    [requests(), renewal(), failures()].into_iter().flatten().collect()
}

fn requests() -> Vec<Check> {
    vec![
        Check::new(
            "oauth-client-credentials",
            "The token request has the grant, the scopes of the document, and the client by HTTP Basic, both form-encoded.",
            "RFC 6749, 2.3.1 and 4.4.2",
            |lab| async move {
                lab.responds_at("/token", [token("t1", json!({}))]);
                lab.responds([Reaction::status(204)]);
                calls(&lab, 1).await?;
                let request = lab
                    .seen_at("/token")
                    .into_iter()
                    .next()
                    .ok_or_else(|| Deviation::Other("no token request".to_owned()))?;
                ensure_eq!(request.method, "POST");
                ensure!(request.text().contains("grant_type=client_credentials"), "no grant type");
                let client = format!("Basic {}", STANDARD.encode("me:s3cret%2F%2B"));
                ensure_eq!(
                    request.header("authorization").unwrap_or("none").replace(&client, "the client"),
                    "the client"
                );
                ensure!(request.text().contains("scope=read"), "no scope");
                ensure_eq!(tokens(&lab), "t1");
                Ok(())
            },
        ),
        Check::new("oauth-token-cached", "Calls share a token until it expires.", "ours", |lab| async move {
            lab.responds_at("/token", [token("t1", json!({"expires_in": 3600})), token("t2", json!({}))]);
            lab.responds([Reaction::status(204)]);
            calls(&lab, 3).await?;
            ensure_eq!(tokens(&lab), "t1, t1, t1");
            Ok(())
        }),
        Check::new(
            "oauth-single-flight",
            "Ten calls at the same time wait for one token request.",
            "ours",
            |lab| async move {
                lab.responds_at("/token", [token("t1", json!({})).after(Duration::from_millis(200))]);
                lab.responds([Reaction::status(204)]);
                let client = lab.client(setup())?;
                let calls = (0..10).map(|_| client.call(account(), Options::default()));
                for outcome in join_all(calls).await {
                    outcome?;
                }
                let requests = lab.seen_at("/token").len();
                ensure!(requests == 1, "{requests} token requests");
                Ok(())
            },
        ),
        Check::new(
            "oauth-any-bearer-name",
            "A token whose type is another name for bearer (`JWT`, `BearerToken`) is sent as a bearer token.",
            "RFC 6750, 2.1; ours",
            |lab| async move {
                lab.responds_at("/token", [Reaction::json(200, &json!({"access_token": "t1", "token_type": "JWT"}))]);
                lab.responds([Reaction::status(204)]);
                calls(&lab, 1).await?;
                ensure_eq!(tokens(&lab), "t1");
                Ok(())
            },
        ),
    ]
}

fn renewal() -> Vec<Check> {
    vec![
        Check::new(
            "oauth-renewed-after-401",
            "After a 401 the call is sent once more with a new token.",
            "RFC 6750, 3.1; ours",
            |lab| async move {
                lab.responds_at("/token", [token("t1", json!({})), token("t2", json!({}))]);
                lab.responds([Reaction::status(401), Reaction::status(204)]);
                calls(&lab, 2).await?;
                ensure_eq!(tokens(&lab), "t1, t2, t2");
                Ok(())
            },
        ),
        Check::new("oauth-401-only-once", "A second 401 is returned.", "ours", |lab| async move {
            lab.responds_at("/token", [token("t1", json!({})), token("t2", json!({}))]);
            lab.responds([Reaction::status(401)]);
            let failure = failed_as(lab.call_with(setup(), account()).await, Kind::Status)?;
            ensure_eq!(failure.status.unwrap_or_default(), 401);
            ensure_eq!(tokens(&lab), "t1, t2");
            Ok(())
        }),
        Check::new(
            "oauth-401-of-a-stream",
            "A rejected token is not used again, even if the call itself cannot be repeated.",
            "ours",
            |lab| async move {
                lab.responds_at("/token", [token("t1", json!({})), token("t2", json!({}))]);
                lab.responds([Reaction::status(401), Reaction::status(204)]);
                let client = lab.client(setup())?;
                let upload = || Action::PutWithOauth(Upload::stream(&["ab"]));
                failed_as(client.call(upload(), Options::default()).await, Kind::Status)?;
                succeeded(client.call(upload(), Options::default()).await)?;
                ensure_eq!(tokens(&lab), "t1, t2");
                Ok(())
            },
        ),
        Check::new(
            "oauth-renewed-before-expiry",
            "A token that has expired is not sent.",
            "RFC 6749, 5.1",
            |lab| async move {
                lab.responds_at(
                    "/token",
                    [token("t1", json!({"expires_in": 1})), token("t2", json!({"expires_in": 3600}))],
                );
                lab.responds([Reaction::status(204)]);
                let client = lab.client(setup())?;
                client.call(account(), Options::default()).await?;
                tokio::time::sleep(Duration::from_millis(1100)).await;
                client.call(account(), Options::default()).await?;
                ensure!(tokens(&lab).ends_with("t2"), "`{}`", tokens(&lab));
                Ok(())
            },
        ),
        Check::new(
            "oauth-refresh-token",
            "A refresh token that the user has is exchanged for an access token.",
            "RFC 6749, 6",
            |lab| async move {
                lab.responds_at("/token", [token("t1", json!({"expires_in": 3600}))]);
                lab.responds([Reaction::status(204)]);
                lab.call_with(refreshing(), account()).await?;
                let requests = lab.seen_at("/token");
                let sent = requests.first().map(Seen::text).unwrap_or_default();
                ensure!(sent.contains("grant_type=refresh_token"), "no grant type");
                ensure!(sent.contains("refresh_token=r%2B1"), "no refresh token");
                ensure_eq!(tokens(&lab), "t1");
                Ok(())
            },
        ),
        Check::new(
            "oauth-refresh-token-replaced",
            "If the provider issues another one, that is sent the next time: the old one may be revoked.",
            "RFC 6749, 6 and 10.4",
            |lab| async move {
                let first = token("t1", json!({"expires_in": 1, "refresh_token": "r2"}));
                lab.responds_at("/token", [first, token("t2", json!({"expires_in": 3600}))]);
                lab.responds([Reaction::status(204)]);
                let client = lab.client(refreshing())?;
                client.call(account(), Options::default()).await?;
                tokio::time::sleep(Duration::from_millis(1100)).await;
                client.call(account(), Options::default()).await?;
                let last = lab.seen_at("/token").last().map(Seen::text).unwrap_or_default();
                ensure!(last.contains("refresh_token=r2"), "another one is sent");
                ensure!(tokens(&lab).ends_with("t2"), "`{}`", tokens(&lab));
                Ok(())
            },
        ),
        Check::new(
            "oauth-token-source",
            "Tokens can come from elsewhere: the user's source is asked once, and again after a 401.",
            "ours",
            |lab| async move {
                lab.responds([Reaction::status(204), Reaction::status(401), Reaction::status(204)]);
                let source = Setup { logins: vec![Login::Source(&["s1", "s2", "s3"])], ..Setup::default() };
                let client = lab.client(source)?;
                for _ in 0..3 {
                    client.call(account(), Options::default()).await?;
                }
                ensure_eq!(tokens(&lab), "s1, s1, s2, s2");
                ensure!(lab.seen_at("/token").is_empty(), "the token endpoint is asked");
                Ok(())
            },
        ),
        Check::new(
            "oauth-token-request-retried",
            "A token request is sent again after a 503.",
            "ours",
            |lab| async move {
                lab.responds_at("/token", [Reaction::status(503), token("t1", json!({}))]);
                lab.responds([Reaction::status(204)]);
                calls(&lab, 1).await?;
                ensure_eq!(tokens(&lab), "t1");
                Ok(())
            },
        ),
    ]
}

fn failures() -> Vec<Check> {
    vec![
        Check::new(
            "oauth-error",
            "An error of the token endpoint is the error of the call, with its code.",
            "RFC 6749, 5.2",
            |lab| async move {
                let response = Reaction::json(401, &json!({"error": "invalid_client"}));
                let failure = token_error(&lab, response).await?;
                ensure!(failure.text.contains("invalid_client"), "without the code");
                Ok(())
            },
        ),
        Check::new(
            "oauth-no-token",
            "A token response without a token is an error.",
            "RFC 6749, 5.1",
            |lab| async move { token_error(&lab, Reaction::json(200, &json!({"token_type": "Bearer"}))).await.map(drop) },
        ),
        Check::new(
            "oauth-other-token-type",
            "A token that is no bearer token (`mac`, `dpop`) is not sent as one.",
            "RFC 6749, 7.1",
            |lab| async move {
                let response = Reaction::json(200, &json!({"access_token": "t1", "token_type": "mac"}));
                token_error(&lab, response).await.map(drop)
            },
        ),
        Check::new("oauth-error-has-no-secret", "The error of a token request shows no secret.", "ours", secret),
    ]
}

async fn secret(lab: Lab) -> Verdict {
    let description = format!("the client me:{SECRET} is unknown");
    let response = Reaction::json(401, &json!({"error": "invalid_client", "error_description": description}));
    let failure = token_error(&lab, response).await?;
    ensure!(!failure.shown.contains(SECRET), "the secret is shown");
    Ok(())
}
