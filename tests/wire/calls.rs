//! The eight operations of the five clients behind one interface, so that a test can cover all of them.

use std::{error, fmt::Debug, iter, pin::Pin, time::Duration};

use moored_runtime::{Error, HeaderMap, NoErrorBody, Response};
use moored_unleash::operations::GetMeError;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

pub(crate) const USERNAME: &str = "public-key";
pub(crate) const PASSWORD: &str = "hunter2";
pub(crate) const TOKEN: &str = "tok-0123456789";
pub(crate) const KEY: &str = "in-0123456789012345678901234567890123456789abc";

/// An operation as the provider's document declares it, and how to call it.
pub(crate) struct Call {
    /// The name of the folder in `specs/`.
    pub(crate) provider: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// The security schemes, each of which suffices.
    pub(crate) schemes: &'static [&'static str],
    /// A body that the document allows, if the operation has a request body.
    pub(crate) body: Option<&'static str>,
    send: fn(Target, Value) -> PendingOutcome,
}

type PendingOutcome = Pin<Box<dyn Future<Output = Outcome>>>;

/// The settings of a client.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) base_address: String,
    /// The security schemes for which the client has a credential.
    pub(crate) schemes: Vec<&'static str>,
    pub(crate) timeout: Duration,
    /// Headers of all requests.
    pub(crate) headers: HeaderMap,
}

impl Target {
    pub(crate) fn new(base_address: impl Into<String>, schemes: &[&'static str]) -> Self {
        Self {
            base_address: base_address.into(),
            schemes: schemes.to_vec(),
            timeout: Duration::from_secs(20),
            headers: HeaderMap::new(),
        }
    }
}

impl Call {
    /// Sends the request with the sample body, if there is one.
    pub(crate) async fn send(&self, target: Target) -> Outcome {
        let body = self.body.map_or(Value::Null, |body| serde_json::from_str(body).expect("a sample body"));
        self.send_body(target, body).await
    }

    /// Sends the request with `body`, decoded as the type of the request body.
    pub(crate) async fn send_body(&self, target: Target, body: Value) -> Outcome {
        (self.send)(target, body).await
    }

    /// `computestacks: PATCH /api/users`
    pub(crate) fn name(&self) -> String {
        format!("{}: {} {}", self.provider, self.method, self.path)
    }
}

pub(crate) type Outcome = Result<Decoded, Box<Failed>>;

/// The result of a successful call.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The body, encoded again.
    pub(crate) text: String,
    /// Its `Debug` output.
    pub(crate) shown: String,
}

impl Decoded {
    pub(crate) fn body(&self) -> Value {
        serde_json::from_str(&self.text).expect("JSON")
    }
}

/// The error of a failed call.
#[derive(Debug)]
pub(crate) struct Failed {
    /// The name of the variant.
    pub(crate) kind: &'static str,
    pub(crate) status: Option<u16>,
    pub(crate) body: Option<Vec<u8>>,
    /// The documented error body, encoded again.
    pub(crate) error_body: Option<Value>,
    pub(crate) message: String,
    /// Everything that may be written to a log: `Display` and `Debug` of the error and of each of its sources.
    pub(crate) shown: String,
    pub(crate) is_timeout: bool,
    pub(crate) is_connect: bool,
}

fn outcome<T, E>(result: Result<Response<T>, Error<E>>) -> Outcome
where
    T: Serialize + Debug,
    E: ErrorBody + Debug + 'static,
{
    match result {
        Ok(response) => Ok(Decoded {
            text: serde_json::to_string(response.body()).expect("a body that encodes"),
            shown: format!("{response:?} {response:#?}"),
        }),
        Err(error) => Err(Box::new(Failed {
            kind: match &error {
                Error::InvalidRequest(_) => "InvalidRequest",
                Error::Transport(_) => "Transport",
                Error::ErrorResponse { .. } => "ErrorResponse",
                Error::UndocumentedStatus { .. } => "UndocumentedStatus",
                Error::Undecodable { .. } => "Undecodable",
                Error::EmptyBody { .. } => "EmptyBody",
                Error::UnexpectedMediaType { .. } => "UnexpectedMediaType",
                Error::Oversized { .. } => "Oversized",
                Error::Token { .. } => "Token",
                other => panic!("a new kind of error: {other}"),
            },
            status: error.status().map(|status| status.as_u16()),
            body: error.body_bytes().map(<[u8]>::to_vec),
            error_body: error.error_body().map(ErrorBody::encoded),
            message: error.to_string(),
            shown: texts(&error),
            is_timeout: error.is_timeout(),
            is_connect: error.is_connect(),
        })),
    }
}

