//! ComputeStacks's operations, and facts about its document.

use crate::calls::{BASIC, BEARER, Call, Facts, PASSWORD, Provider, Sent, TOKEN, USERNAME};

client!(moored_computestacks: "oauth" => access_token(TOKEN), "basic" => basic(USERNAME, PASSWORD));

pub(crate) const PROVIDER: Provider = Provider {
    name: "computestacks",
    base_address: None,
    credentials: &[("oauth", Sent::Authorization(BEARER)), ("basic", Sent::Authorization(BASIC))],
    calls: &[
        Call {
            provider: "computestacks",
            method: "GET",
            path: "/api/users",
            schemes: &["oauth", "basic"],
            body: None,
            accept: "application/json",
            has_response_body: true,
            send: send!(get_user()),
        },
        Call {
            provider: "computestacks",
            method: "PATCH",
            path: "/api/users",
            schemes: &["oauth", "basic"],
            body: Some(r#"{"user":{"fname":"Jane","c_sftp_pass":false,"merge_labels":{"team":"blue","old":null}}}"#),
            accept: "*/*",
            has_response_body: false,
            send: send!(update_user(body)),
        },
        Call {
            provider: "computestacks",
            method: "POST",
            path: "/api/users",
            schemes: &["oauth"],
            body: Some(
                r#"{"user":{"fname":"Jane","lname":"Döe","provider_server":"s1.example.com","provider_username":"jane"}}"#,
            ),
            accept: "application/json",
            has_response_body: true,
            send: send!(create_user(body)),
        },
    ],
    facts: Facts {
        examples: &["GET /api/users", "POST /api/users"],
        // PATCH: the minimal body, `user` without properties, 15 properties, all. POST: the minimal body, the minimal
        // `user`, 17 properties, all.
        bodies: (2 + 15 + 1) + (2 + 17 + 1),
        ..Facts::NONE
    },
    default_base_address,
    shown,
};
