//! A parameter with a value of the page before.

use super::names::{Member, Members, Parameters, is_cursor, target};
use crate::api::{
    Parameter, TypeRef,
    pages::{
        PageSource,
        body::Body,
        draft::{Draft, DraftStyle},
    },
};
use moored_document::pointer::Pointer;

/// The draft for the only parameter that has such a member.
pub(super) fn read(
    parameters: &Parameters<'_>,
    members: &Members<'_>,
    body: &Body<'_>,
    items: &Pointer,
) -> Option<Draft> {
    let mut found = parameters.all.iter().filter_map(|(name, parameter)| {
        let source = source(name, parameter, parameters, members, body, items)?;
        Some((name, *parameter, source))
    });
    let (name, parameter, (next, needs_flag)) = found.next()?;
    if found.next().is_some() || parameters.has_other_way(name) {
        return None;
    }
    let has_more = members.has_more().map(|member| PageSource::Body(member.at.clone()));
    if needs_flag && has_more.is_none() {
        return None;
    }
    Some(Draft { has_more, ..draft(parameter, next) })
}

fn draft(parameter: &Parameter, next: Pointer) -> Draft {
    Draft::new(DraftStyle::Cursor(target(parameter), PageSource::Body(next)))
}

/// Where the response has the value of the parameter `name`, and whether it has one on the last page as well.
fn source(
    name: &str,
    parameter: &Parameter,
    parameters: &Parameters<'_>,
    members: &Members<'_>,
    body: &Body<'_>,
    items: &Pointer,
) -> Option<(Pointer, bool)> {
    let takes_text = !matches!(body.types.resolved(&parameter.ty), TypeRef::Integer(_) | TypeRef::Float);
    let is_value = |member: &Member<'_>| {
        let is_of_type = member.is_integer || (member.is_text && takes_text);
        is_of_type && !member.is_address && (is_cursor(name) || !is_described_as_address(member))
    };
    // `page_token` and `next_page_token`, `nextToken` in both, `page` and `next_page`.
    let is_position = is_cursor(name) || name.contains("page") || name.contains("offset") || name.contains("start");
    let is_size = name.contains("size") || name.contains("limit") || name.contains("count");
    let same = |member: &Member<'_>| {
        let next = member.name.strip_prefix("next");
        let is_number = name == "page" && next == Some("pagenumber");
        (next == Some(name) || is_number || (name.starts_with("next") && member.name == name)) && is_value(member)
    };
    if is_position
        && !is_size
        && let Some(found) = members.only(same)
    {
        return Some((found.at.clone(), false));
    }
    if !is_cursor(name) || name.starts_with("before") || name.starts_with("prev") || name.starts_with("ending") {
        return None;
    }
    // The only cursor is called a little differently, or is `next` and described as one.
    let alike = |member: &Member<'_>| {
        is_value(member)
            && match member.name.as_str() {
                "nextcursor" => name.contains("cursor") || name == "after",
                "nextpagetoken" | "nexttoken" => name.contains("token"),
                "after" => member.object == "next" && name == "after",
                // Kubernetes.
                "continue" => !member.object.is_empty() && name == "continue",
                "next" => is_described_as_cursor(member),
                _ => false,
            }
    };
    if let Some(found) = members.only(alike) {
        return Some((found.at.clone(), false));
    }
    // Those of the last item, on the last page as well.
    let is_last = |member: &Member<'_>| match member.name.as_str() {
        "lastid" => name == "after" || name == "afterid",
        "endcursor" => name == "after" || name.contains("cursor"),
        _ => false,
    };
    if let Some(found) = members.only(|member| is_last(member) && is_value(member)) {
        return Some((found.at.clone(), true));
    }
    // Stripe's convention: the id of the last item.
    let item = body.item(items).ok()?;
    let id = body.types.member(&item, "id")?;
    let is_text = body.types.resolved(&id.ty) == TypeRef::String && id.is_required();
    let is_single = parameters.all.iter().filter(|(other, _)| other == name).count() == 1;
    (name == "startingafter" && is_text && is_single).then(|| (items.join("-1").join("id"), true))
}

/// Whether the description of `next` states that it is a cursor, and not an address.
fn is_described_as_cursor(member: &Member<'_>) -> bool {
    describes(member, &["cursor", "token"]) && !is_described_as_address(member)
}

fn is_described_as_address(member: &Member<'_>) -> bool {
    describes(member, &["url", "uri", "link", "http", "address", "path"])
}

/// Whether the description of `member` has one of `parts`.
fn describes(member: &Member<'_>, parts: &[&str]) -> bool {
    let text = member.field.description.as_deref().unwrap_or_default().to_ascii_lowercase();
    parts.iter().any(|part| text.contains(part))
}
