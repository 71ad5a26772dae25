//! The operations of all clients behind one interface, so that a test can cover all of them.
//!
//! Each client is in `specs/<provider>/tests/provider.rs`, which has its operations and what is known of its document.

use std::sync::Arc;
use std::{error, fmt::Debug, iter, pin::Pin, time::Duration};

use moored_runtime::{Error, HeaderMap, NoErrorBody, Response};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

pub(crate) const USERNAME: &str = "public-key";
pub(crate) const PASSWORD: &str = "hunter2";
pub(crate) const TOKEN: &str = "tok-0123456789";
pub(crate) const KEY: &str = "in-0123456789012345678901234567890123456789abc";

pub(crate) const BASIC: &str = "Basic cHVibGljLWtleTpodW50ZXIy";
pub(crate) const BEARER: &str = "Bearer tok-0123456789";

/// A provider's client, and facts that were read in its document by hand.
pub(crate) struct Provider {
    /// The name of the folder in `specs/`.
    pub(crate) name: &'static str,
    /// The address of the document's first server.
    pub(crate) base_address: Option<&'static str>,
    /// The security schemes, and where their credentials are sent according to RFC 7617, RFC 6750 and the document.
    pub(crate) credentials: &'static [(&'static str, Sent)],
    pub(crate) calls: &'static [Call],
    pub(crate) facts: Facts,
    /// The base address of a client for which none was set.
    pub(crate) default_base_address: fn() -> Option<String>,
    /// `Debug` of a credential for a security scheme, of a builder with it, and of a client.
    pub(crate) shown: fn(&'static str) -> Vec<String>,
}

/// Where a credential is sent.
#[derive(Clone, Copy)]
pub(crate) enum Sent {
    Authorization(&'static str),
    Query(&'static str, &'static str),
}

/// What a document has. With these, a test that covers nothing fails.
pub(crate) struct Facts {
    /// The operations with an example of a successful response: `GET /user`.
    pub(crate) examples: &'static [&'static str],
    /// The number of properties in responses that have an example of their own.
    pub(crate) examples_of_properties: usize,
    /// The number of request bodies that are tested: with the required properties, with one more each, with all.
    pub(crate) bodies: usize,
    /// The error responses: operation and status.
    pub(crate) error_responses: &'static [(&'static str, u16)],
    /// The enums in responses.
    pub(crate) enums: &'static [&'static str],
    /// The lower bounds of numbers in responses.
    pub(crate) minimums: &'static [(&'static str, i64)],
}

impl Facts {
    pub(crate) const NONE: Self =
        Self { examples: &[], examples_of_properties: 0, bodies: 0, error_responses: &[], enums: &[], minimums: &[] };
}

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
    /// The `Accept` header: the media types that the client can decode; reqwest sends `*/*` if there are none.
    pub(crate) accept: &'static str,
    /// Whether the document declares a body for the status 200.
    pub(crate) has_response_body: bool,
    pub(crate) send: fn(Target, Value) -> PendingOutcome,
}

pub(crate) type PendingOutcome = Pin<Box<dyn Future<Output = Outcome>>>;

/// The settings of a client.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) base_address: String,
    /// The security schemes for which the client has a credential.
    pub(crate) schemes: Vec<&'static str>,
    pub(crate) timeout: Duration,
    /// Headers of all requests.
    pub(crate) headers: HeaderMap,
    /// Compares the responses with the document.
    #[cfg(feature = "drift")]
    pub(crate) drift: Option<moored_runtime::Drift>,
    /// Middleware.
    pub(crate) wrap: Option<Wrap>,
}

pub(crate) type Wrap = fn(Arc<dyn moored_runtime::Transport>) -> Arc<dyn moored_runtime::Transport>;

