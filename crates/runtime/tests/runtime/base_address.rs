use moored_runtime::{BuildError, Core};

use crate::support::everything_shown;

#[test]
fn the_document_s_server_is_the_default() {
    let core = Core::builder(Some("https://api.example.com/v2/")).build().unwrap();
    assert_eq!(core.base_address(), "https://api.example.com/v2");
    let core = Core::builder(Some("https://api.example.com/v2")).base_address("http://LOCALHOST:80/").build().unwrap();
    assert_eq!(core.base_address(), "http://localhost");
}

#[test]
fn without_any_base_address_the_error_names_the_method_that_mends_it() {
    let error = Core::builder(None).build().unwrap_err();
    assert!(matches!(error, BuildError::NoBaseAddress));
    assert!(error.to_string().ends_with("give one with `base_address`"), "{error}");
}

#[test]
fn an_address_that_could_hide_a_secret_or_lead_nowhere_is_refused_without_repeating_it() {
    let wrong = [
        ("/hunter2", "it is not an absolute address such as https://example.com/api"),
        ("hunter2.example.com", "it is not an absolute address such as https://example.com/api"),
        ("ftp://hunter2.example.com", "it begins with neither http:// nor https://"),
        ("https://user:hunter2@example.com", "it holds a user name or password: give these as a credential"),
        ("https://hunter2@example.com", "it holds a user name or password: give these as a credential"),
        ("https://example.com/?key=hunter2", "it holds a query"),
        ("https://example.com/#hunter2", "it holds a fragment"),
    ];
    for (address, reason) in wrong {
        let error = Core::builder(None).base_address(address).build().unwrap_err();
        assert_eq!(error.to_string(), format!("the base address is invalid: {reason}"), "{address}");
        assert!(!everything_shown(&error).contains("hunter2"), "{address}");
    }
}
