//! The ways in which a token request goes wrong.

use std::fmt::Debug;
use std::time::Duration;

use moored::{computestacks, sendcloud};
use moored_runtime::{AccessToken, Error};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::server::nobody;

pub(crate) const CLIENT_SECRET: &str = "client-secret-0123456789";
pub(crate) const REFRESH_TOKEN: &str = "refresh-0123456789";
/// What the token address gives out.
pub(crate) const FETCHED: &str = "fetched-0123456789";

/// Drives them all, keeps what is shown, and counts them.
pub(crate) async fn every_way_to_fail(elsewhere: &str, shown: &mut Vec<String>) -> usize {
    let before = shown.len();
    let echo = format!("{CLIENT_SECRET} {REFRESH_TOKEN} {FETCHED}");
    let refused = format!(
        r#"{{"error":"invalid_client","error_description":"{echo}","error_uri":"https://a.b/{CLIENT_SECRET}"}}"#
    );
    let strange = format!(r#"{{"error":"{CLIENT_SECRET}"}}"#);
    let token = |fields: &str| format!(r#"{{"access_token":"{FETCHED}"{fields}}}"#);
    let answers = [
        (400, refused.clone()),
        (401, refused),
        (400, strange),
        (500, echo.clone()),
        (503, format!(r#"{{"error":"temporarily_unavailable","error_description":"{echo}"}}"#)),
        (200, echo.clone()),
        (200, "{}".to_owned()),
        (200, format!(r#"{{"access_token":["{FETCHED}"]}}"#)),
        (200, token(&format!(r#","token_type":"{FETCHED}""#))),
        (200, token(&format!(r#","token_type":"bearer","expires_in":"{FETCHED}""#))),
        (200, format!(r#"{{"access_token":"{FETCHED}\n","token_type":"bearer"}}"#)),
        // A good token, which the provider does not take.
        (200, token(r#","token_type":"Bearer","expires_in":3600"#)),
        (307, String::new()),
    ];
    for (status, body) in answers {
        let server = MockServer::start().await;
        let answer =
            ResponseTemplate::new(status).insert_header("location", elsewhere).set_body_raw(body, "application/json");
        Mock::given(method("POST")).and(path("/token")).respond_with(answer).mount(&server).await;
        let refusal = ResponseTemplate::new(401).set_body_string(echo.clone());
        Mock::given(method("GET")).respond_with(refusal).mount(&server).await;
        grants(&server.uri(), &format!("{}/token", server.uri()), shown).await;
    }
    grants(&nobody(), &nobody(), shown).await;
    sources(shown).await;
    built_wrong(shown);
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
        keep(client.get_user().send().await, shown);
    }
}

async fn sources(shown: &mut Vec<String>) {
    let failing = || async { Err::<AccessToken, _>(std::io::Error::other("no token today")) };
    let token = || async { Ok::<_, std::io::Error>(AccessToken::new(FETCHED)) };
    let unfit = || async { Ok::<_, std::io::Error>(AccessToken::new(format!("{FETCHED}\n"))) };
    for credential in [
        sendcloud::Credential::token_source(failing),
        sendcloud::Credential::token_source(token),
        sendcloud::Credential::token_source(unfit),
    ] {
        shown.push(format!("{credential:?}"));
        let client =
            sendcloud::Client::builder().base_address(nobody()).credential(credential).build().expect("a client");
        shown.push(format!("{client:?}"));
        keep(client.get_user().send().await, shown);
    }
}

/// What a builder refuses.
fn built_wrong(shown: &mut Vec<String>) {
    for token_url in
        [format!("http://example.com/{CLIENT_SECRET}"), format!("ftp://{CLIENT_SECRET}"), "http://[".to_owned()]
    {
        let grant = sendcloud::Credential::client_credentials("id", CLIENT_SECRET).token_url(token_url);
        let error =
            sendcloud::Client::builder().credential(grant).build().expect_err("a token address that cannot be used");
        shown.push(format!("{error} {error:?}"));
    }
}

fn keep<T: Debug, E: Debug + 'static>(result: Result<T, Error<E>>, shown: &mut Vec<String>) {
    let error = result.expect_err("every way fails");
    let error: &dyn std::error::Error = &error;
    let texts = std::iter::successors(Some(error), |error| error.source());
    shown.push(texts.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")).collect());
}
