//! The responses of an operation according to the document. Prism's responses are validated against them, and samples
//! of them replace those that are invalid.

use std::collections::BTreeMap;

use moored_document::pointer::Pointer;
use serde_json::Value;

use super::Task;
use super::arguments::{Operation, samples};
use super::recorder::Exchange;
use crate::{
    subjects::{essence, is_json, members},
    validation::{Validators, objection},
};
use moored_samples::{Sampler, follow};

/// The complete response for each task that has one.
pub(super) fn substitutes(
    tasks: &[Task],
    operations: &[Operation<'_>],
    document: &Value,
    sampler: &Sampler<'_>,
    validators: &Validators,
) -> BTreeMap<usize, Vec<u8>> {
    let mut known: BTreeMap<(usize, String), Option<Vec<u8>>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (id, task) in tasks.iter().enumerate() {
        let Some(operation) = operations.get(task.operation) else { continue };
        let Some(status) = task.status(operation) else { continue };
        let response = known.entry((task.operation, status.clone())).or_insert_with(|| {
            let schema = schema(document, operation, &status)?;
            let samples = samples(&schema, sampler, validators).ok()?;
            let sample = samples.iter().find(|sample| sample.name == "maximal").or(samples.first())?;
            let body = sample.value.to_string();
            let head = format!(
                "HTTP/1.1 {status} Ours\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            Some((head + &body).into_bytes())
        });
        if let Some(response) = response {
            found.insert(id, response.clone());
        }
    }
    found
}

/// How Prism's response differs from the document, if the validator finds an error.
pub(super) fn fault(
    document: &Value,
    operation: &Operation<'_>,
    validators: &Validators,
    exchange: &Exchange,
) -> Option<String> {
    let schema = schema(document, operation, &exchange.status()?.to_string());
    if schema.is_none() && exchange.response_body().is_empty() {
        return Some("Prism sends no body where the document has a body without a schema".to_owned());
    }
    let validator = match validators.of(&schema?) {
        Ok(validator) => validator,
        Err(error) => return Some(format!("the validator does not support the schema of the response: {}", error.0)),
    };
    let Ok(body) = serde_json::from_slice(&exchange.response_body()) else {
        return Some("Prism's response is not JSON".to_owned());
    };
    objection(&validator, &body).map(|message| format!("Prism's response does not match the document: {message}"))
}

/// The JSON schema of the response of `operation` with `status`.
fn schema(document: &Value, operation: &Operation<'_>, status: &str) -> Option<Pointer> {
    let responses = operation.at.join("responses");
    let range = format!("{}XX", status.chars().next()?);
    let keys = [status.to_owned(), range.clone(), range.to_lowercase(), "default".to_owned()];
    let key = keys.iter().find(|key| responses.join(key).get(document).is_some())?;
    let response = follow(document, &responses.join(key));
    let value = response.get(document)?;
    // Swagger 2.0 declares it without a media type.
    if value.get("schema").is_some() {
        return Some(response.join("schema"));
    }
    let (kind, media) = members(value.get("content")).find(|(kind, _)| is_json(kind))?;
    media.get("schema").map(|_| response.join("content").join(kind).join("schema"))
}

/// A sample response in one media type.
#[derive(Clone, Debug)]
pub(super) struct SampleResponse {
    status: u16,
    media_type: String,
    body: Vec<u8>,
}

impl SampleResponse {
    /// A response with a body of the schema at `schema`, or with any text or bytes.
    pub(super) fn of(
        status: u16,
        media_type: &str,
        schema: &Pointer,
        sampler: &Sampler<'_>,
        validators: &Validators,
    ) -> Result<Self, String> {
        let samples = samples(schema, sampler, validators);
        let found = samples.as_deref().unwrap_or_default();
        let sample = found.iter().find(|sample| sample.name == "maximal").or(found.first());
        let body = match sample.map(|sample| &sample.value) {
            value if is_json(media_type) => {
                value.ok_or_else(|| samples.clone().err().unwrap_or_default())?.to_string().into()
            }
            Some(Value::String(text)) if is_text(media_type) => text.clone().into(),
            _ if is_text(media_type) => b"<moored>\r\n\xc3\xa9</moored>".to_vec(),
            // Invalid UTF-8.
            _ => b"\x00\xff moored".to_vec(),
        };
        Ok(Self { status, media_type: sent(media_type), body })
    }

    /// The complete response as bytes.
    pub(super) fn whole(&self) -> Vec<u8> {
        let Self { status, media_type, body } = self;
        let head = format!(
            "HTTP/1.1 {status} Ours\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        );
        [head.into_bytes(), body.clone()].concat()
    }

    /// The difference from the result of the client.
    pub(super) fn difference(&self, result: &Value) -> Option<String> {
        let text = |key: &str| result.get(key).and_then(Value::as_str).unwrap_or_default();
        let lossy = String::from_utf8_lossy(&self.body);
        if !(200..=299).contains(&self.status) {
            return match text("kind") {
                "error-response" if text("body") == lossy => None,
                kind => Some(format!("{} as {}, and it was {kind}", self.status, self.media_type)),
            };
        }
        let came = result.get("came");
        let of = |key: &str| came.and_then(|came| came.get(key));
        let is_right = match (of("text"), of("bytes"), of("value"), of("debug")) {
            (Some(text), ..) => text.as_str() == Some(&lossy),
            (_, Some(bytes), ..) => *bytes == Value::from(self.body.clone()),
            (_, _, Some(value), _) => match serde_json::from_slice::<Value>(&self.body) {
                Ok(body) => return crate::compare::difference(&body, value),
                Err(_) => false,
            },
            // An enum of several types: `Debug` output contains the value.
            (.., Some(debug)) => {
                let shown = format!("{lossy:?}");
                is_json(&self.media_type)
                    || debug.as_str().is_some_and(|debug| debug.contains(&shown) || debug.contains("moored"))
            }
            _ => false,
        };
        let shown = came.map_or_else(|| text("kind").to_owned(), |came| came.to_string().chars().take(160).collect());
        (!is_right).then(|| format!("{} came as {shown}", self.media_type))
    }
}

/// Whether bodies of this media type are text. The generator represents text as `String` and others as bytes.
fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/") || essence.ends_with("xml") || essence.ends_with("yaml") || essence.contains("json")
}

/// The media type that a provider sends for `media_type`, which may be a range.
fn sent(media_type: &str) -> String {
    if media_type.contains('*') { "application/octet-stream".to_owned() } else { media_type.trim().to_owned() }
}
