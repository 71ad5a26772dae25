//! Errors of `moored whoami`: rejected credentials, failed requests and usage errors, each with its exit code.

use std::process::Command;
use std::time::{Duration, Instant};

use moored::{Account, Credential, WhoamiError};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{SECRET, run, run_beside_server, serve, unleash};

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_credential_exits_with_1() {
    for (status, capture) in [(401, "20_no_header"), (401, "22_wrong_token"), (403, "24_client_token")] {
        let server = unleash(status, capture).await;
        let (code, stdout, stderr) =
            run_beside_server(&["whoami", "unleash", "--base-url", &server.uri()], &[("UNLEASH_API_KEY", SECRET)])
                .await;
        assert_eq!((code, stdout.as_str()), (1, ""), "{capture}: {stderr}");
        let start = format!("error: Unleash: the provider rejected the credential ({status})");
        assert!(stderr.starts_with(&start) && stderr.lines().count() == 1, "{stderr}");
    }
    // An error response that does not match the document is a rejection too.
    let rejection = ResponseTemplate::new(401).set_body_string(format!("<p>{SECRET}</p>"));
    let server = serve(Mock::given(path("/api/v1/user")), rejection).await;
    let (code, _, stderr) =
        run_beside_server(&["whoami", "insighto", "--base-url", &server.uri()], &[("INSIGHTO_API_KEY", SECRET)]).await;
    assert_eq!(code, 1, "{stderr}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_request_exits_with_3() {
    let variables = [("INSIGHTO_API_KEY", SECRET)];
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(20));
    let broken = ResponseTemplate::new(200).set_body_string(format!("{{\"data\": {{\"id\": \"{SECRET}"));
    let elsewhere =
        ResponseTemplate::new(302).insert_header("location", format!("http://127.0.0.1:1/?api_key={SECRET}"));
    for (response, message) in [
        (slow, "the provider took too long"),
        (broken, "the provider's response could not be decoded"),
        (elsewhere, "the provider responded with status 302"),
        (ResponseTemplate::new(404), "the provider responded with status 404"),
        (ResponseTemplate::new(429).set_body_string(SECRET), "the provider responded with status 429"),
        (ResponseTemplate::new(500), "the provider responded with status 500"),
    ] {
        let server = serve(Mock::given(method("GET")), response).await;
        let started = Instant::now();
        let (code, stdout, stderr) =
            run_beside_server(&["whoami", "insighto", "--base-url", &server.uri(), "--timeout", "1"], &variables).await;
        assert_eq!((code, stdout.as_str()), (3, ""), "{stderr}");
        assert!(stderr.starts_with(&format!("error: Insighto: {message}")), "{message}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
        assert!(started.elapsed() < Duration::from_secs(10), "{message}");
        assert_eq!(server.received_requests().await.unwrap_or_default().len(), 1, "{message}: it was sent again");
    }
}

#[test]
fn a_server_that_does_not_exist_exits_with_3() {
    // Port 1 is privileged, and no server listens on it.
    let (code, stdout, stderr) =
        run(&["whoami", "insighto", "--base-url", "http://127.0.0.1:1"], &[("INSIGHTO_API_KEY", SECRET)]);
    assert_eq!((code, stdout.as_str()), (3, ""), "{stderr}");
    assert!(stderr.starts_with("error: Insighto: the provider could not be reached: "), "{stderr}");
    assert!(stderr.contains("could not connect"), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}

#[test]
fn usage_errors_exit_with_2_and_state_what_is_missing() {
    let at = ["--base-url", "http://127.0.0.1:1"];
    let with_password = format!("https://me:{SECRET}@unleash.example.com");
    let newline = format!("{SECRET}\nX-Other: 1");
    for (arguments, variables, needles) in [
        (
            vec!["whoami", "nobody"],
            vec![],
            vec!["no provider `nobody`", "computestacks, insighto, sendcloud, strawblond, unleash"],
        ),
        (vec!["whoami", "unleash", at[0], at[1]], vec![], vec!["UNLEASH_API_KEY"]),
        (vec!["whoami", "unleash", at[0], at[1]], vec![("UNLEASH_API_KEY", "")], vec!["UNLEASH_API_KEY"]),
        (vec!["whoami", "unleash"], vec![("UNLEASH_API_KEY", SECRET)], vec!["UNLEASH_BASE_URL", "--base-url"]),
        (
            vec!["whoami", "sendcloud"],
            vec![],
            vec![
                "SENDCLOUD_USERNAME and SENDCLOUD_PASSWORD, or SENDCLOUD_TOKEN, or SENDCLOUD_CLIENT_ID and SENDCLOUD_CLIENT_SECRET\n",
            ],
        ),
        (vec!["whoami", "sendcloud"], vec![("SENDCLOUD_USERNAME", "me")], vec!["; missing: SENDCLOUD_PASSWORD\n"]),
        (vec!["whoami", "sendcloud"], vec![("SENDCLOUD_PASSWORD", SECRET)], vec!["; missing: SENDCLOUD_USERNAME\n"]),
        (
            vec!["whoami", "unleash", "--base-url", "unleash.example.com"],
            vec![("UNLEASH_API_KEY", SECRET)],
            vec!["the base address is invalid"],
        ),
        (
            vec!["whoami", "unleash", "--base-url", "http://unleash.example.com"],
            vec![("UNLEASH_API_KEY", SECRET)],
            vec!["is plain HTTP", "allow_plain_http"],
        ),
        (
            vec!["whoami", "unleash", "--base-url", &with_password],
            vec![("UNLEASH_API_KEY", SECRET)],
            vec!["contains a user name or password"],
        ),
        (
            vec!["whoami", "unleash", at[0], at[1]],
            vec![("UNLEASH_API_KEY", &newline)],
            vec!["the credential for apiKey is invalid"],
        ),
    ] {
        let (code, stdout, stderr) = run(&arguments, &variables);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
        for needle in needles {
            assert!(stderr.contains(needle), "{needle}: {stderr}");
        }
        assert!(!stderr.contains("INSIGHTO_"), "{stderr}");
    }
    for arguments in [
        &["whoami"][..],
        &[],
        &["whoami", "unleash", "--format", "xml"],
        &["whoami", "unleash", "--timeout", "0"],
        &["whoami", "unleash", "--timeout", "soon"],
        &["whoami", "unleash", "unleash"],
    ] {
        let (code, stdout, _) = run(arguments, &[]);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf_8_is_a_usage_error() {
    use std::os::unix::ffi::OsStrExt as _;
    let output = Command::new(env!("CARGO_BIN_EXE_moored"))
        .args(["whoami", "insighto"])
        .env_clear()
        .env("INSIGHTO_API_KEY", std::ffi::OsStr::from_bytes(b"in-\xff"))
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stderr, b"error: Insighto: the value of INSIGHTO_API_KEY is not UTF-8\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_distinguishes_time_outs_rejections_and_usage_errors() {
    let account =
        |server: &MockServer| Account::new().base_address(server.uri()).credential(Credential::api_key(SECRET));
    let server = unleash(403, "24_client_token").await;
    let error = moored::whoami("unleash", account(&server)).await.expect_err("a rejection");
    assert!(error.is_rejected() && !error.is_timeout() && !error.is_usage_error());

    let slow = serve(Mock::given(method("GET")), ResponseTemplate::new(200).set_delay(Duration::from_secs(20))).await;
    let hurried = account(&slow).timeout(Duration::from_millis(100));
    assert!(!format!("{hurried:?}").contains(SECRET));
    let error = moored::whoami("unleash", hurried).await.expect_err("a time-out");
    assert!(error.is_timeout() && !error.is_rejected() && !error.is_usage_error());
    assert!(!format!("{error:?}").contains(SECRET));

    let error = moored::whoami("unleash", Account::new()).await.expect_err("no credential");
    assert!(matches!(error, WhoamiError::MissingCredential { .. }), "{error:?}");
    let error = moored::whoami("nobody", Account::new()).await.expect_err("no provider");
    assert!(matches!(error, WhoamiError::UnknownProvider { .. }), "{error:?}");
    let too_much = account(&server).credential(Credential::bearer(SECRET));
    let error = moored::whoami("unleash", too_much).await.expect_err("an unknown scheme");
    assert!(matches!(error, WhoamiError::UnknownCredential { .. }), "{error:?}");
    assert!(error.is_usage_error());
    let nowhere = Account::new().credential(Credential::api_key(SECRET));
    let error = moored::whoami("unleash", nowhere).await.expect_err("no address");
    assert!(matches!(error, WhoamiError::MissingBaseAddress { .. }), "{error:?}");
}
