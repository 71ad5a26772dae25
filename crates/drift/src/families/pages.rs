//! Pages: how clients walk the list of an operation.

use moored_model::api::{
    Operation, PageSource, PageStyle, PageTarget, Pagination, ParameterLocation, ResponseBody, Types,
};

use super::{
    both::{self, Both},
    found::Found,
    items,
};
use crate::{Change, Class, Direction, Rule, comparison::Comparison, rule::rules};

rules! {
    ADDED [Additive] "pages-added" "The list of an operation has pages that a client can walk."
        "The call of the new client has the methods `pages` and `page_items`.";
    REMOVED [Source] "pages-removed" "It is no longer known how the list of an operation is divided into pages."
        "The call of the new client has no methods `pages` and `page_items`. With the old client, a walk ends early or fails if \
         the provider no longer has pages in this way.";
    CHANGED [Wire Behaviour] "pages-changed" "The next page of a list is found in another way."
        "With the old client, a walk ends early, or requests the same page again. It is a change of behaviour if the new document \
         still has the parameter and the member that the old client uses.";
    ITEMS [Wire] "page-items-changed" "The items of a page are at another place of the response."
        "The old client finds no items in a page.";
}

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let mut found = Found::default();
    for both in both::operations(comparison) {
        match (&both.old.pages, &both.new.pages) {
            (None, None) => {}
            (None, Some(new)) => {
                let message = format!("`{}` has pages: the next one has {new}", both.call());
                found.push(change(&both, &ADDED, Class::Additive, message, both.new));
            }
            (Some(old), None) => {
                let message = format!("`{}` has no pages: nothing states that the next one has {old}", both.call());
                found.push(change(&both, &REMOVED, Class::Source, message, both.old));
            }
            (Some(old), Some(new)) => both_have(&both, old, new, comparison, &mut found),
        }
    }
    found.add_to(comparison);
}

fn both_have<'a>(
    both: &Both<'a>,
    old: &Pagination,
    new: &Pagination,
    comparison: &Comparison<'a>,
    found: &mut Found<'a>,
) {
    let ends = |pages: &Pagination| (pages.total_pages.clone(), pages.total_items.clone(), pages.has_more.clone());
    if old.style != new.style || ends(old) != ends(new) {
        let is_there = still_works(old, both.new, &comparison.new.api.types);
        let class = if is_there { Class::Behaviour } else { Class::Wire };
        let message = match old.style == new.style {
            true => "the end of the pages is found in another way".to_owned(),
            false => format!("the next page has {new}; the old client expects {old}"),
        };
        found.push(change(both, &CHANGED, class, message, both.old).values(old.to_string(), new.to_string()));
    }
    if old.items.pointer != new.items.pointer {
        let (before, after) = (old.items.pointer.to_string(), new.items.pointer.to_string());
        let message = format!("the items of a page are at `{after}` instead of `{before}`");
        found.push(change(both, &ITEMS, Class::Wire, message, both.old).values(before, after));
    }
}

fn change(both: &Both<'_>, rule: &'static Rule, class: Class, message: String, owner: &Operation) -> Change {
    let change = both.change(rule, class, "pages", (&[], &[]), message).direction(Direction::Request);
    items::pages(owner).into_iter().fold(change, Change::item)
}

/// Whether `operation` of the new document has what the old client uses to find the next page.
fn still_works(old: &Pagination, operation: &Operation, types: &Types) -> bool {
    let has_target = |target: &PageTarget| {
        let has = |location: ParameterLocation, name: &String| {
            operation.parameters.iter().any(|one| one.location == location && one.name == *name)
        };
        match target {
            PageTarget::Query(name) => has(ParameterLocation::Query, name),
            PageTarget::Header(name) => has(ParameterLocation::Header, name),
            PageTarget::Body(_) => operation.body.is_some(),
        }
    };
    let has_source = |source: &PageSource| {
        matches!(source, PageSource::Header(_))
            || operation.successes().iter().any(|response| match response.negotiated().body {
                ResponseBody::Json(ty) => source.may_be_in(&ty, types),
                _ => false,
            })
    };
    let has_style = match &old.style {
        PageStyle::LinkHeader => true,
        PageStyle::NextUrl(next) => has_source(next),
        PageStyle::Cursor(target, next) => has_target(target) && has_source(next),
        PageStyle::PageNumber { target, .. } | PageStyle::Offset(target) => has_target(target),
    };
    has_style && [&old.total_pages, &old.total_items, &old.has_more].into_iter().flatten().all(has_source)
}
