use std::fmt::Debug;
use std::sync::atomic::{AtomicBool, Ordering};

// All of it: where a document has no operations or no types, a crate has no module for them.
use client::*;
use moored_runtime::{Body, ByteStream, Bytes, Error, FilePart, HeaderMap, Multipart, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Whether bytes are sent as a stream.
static STREAMED: AtomicBool = AtomicBool::new(false);

/// Makes the call that `task` describes. Returns its result.
pub async fn call(task: &Value, address: &str) -> Value {
    let index = task["call"].as_u64().unwrap_or(u64::MAX);
    let mut headers = HeaderMap::new();
    if let Some(prefer) = task["prefer"].as_str() {
        headers.insert("prefer", prefer.parse().expect("a header value"));
    }
    headers.insert("x-moored-proof", task["id"].to_string().parse().expect("a header value"));
    let builder = Client::builder().base_address(address).no_proxy().retries(client::Retries::off());
    let builder = builder.configure_http(move |http| http.default_headers(headers.clone()));
    let builder = builder.timeout(std::time::Duration::from_secs(10));
    let client = match with_credentials(builder).build() {
        Ok(client) => client,
        Err(error) => return json!({ "kind": "unbuilt", "message": error.to_string() }),
    };
    STREAMED.store(task["streamed"] == true, Ordering::Relaxed);
    match one(index, &client, &task["arguments"], task["way"].as_str().unwrap_or_default()).await {
        Ok(outcome) => outcome,
        Err(message) => json!({ "kind": "unmade", "message": message }),
    }
}

/// What came of a call; a macro, for what is shown of the body depends on its type.
macro_rules! outcome {
    ($result:expr) => {
        match $result {
            Ok(response) => json!({
                "kind": "response",
                "status": response.status().as_u16(),
                "came": (&Shown(response.body())).shown(),
            }),
            Err(error) => failed(&error),
        }
    };
}

macro_rules! streamed {
    ($result:expr) => {
        match $result {
            Ok(response) => {
                let status = response.status().as_u16();
                json!({ "kind": "response", "status": status, "came": read(response.into_body()).await })
            }
            Err(error) => failed(&error),
        }
    };
}

async fn read(mut stream: ByteStream) -> Value {
    let mut bytes = Vec::new();
    loop {
        match stream.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => return json!({ "bytes": bytes }),
            Err(error) => return json!({ "broken": error.to_string() }),
        }
    }
}

/// A body, to be shown as what it is: the first of the four ways that its type allows.
struct Shown<'a, T>(&'a T);

impl Shown<'_, String> {
    fn shown(&self) -> Value {
        json!({ "text": self.0 })
    }
}

impl Shown<'_, Bytes> {
    fn shown(&self) -> Value {
        json!({ "bytes": self.0.to_vec() })
    }
}

trait ByValue {
    fn shown(&self) -> Value;
}

impl<T: Serialize> ByValue for Shown<'_, T> {
    fn shown(&self) -> Value {
        json!({ "value": serde_json::to_value(self.0).unwrap_or_default() })
    }
}

trait Opaque {
    fn shown(&self) -> Value;
}

impl<T: Debug> Opaque for &Shown<'_, T> {
    fn shown(&self) -> Value {
        json!({ "debug": format!("{:?}", self.0) })
    }
}

fn failed<E>(error: &Error<E>) -> Value {
    let kind = match error {
        Error::ErrorResponse { .. } => "error-response",
        Error::Undecodable { .. } => "undecodable",
        Error::UndocumentedStatus { .. } => "unexpected",
        Error::EmptyBody { .. } => "empty-body",
        Error::UnexpectedMediaType { .. } => "unexpected-media-type",
        Error::InvalidRequest(_) => "invalid",
        _ => "failed",
    };
    let status = error.status().map(|status| status.as_u16());
    let mut message = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        message.push_str(&format!(": {inner}"));
        source = inner.source();
    }
    let body = error.body_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
    json!({ "kind": kind, "status": status, "message": message, "body": body })
}

fn decoded<T: DeserializeOwned>(arguments: &Value, name: &str) -> Result<T, String> {
    let value = arguments.get(name).cloned().ok_or_else(|| format!("no value for `{name}`"))?;
    crate::decode(&value.to_string()).map_err(|error| format!("`{name}` does not decode: {error}"))
}

fn text<T: From<String>>(arguments: &Value, name: &str) -> Result<T, String> {
    match arguments.get(name) {
        Some(Value::String(text)) => Ok(text.clone().into()),
        Some(other) => Ok(other.to_string().into()),
        None => Err(format!("no value for `{name}`")),
    }
}

/// A part's value; `null` where the sample has none.
fn part<T: DeserializeOwned>(parts: &Value, name: &str) -> Result<T, String> {
    let value = parts.get(name).cloned().unwrap_or_default();
    crate::decode(&value.to_string()).map_err(|error| format!("the part `{name}` does not decode: {error}"))
}

fn raw(arguments: &Value, name: &str) -> Result<Body, String> {
    text::<String>(arguments, name).map(body)
}

fn file(parts: &Value, name: &str) -> Result<FilePart, String> {
    files(parts, name).into_iter().next().ok_or_else(|| format!("no file for `{name}`"))
}

/// A file for each text.
fn files(parts: &Value, name: &str) -> Vec<FilePart> {
    let texts = match parts.get(name) {
        Some(Value::Array(items)) => items.as_slice(),
        Some(Value::Null) | None => &[],
        Some(value) => std::slice::from_ref(value),
    };
    texts
        .iter()
        .map(|text| FilePart::new(body(text.as_str().map_or_else(|| text.to_string(), str::to_owned))))
        .collect()
}

/// The bytes of `text`, at once or in two pieces.
fn body(text: String) -> Body {
    if !STREAMED.load(Ordering::Relaxed) {
        return text.into();
    }
    let mut bytes = Bytes::from(text);
    let rest = bytes.split_off(bytes.len() / 2);
    Body::from_stream(futures_util::stream::iter([bytes, rest].map(Ok::<_, std::io::Error>)))
}

fn form(arguments: &Value, name: &str) -> Result<Multipart, String> {
    let members = arguments.get(name).and_then(Value::as_object).ok_or_else(|| format!("no members for `{name}`"))?;
    Ok(members.iter().fold(Multipart::form_data(), |form, (name, value)| form.field(name.as_str(), value)))
}
