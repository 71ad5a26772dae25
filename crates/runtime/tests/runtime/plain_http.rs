//! Plain HTTP is allowed only for this machine.

use moored_runtime::{BuildError, Core};

#[test]
fn plain_http_to_another_machine_is_an_error_unless_allowed() {
    for address in ["http://example.com", "http://10.0.0.1:8080/api", "http://127.0.0.1.example.com", "http://[::2]"] {
        let error = Core::builder(None).base_address(address).build().unwrap_err();
        assert!(matches!(error, BuildError::PlainHttp), "{address}: {error:?}");
        let text = "the base address is plain HTTP; use https, or allow it with `allow_plain_http`";
        assert_eq!(error.to_string(), text);
        assert_eq!(
            Core::builder(None).base_address(address).allow_plain_http().build().unwrap().base_address(),
            address
        );
    }
    for address in
        ["http://localhost:4242", "http://api.localhost", "http://127.9.9.9", "http://[::1]:1", "https://a.b"]
    {
        Core::builder(None).base_address(address).build().unwrap();
    }
}
