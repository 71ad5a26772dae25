//! Redirects (RFC 9110, section 15.4).

use crate::action::{Access, Action, Login, Setup, Upload};
use crate::check::Check;
use crate::lab::{Lab, create_order, failed, get_user, order, succeeded, user};
use crate::provider::{Origin, Reaction, Seen};
use crate::verdict::{Deviation, ensure, ensure_eq};

fn redirect(status: u16, location: &str) -> Reaction {
    Reaction::status(status).header("location", location)
}

/// The methods and paths of all requests.
fn route(seen: &[Seen]) -> String {
    let steps = seen.iter().map(|seen| format!("{} {}", seen.method, seen.path()));
    steps.collect::<Vec<_>>().join(", ")
}

/// A redirect to the other origin is no request to it.
async fn stays(lab: &Lab, setup: Setup, action: Action, location: String) -> Result<(), Deviation> {
    let path = match action {
        Action::GetUser(_) => "/users/7",
        _ => "/account/header",
    };
    lab.responds_at(path, [redirect(302, &location)]);
    lab.responds([user()]);
    let outcome = lab.call_with(setup, action).await;
    let others = lab.seen().into_iter().filter(|seen| seen.path() != path).count();
    ensure!(others == 0, "it is followed");
    let failure = failed(outcome)?;
    ensure_eq!(failure.status.unwrap_or_default(), 302);
    Ok(())
}

pub(super) fn checks() -> Vec<Check> {
    [followed(), returned()].into_iter().flatten().collect()
}

fn followed() -> Vec<Check> {
    vec![
        Check::new(
            "redirect-same-origin",
            "A GET is redirected within the origin.",
            "RFC 9110, 15.4",
            |lab| async move {
                lab.responds_at("/users/7", [redirect(302, &lab.path("/users/8"))]);
                lab.responds([user()]);
                succeeded(lab.call(get_user()).await)?;
                ensure_eq!(route(&lab.seen()), "GET /users/7, GET /users/8");
                Ok(())
            },
        ),
        Check::new(
            "redirect-relative",
            "`Location` is resolved against the address of the request.",
            "RFC 9110, 10.2.2",
            |lab| async move {
                lab.responds_at("/users/7", [redirect(308, "8?full=1#top")]);
                lab.responds([user()]);
                succeeded(lab.call(get_user()).await)?;
                let seen = lab.seen();
                ensure_eq!(route(&seen), "GET /users/7, GET /users/8");
                ensure_eq!(seen.last().map(Seen::query).unwrap_or_default(), "full=1");
                Ok(())
            },
        ),
        Check::new(
            "redirect-keeps-method",
            "307 and 308 keep the method and the body.",
            "RFC 9110, 15.4.8 and 15.4.9",
            |lab| async move {
                lab.responds_at("/orders", [redirect(307, &lab.path("/orders/new"))]);
                lab.responds([order()]);
                succeeded(lab.call(create_order()).await)?;
                let seen = lab.seen();
                ensure_eq!(route(&seen), "POST /orders, POST /orders/new");
                let bodies: Vec<_> = seen.iter().map(Seen::text).collect();
                ensure!(bodies.first() == bodies.last(), "another body");
                Ok(())
            },
        ),
        Check::new(
            "redirect-keeps-credential",
            "Within the origin, the credential is sent again.",
            "ours",
            |lab| async move {
                lab.responds_at("/account/header", [redirect(307, &lab.path("/account/new"))]);
                lab.responds([Reaction::status(204)]);
                let setup = Setup { logins: vec![Login::Header("k3y")], ..Setup::default() };
                succeeded(lab.call_with(setup, Action::Account(Access::Header)).await)?;
                let seen = lab.seen_at("/account/new");
                ensure_eq!(seen.first().and_then(|seen| seen.header("x-key")).unwrap_or("none"), "k3y");
                Ok(())
            },
        ),
        Check::new(
            "redirect-loop",
            "A loop ends with an error after a limited number of requests.",
            "RFC 9110, 15.4",
            |lab| async move {
                lab.responds_at("/users/7", [redirect(302, &lab.path("/users/7"))]);
                failed(lab.call(get_user()).await)?;
                let requests = lab.seen().len();
                ensure!((2..=30).contains(&requests), "{requests} requests");
                Ok(())
            },
        ),
    ]
}

