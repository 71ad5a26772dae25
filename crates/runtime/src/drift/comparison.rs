//! Comparing a response with the document.

mod expected;
mod objects;
mod origin;
mod texts;
mod unions;
mod values;

use http::Method;

use super::description::{Description, Representation, Response};
use super::deviation::DeviationKind;
use super::names;
use super::observation::Observation;
use crate::json::{DEFAULT_MAX_DEPTH, Document, ROOT};
use crate::media_type::fits;
use origin::Origin;
use values::Walk;

/// The result of comparing a response.
pub(super) struct Comparison {
    pub(super) media_type: Option<String>,
    pub(super) differences: Vec<Difference>,
    /// Whether everything was compared.
    pub(super) is_complete: bool,
}

/// What differs, without the response that it is of.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Difference {
    pub(super) kind: DeviationKind,
    pub(super) pointer: String,
    pub(super) origin: String,
    pub(super) expected: String,
    pub(super) found: String,
}

/// Compares a response; `None` if the document does not have its operation.
pub(super) fn compare(description: &Description, observation: &Observation) -> Option<Comparison> {
    let operation = description.responses(observation.operation)?;
    let received = observation.media_type();
    let whole = |differences| Comparison {
        media_type: received.as_deref().map(names::shown_media_type),
        differences,
        is_complete: true,
    };
    let Some(response) = operation.find(observation.status) else {
        return Some(whole(vec![Difference {
            kind: DeviationKind::UndocumentedStatus,
            pointer: String::new(),
            origin: format!("{}/responses", operation.origin),
            expected: expected::one_of(operation.statuses()),
            found: observation.status.as_str().to_owned(),
        }]));
    };
    let body = observation.body.as_ref().filter(|body| !body.trim_ascii().is_empty());
    let has_no_body = observation.body.is_some() && body.is_none();
    if observation.operation.method == Method::HEAD.as_str() || (has_no_body && response.representations.is_empty()) {
        return Some(whole(Vec::new()));
    }
    let Some(representation) = find(response, received.as_deref()) else {
        return Some(whole(vec![other_media_type(response, received.as_deref())]));
    };
    let media_type = match &received {
        Some(received) if representation.media_types.iter().any(|one| one == received) => Some(received.clone()),
        other => other.as_deref().map(names::shown_media_type),
    };
    let mut comparison = Comparison { media_type, ..whole(Vec::new()) };
    let (Some(ty), Some(body)) = (&representation.ty, &observation.body) else { return Some(comparison) };
    let (json, read) = Document::read(body.clone(), DEFAULT_MAX_DEPTH);
    let mut walk = Walk::new(description, &json);
    let origin = Origin::of(&representation.origin);
    match body.trim_ascii().is_empty() {
        true => walk.differs(DeviationKind::OtherType, &origin, expected::of(description, ty), "no body"),
        false if read.is_err() => {
            walk.differs(DeviationKind::OtherType, &origin, expected::of(description, ty), "no JSON");
        }
        false => walk.value(ROOT, ty, &origin),
    }
    (comparison.differences, comparison.is_complete) = walk.finish();
    Some(comparison)
}

/// The representation of the media type `received`: one that names it, else one whose range contains it. Without a
/// media type it is the first one.
fn find<'d, 'a>(response: &'d Response<'a>, received: Option<&str>) -> Option<&'d Representation<'a>> {
    let mut all = response.representations.iter();
    let Some(received) = received else { return all.next() };
    let names = |one: &&Representation<'_>| one.media_types.iter().any(|media_type| media_type == received);
    // Without a media type, the document has one that is not valid.
    let contains = |one: &&Representation<'_>| {
        one.media_types.is_empty() || one.media_types.iter().any(|media_type| fits(received, media_type))
    };
    all.clone().find(names).or_else(|| all.find(contains))
}

fn other_media_type(response: &Response<'_>, received: Option<&str>) -> Difference {
    let documented = response.representations.iter().flat_map(|one| &one.media_types).map(String::as_str);
    Difference {
        kind: DeviationKind::UndocumentedMediaType,
        pointer: String::new(),
        origin: response.origin.clone().into_owned(),
        expected: match response.representations.is_empty() {
            true => "no body".to_owned(),
            false => expected::one_of(documented),
        },
        found: received.map_or_else(|| "a body without a media type".to_owned(), names::shown_media_type),
    }
}
