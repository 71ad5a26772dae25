//! `moored whoami`.
//!
//! What holds for every provider is tested with all of them. `specs/<provider>/tests/whoami.rs` has the identities,
//! with examples from the documents and with captured responses of a real server.

#![cfg(all(feature = "cli", feature = "providers"))]
#![expect(clippy::expect_used, reason = "a file that cannot be read fails the test")]

#[path = "whoami/errors.rs"]
mod errors;
#[path = "whoami/support.rs"]
mod support;

mod providers {
    include!(concat!(env!("OUT_DIR"), "/whoami.rs"));
}

use moored::PROVIDERS;

use support::run;

#[test]
fn help_lists_the_variables_of_the_provider_and_no_others() {
    let (code, help, _) = run(&["whoami", "--help"], &[]);
    assert_eq!(code, 0);
    for provider in PROVIDERS {
        assert!(help.contains(provider.name()) && help.contains(provider.title()), "{help}");
        let (code, help, _) = run(&["whoami", provider.name(), "--help"], &[]);
        assert_eq!(code, 0);
        for other in PROVIDERS {
            let variables = other.schemes().into_iter().flat_map(|scheme| scheme.variables.names());
            for variable in variables.chain([other.base_address_variable()]).chain(other.token_url_variable()) {
                assert_eq!(help.contains(variable), other.name() == provider.name(), "{variable}: {help}");
            }
        }
    }
}