fn returned() -> Vec<Check> {
    vec![
        Check::new(
            "redirect-post-stays-post",
            "A POST is not sent as a GET after 301, 302 or 303: the response is returned.",
            "RFC 9110, 15.4.2 (MAY); ours",
            |lab| async move {
                for status in [301, 302, 303] {
                    lab.responds_at("/orders", [redirect(status, &lab.path("/orders/new"))]);
                    lab.responds([order()]);
                    let outcome = lab.call(create_order()).await;
                    let seen = lab.seen();
                    ensure!(seen.iter().all(|seen| seen.path() == "/orders"), "`{}`", route(&seen));
                    ensure_eq!(failed(outcome)?.status.unwrap_or_default(), status);
                }
                Ok(())
            },
        ),
        Check::new(
            "redirect-other-origin",
            "A redirect to another origin is returned, not followed.",
            "ours",
            |lab| async move {
                let location = format!("{}/users/8", lab.address(Origin::Other));
                stays(&lab, Setup::default(), get_user(), location).await
            },
        ),
        Check::new(
            "no-credential-to-other-host",
            "No credential is sent to another host, whatever its header is called.",
            "RFC 9110, 15.4; ours",
            |lab| async move {
                let location = format!("{}/users/8", lab.address(Origin::Other));
                lab.responds_at("/account/header", [redirect(302, &location)]);
                lab.responds([Reaction::status(204)]);
                let setup = Setup { logins: vec![Login::Header("k3y")], ..Setup::default() };
                // Whether the call succeeds is another check.
                let _ = lab.call_with(setup, Action::Account(Access::Header)).await;
                let seen = lab.seen();
                ensure!(!seen.is_empty(), "nothing was sent");
                let other = seen.iter().find(|seen| seen.origin == Origin::Other);
                ensure!(other.is_none_or(|seen| seen.header("x-key").is_none()), "the key is sent there");
                Ok(())
            },
        ),
        Check::new(
            "redirect-other-name",
            "Another name of the same host is another origin.",
            "RFC 6454, 4",
            |lab| async move {
                let address = lab.address(Origin::Main).replace("127.0.0.1", "localhost");
                let setup = Setup { logins: vec![Login::Header("k3y")], ..Setup::default() };
                stays(&lab, setup, Action::Account(Access::Header), format!("{address}/users/8")).await
            },
        ),
        Check::new(
            "redirect-documented",
            "A redirect that the document describes is returned as a response.",
            "OpenAPI 3.1.1, Responses Object; ours",
            |lab| async move {
                lab.responds_at("/moved", [redirect(302, &lab.path("/users/8"))]);
                lab.responds([user()]);
                let outcome = lab.call(Action::GetMoved).await;
                ensure_eq!(route(&lab.seen()), "GET /moved");
                ensure_eq!(failed(outcome)?.status.unwrap_or_default(), 302);
                Ok(())
            },
        ),
        Check::new(
            "redirect-to-storage",
            "Where the user allows a host, a download is redirected to it, without the credential and its headers.",
            "ours",
            |lab| async move {
                let other = lab.address(Origin::Other);
                lab.responds_at("/files/a", [redirect(302, &format!("{other}/storage/a?signature=7"))]);
                lab.responds([Reaction::body(200, "application/octet-stream", "abc")]);
                let download_host = other.split('/').nth(2).map(str::to_owned);
                let setup = Setup { logins: vec![Login::Header("k3y")], download_host, ..Setup::default() };
                ensure!(succeeded(lab.call_with(setup, Action::GetFile).await)?.bytes == b"abc", "another file");
                let seen = lab.seen();
                ensure_eq!(route(&seen), "GET /files/a, GET /storage/a");
                ensure_eq!(seen.first().and_then(|seen| seen.header("x-key")).unwrap_or("none"), "k3y");
                ensure_eq!(
                    seen.last().map(Seen::header_names).unwrap_or_default().join(", "),
                    "accept, accept-encoding, host"
                );
                Ok(())
            },
        ),
        Check::new(
            "redirect-without-location",
            "A redirect without `Location` is returned.",
            "RFC 9110, 15.4",
            |lab| async move {
                lab.responds([Reaction::status(302)]);
                ensure_eq!(failed(lab.call(get_user()).await)?.status.unwrap_or_default(), 302);
                Ok(())
            },
        ),
        Check::new(
            "redirect-of-a-stream",
            "An upload that cannot be read twice is not redirected.",
            "ours",
            |lab| async move {
                lab.responds_at("/files/a", [redirect(307, &lab.path("/files/b"))]);
                lab.responds([Reaction::status(204)]);
                let outcome = lab.call(Action::PutFile(Upload::stream(&["ab", "cd"]))).await;
                ensure!(lab.seen().len() == 1, "`{}`", route(&lab.seen()));
                ensure_eq!(failed(outcome)?.status.unwrap_or_default(), 307);
                Ok(())
            },
        ),
    ]
}
