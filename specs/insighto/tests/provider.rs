//! Insighto's operations, and facts about its document.

use crate::calls::{Call, Facts, KEY, Provider, Sent};

client!(moored_insighto: "apiKey" => api_key(KEY));

pub(crate) const PROVIDER: Provider = Provider {
    name: "insighto",
    base_address: Some("https://api.insighto.ai"),
    credentials: &[("apiKey", Sent::Query("api_key", KEY))],
    calls: &[Call {
        provider: "insighto",
        method: "GET",
        path: "/api/v1/user",
        schemes: &["apiKey"],
        body: None,
        accept: "application/json",
        has_response_body: true,
        send: send!(get_user()),
    }],
    facts: Facts { examples: &["GET /api/v1/user"], ..Facts::NONE },
    default_base_address,
    shown,
};
