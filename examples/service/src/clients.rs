//! The clients, and where they are.

use std::env;

use builds_client as builds;
use moored::{
    computestacks, insighto,
    runtime::{WebhookReceiver, WebhookVerifier},
    sendcloud, strawblond, unleash,
};
use tracker_client as tracker;
use vault_client as vault;

use crate::signing::Signing;

/// A client for each API. Clones share connections.
#[derive(Clone)]
pub struct Clients {
    pub computestacks: computestacks::Client,
    pub insighto: insighto::Client,
    pub sendcloud: sendcloud::Client,
    pub strawblond: strawblond::Client,
    pub unleash: unleash::Client,
    pub tracker: tracker::Client,
    pub tracker_webhooks: WebhookReceiver<tracker::webhooks::Event>,
    pub builds: builds::Client,
    pub vault: vault::Client,
}

impl Clients {
    /// Those that the environment configures.
    ///
    /// # Errors
    /// A variable is not set, or has a value that cannot be used.
    pub fn from_environment() -> Result<Self, Box<dyn std::error::Error>> {
        let var = |name: &str| env::var(name).map_err(|error| format!("{name}: {error}"));
        Ok(Self {
            computestacks: computestacks::Client::builder()
                .base_address(var("COMPUTESTACKS_URL")?)
                .credential(computestacks::Credential::basic(
                    var("COMPUTESTACKS_USER")?,
                    var("COMPUTESTACKS_PASSWORD")?,
                ))
                .build()?,
            insighto: insighto::Client::builder()
                .credential(insighto::Credential::api_key(var("INSIGHTO_KEY")?))
                .build()?,
            sendcloud: sendcloud::Client::builder()
                .credential(sendcloud::Credential::basic(var("SENDCLOUD_PUBLIC")?, var("SENDCLOUD_SECRET")?))
                .build()?,
            strawblond: strawblond::Client::builder()
                .credential(strawblond::Credential::bearer(var("STRAWBLOND_TOKEN")?))
                .build()?,
            unleash: unleash::Client::builder()
                .base_address(var("UNLEASH_URL")?)
                .credential(unleash::Credential::api_key(var("UNLEASH_KEY")?))
                .build()?,
            tracker: tracker::Client::builder()
                .credential(tracker::Credential::bearer(var("TRACKER_TOKEN")?))
                .build()?,
            tracker_webhooks: WebhookReceiver::new(WebhookVerifier::standard(var("TRACKER_WEBHOOK_SECRET")?)?),
            builds: builds::Client::builder()
                .credential(builds::Credential::api_key(var("BUILDS_KEY")?))
                .wrap_transport(Signing::with(var("BUILDS_SIGNING_KEY")?))
                .build()?,
            vault: vault::Client::builder()
                .credential(vault::Credential::basic(var("VAULT_USER")?, var("VAULT_PASSWORD")?))
                .build()?,
        })
    }
}
