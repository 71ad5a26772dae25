//! Proxies of the user.

use crate::action::Setup;
use crate::check::Check;
use crate::lab::{Lab, get_user, returned_user, user};
use crate::provider::Origin;
use crate::verdict::{Deviation, ensure, ensure_eq};

/// A host that nobody has.
const HOST: &str = "provider.example";

/// A client for the scenario at [`HOST`], which is reached through the proxy at `proxy`: the second origin.
fn setup(lab: &Lab, proxy: String) -> Setup {
    Setup { address: Some(format!("http://{HOST}{}", lab.path(""))), proxy: Some(proxy), ..Setup::default() }
}

/// The address of the proxy, with these user and password.
fn proxy(lab: &Lab, credential: &str) -> Result<String, Deviation> {
    let address = lab.address(Origin::Other);
    let authority = address.strip_prefix("http://").and_then(|rest| rest.split('/').next());
    let authority = authority.ok_or_else(|| Deviation::Other("no proxy".to_owned()))?;
    Ok(format!("http://{credential}{authority}"))
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "proxy",
            "Requests go through the proxy of the user, which gets the whole address.",
            "RFC 9112, 3.2.2",
            |lab| async move {
                lab.responds([user()]);
                returned_user(lab.call_with(setup(&lab, proxy(&lab, "")?), get_user()).await)?;
                let seen = lab.only()?;
                ensure!(seen.origin == Origin::Other, "the proxy is not asked");
                ensure_eq!(seen.proxied.as_deref().unwrap_or_default(), HOST);
                ensure_eq!(seen.header("host").unwrap_or_default(), HOST);
                Ok(())
            },
        ),
        Check::new(
            "proxy-credential",
            "The user and the password in the address of a proxy are sent to it, and only to it.",
            "RFC 9110, 11.7.2",
            |lab| async move {
                lab.responds([user()]);
                returned_user(lab.call_with(setup(&lab, proxy(&lab, "ada:lovelace@")?), get_user()).await)?;
                let seen = lab.only()?;
                // printf ada:lovelace | base64
                ensure_eq!(seen.header("proxy-authorization").unwrap_or_default(), "Basic YWRhOmxvdmVsYWNl");
                ensure_eq!(seen.header("authorization").unwrap_or_default(), "");
                Ok(())
            },
        ),
        Check::new(
            "proxy-not-for-this-machine",
            "What is sent without TLS to this machine goes through no proxy.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                let setup = Setup { proxy: Some(proxy(&lab, "")?), ..Setup::default() };
                returned_user(lab.call_with(setup, get_user()).await)?;
                ensure!(lab.only()?.origin == Origin::Main, "the proxy gets it");
                Ok(())
            },
        ),
    ]
}