impl Target {
    pub(crate) fn new(base_address: impl Into<String>, schemes: &[&'static str]) -> Self {
        Self {
            base_address: base_address.into(),
            schemes: schemes.to_vec(),
            timeout: Duration::from_secs(20),
            headers: HeaderMap::new(),
            #[cfg(feature = "drift")]
            drift: None,
            wrap: None,
        }
    }
}

/// The same builder, with the comparison of the target.
#[cfg(feature = "drift")]
pub(crate) fn observed<C: moored_runtime::HasDocument>(
    builder: moored_runtime::ClientBuilder<C>,
    target: &Target,
) -> moored_runtime::ClientBuilder<C> {
    match &target.drift {
        Some(drift) => builder.drift(drift),
        None => builder,
    }
}

/// The same builder.
#[cfg(not(feature = "drift"))]
pub(crate) fn observed<C>(builder: moored_runtime::ClientBuilder<C>, _: &Target) -> moored_runtime::ClientBuilder<C> {
    builder
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

    /// `pets: PATCH /pets`
    pub(crate) fn name(&self) -> String {
        format!("{}: {}", self.provider, self.operation())
    }

    /// `PATCH /pets`
    pub(crate) fn operation(&self) -> String {
        format!("{} {}", self.method, self.path)
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

pub(crate) fn outcome<T, E>(result: Result<Response<T>, Error<E>>) -> Outcome
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
pub(crate) trait ErrorBody {
    fn encoded(&self) -> Value;
}

impl ErrorBody for NoErrorBody {
    fn encoded(&self) -> Value {
        match *self {}
    }
}

pub(crate) fn typed<T: DeserializeOwned>(body: Value) -> T {
    serde_json::from_value(body).expect("a body that the document allows")
}

/// The functions of a [`Provider`] that need the types of its client, and `client`, which builds one for a target.
macro_rules! client {
    ($module:ident: $($scheme:literal => $credential:ident($($secret:expr),+)),+) => {
        fn credential(scheme: &str) -> $module::Credential {
            match scheme {
                $($scheme => $module::Credential::$credential($($secret),+),)+
                other => panic!("no security scheme {other}"),
            }
        }

        pub(crate) fn client(target: &$crate::calls::Target) -> $module::Client {
            let builder = $module::Client::builder()
                .base_address(&target.base_address)
                .timeout(target.timeout)
                .configure_http({
                    let headers = target.headers.clone();
                    move |http| http.default_headers(headers.clone())
                })
                .without_credential()
                .retries($module::Retries::off());
            let builder = $crate::calls::observed(builder, target);
            let builder = match target.wrap {
                Some(wrap) => builder.wrap_transport(wrap),
                None => builder,
            };
            let schemes = target.schemes.iter();
            schemes.fold(builder, |builder, scheme| builder.credential(credential(scheme))).build().expect("a client")
        }

        fn default_base_address() -> Option<String> {
            match $module::Client::builder().build() {
                Ok(client) => Some(client.base_address().to_owned()),
                Err(moored_runtime::BuildError::NoBaseAddress) => None,
                Err(error) => panic!("{error}"),
            }
        }

        fn shown(scheme: &'static str) -> Vec<String> {
            let builder = $module::Client::builder().credential(credential(scheme));
            let client = client(&$crate::calls::Target::new("http://localhost", &[scheme]));
            let credential = credential(scheme);
            let values: [&dyn std::fmt::Debug; 3] = [&credential, &builder, &client];
            values.map(|value| format!("{value:?} {value:#?}")).into()
        }
    };
}

/// Sends `client(target).$method(body)`; without a body if `$body` is absent.
macro_rules! send {
    ($method:ident($($body:ident)?)) => {
        |target, _body| Box::pin(async move {
            let call = client(&target).$method($($crate::calls::typed({ let $body = _body; $body }))?);
            $crate::calls::outcome(call.send().await)
        })
    };
}

include!(concat!(env!("OUT_DIR"), "/provider.rs"));

/// The providers that have a `tests/provider.rs`.
pub(crate) static PROVIDERS: &[Provider] = &include!(concat!(env!("OUT_DIR"), "/provider.all.rs"));

/// The operations of all providers.
pub(crate) fn calls() -> impl Iterator<Item = &'static Call> {
    PROVIDERS.iter().flat_map(|provider| provider.calls)
}

/// The operation with this method of this provider, which has no other with the same method.
pub(crate) fn call(provider: &str, method: &str) -> &'static Call {
    calls().find(|call| call.provider == provider && call.method == method).expect("an operation in calls()")
}
