//! Errors of `moored whoami`: rejected credentials, failed requests and usage errors, each with its exit code.

use std::process::Command;
use std::time::{Duration, Instant};

use moored::{Account, Credential, PROVIDERS, WhoamiError};
use wiremock::matchers::any;
use wiremock::{Mock, ResponseTemplate};

use crate::support::{SECRET, assert_usage_error, each_direct, run, run_beside_server, serve};

/// No server listens here: port 1 is privileged.
const NOWHERE: &str = "http://127.0.0.1:1";

#[test]
fn every_provider_is_tested() {
    let tested: Vec<_> = each_direct().map(|direct| direct.provider.name()).collect();
    assert!(!tested.is_empty());
    let needs_token = |name: &str| !tested.contains(&name);
    for provider in PROVIDERS.iter().filter(|provider| needs_token(provider.name())) {
        let known: Vec<_> = provider.schemes().iter().map(|scheme| scheme.name).collect();
        assert!(known.is_empty() || known.contains(&"client_credentials"), "{provider:?}: {known:?}");
    }
}

/// An error response that does not match the document is a rejection too.
#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_credential_exits_with_1() {
    for direct in each_direct() {
        let (name, title) = (direct.provider.name(), direct.provider.title());
        for status in [401, 403] {
            let rejection = ResponseTemplate::new(status).set_body_string(format!("<p>{SECRET}</p>"));
            let server = serve(Mock::given(any()), rejection).await;
            let arguments = ["whoami", name, "--base-url", &server.uri()];
            let (code, stdout, stderr) = run_beside_server(&arguments, &direct.variables()).await;
            assert_eq!((code, stdout.as_str()), (1, ""), "{stderr}");
            let start = format!("error: {title}: the provider rejected the credential ({status})");
            assert!(stderr.starts_with(&start) && stderr.lines().count() == 1, "{stderr}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_request_exits_with_3() {
    for direct in each_direct() {
        let (name, title) = (direct.provider.name(), direct.provider.title());
        let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(20));
        let broken = ResponseTemplate::new(200).set_body_string(format!("{{\"data\": {{\"id\": \"{SECRET}"));
        let elsewhere = ResponseTemplate::new(302).insert_header("location", format!("{NOWHERE}/?api_key={SECRET}"));
        for (response, message) in [
            (slow, "the provider took too long"),
            (broken, "the provider's response could not be decoded"),
            (elsewhere, "the provider responded with status 302"),
            (ResponseTemplate::new(404), "the provider responded with status 404"),
            (ResponseTemplate::new(429).set_body_string(SECRET), "the provider responded with status 429"),
            (ResponseTemplate::new(500), "the provider responded with status 500"),
        ] {
            let server = serve(Mock::given(any()), response).await;
            let started = Instant::now();
            let arguments = ["whoami", name, "--base-url", &server.uri(), "--timeout", "1"];
            let (code, stdout, stderr) = run_beside_server(&arguments, &direct.variables()).await;
            assert_eq!((code, stdout.as_str()), (3, ""), "{stderr}");
            assert!(stderr.starts_with(&format!("error: {title}: {message}")), "{message}: {stderr}");
            assert_eq!(stderr.lines().count(), 1, "{stderr}");
            assert!(started.elapsed() < Duration::from_secs(10), "{message}");
            assert_eq!(server.received_requests().await.unwrap_or_default().len(), 1, "{message}: it was sent again");
        }
    }
}

#[test]
fn a_server_that_does_not_exist_exits_with_3() {
    for direct in each_direct() {
        let arguments = ["whoami", direct.provider.name(), "--base-url", NOWHERE];
        let (code, stdout, stderr) = run(&arguments, &direct.variables());
        assert_eq!((code, stdout.as_str()), (3, ""), "{stderr}");
        let start = format!("error: {}: the provider could not be reached: ", direct.provider.title());
        assert!(stderr.starts_with(&start), "{stderr}");
        assert!(stderr.contains("could not connect"), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

#[test]
fn usage_errors_exit_with_2_and_state_what_is_missing() {
    let names: Vec<_> = PROVIDERS.iter().map(|provider| provider.name()).collect();
    assert_usage_error(&["whoami", "nobody"], &[], &["no provider `nobody`", &names.join(", ")]);
    for direct in each_direct() {
        let (provider, variables) = (direct.provider, direct.variables());
        let arguments = ["whoami", provider.name(), "--base-url", NOWHERE];
        // An empty variable is one that is not set.
        let unset: Vec<_> = variables.iter().map(|(variable, _)| (*variable, "")).collect();
        let missing: Vec<_> = variables.iter().map(|(variable, _)| *variable).collect();
        assert_usage_error(&arguments, &[], &missing);
        assert_usage_error(&arguments, &unset, &missing);
        if provider.base_address().is_none() {
            let needles = [provider.base_address_variable(), "--base-url"];
            assert_usage_error(&["whoami", provider.name()], &variables, &needles);
        }
        for (address, needle) in [
            ("api.pets.example", "the base address is invalid"),
            ("http://api.pets.example", "is plain HTTP"),
            ("http://api.pets.example", "allow_plain_http"),
            (&format!("https://me:{SECRET}@api.pets.example"), "contains a user name or password"),
        ] {
            assert_usage_error(&["whoami", provider.name(), "--base-url", address], &variables, &[needle]);
        }
    }
    let each = PROVIDERS.iter().map(|provider| provider.name());
    let wrong = each.flat_map(|name| {
        [
            vec!["whoami", name, "--format", "xml"],
            vec!["whoami", name, "--timeout", "0"],
            vec!["whoami", name, "--timeout", "soon"],
            vec!["whoami", name, name],
        ]
    });
    for arguments in wrong.chain([vec!["whoami"], vec![]]) {
        let (code, stdout, _) = run(&arguments, &[]);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf_8_is_a_usage_error() {
    use std::os::unix::ffi::OsStrExt as _;
    for direct in each_direct() {
        let (variable, _) = direct.variables().swap_remove(0);
        let output = Command::new(env!("CARGO_BIN_EXE_moored"))
            .args(["whoami", direct.provider.name(), "--base-url", NOWHERE])
            .env_clear()
            .env(variable, std::ffi::OsStr::from_bytes(b"in-\xff"))
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(2));
        let expected = format!("error: {}: the value of {variable} is not UTF-8\n", direct.provider.title());
        assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_distinguishes_time_outs_rejections_and_usage_errors() {
    for direct in each_direct() {
        let (provider, name) = (direct.provider, direct.provider.name());
        let server = serve(Mock::given(any()), ResponseTemplate::new(403)).await;
        let error = moored::whoami(name, direct.account(&server)).await.expect_err("a rejection");
        assert!(error.is_rejected() && !error.is_timeout() && !error.is_usage_error());

        let slow = serve(Mock::given(any()), ResponseTemplate::new(200).set_delay(Duration::from_secs(20))).await;
        let hurried = direct.account(&slow).timeout(Duration::from_millis(100));
        assert!(!format!("{hurried:?}").contains(SECRET));
        let error = moored::whoami(name, hurried).await.expect_err("a time-out");
        assert!(error.is_timeout() && !error.is_rejected() && !error.is_usage_error());
        assert!(!format!("{error:?}").contains(SECRET));

        let error = moored::whoami(name, Account::new()).await.expect_err("no credential");
        assert!(matches!(error, WhoamiError::MissingCredential { .. }), "{error:?}");
        let too_much = direct.account(&server).credential(Credential::secret("no_such_scheme", SECRET));
        let error = moored::whoami(name, too_much).await.expect_err("an unknown scheme");
        assert!(matches!(error, WhoamiError::UnknownCredential { .. }), "{error:?}");
        assert!(error.is_usage_error());
        if provider.base_address().is_none() {
            let mut nowhere = direct.account(&server);
            nowhere.base_address = None;
            let error = moored::whoami(name, nowhere).await.expect_err("no address");
            assert!(matches!(error, WhoamiError::MissingBaseAddress { .. }), "{error:?}");
        }
    }
    let error = moored::whoami("nobody", Account::new()).await.expect_err("no provider");
    assert!(matches!(error, WhoamiError::UnknownProvider { .. }), "{error:?}");
}
