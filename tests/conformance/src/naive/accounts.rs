//! Requests with credentials.

use reqwest::RequestBuilder;
use serde_json::Value;

use super::{ByHand, failure};
use crate::action::{Access, Login};
use crate::subject::Failure;

impl ByHand {
    /// Sends whatever the user has given.
    pub(super) async fn account(&self, access: Access) -> Result<RequestBuilder, Failure> {
        let path = match access {
            Access::Basic => "/account/basic",
            Access::Bearer => "/account/bearer",
            Access::Header => "/account/header",
            Access::Query => "/account/query",
            Access::Cookie => "/account/cookie",
            Access::Both => "/account/both",
            Access::Optional => "/account/optional",
            Access::Oauth => "/account/oauth",
        };
        self.with_token(self.logins.iter().fold(self.http.get(self.url(path)), |request, login| match login {
            Login::Basic(user, password) => request.basic_auth(user, Some(password)),
            Login::Bearer(token) => request.bearer_auth(token),
            Login::Header(key) => request.header("X-Key", *key),
            Login::Query(key) => request.query(&[("key", key)]),
            Login::Cookie(key) => request.header("Cookie", format!("session={key}")),
            Login::OAuth { .. } | Login::Refresh { .. } | Login::Source(_) => request,
        }))
        .await
    }

    /// Fetches a token for the first call, and keeps it.
    pub(super) async fn with_token(&self, request: RequestBuilder) -> Result<RequestBuilder, Failure> {
        let Some((id, secret)) = self.logins.iter().find_map(|login| match login {
            Login::OAuth { id, secret } => Some((*id, *secret)),
            _ => None,
        }) else {
            return Ok(request);
        };
        let kept = self.token.read().await.clone();
        let token = match kept {
            Some(token) => token,
            None => {
                let form = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
                let response = self.http.post(self.url("/token")).form(&form).send().await.map_err(failure)?;
                let response: Value = response.json().await.map_err(failure)?;
                let token = response.get("access_token").and_then(Value::as_str).unwrap_or_default().to_owned();
                *self.token.write().await = Some(token.clone());
                token
            }
        };
        Ok(request.bearer_auth(token))
    }
}
