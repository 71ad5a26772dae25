//! Whose credentials the service has: one call of each provider, all at a time.

use axum::{Json, extract::State};
use moored::runtime::{Error, Response};
use serde::Serialize;

use crate::{clients::Clients, failure::Failure};

/// The owner of a credential.
#[derive(Debug, PartialEq, Serialize)]
pub struct Account {
    pub provider: &'static str,
    pub name: Option<String>,
    pub email: Option<String>,
    pub error: Option<String>,
}

impl Account {
    fn new<T, E>(
        provider: &'static str,
        called: Result<Response<T>, Error<E>>,
        owner: impl FnOnce(T) -> Option<(Option<String>, Option<String>)>,
    ) -> Self {
        match called {
            Ok(response) => {
                let (name, email) = owner(response.into_body()).unwrap_or_default();
                Self { provider, name, email, error: None }
            }
            Err(error) => Self { provider, name: None, email: None, error: Some(Failure::from(error).message) },
        }
    }
}

pub async fn list(State(clients): State<Clients>) -> Json<[Account; 5]> {
    let (computestacks, insighto, sendcloud, strawblond, unleash) = tokio::join!(
        clients.computestacks.get_user().send(),
        clients.insighto.get_user().send(),
        clients.sendcloud.get_user().send(),
        clients.strawblond.get_user().send(),
        clients.unleash.get_me().send(),
    );
    Json([
        Account::new("computestacks", computestacks, |body| body.user.map(|user| (user.fname, user.email))),
        Account::new("insighto", insighto, |body| body.data.map(|user| (user.first_name, user.email))),
        Account::new("sendcloud", sendcloud, |body| body.user.map(|user| (Some(user.username), Some(user.email)))),
        Account::new("strawblond", strawblond, |user| Some((user.full_name, user.email))),
        Account::new("unleash", unleash, |body| Some((body.user.name.or(body.user.username), body.user.email))),
    ])
}
