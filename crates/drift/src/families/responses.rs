//! Responses: their statuses, their bodies, and what else is documented about them.

mod bodies;
mod described;
mod error_bodies;
mod negotiation;
mod outcomes;
mod statuses;

use std::collections::BTreeSet;

use moored_model::{
    api::{Operation, Response},
    naming::status_variant,
};

use self::outcomes::{Outcome, Outcomes};
use super::{
    both::{self, Both},
    found::Found,
    items,
};
use crate::{Class, Direction, Rule, comparison::Comparison, rule::rules};

rules! {
    ACCEPT [Behaviour] "accept-changed" "The new client sends another `Accept` header."
        "The provider may choose another representation.";
}

/// The rules of all parts of the family.
pub(super) static ALL: &[&[&Rule]] = &[statuses::RULES, bodies::RULES, error_bodies::RULES, described::RULES, RULES];

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let mut found = Found::default();
    for both in both::operations(comparison) {
        found.extend(operation(&both));
    }
    found.add_to(comparison);
}

fn operation<'a>(both: &Both<'a>) -> Found<'a> {
    let mut found = Found::default();
    let (old, new) = (Outcomes::of(both.old), Outcomes::of(both.new));
    let replaced = statuses::compare(both, &old, &new, &mut found);
    if let Some((old, new)) = replaced {
        bodies::compare(both, old, new, &mut found);
    }
    let mut seen: Vec<(*const Response, *const Response)> = Vec::new();
    for status in outcomes::samples(both.old, both.new) {
        let (old, new) = (old.of_status(status), new.of_status(status));
        let (Some(one), Some(other)) = (old.response(), new.response()) else { continue };
        let pair: (*const Response, *const Response) = (one, other);
        if seen.contains(&pair) {
            continue;
        }
        seen.push(pair);
        match (old, new) {
            (Outcome::Success(Some(one)), Outcome::Success(Some(other))) => {
                bodies::compare(both, one, other, &mut found)
            }
            (Outcome::Error(one), Outcome::Error(other)) => error_bodies::compare(both, one, other, &mut found),
            _ => {}
        }
        if one.status == other.status {
            described::compare(both, one, other, &mut found);
        }
    }
    let is_same = negotiation::same(both.old.accept.as_deref(), both.new.accept.as_deref())
        || media_types(both.old) == media_types(both.new);
    if found.is_empty() && !is_same {
        let text = |accept: &Option<String>| accept.clone().unwrap_or_else(|| "none".to_owned());
        let (before, after) = (text(&both.old.accept), text(&both.new.accept));
        let at: &[&str] = &["responses"];
        let message = format!("the new client asks for `{after}` instead of `{before}`");
        let change = both.change(&ACCEPT, Class::Behaviour, "accept", (at, at), message);
        found.push(change.values(before, after).direction(Direction::Request));
    }
    found
}

/// The media types of successes. Their order is that of the document, which does not matter.
fn media_types(operation: &Operation) -> BTreeSet<&String> {
    let successes = operation.successes().into_iter();
    successes.flat_map(|response| &response.representations).flat_map(|one| &one.media_types).collect()
}

/// What a call of the old client returns for `response`: a variant if there are several successes.
fn success_items(both: &Both<'_>, response: &Response) -> Vec<String> {
    match both.old.successes().len() {
        0 | 1 => both.result(),
        _ => vec![items::success(both.old, Some(&status_variant(response.status)))],
    }
}
