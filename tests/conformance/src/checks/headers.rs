//! Which headers a request has.

use crate::action::{Action, Protocol, Setup};
use crate::check::Check;
use crate::lab::{failed_as, get_user, user};
use crate::provider::Origin;
use crate::subject::Kind;
use crate::verdict::{ensure, ensure_eq};

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "headers-none-extra",
            "A GET has `Host` and `Accept`, and nothing that nobody asked for.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                lab.call(get_user()).await?;
                ensure_eq!(lab.only()?.header_names().join(", "), "accept, accept-encoding, host");
                Ok(())
            },
        ),
        Check::new(
            "headers-accept",
            "`Accept` has the media types that the document states for the success.",
            "RFC 9110, 12.5.1",
            |lab| async move {
                lab.responds([user()]);
                lab.call(get_user()).await?;
                ensure_eq!(lab.only()?.header("accept").unwrap_or_default(), "application/json");
                Ok(())
            },
        ),
        Check::new("headers-host", "`Host` is the authority of the address.", "RFC 9110, 7.2", |lab| async move {
            lab.responds([user()]);
            lab.call(get_user()).await?;
            let address = lab.address(Origin::Main);
            let host = lab.only()?.header("host").unwrap_or_default().to_owned();
            ensure!(address.starts_with(&format!("http://{host}/")), "another host");
            Ok(())
        }),
        Check::new(
            "headers-get-without-body",
            "A GET has neither `Content-Length` nor `Transfer-Encoding`.",
            "RFC 9110, 8.6",
            |lab| async move {
                lab.responds([user()]);
                lab.call(get_user()).await?;
                let seen = lab.only()?;
                ensure!(seen.header("content-length").is_none(), "`Content-Length`");
                ensure!(seen.header("transfer-encoding").is_none(), "`Transfer-Encoding`");
                Ok(())
            },
        ),
        Check::new(
            "headers-content-length-zero",
            "A POST without a body has `Content-Length: 0`; some servers respond with 411 without it.",
            "RFC 9110, 8.6",
            |lab| async move {
                let seen = lab.sent(Action::ConfirmOrder).await?;
                ensure_eq!(seen.header("content-length").unwrap_or("none"), "0");
                ensure_eq!(seen.header("content-type").unwrap_or("none"), "none");
                Ok(())
            },
        ),
        Check::new(
            "headers-delete-without-body",
            "A DELETE without a body is sent without one.",
            "RFC 9110, 9.3.5",
            |lab| async move {
                let seen = lab.sent(Action::DeleteUser).await?;
                ensure_eq!(seen.method, "DELETE");
                ensure!(seen.body.is_empty() && seen.header("transfer-encoding").is_none(), "a body");
                Ok(())
            },
        ),
        Check::new("headers-user-agent", "`User-Agent` is what the user sets.", "RFC 9110, 10.1.5", |lab| async move {
            let setup = Setup { user_agent: Some("inventory/1.4"), ..Setup::default() };
            let seen = lab.sent_with(setup, Action::DeleteUser).await?;
            ensure_eq!(seen.header("user-agent").unwrap_or("none"), "inventory/1.4");
            Ok(())
        }),
        Check::new("headers-http2", "The same request is sent with HTTP/2.", "RFC 9113, 8.3", |lab| async move {
            lab.responds([user()]);
            let setup = Setup { protocol: Protocol::Http2, ..Setup::default() };
            let reply = lab.call_with(setup, get_user()).await?;
            ensure_eq!(reply.status, 200);
            let seen = lab.only()?;
            ensure_eq!(seen.path(), "/users/7");
            ensure_eq!(seen.header("accept").unwrap_or_default(), "application/json");
            Ok(())
        }),
        Check::new(
            "plain-http",
            "An unencrypted address that is not this machine needs the user's consent: nothing is sent.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                // Every address of this machine, by a name that no client can know to be one.
                let address = Some(lab.address(Origin::Main).replace("127.0.0.1", "0.0.0.0"));
                let outcome = lab.call_with(Setup { address, ..Setup::default() }, get_user()).await;
                ensure!(lab.seen().is_empty(), "it is sent");
                failed_as(outcome, Kind::NotSent).map(drop)
            },
        ),
    ]
}
