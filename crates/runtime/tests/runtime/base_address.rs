use moored_runtime::{BuildError, Core, Server};

use crate::support::everything_shown;

#[test]
fn the_document_s_server_is_the_default() {
    let core = Core::builder(Some("https://api.example.com/v2/")).build().unwrap();
    assert_eq!(core.base_address(), "https://api.example.com/v2");
    let core = Core::builder(Some("https://api.example.com/v2")).base_address("http://LOCALHOST:80/").build().unwrap();
    assert_eq!(core.base_address(), "http://localhost");
}

#[test]
fn the_error_for_a_missing_base_address_names_the_method_to_call() {
    let error = Core::builder(None).build().unwrap_err();
    assert!(matches!(error, BuildError::NoBaseAddress));
    assert!(error.to_string().ends_with("set one with `base_address`"), "{error}");
}

#[test]
fn an_invalid_base_address_is_an_error_that_does_not_show_it() {
    let wrong = [
        ("/hunter2", "it is not an absolute address such as https://example.com/api"),
        ("hunter2.example.com", "it is not an absolute address such as https://example.com/api"),
        ("ftp://hunter2.example.com", "its scheme is neither `http` nor `https`"),
        ("https://user:hunter2@example.com", "it contains a user name or password; pass these as a credential"),
        ("https://hunter2@example.com", "it contains a user name or password; pass these as a credential"),
        ("https://example.com/?key=hunter2", "it contains a query"),
        ("https://example.com/#hunter2", "it contains a fragment"),
    ];
    for (address, reason) in wrong {
        let error = Core::builder(None).base_address(address).build().unwrap_err();
        assert_eq!(error.to_string(), format!("the base address is invalid: {reason}"), "{address}");
        assert!(!everything_shown(&error).contains("hunter2"), "{address}");
    }
}

#[test]
fn a_relative_server_requires_a_base_address() {
    let error = Core::builder(Some("/api/v2")).build().unwrap_err();
    assert!(matches!(error, BuildError::RelativeServer { path: "/api/v2" }));
    assert!(
        error.to_string().ends_with("set the whole address, `https://host/api/v2`, with `base_address`"),
        "{error}"
    );
    let core = Core::builder(Some("/api/v2")).base_address("https://example.com").build().unwrap();
    assert_eq!(core.base_address(), "https://example.com", "nothing is appended");
}

#[test]
fn a_relative_server_of_an_operation_replaces_that_of_the_document() {
    let at = |base: &str, path| {
        let core = Core::builder(Some("/api/v2")).base_address(base).build().unwrap();
        core.with_server(Server::new(path)).base_address().to_owned()
    };
    assert_eq!(at("https://example.com/proxy/api/v2/", ""), "https://example.com/proxy");
    assert_eq!(at("https://example.com/proxy/api/v2", "/api/v3"), "https://example.com/proxy/api/v3");
    // A base address that does not end in the path of the document replaces every server.
    assert_eq!(at("https://mock.example.com", "/api/v3"), "https://mock.example.com");
    assert_eq!(at("https://example.com/api/v2", "https://files.example.com"), "https://example.com/api/v2");
}
