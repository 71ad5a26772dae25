//! What a caller adds to the body that the document describes.

use bytes::Bytes;
use futures_util::stream::{self, StreamExt as _};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use http_body_util::BodyDataStream;
use serde::Serialize;
use serde_json::value::RawValue;

use super::encoding::Encoding;
use super::multipart::{AddedPart, FilePart, before_form};
use super::value::{Value, to_raw_value};
use crate::json::encode;
use crate::media_type::{essence, is_json, parameter};
use crate::{HttpBody, HttpRequest, InvalidRequest, Secret};

/// Members of a JSON object, fields of a form, and parts of a multipart form.
#[derive(Clone, Default)]
pub(crate) struct BodyAdditions {
    /// `None` for a value that is not JSON.
    members: Vec<(String, Option<Box<RawValue>>)>,
    fields: Vec<(String, Secret)>,
    parts: Vec<AddedPart>,
}

impl BodyAdditions {
    pub(crate) fn add_member<T: Serialize + ?Sized>(&mut self, name: String, value: &T) {
        self.members.push((name, to_raw_value(value).ok()));
    }

    pub(crate) fn add_field(&mut self, name: String, value: Secret) {
        self.fields.push((name, value));
    }

    pub(crate) fn add_part(&mut self, name: String, part: FilePart) {
        self.parts.push(AddedPart::new(name, part));
    }

    /// The names of everything, without values.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let members = self.members.iter().map(|(name, _)| name.as_str());
        let fields = self.fields.iter().map(|(name, _)| name.as_str());
        members.chain(fields).chain(self.parts.iter().map(AddedPart::name))
    }

    /// Adds everything to the body of `request`.
    pub(crate) fn apply(&self, request: &mut HttpRequest) -> Result<(), InvalidRequest> {
        if let Some((name, _)) = self.members.first() {
            let not_json = || InvalidRequest::added("member", name, "the body of the call is not a JSON object");
            let body = bytes_of(request).filter(|_| is_json(&media_type(request))).ok_or_else(not_json)?;
            let json = self.with_members(body)?.ok_or_else(not_json)?;
            replace_body(request, json);
        }
        let is_form = |media_type: &str| media_type == "application/x-www-form-urlencoded";
        match (self.fields.first(), self.parts.first()) {
            (None, None) => Ok(()),
            (Some((name, _)), None) if is_form(&media_type(request)) => {
                let streamed = || InvalidRequest::added("field", name, "the body of the call is a stream");
                let form = self.with_fields(bytes_of(request).ok_or_else(streamed)?);
                replace_body(request, form);
                Ok(())
            }
            _ if media_type(request) == "multipart/form-data" => self.add_to_multipart(request),
            (_, Some(part)) => {
                Err(InvalidRequest::added("part", part.name(), "the body of the call is not `multipart/form-data`"))
            }
            (Some((name, _)), None) => Err(InvalidRequest::added("field", name, "the body of the call is not a form")),
        }
    }

    /// The JSON object `body` with the members; `None` if it is no object.
    fn with_members(&self, body: &[u8]) -> Result<Option<String>, InvalidRequest> {
        let Ok(Value::Object(mut all)) = serde_json::from_slice::<&RawValue>(body).and_then(Value::parse) else {
            return Ok(None);
        };
        for (name, value) in &self.members {
            let value = value.clone();
            let value = value.ok_or_else(|| InvalidRequest::added("member", name, "its value is not JSON"))?;
            match all.iter_mut().find(|(own, _)| own == name) {
                Some((_, own)) => *own = value,
                None => all.push((name.clone(), value)),
            }
        }
        let member = |(name, value): &(String, Box<RawValue>)| match encode(name) {
            Ok(name) => Ok(format!("{name}:{}", value.get())),
            Err(_) => Err(InvalidRequest::json_body()),
        };
        let members: Vec<String> = all.iter().map(member).collect::<Result<_, _>>()?;
        Ok(Some(format!("{{{}}}", members.join(","))))
    }

    fn with_fields(&self, form: &[u8]) -> Vec<u8> {
        let encode = |text: &str| Encoding::Form.encode(text);
        let mut form = form.to_vec();
        for (name, value) in &self.fields {
            if !form.is_empty() {
                form.push(b'&');
            }
            form.extend_from_slice(format!("{}={}", encode(name), encode(value.expose())).as_bytes());
        }
        form
    }

    /// Adds fields and parts before those of the form, whose content may be a stream of any length. Some servers ignore
    /// the fields after a file.
    fn add_to_multipart(&self, request: &mut HttpRequest) -> Result<(), InvalidRequest> {
        let boundary = boundary(request).ok_or_else(InvalidRequest::part)?;
        let added = before_form(&boundary, &self.fields, &self.parts)?;
        if let Some(own) = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok()) {
            let own: u64 = own;
            let length = own.saturating_add(u64::try_from(added.len()).unwrap_or(u64::MAX));
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        match bytes_of(request).map(|form| [added.as_slice(), form].concat()) {
            Some(form) => *request.body_mut() = form.into(),
            None => {
                let form = std::mem::take(request.body_mut());
                let added = stream::iter([Ok(Bytes::from(added))]);
                *request.body_mut() = HttpBody::from_stream(added.chain(BodyDataStream::new(form)));
            }
        }
        Ok(())
    }
}

/// The body, if it is bytes.
fn bytes_of(request: &HttpRequest) -> Option<&[u8]> {
    request.body().as_bytes()
}

fn replace_body(request: &mut HttpRequest, body: impl Into<HttpBody>) {
    request.headers_mut().remove(CONTENT_LENGTH);
    *request.body_mut() = body.into();
}

/// Without parameters.
fn media_type(request: &HttpRequest) -> String {
    let media_type = request.headers().get(CONTENT_TYPE).and_then(|media_type| media_type.to_str().ok());
    media_type.map(essence).unwrap_or_default()
}

fn boundary(request: &HttpRequest) -> Option<String> {
    let media_type = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    parameter(media_type, "boundary").map(str::to_owned)
}