fn texts(error: &(dyn error::Error + 'static)) -> String {
    iter::successors(Some(error), |error| error.source())
        .map(|error| format!("{error}\n{error:?}\n{error:#?}\n"))
        .collect()
}

/// The documented error bodies of an operation.
trait ErrorBody {
    fn encoded(&self) -> Value;
}

impl ErrorBody for NoErrorBody {
    fn encoded(&self) -> Value {
        match *self {}
    }
}

impl ErrorBody for GetMeError {
    fn encoded(&self) -> Value {
        match self {
            Self::Unauthorized(body) => serde_json::to_value(body),
            Self::Forbidden(body) => serde_json::to_value(body),
            other => panic!("the document has no {other:?}"),
        }
        .expect("a body that encodes")
    }
}

fn typed<T: DeserializeOwned>(body: Value) -> T {
    serde_json::from_value(body).expect("a body that the document allows")
}

/// A function `$provider` that builds the provider's client for a target.
macro_rules! client {
    ($provider:ident, $module:ident: $($scheme:literal => $credential:ident($($secret:expr),+)),+) => {
        pub(crate) fn $provider(target: &Target) -> $module::Client {
            let builder = $module::Client::builder()
                .base_address(&target.base_address)
                .timeout(target.timeout)
                .configure_http({
                    let headers = target.headers.clone();
                    move |http| http.default_headers(headers.clone())
                })
                .without_credential()
                .retries($module::Retries::off());
            target
                .schemes
                .iter()
                .fold(builder, |builder, scheme| match *scheme {
                    $($scheme => builder.credential($module::Credential::$credential($($secret),+)),)+
                    other => panic!("no security scheme {other}"),
                })
                .build()
                .expect("a client")
        }
    };
}

client!(computestacks, moored_computestacks: "oauth" => access_token(TOKEN), "basic" => basic(USERNAME, PASSWORD));
client!(insighto, moored_insighto: "apiKey" => api_key(KEY));
client!(sendcloud, moored_sendcloud: "HTTPBasicAuth" => basic(USERNAME, PASSWORD), "OAuth2ClientCreds" => access_token(TOKEN));
client!(strawblond, moored_strawblond: "bearer" => bearer(TOKEN));
client!(unleash, moored_unleash: "apiKey" => api_key(TOKEN));

/// Sends `$provider(target).$method(body)`; without a body if `$body` is absent.
macro_rules! send {
    ($provider:ident.$method:ident($($body:ident)?)) => {
        |target, _body| Box::pin(async move {
            outcome($provider(&target).$method($(typed({ let $body = _body; $body }))?).send().await)
        })
    };
}

pub(crate) const CALLS: [Call; 8] = [
    Call {
        provider: "computestacks",
        method: "GET",
        path: "/api/users",
        schemes: &["oauth", "basic"],
        body: None,
        send: send!(computestacks.get_user()),
    },
    Call {
        provider: "computestacks",
        method: "PATCH",
        path: "/api/users",
        schemes: &["oauth", "basic"],
        body: Some(r#"{"user":{"fname":"Jane","c_sftp_pass":false,"merge_labels":{"team":"blue","old":null}}}"#),
        send: send!(computestacks.update_user(body)),
    },
    Call {
        provider: "computestacks",
        method: "POST",
        path: "/api/users",
        schemes: &["oauth"],
        body: Some(
            r#"{"user":{"fname":"Jane","lname":"Döe","provider_server":"s1.example.com","provider_username":"jane"}}"#,
        ),
        send: send!(computestacks.create_user(body)),
    },
    Call {
        provider: "insighto",
        method: "GET",
        path: "/api/v1/user",
        schemes: &["apiKey"],
        body: None,
        send: send!(insighto.get_user()),
    },
    Call {
        provider: "sendcloud",
        method: "GET",
        path: "/user",
        schemes: &["HTTPBasicAuth", "OAuth2ClientCreds"],
        body: None,
        send: send!(sendcloud.get_user()),
    },
    Call {
        provider: "strawblond",
        method: "GET",
        path: "/user",
        schemes: &["bearer"],
        body: None,
        send: send!(strawblond.get_user()),
    },
    Call {
        provider: "strawblond",
        method: "PATCH",
        path: "/user",
        schemes: &["bearer"],
        body: Some(r#"{"firstname":"Alice","password":"sesame","locale":"de","settings":{"notifyRFDInvoices":false}}"#),
        send: send!(strawblond.update_user(body)),
    },
    Call {
        provider: "unleash",
        method: "GET",
        path: "/api/admin/user",
        schemes: &["apiKey"],
        body: None,
        send: send!(unleash.get_me()),
    },
];

/// The operation with this method of this provider. No provider has two operations with the same method.
pub(crate) fn call(provider: &str, method: &str) -> &'static Call {
    CALLS.iter().find(|call| call.provider == provider && call.method == method).expect("an operation in CALLS")
}
