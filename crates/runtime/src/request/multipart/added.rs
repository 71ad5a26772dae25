//! Parts that a caller adds to a form that has been written already.

use bytes::Bytes;

use super::FilePart;
use super::part::Part;
use crate::request::body::{Body, Content};
use crate::{InvalidRequest, Secret};

/// A part that a caller adds.
#[derive(Clone)]
pub(in crate::request) struct AddedPart {
    name: String,
    file_name: String,
    media_type: Option<String>,
    /// `None` for a stream, which could be sent once only.
    content: Option<Bytes>,
}

impl AddedPart {
    pub(in crate::request) fn new(name: String, part: FilePart) -> Self {
        let FilePart { body: Body { content, media_type }, file_name } = part;
        let content = match content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(..) => None,
        };
        Self { file_name: file_name.unwrap_or_else(|| name.clone()), name, media_type, content }
    }

    pub(in crate::request) fn name(&self) -> &str {
        &self.name
    }

    fn to_part(&self) -> Result<Part, InvalidRequest> {
        let streamed = || InvalidRequest::added("part", &self.name, "it is a stream, which one call only could send");
        Ok(Part {
            name: Some(self.name.clone()),
            file_name: Some(self.file_name.clone()),
            media_type: Some(self.media_type.clone().unwrap_or_else(|| "application/octet-stream".to_owned())),
            content: Content::Bytes(self.content.clone().ok_or_else(streamed)?),
        })
    }
}

/// What comes before the first part of a form with `boundary`.
pub(in crate::request) fn before_form(
    boundary: &str,
    fields: &[(String, Secret)],
    parts: &[AddedPart],
) -> Result<Vec<u8>, InvalidRequest> {
    let text = |(name, value): &(String, Secret)| Part {
        name: Some(name.clone()),
        file_name: None,
        media_type: None,
        content: Content::Bytes(Bytes::from(value.expose().to_owned())),
    };
    let mut added = Vec::new();
    for part in fields.iter().map(|field| Ok(text(field))).chain(parts.iter().map(AddedPart::to_part)) {
        let part = part?;
        added.extend_from_slice(part.header_lines(boundary)?.as_bytes());
        if let Content::Bytes(bytes) = &part.content {
            added.extend_from_slice(bytes);
        }
        added.extend_from_slice(b"\r\n");
    }
    Ok(added)
}
