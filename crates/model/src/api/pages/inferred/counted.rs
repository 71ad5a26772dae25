//! Numbers of pages, and numbers of items before a page.

use super::names::{Members, OFFSETS, PAGES, Parameters, target};
use crate::api::pages::{
    PageSource,
    draft::{Draft, DraftStyle},
    raw::Raw,
};
use moored_document::pointer::Pointer;

/// Members with the number of pages.
const TOTAL_PAGES: &[&str] =
    &["numberofpages", "numpages", "nbpages", "pagecount", "pages", "pagetotal", "totalpagecount", "totalpages"];

/// Members with the number of items of all pages.
const TOTAL_ITEMS: &[&str] =
    &["total", "totalcount", "totalelements", "totalitems", "totalrecords", "totalresults", "totalsize"];

/// A parameter with the number of a page whose first number is known, and a member that states the end.
pub(super) fn pages(parameters: &Parameters<'_>, members: &Members<'_>, raw: &Raw<'_>) -> Option<Draft> {
    let (name, parameter) = parameters.integer(PAGES)?;
    if parameters.has_other_way(name) {
        return None;
    }
    let has = |names: &[&str]| integer(members, names);
    // The paginator of Laravel counts from 1.
    let laravel = has(&["lastpage"]).filter(|_| has(&["currentpage"]).is_some() && has(&["perpage"]).is_some());
    let first = match &laravel {
        Some(_) => 1,
        None => raw.first_number(&parameter.name).filter(|first| *first <= 1)?,
    };
    let draft = Draft::new(DraftStyle::PageNumber(target(parameter), Some(first)));
    let source = |at: Pointer| Some(PageSource::Body(at));
    if let Some(total) = laravel.or_else(|| has(TOTAL_PAGES)).or_else(|| has(&["lastpage"]).filter(|_| first == 1)) {
        return Some(Draft { total_pages: source(total), ..draft });
    }
    if let Some(flag) = members.has_more() {
        return Some(Draft { has_more: source(flag.at.clone()), ..draft });
    }
    let total = total_items(members).filter(|_| parameters.has_size())?;
    Some(Draft { total_items: source(total), ..draft })
}

/// A parameter with the number of items before a page, one with their number in a page, and a member that states the
/// end.
pub(super) fn offset(parameters: &Parameters<'_>, members: &Members<'_>, raw: &Raw<'_>) -> Option<Draft> {
    let (name, parameter) = parameters.integer(OFFSETS)?;
    // Some offsets count pages.
    let counts_pages = parameter.description.to_ascii_lowercase().contains("page number") || name == "pageoffset";
    let starts_elsewhere = raw.first_number(&parameter.name).is_some_and(|first| first != 0);
    if counts_pages || starts_elsewhere || !parameters.has_size() || parameters.has_other_way(name) {
        return None;
    }
    let draft = Draft::new(DraftStyle::Offset(target(parameter)));
    let has_more = members.has_more().map(|flag| PageSource::Body(flag.at.clone()));
    let total_items = total_items(members).map(PageSource::Body);
    (has_more.is_some() || total_items.is_some()).then_some(Draft { has_more, total_items, ..draft })
}

/// The number of items of all pages, unless it is described as that of one page.
fn total_items(members: &Members<'_>) -> Option<Pointer> {
    let found = members.only(|member| member.is_integer && TOTAL_ITEMS.contains(&member.name.as_str()))?;
    let text = found.field.description.as_deref().unwrap_or_default().to_ascii_lowercase();
    let is_of_page = ["returned", "this page", "current page", "this response"].iter().any(|word| text.contains(word));
    (!is_of_page).then(|| found.at.clone())
}

/// The only integer of one of `names`.
fn integer(members: &Members<'_>, names: &[&str]) -> Option<Pointer> {
    let found = members.only(|member| member.is_integer && names.contains(&member.name.as_str()));
    found.map(|member| member.at.clone())
}
