//! What the user of a client can put around the sending of a request: a signature, a cache.

use serde_json::json;

use crate::action::{Access, Action, Login, Middleware, Options, Search, Setup};
use crate::check::Check;
use crate::lab::{Lab, create_order, get_user, order, problem, succeeded, user};
use crate::provider::{Reaction, Seen};
use crate::signature::signature;
use crate::verdict::{Verdict, ensure, ensure_eq};

const SECRET: &str = "whsec";

fn signing() -> Setup {
    let logins = vec![Login::Header("k3y"), Login::OAuth { id: "me", secret: "secret" }];
    Setup { middleware: Some(Middleware::Signing(SECRET)), logins, ..Setup::default() }
}

/// Each request has the signature of what the server received, and a number of its own.
fn signed(lab: &Lab, seen: &[Seen]) -> Verdict {
    for (number, seen) in (1..).zip(seen) {
        let (key, target) = (seen.header("x-key").unwrap_or_default(), lab.path(&seen.target));
        let expected = signature(SECRET, &seen.method, &target, key, &seen.body);
        ensure!(
            seen.header("x-signature") == Some(&*expected),
            "`{} {}` has another signature",
            seen.method,
            seen.path()
        );
        ensure_eq!(seen.header("x-attempt").unwrap_or("none"), format!("{number}"));
    }
    Ok(())
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "middleware-whole-request",
            "Middleware sees the request as it is sent: method, path, query, credential and body. It can sign it.",
            "ours",
            |lab| async move {
                lab.responds_at("/orders", [order()]);
                lab.responds([Reaction::status(204)]);
                let client = lab.client(signing())?;
                succeeded(client.call(create_order(), Options::default()).await)?;
                let search = Search { text: Some("a b&c".to_owned()), ..Search::default() };
                succeeded(client.call(Action::Search(Box::new(search)), Options::default()).await)?;
                succeeded(client.call(Action::Account(Access::Header), Options::default()).await)?;
                let seen = lab.seen();
                ensure_eq!(seen.len(), 3);
                signed(&lab, &seen)
            },
        ),
        Check::new(
            "middleware-each-attempt",
            "It is called once for each attempt: a retry has a signature of its own.",
            "ours",
            |lab| async move {
                lab.responds([problem(503), problem(429), user()]);
                succeeded(lab.call_with(signing(), get_user()).await)?;
                let seen = lab.seen();
                ensure_eq!(seen.len(), 3);
                signed(&lab, &seen)
            },
        ),
        Check::new(
            "middleware-redirects",
            "It is called for each redirect that is followed.",
            "ours",
            |lab| async move {
                lab.responds_at("/users/7", [Reaction::status(307).header("location", lab.path("/users/8?full=1"))]);
                lab.responds([user()]);
                succeeded(lab.call_with(signing(), get_user()).await)?;
                let seen = lab.seen();
                ensure_eq!(seen.len(), 2);
                signed(&lab, &seen)
            },
        ),
        Check::new("middleware-token-requests", "It is called for token requests.", "ours", |lab| async move {
            lab.responds_at("/token", [Reaction::json(200, &json!({"access_token": "t1", "token_type": "Bearer"}))]);
            lab.responds([Reaction::status(204)]);
            succeeded(lab.call_with(signing(), Action::Account(Access::Oauth)).await)?;
            let seen = lab.seen();
            ensure_eq!(seen.iter().map(Seen::path).collect::<Vec<_>>().join(", "), "/token, /account/oauth");
            signed(&lab, &seen)
        }),
        Check::new(
            "middleware-responds",
            "It can respond by itself: a cache saves the second request.",
            "ours",
            |lab| async move {
                lab.responds([user(), problem(404)]);
                let client = lab.client(Setup { middleware: Some(Middleware::Cache), ..Setup::default() })?;
                for _ in 0..2 {
                    let reply = succeeded(client.call(get_user(), Options::default()).await)?;
                    ensure_eq!(reply.value.get("name").cloned().unwrap_or_default(), "Ada");
                }
                lab.only().map(drop)
            },
        ),
    ]
}
