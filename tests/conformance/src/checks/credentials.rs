//! How a client authenticates (OpenAPI 3.1.1, Security Scheme Object and Security Requirement Object).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::action::{Access, Action, Login, Setup};
use crate::check::Check;
use crate::lab::{Lab, failed_as, get_user, user};
use crate::provider::{Reaction, Seen};
use crate::subject::Kind;
use crate::verdict::{Deviation, ensure, ensure_eq};

async fn sent(lab: &Lab, logins: Vec<Login>, access: Access) -> Result<Seen, Deviation> {
    lab.sent_with(Setup { logins, ..Setup::default() }, Action::Account(access)).await
}

/// Sends nothing, and returns an error of its own.
async fn rejected(lab: &Lab, logins: Vec<Login>, access: Access) -> Result<(), Deviation> {
    lab.responds([Reaction::status(204)]);
    let outcome = lab.call_with(Setup { logins, ..Setup::default() }, Action::Account(access)).await;
    ensure!(lab.seen().is_empty(), "it is sent");
    failed_as(outcome, Kind::NotSent).map(drop)
}

fn authorization(seen: &Seen) -> &str {
    seen.header("authorization").unwrap_or("none")
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "credential-basic",
            "Basic: user name and password in base64, as UTF-8.",
            "RFC 7617, 2",
            |lab| async move {
                let seen = sent(&lab, vec![Login::Basic("ada", "pä:ss")], Access::Basic).await?;
                ensure_eq!(authorization(&seen), format!("Basic {}", STANDARD.encode("ada:pä:ss")));
                Ok(())
            },
        ),
        Check::new(
            "credential-basic-colon",
            "A user name with a colon cannot be sent, as the password would begin there.",
            "RFC 7617, 2",
            |lab| async move { rejected(&lab, vec![Login::Basic("a:da", "pass")], Access::Basic).await },
        ),
        Check::new("credential-bearer", "A bearer token is in `Authorization`.", "RFC 6750, 2.1", |lab| async move {
            let seen = sent(&lab, vec![Login::Bearer("t0ken")], Access::Bearer).await?;
            ensure_eq!(authorization(&seen), "Bearer t0ken");
            Ok(())
        }),
        Check::new(
            "credential-header",
            "A key is in the header of its scheme.",
            "OpenAPI 3.1.1, Security Scheme Object",
            |lab| async move {
                let seen = sent(&lab, vec![Login::Header("k3y")], Access::Header).await?;
                ensure_eq!(seen.header("x-key").unwrap_or("none"), "k3y");
                ensure_eq!(authorization(&seen), "none");
                Ok(())
            },
        ),
        Check::new(
            "credential-query",
            "A key in the query is encoded.",
            "OpenAPI 3.1.1, Security Scheme Object",
            |lab| async move {
                let seen = sent(&lab, vec![Login::Query("k&3=y")], Access::Query).await?;
                ensure_eq!(seen.query(), "key=k%263%3Dy");
                Ok(())
            },
        ),
        Check::new(
            "credential-cookie",
            "A key is in the cookie of its scheme.",
            "OpenAPI 3.1.1, Security Scheme Object",
            |lab| async move {
                let seen = sent(&lab, vec![Login::Cookie("k3y")], Access::Cookie).await?;
                ensure_eq!(seen.header("cookie").unwrap_or("none"), "session=k3y");
                Ok(())
            },
        ),
        Check::new(
            "credential-cookie-separator",
            "A key that would begin a second cookie is rejected.",
            "RFC 6265, 4.1.1",
            |lab| async move { rejected(&lab, vec![Login::Cookie("k3y; admin=1")], Access::Cookie).await },
        ),
        Check::new(
            "credential-line-break",
            "A key that ends in a line break, as one that was read from a file, is rejected before the first call.",
            "RFC 9110, 5.5",
            |lab| async move { rejected(&lab, vec![Login::Header("k3y\n")], Access::Header).await },
        ),
        Check::new(
            "credential-all-of-an-alternative",
            "Where an alternative needs two credentials, both are sent.",
            "OpenAPI 3.1.1, Security Requirement Object",
            |lab| async move {
                let logins = vec![Login::Header("k3y"), Login::Bearer("t0ken"), Login::Basic("ada", "pass")];
                let seen = sent(&lab, logins, Access::Both).await?;
                ensure_eq!(seen.header("x-key").unwrap_or("none"), "k3y");
                ensure_eq!(authorization(&seen), "Bearer t0ken");
                let count = seen.header_names().iter().filter(|name| **name == "authorization").count();
                ensure!(count == 1, "`Authorization` is sent {count} times");
                Ok(())
            },
        ),
        Check::new(
            "credential-first-complete-alternative",
            "The first alternative for which the client has all credentials is sent, and nothing of the others.",
            "OpenAPI 3.1.1, Security Requirement Object",
            |lab| async move {
                let logins = vec![Login::Header("k3y"), Login::Basic("ada", "pass")];
                let seen = sent(&lab, logins, Access::Both).await?;
                ensure!(authorization(&seen).starts_with("Basic "), "`{}`", authorization(&seen));
                ensure!(seen.header("x-key").is_none(), "the key as well");
                Ok(())
            },
        ),
        Check::new(
            "credential-missing",
            "A call whose credential the client does not have is an error that names it; nothing is sent.",
            "OpenAPI 3.1.1, Security Requirement Object; ours",
            |lab| async move {
                lab.responds([Reaction::status(204)]);
                let outcome = lab.call(Action::Account(Access::Header)).await;
                ensure!(lab.seen().is_empty(), "it is sent");
                let failure = failed_as(outcome, Kind::NotSent)?;
                ensure!(failure.text.contains("`header`"), "the error does not name the credential");
                Ok(())
            },
        ),
        Check::new(
            "credential-optional",
            "An operation that allows anonymous calls is called without a credential.",
            "OpenAPI 3.1.1, Security Requirement Object",
            |lab| async move {
                let seen = sent(&lab, Vec::new(), Access::Optional).await?;
                ensure_eq!(authorization(&seen), "none");
                Ok(())
            },
        ),
        Check::new(
            "credential-optional-is-sent",
            "The same operation gets the credential if the client has it.",
            "OpenAPI 3.1.1, Security Requirement Object",
            |lab| async move {
                let seen = sent(&lab, vec![Login::Bearer("t0ken")], Access::Optional).await?;
                ensure_eq!(authorization(&seen), "Bearer t0ken");
                Ok(())
            },
        ),
        Check::new(
            "credential-only-where-required",
            "An operation without `security` gets no credential, whatever the client has.",
            "OpenAPI 3.1.1, Operation Object",
            |lab| async move {
                lab.responds([user()]);
                let logins = vec![Login::Header("k3y"), Login::Bearer("t0ken"), Login::Cookie("k3y")];
                lab.call_with(Setup { logins, ..Setup::default() }, get_user()).await?;
                ensure_eq!(lab.only()?.header_names().join(", ").replace("accept, accept-encoding, ", ""), "host");
                Ok(())
            },
        ),
        Check::new(
            "credential-of-another-scheme",
            "A credential of another scheme is not sent in place of the required one.",
            "OpenAPI 3.1.1, Security Requirement Object",
            |lab| async move { rejected(&lab, vec![Login::Query("k3y")], Access::Bearer).await },
        ),
    ]
}
