//! ComputeStacks' client, which obtains tokens in three ways.

use std::time::Duration;

use moored_computestacks::{Client, Credential};

use crate::calls::PASSWORD;
use crate::tokens::{CLIENT_SECRET, REFRESH_TOKEN, Way, add_error};

pub(crate) const SECRETS: &[Way] = &[Way::Request(|base_address, token_url| Box::pin(grants(base_address, token_url)))];

async fn grants(base_address: String, token_url: String) -> Vec<String> {
    let mut shown = Vec::new();
    let grants = [
        Credential::client_credentials("id", CLIENT_SECRET),
        Credential::password("id", CLIENT_SECRET, "ada", PASSWORD),
        Credential::refresh_token("id", CLIENT_SECRET, REFRESH_TOKEN),
    ];
    for grant in grants {
        let grant = grant.token_url(token_url.as_str());
        shown.push(format!("{grant:?} {grant:#?}"));
        let builder =
            Client::builder().base_address(base_address.as_str()).timeout(Duration::from_millis(500)).credential(grant);
        let client = builder.build().expect("a client");
        add_error(client.get_user().send().await, &mut shown);
    }
    shown
}
