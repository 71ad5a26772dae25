//! Whose credentials the service has: one call of each provider, all at a time.

use axum::{Json, extract::State};
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
    fn new(provider: &'static str, found: Result<(Option<String>, Option<String>), Failure>) -> Self {
        match found {
            Ok((name, email)) => Self { provider, name, email, error: None },
            Err(failure) => Self { provider, name: None, email: None, error: Some(failure.message) },
        }
    }
}

pub async fn list(State(clients): State<Clients>) -> Json<Vec<Account>> {
    let mut calls = tokio::task::JoinSet::new();
    let client = clients.computestacks;
    calls.spawn(async move {
        let found = client.get_user().send().await.map_err(Failure::from).map(|response| {
            let user = response.into_body().user;
            user.map_or((None, None), |user| (user.fname, user.email))
        });
        Account::new("computestacks", found)
    });
    let client = clients.insighto;
    calls.spawn(async move {
        let found = client.get_user().send().await.map_err(Failure::from).map(|response| {
            let user = response.into_body().data;
            user.map_or((None, None), |user| (user.first_name, user.email))
        });
        Account::new("insighto", found)
    });
    let client = clients.sendcloud;
    calls.spawn(async move {
        let found = client.get_user().send().await.map_err(Failure::from).map(|response| {
            let user = response.into_body().user;
            user.map_or((None, None), |user| (Some(user.username), Some(user.email)))
        });
        Account::new("sendcloud", found)
    });
    let client = clients.strawblond;
    calls.spawn(async move {
        let found = client.get_user().send().await.map_err(Failure::from).map(|response| {
            let user = response.into_body();
            (user.full_name, user.email)
        });
        Account::new("strawblond", found)
    });
    let client = clients.unleash;
    calls.spawn(async move {
        let found = client.get_me().send().await.map_err(Failure::from).map(|response| {
            let user = response.into_body().user;
            (user.name.or(user.username), user.email)
        });
        Account::new("unleash", found)
    });
    let mut accounts = calls.join_all().await;
    accounts.sort_by_key(|account| account.provider);
    Json(accounts)
}
