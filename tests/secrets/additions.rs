//! What a caller adds to a client, to a call and to a token request.

use std::time::Duration;

use moored_runtime::{CallOptions, Core, Credential, Error, Flow, Method, Multipart, OAuth2, RawRequest, Retries};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::calls::{KEY, PASSWORD, TOKEN};
use crate::tokens::CLIENT_SECRET;

static FLOW: Flow = Flow { token_url: "/token", refresh_url: None, scopes: &[] };

/// Sends secrets in each of these ways to a server with each of `responses`, which may redirect downloads anywhere.
/// Adds the printed errors to `shown`, and returns their number.
pub(crate) async fn every_addition(responses: Vec<ResponseTemplate>, shown: &mut Vec<String>) -> usize {
    let before = shown.len();
    for response in responses {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(response).mount(&server).await;
        let builder = Core::builder(None)
            .base_address(server.uri())
            .retries(Retries::off())
            .timeout(Duration::from_secs(20))
            .default_header("X-Key", KEY)
            .default_header("Cookie", PASSWORD)
            .default_query("code", KEY)
            .credential(Credential::query("query", "key", KEY))
            .follow_downloads_to(["*"]);
        shown.push(format!("{builder:?}"));
        let core = builder.build().unwrap();
        for options in [of_call(), of_token(), CallOptions::new()] {
            shown.push(format!("{options:?}"));
            for request in requests(&core) {
                shown.push(format!("{request:?}"));
                if let Err(error) = request.options(options.clone()).send().await {
                    shown.push(texts(&error));
                }
            }
        }
    }
    shown.len() - before
}

fn of_call() -> CallOptions {
    CallOptions::new()
        .credential(Credential::bearer("bearer", TOKEN))
        .header("X-Other", TOKEN)
        .query("token", TOKEN)
        .body_member("password", PASSWORD)
}

fn of_token() -> CallOptions {
    let oauth2 = OAuth2::client_credentials("oauth", &FLOW, "id", CLIENT_SECRET).parameter("assertion", TOKEN);
    CallOptions::new().credential(oauth2).form_field("password", PASSWORD).form_part("key", KEY)
}

fn requests(core: &Core) -> Vec<RawRequest> {
    vec![
        core.raw_request(Method::GET, "/user/{id}")
            .path("id", TOKEN)
            .query("token", TOKEN)
            .header("Range", "bytes=0-9"),
        core.raw_request(Method::POST, "/user").json(&serde_json::json!({ "password": PASSWORD })),
        core.raw_request(Method::POST, "/user").form(&serde_json::json!({ "password": PASSWORD })),
        core.raw_request(Method::POST, "/user").multipart(Multipart::form_data().field("password", PASSWORD)),
        core.raw_request(Method::GET, "/user").schemes(["unknown"]),
    ]
}

fn texts(error: &Error) -> String {
    let error: &dyn std::error::Error = error;
    let texts = std::iter::successors(Some(error), |error| error.source());
    texts.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")).collect()
}
