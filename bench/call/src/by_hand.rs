//! The same call, written by hand with reqwest and serde: an API key in the query, a time-out, a check of the status.

use std::time::Duration;

use moored_runtime::reqwest;
use serde::Deserialize;
use serde_json::{Map, Value};

pub(crate) struct Client {
    http: reqwest::Client,
    base_address: String,
    key: String,
}

impl Client {
    pub(crate) fn new(base_address: String, key: &str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(Duration::from_secs(30))
            .timeout(Duration::from_secs(60))
            .build()
            .unwrap();
        Self { http, base_address, key: key.to_owned() }
    }

    pub(crate) async fn get_user(&self) -> Result<GetUserResponse, reqwest::Error> {
        self.http
            .get(format!("{}/api/v1/user", self.base_address))
            .query(&[("api_key", &self.key)])
            .header("accept", "application/json")
            .send()
            .await?
            .error_for_status()?
            .json()
            .await
    }
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are decoded but not read")]
pub(crate) struct GetUserResponse {
    pub(crate) message: Option<String>,
    pub(crate) meta: Option<Map<String, Value>>,
    pub(crate) data: Option<User>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are decoded but not read")]
pub(crate) struct User {
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) is_active: Option<bool>,
    pub(crate) is_superuser: Option<bool>,
    pub(crate) birthdate: Option<String>,
    pub(crate) is_enterprise: Option<bool>,
    pub(crate) role_id: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) active_billing_plan_id: Option<String>,
    pub(crate) next_billing_plan_id: Option<String>,
    pub(crate) stripe_customer_id: Option<String>,
    pub(crate) stripe_subscription_id: Option<String>,
    pub(crate) stripe_subscription_status: Option<String>,
    pub(crate) stripe_has_payment_method: Option<bool>,
    pub(crate) is_trial: Option<bool>,
    pub(crate) used_trial: Option<bool>,
    pub(crate) is_paying: Option<bool>,
    pub(crate) stripe_last_payment_date: Option<String>,
    pub(crate) billing_updated_at: Option<String>,
    pub(crate) last_credits_refresh: Option<String>,
    pub(crate) next_credits_refresh: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) follower_count: Option<i64>,
    pub(crate) following_count: Option<i64>,
}
