//! Unleash's operations, and facts about its document.

use moored_unleash::operations::GetMeError;
use serde_json::Value;

use crate::calls::{Call, ErrorBody, Facts, Provider, Sent, TOKEN};

client!(moored_unleash: "apiKey" => api_key(TOKEN));

pub(crate) const PROVIDER: Provider = Provider {
    name: "unleash",
    base_address: None,
    credentials: &[("apiKey", Sent::Authorization(TOKEN))],
    calls: &[Call {
        provider: "unleash",
        method: "GET",
        path: "/api/admin/user",
        schemes: &["apiKey"],
        body: None,
        accept: "application/json",
        has_response_body: true,
        send: send!(get_me()),
    }],
    facts: Facts {
        error_responses: &[("GET /api/admin/user", 401), ("GET /api/admin/user", 403)],
        enums: &["/user/accountType"],
        ..Facts::NONE
    },
    default_base_address,
    shown,
};

impl ErrorBody for GetMeError {
    fn encoded(&self) -> Value {
        match self {
            Self::Unauthorized(body) => serde_json::to_value(body),
            Self::Forbidden(body) => serde_json::to_value(body),
            other => panic!("the document has no {other:?}"),
        }
        .expect("a body that encodes")
    }
}
