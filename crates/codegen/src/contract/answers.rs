//! Responses: when they come, what they hold, and what to ask for.

use serde_json::Value;

use super::{Answer, AnswerBody, Status, text};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    lower::essence,
    pointer::Pointer,
    rules,
    schemas::members,
};

/// The documented responses of the operation at `at`, exact statuses first.
pub(super) fn read(document: &Document, at: &Pointer, diagnostics: &mut Diagnostics) -> Vec<Answer> {
    let at = at.join("responses");
    let mut found: Vec<Answer> = Vec::new();
    for (key, response) in members(at.get(&document.value)).filter(|(key, _)| !key.starts_with("x-")) {
        let at = at.join(key);
        let Some(status) = Status::parse(key) else {
            let message = format!("`{key}` is no status: 200, 4XX and default are");
            diagnostics.push(Diagnostic::new(&rules::INVALID_DOCUMENT, document.place(&at), message));
            continue;
        };
        let content: Vec<(&String, &Value)> = members(response.get("content")).collect();
        let chosen = content
            .iter()
            .find(|(name, _)| is_json(name))
            .or_else(|| content.iter().find(|(name, _)| essence(name).starts_with("text/")))
            .or_else(|| content.first());
        for (other, _) in content.iter().filter(|(name, _)| chosen.is_some_and(|(chosen, _)| chosen != name)) {
            let place = document.place(&at.join("content").join(other));
            let message = format!("the client does not ask for {other}");
            diagnostics.push(Diagnostic::new(&rules::OTHER_RESPONSE_MEDIA_TYPE, place, message));
        }
        let body = match chosen {
            None => AnswerBody::Empty,
            Some((name, media)) if is_json(name) => AnswerBody::Json(media.get("schema").cloned().unwrap_or_default()),
            Some((name, _)) if essence(name).starts_with("text/") => AnswerBody::Text,
            Some(_) => AnswerBody::Bytes,
        };
        let description = text(response, "description").unwrap_or_default().to_owned();
        found.push(Answer { status, description, body });
    }
    found.sort_by_key(|answer| answer.status);
    found
}

/// JSON in any of its dresses (RFC 6839, section 3.1); `*/*` is how some documents say «JSON, of course».
fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence.ends_with("+json") || essence == "*/*" || essence == "text/json"
}

/// The media types to ask for: those that the answers are read as.
pub(super) fn accept(operation: &Value) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for (_, response) in members(operation.get("responses")) {
        let content: Vec<String> = members(response.get("content")).map(|(name, _)| essence(name)).collect();
        let chosen = content
            .iter()
            .find(|name| is_json(name))
            .or_else(|| content.iter().find(|name| name.starts_with("text/")))
            .or_else(|| content.first());
        if let Some(name) = chosen
            && !names.contains(name)
            && name.bytes().all(|byte| byte.is_ascii_graphic())
        {
            names.push(name.clone());
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}
