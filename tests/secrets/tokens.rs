//! The ways in which a token request fails.

use std::fmt::Debug;
use std::pin::Pin;

use moored_runtime::Error;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::server::closed_port;

pub(crate) const CLIENT_SECRET: &str = "client-secret-0123456789";
pub(crate) const REFRESH_TOKEN: &str = "refresh-0123456789";
/// The access token in the token server's responses.
pub(crate) const FETCHED: &str = "fetched-0123456789";

/// A way to fail, which returns the printed errors and other values.
pub(crate) enum Way {
    /// Requests a token. Arguments: the base address and the token address.
    Request(fn(String, String) -> Texts),
    /// Fails before.
    Other(fn() -> Texts),
}

pub(crate) type Texts = Pin<Box<dyn Future<Output = Vec<String>> + Send>>;

/// Runs all of them, adds the printed errors to `shown`, and returns their number.
pub(crate) async fn every_way_to_fail(ways: &[&[Way]], elsewhere: &str, shown: &mut Vec<String>) -> usize {
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
        for way in ways.iter().copied().flatten() {
            if let Way::Request(request) = way {
                shown.extend(request(server.uri(), format!("{}/token", server.uri())).await);
            }
        }
    }
    for way in ways.iter().copied().flatten() {
        shown.extend(match way {
            Way::Request(request) => request(closed_port(), closed_port()).await,
            Way::Other(fail) => fail().await,
        });
    }
    shown.len() - before
}

/// Adds the error and its sources to `shown`.
pub(crate) fn add_error<T: Debug, E: Debug + 'static>(result: Result<T, Error<E>>, shown: &mut Vec<String>) {
    let error = result.expect_err("every call fails");
    let error: &dyn std::error::Error = &error;
    let texts = std::iter::successors(Some(error), |error| error.source());
    shown.push(texts.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")).collect());
}
