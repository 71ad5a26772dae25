//! Sendcloud's client, which takes tokens from the caller and whose token address can be invalid.

use moored_runtime::AccessToken;
use moored_sendcloud::{Client, Credential};

use crate::server::closed_port;
use crate::tokens::{CLIENT_SECRET, FETCHED, Way, add_error};

pub(crate) const SECRETS: &[Way] =
    &[Way::Other(|| Box::pin(sources())), Way::Other(|| Box::pin(async { build_errors() }))];

async fn sources() -> Vec<String> {
    let mut shown = Vec::new();
    let failing = || async { Err::<AccessToken, _>(std::io::Error::other("no token today")) };
    let token = || async { Ok::<_, std::io::Error>(AccessToken::new(FETCHED)) };
    let invalid = || async { Ok::<_, std::io::Error>(AccessToken::new(format!("{FETCHED}\n"))) };
    for credential in
        [Credential::token_source(failing), Credential::token_source(token), Credential::token_source(invalid)]
    {
        shown.push(format!("{credential:?}"));
        let client = Client::builder().base_address(closed_port()).credential(credential).build().expect("a client");
        shown.push(format!("{client:?}"));
        add_error(client.get_user().send().await, &mut shown);
    }
    shown
}

/// The errors of a builder.
fn build_errors() -> Vec<String> {
    let mut shown = Vec::new();
    for token_url in
        [format!("http://example.com/{CLIENT_SECRET}"), format!("ftp://{CLIENT_SECRET}"), "http://[".to_owned()]
    {
        let grant = Credential::client_credentials("id", CLIENT_SECRET).token_url(token_url);
        let error = Client::builder().credential(grant).build().expect_err("an invalid token address");
        shown.push(format!("{error} {error:?}"));
    }
    shown
}
