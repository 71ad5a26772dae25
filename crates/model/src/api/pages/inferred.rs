//! Pages that a document does not state, and that the names of parameters and members leave no doubt about.
//!
//! Every rule needs both sides: a parameter and the member that belongs to it, such as `page_token` and
//! `next_page_token`. An operation whose parameters allow two ways has no pages: a caller may have to choose one.

mod counted;
mod cursors;
mod names;
mod next;

use self::names::{Members, Parameters};
use super::{
    body::Body,
    draft::{Draft, DraftStyle},
    raw::Raw,
};
use crate::api::Operation;

/// The pages of `operation`.
pub(super) fn read(operation: &Operation, body: &Body<'_>, raw: &Raw<'_>) -> Option<Draft> {
    if operation.verb != "GET" {
        return None;
    }
    let items = body.only_list()?;
    let parameters = Parameters::of(operation, body.types);
    let members = Members::of(body, &items, raw);
    let draft = cursors::read(&parameters, &members, body, &items)
        .or_else(|| link_header(operation, body, &parameters))
        .or_else(|| counted::pages(&parameters, &members, raw))
        .or_else(|| next::read(&parameters, &members))
        .or_else(|| counted::offset(&parameters, &members, raw))?;
    Some(Draft { items: Some(items), ..draft })
}

/// The header `Link` with the relation `next`. Its description states that, or a parameter is about pages.
fn link_header(operation: &Operation, body: &Body<'_>, parameters: &Parameters<'_>) -> Option<Draft> {
    let response = operation.responses.iter().find(|response| response.status == body.status)?;
    let link = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case("link"))?;
    let is_sure = parameters.about_pages() || link.description.to_ascii_lowercase().contains("next");
    is_sure.then(|| Draft::new(DraftStyle::LinkHeader))
}
