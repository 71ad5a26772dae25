//! StrawBlond's operations, and facts about its document.

use crate::calls::{BEARER, Call, Facts, Provider, Sent, TOKEN};

client!(moored_strawblond: "bearer" => bearer(TOKEN));

pub(crate) const PROVIDER: Provider = Provider {
    name: "strawblond",
    base_address: Some("https://api.strawblond.com/api"),
    credentials: &[("bearer", Sent::Authorization(BEARER))],
    calls: &[
        Call {
            provider: "strawblond",
            method: "GET",
            path: "/user",
            schemes: &["bearer"],
            body: None,
            accept: "application/json",
            has_response_body: true,
            send: send!(get_user()),
        },
        Call {
            provider: "strawblond",
            method: "PATCH",
            path: "/user",
            schemes: &["bearer"],
            body: Some(
                r#"{"firstname":"Alice","password":"sesame","locale":"de","settings":{"notifyRFDInvoices":false}}"#,
            ),
            accept: "application/json",
            has_response_body: false,
            send: send!(update_user(body)),
        },
    ],
    facts: Facts {
        examples: &["GET /user"],
        // The minimal body, 9 properties, of which `settings` counts 1 + 5, all.
        bodies: 1 + 8 + 6 + 1,
        ..Facts::NONE
    },
    default_base_address,
    shown,
};
