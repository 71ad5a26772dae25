//! TLS, with a certificate authority of the user and with a certificate of the client.

use crate::action::{Action, Certificates, Setup};
use crate::check::Check;
use crate::lab::{Lab, failed_as, get_user, returned_user, user};
use crate::provider::{Origin, Reaction};
use crate::subject::{Kind, Outcome};
use crate::verdict::{Deviation, ensure, ensure_eq};

/// A call to an origin with TLS.
async fn call(lab: &Lab, origin: Origin, certificates: Certificates) -> Outcome {
    lab.call_with(Setup { address: Some(lab.address(origin)), certificates, ..Setup::default() }, get_user()).await
}

/// The provider must have received no request.
fn nothing_sent(lab: &Lab) -> Result<(), Deviation> {
    ensure!(lab.seen().is_empty(), "{} requests", lab.seen().len());
    Ok(())
}

const TRUSTED: Certificates = Certificates { authority: true, identity: false };

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "tls-authority",
            "A certificate authority that the user adds is trusted.",
            "RFC 5280, 6.1",
            |lab| async move {
                lab.responds([user()]);
                returned_user(call(&lab, Origin::Secure, TRUSTED).await)?;
                ensure!(lab.only()?.origin == Origin::Secure, "another origin");
                Ok(())
            },
        ),
        Check::new(
            "tls-untrusted",
            "Without it, there is no connection, and nothing is sent.",
            "RFC 9110, 4.3.4",
            |lab| async move {
                lab.responds([user()]);
                failed_as(call(&lab, Origin::Secure, Certificates::default()).await, Kind::Connect)?;
                nothing_sent(&lab)
            },
        ),
        Check::new(
            "tls-identity",
            "A certificate of the client is sent where the server requires one.",
            "RFC 8446, 4.4.2",
            |lab| async move {
                lab.responds([user()]);
                returned_user(call(&lab, Origin::Guarded, Certificates { identity: true, ..TRUSTED }).await)?;
                ensure!(call(&lab, Origin::Guarded, TRUSTED).await.is_err(), "it is not required");
                ensure_eq!(lab.seen().len(), 1);
                Ok(())
            },
        ),
        Check::new(
            "tls-redirect-to-plain",
            "A redirect to the same host without TLS is not followed, nor is one of a download to a host that is allowed.",
            "RFC 9110, 15.4; ours",
            |lab| async move {
                let plain = lab.address(Origin::Main).replace("127.0.0.1", "localhost");
                lab.responds([Reaction::status(302).header("location", plain + "/elsewhere")]);
                lab.responds_at("/elsewhere", [user()]);
                let _ = call(&lab, Origin::Secure, TRUSTED).await;
                ensure!(lab.only()?.origin == Origin::Secure, "another origin");
                let setup = Setup {
                    address: Some(lab.address(Origin::Secure)),
                    certificates: TRUSTED,
                    download_host: Some("*".to_owned()),
                    ..Setup::default()
                };
                let _ = lab.call_with(setup, Action::GetFile).await;
                ensure_eq!(lab.seen().len(), 2);
                ensure!(lab.seen().iter().all(|seen| seen.origin == Origin::Secure), "another origin");
                Ok(())
            },
        ),
    ]
}
