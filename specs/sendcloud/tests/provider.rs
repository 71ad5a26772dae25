//! Sendcloud's operations, and facts about its document.

use crate::calls::{BASIC, BEARER, Call, Facts, PASSWORD, Provider, Sent, TOKEN, USERNAME};

client!(moored_sendcloud: "HTTPBasicAuth" => basic(USERNAME, PASSWORD), "OAuth2ClientCreds" => access_token(TOKEN));

pub(crate) const PROVIDER: Provider = Provider {
    name: "sendcloud",
    base_address: Some("https://panel.sendcloud.sc/api/v2"),
    credentials: &[("HTTPBasicAuth", Sent::Authorization(BASIC)), ("OAuth2ClientCreds", Sent::Authorization(BEARER))],
    calls: &[Call {
        provider: "sendcloud",
        method: "GET",
        path: "/user",
        schemes: &["HTTPBasicAuth", "OAuth2ClientCreds"],
        body: None,
        accept: "application/json",
        has_response_body: true,
        send: send!(get_user()),
    }],
    facts: Facts {
        examples: &["GET /user"],
        // Eight for the user, three for a module.
        examples_of_properties: 8 + 3,
        minimums: &[("/user/modules/0/id", 1)],
        ..Facts::NONE
    },
    default_base_address,
    shown,
};
