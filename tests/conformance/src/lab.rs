//! What a check works with: a provider of its own, and the client that is checked.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use crate::action::{Action, Options, Setup};
use crate::provider::{Origin, Provider, Reaction, Seen};
use crate::subject::{Client, Failure, Kind, Outcome, Reply, Subject};
use crate::verdict::Deviation;

/// A scenario of the provider, and a client for it.
#[derive(Clone)]
pub struct Lab {
    subject: Arc<dyn Subject>,
    pub(crate) provider: Arc<Provider>,
    scenario: String,
}

impl Lab {
    pub fn new(subject: Arc<dyn Subject>, provider: Arc<Provider>, scenario: String) -> Self {
        Self { subject, provider, scenario }
    }

    /// Sets what all requests get that have no script of their own. The last reaction stays.
    pub(crate) fn responds(&self, reactions: impl IntoIterator<Item = Reaction>) {
        self.provider.script(&self.scenario, None, reactions.into_iter().collect());
    }

    /// Sets what the requests of one path get.
    pub(crate) fn responds_at(&self, path: &str, reactions: impl IntoIterator<Item = Reaction>) {
        self.provider.script(&self.scenario, Some(path), reactions.into_iter().collect());
    }

    pub(crate) fn address(&self, origin: Origin) -> String {
        self.provider.address(&self.scenario, origin)
    }

    /// A path of this scenario, as a redirect within the origin has it.
    pub(crate) fn path(&self, path: &str) -> String {
        format!("/{}{path}", self.scenario)
    }

    pub(crate) fn client(&self, setup: Setup) -> Result<Arc<dyn Client>, Failure> {
        let address = setup.address.clone().unwrap_or_else(|| self.address(Origin::Main));
        self.subject.build(&address, setup).map(Arc::from)
    }

    /// One call of a client without settings.
    pub(crate) async fn call(&self, action: Action) -> Outcome {
        self.call_with(Setup::default(), action).await
    }

    /// One call of a client.
    pub(crate) async fn call_with(&self, setup: Setup, action: Action) -> Outcome {
        self.client(setup)?.call(action, Options::default()).await
    }

    /// One call with options of its own.
    pub(crate) async fn call_once(&self, options: Options, action: Action) -> Outcome {
        self.client(Setup::default())?.call(action, options).await
    }

    /// The requests so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.provider.seen(&self.scenario)
    }

    /// The requests of one path so far.
    pub(crate) fn seen_at(&self, path: &str) -> Vec<Seen> {
        self.seen().into_iter().filter(|seen| seen.path() == path).collect()
    }

    /// The only request.
    pub(crate) fn only(&self) -> Result<Seen, Deviation> {
        let mut seen = self.seen();
        match (seen.pop(), seen.len()) {
            (Some(only), 0) => Ok(only),
            (None, _) => Err(Deviation::Other("nothing was sent".to_owned())),
            (_, others) => Err(Deviation::Other(format!("{} requests", others + 1))),
        }
    }

    /// The only request of a call that succeeds. All requests get a 204.
    pub(crate) async fn sent(&self, action: Action) -> Result<Seen, Deviation> {
        self.sent_with(Setup::default(), action).await
    }

    /// The same of a client with settings.
    pub(crate) async fn sent_with(&self, setup: Setup, action: Action) -> Result<Seen, Deviation> {
        self.responds([Reaction::status(204)]);
        self.call_with(setup, action).await?;
        self.only()
    }

    /// Waits until the provider has noticed that a client closed its connection.
    pub(crate) async fn is_cancelled(&self) -> bool {
        for _ in 0..200 {
            if self.provider.cancelled(&self.scenario) > 0 {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }
}

/// The error of a call, which must not succeed.
pub(crate) fn failed(outcome: Outcome) -> Result<Failure, Deviation> {
    match outcome {
        Ok(_) => Err(Deviation::Other("no error".to_owned())),
        Err(failure) if failure.kind == Kind::NotOffered => Err(Deviation::NotOffered),
        Err(failure) => Ok(failure),
    }
}

/// The error of a call, which must be of this kind.
pub(crate) fn failed_as(outcome: Outcome, kind: Kind) -> Result<Failure, Deviation> {
    let failure = failed(outcome)?;
    if failure.kind == kind { Ok(failure) } else { Err(failure.into()) }
}

/// The result of a call, which must not fail.
pub(crate) fn succeeded(outcome: Outcome) -> Result<Reply, Deviation> {
    outcome.map_err(Deviation::from)
}

/// The result of a call that must return the user of [`user`].
pub(crate) fn returned_user(outcome: Outcome) -> Result<Reply, Deviation> {
    let reply = succeeded(outcome)?;
    match reply.value.get("name") {
        Some(name) if name == "Ada" => Ok(reply),
        _ => Err(Deviation::Other("another body".to_owned())),
    }
}

pub(crate) fn get_user() -> Action {
    Action::GetUser("7".to_owned())
}

/// A response with a user.
pub(crate) fn user() -> Reaction {
    Reaction::json(200, &json!({"id": 7, "name": "Ada"}))
}

pub(crate) fn create_order() -> Action {
    Action::CreateOrder { article: "book".to_owned(), count: None }
}

/// A response with an order.
pub(crate) fn order() -> Reaction {
    Reaction::json(201, &json!({"id": "o1"}))
}

/// An error response as the document describes it.
pub(crate) fn problem(status: u16) -> Reaction {
    Reaction::json(status, &json!({"message": "try again"}))
}
