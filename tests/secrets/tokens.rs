//! The ways in which a token request fails.

use std::fmt::Debug;
use std::time::Duration;

use moored::{computestacks, sendcloud};
use moored_runtime::{AccessToken, Error};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::server::closed_port;

pub(crate) const CLIENT_SECRET: &str = "client-secret-0123456789";
pub(crate) const REFRESH_TOKEN: &str = "refresh-0123456789";
/// The access token in the token server's responses.
pub(crate) const FETCHED: &str = "fetched-0123456789";

/// Runs all of them, adds the printed errors to `shown`, and returns their number.
pub(crate) async fn every_way_to_fail(elsewhere: &str, shown: &mut Vec<String>) -> usize {
    let before = shown.len();
    let echo = format!("{CLIENT_SECRET} {REFRESH_TOKEN} {FETCHED}");
    let rejection = format!(
        r#"{{"error":"invalid_client","error_description":"{echo}","error_uri":"https://a.b/{CLIENT_SECRET}"}}"#
    );
    let unknown_code = format!(r#"{{"error":"{CLIENT_SECRET}"}}"#);
    let token = |fields: &str| format!(r#"{{"access_token":"{FETCHED}"{fields}}}"#);
    let responses = [
        (400, rejection.clone()),
        (401, rejection),
        (400, unknown_code),
        (500, echo.clone()),
        (503, format!(r#"{{"error":"temporarily_unavailable","error_description":"{echo}"}}"#)),
        (200, echo.clone()),
        (200, "{}".to_owned()),
        (200, format!(r#"{{"access_token":["{FETCHED}"]}}"#)),
        (200, token(&format!(r#","token_type":"{FETCHED}""#))),
        (200, token(&format!(r#","token_type":"bearer","expires_in":"{FETCHED}""#))),
        (200, format!(r#"{{"access_token":"{FETCHED}\n","token_type":"bearer"}}"#)),
        // A valid token, which the provider rejects.
        (200, token(r#","token_type":"Bearer","expires_in":3600"#)),
        (307, String::new()),
    ];
    for (status, body) in responses {
        let server = MockServer::start().await;
        let response =
            ResponseTemplate::new(status).insert_header("location", elsewhere).set_body_raw(body, "application/json");
        Mock::given(method("POST")).and(path("/token")).respond_with(response).mount(&server).await;
        let unauthorized = ResponseTemplate::new(401).set_body_string(echo.clone());
        Mock::given(method("GET")).respond_with(unauthorized).mount(&server).await;
        grants(&server.uri(), &format!("{}/token", server.uri()), shown).await;
    }
    grants(&closed_port(), &closed_port(), shown).await;
    sources(shown).await;
    build_errors(shown);
    shown.len() - before
}

async fn grants(base_address: &str, token_url: &str, shown: &mut Vec<String>) {
    use computestacks::Credential;

    let grants = [
        Credential::client_credentials("id", CLIENT_SECRET),
        Credential::password("id", CLIENT_SECRET, "ada", crate::PASSWORD),
        Credential::refresh_token("id", CLIENT_SECRET, REFRESH_TOKEN),
    ];
    for grant in grants {
        let grant = grant.token_url(token_url);
        shown.push(format!("{grant:?} {grant:#?}"));
        let builder = computestacks::Client::builder()
            .base_address(base_address)
            .timeout(Duration::from_millis(500))
            .credential(grant);
        let client = builder.build().expect("a client");
        add_error(client.get_user().send().await, shown);
    }
}

async fn sources(shown: &mut Vec<String>) {
    let failing = || async { Err::<AccessToken, _>(std::io::Error::other("no token today")) };
    let token = || async { Ok::<_, std::io::Error>(AccessToken::new(FETCHED)) };
    let invalid = || async { Ok::<_, std::io::Error>(AccessToken::new(format!("{FETCHED}\n"))) };
    for credential in [
        sendcloud::Credential::token_source(failing),
        sendcloud::Credential::token_source(token),
        sendcloud::Credential::token_source(invalid),
    ] {
        shown.push(format!("{credential:?}"));
        let client =
            sendcloud::Client::builder().base_address(closed_port()).credential(credential).build().expect("a client");
        shown.push(format!("{client:?}"));
        add_error(client.get_user().send().await, shown);
    }
}

/// The errors of a builder.
fn build_errors(shown: &mut Vec<String>) {
    for token_url in
        [format!("http://example.com/{CLIENT_SECRET}"), format!("ftp://{CLIENT_SECRET}"), "http://[".to_owned()]
    {
        let grant = sendcloud::Credential::client_credentials("id", CLIENT_SECRET).token_url(token_url);
        let error = sendcloud::Client::builder().credential(grant).build().expect_err("an invalid token address");
        shown.push(format!("{error} {error:?}"));
    }
}

fn add_error<T: Debug, E: Debug + 'static>(result: Result<T, Error<E>>, shown: &mut Vec<String>) {
    let error = result.expect_err("every call fails");
    let error: &dyn std::error::Error = &error;
    let texts = std::iter::successors(Some(error), |error| error.source());
    shown.push(texts.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")).collect());
}
