#![allow(unused_imports, unused_mut, dead_code, deprecated, clippy::all)]
use client::{Client, operations, types};
use moored_runtime::{Error, HeaderMap, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Makes the call that `task` asks for, and says how it went.
pub async fn call(task: &Value, address: &str) -> Value {
    let index = task["call"].as_u64().unwrap_or(u64::MAX);
    let mut headers = HeaderMap::new();
    if let Some(prefer) = task["prefer"].as_str() {
        headers.insert("prefer", prefer.parse().expect("a header value"));
    }
    headers.insert("x-moored-proof", task["id"].to_string().parse().expect("a header value"));
    let http = moored_runtime::reqwest::Client::builder().default_headers(headers).no_proxy().build().expect("an HTTP client");
    let builder = Client::builder().base_address(address).http_client(http).retries(client::Retries::off());
    let builder = builder.timeout(std::time::Duration::from_secs(10));
    let client = match with_credentials(builder).build() {
        Ok(client) => client,
        Err(error) => return json!({ "kind": "unbuilt", "words": error.to_string() }),
    };
    match one(index, &client, &task["arguments"]).await {
        Ok(outcome) => outcome,
        Err(words) => json!({ "kind": "unmade", "words": words }),
    }
}

fn outcome<T, E>(result: Result<Response<T>, Error<E>>) -> Value {
    let error = match result {
        Ok(response) => return json!({ "kind": "answered", "status": response.status().as_u16() }),
        Err(error) => error,
    };
    let kind = match &error {
        Error::Refused { .. } => "refused",
        Error::Undecodable { .. } => "undecodable",
        Error::Unexpected { .. } => "unexpected",
        Error::InvalidRequest(_) => "invalid",
        _ => "failed",
    };
    let status = error.status().map(|status| status.as_u16());
    let mut words = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(inner) = source {
        words.push_str(&format!(": {inner}"));
        source = inner.source();
    }
    let body = error.body_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
    json!({ "kind": kind, "status": status, "words": words, "body": body })
}

fn decoded<T: DeserializeOwned>(arguments: &Value, name: &str) -> Result<T, String> {
    let value = arguments.get(name).cloned().ok_or_else(|| format!("no value for `{name}`"))?;
    serde_path_to_error::deserialize(value).map_err(|error| format!("`{name}` does not decode: {error}"))
}

fn text<T: From<String>>(arguments: &Value, name: &str) -> Result<T, String> {
    match arguments.get(name) {
        Some(Value::String(text)) => Ok(text.clone().into()),
        Some(other) => Ok(other.to_string().into()),
        None => Err(format!("no value for `{name}`")),
    }
}

fn form(arguments: &Value, name: &str) -> Result<moored_runtime::reqwest::multipart::Form, String> {
    let members = arguments.get(name).and_then(Value::as_object).ok_or_else(|| format!("no members for `{name}`"))?;
    let mut form = moored_runtime::reqwest::multipart::Form::new();
    for (name, value) in members {
        // A part for each item, as RFC 7578 has it for several files of one field.
        let items = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
        for item in items {
            let text = item.as_str().map_or_else(|| item.to_string(), str::to_owned);
            form = form.text(name.clone(), text);
        }
    }
    Ok(form)
}
