//! Bounds of what requests contain.

use std::cmp::Ordering;

use moored_model::{
    api::EnumValue,
    bounds::{Bound, JsonType},
};
use regex::Regex;
use serde_json::Number;

use super::{
    limits::Limits,
    work::{Spot, Work},
};
use crate::{Class, Direction, rule::rules};

rules! {
    BOUND_TIGHTENED [Wire] "bound-tightened" "A bound of a value in a request is narrower, or new."
        "The old client sends values that the provider rejects now.";
    BOUND_LOOSENED [Behaviour] "bound-loosened" "A bound of a value in a request is wider, or gone."
        "The old client rejects values before it sends them that the provider would accept.";
    PATTERN_CHANGED [Wire] "pattern-changed" "A text in a request has to match another pattern."
        "Whether two patterns match the same texts cannot be read off them, so that a text which the old client sends \
         may be rejected.";
}

/// A bound of a kind of which there is one.
struct Own {
    keyword: &'static str,
    /// Which of two values allows less.
    tighter: Ordering,
    old: Option<Limit>,
    new: Option<Limit>,
}

/// The value of a bound, and whether it is itself out of bounds.
#[derive(Clone)]
struct Limit {
    value: Number,
    is_exclusive: bool,
}

/// Compares the bounds of the value itself.
pub(super) fn compare<'a>(work: &mut Work<'a>, spot: &Spot<'a>, limits: &Limits<'a>) {
    if spot.direction == Direction::Response || (limits.old.is_empty() && limits.new.is_empty()) {
        return;
    }
    let keywords = [
        ("minLength", Ordering::Greater),
        ("maxLength", Ordering::Less),
        ("minimum", Ordering::Greater),
        ("maximum", Ordering::Less),
        ("minItems", Ordering::Greater),
        ("maxItems", Ordering::Less),
        ("minProperties", Ordering::Greater),
        ("maxProperties", Ordering::Less),
    ];
    for (keyword, tighter) in keywords {
        let of = |bounds: &[&'a Bound]| tightest(bounds, keyword, tighter);
        ordered(work, spot, Own { keyword, tighter, old: of(&limits.old), new: of(&limits.new) });
    }
    let has = |bounds: &[&'a Bound]| bounds.iter().any(|bound| matches!(bound, Bound::UniqueItems));
    let word = |unique: bool| (if unique { "unique items" } else { "any items" }).to_owned();
    match (has(&limits.old), has(&limits.new)) {
        (false, true) => report(work, spot, &BOUND_TIGHTENED, "uniqueItems", (word(false), word(true))),
        (true, false) => report(work, spot, &BOUND_LOOSENED, "uniqueItems", (word(true), word(false))),
        _ => {}
    }
    multiples(work, spot, limits);
    patterns(work, spot, limits);
}

/// Compares the bounds of each alternative that a text in a request had with those of the one type that it has now.
pub(super) fn alternatives<'a>(work: &mut Work<'a>, spot: &Spot<'a>, limits: &Limits<'a>) {
    for (alternative, limits) in limits.of_old_alternatives(&work.old) {
        let is_text = matches!(alternative.ty, None | Some(JsonType::String));
        if is_text && (alternative.values.is_empty() || !alternative.values.iter().all(|text| fits(text, &limits.new)))
        {
            compare(work, spot, &limits);
        }
    }
}

/// Compares the listed values of an old text with the bounds that it has now.
pub(super) fn listed<'a>(work: &mut Work<'a>, spot: &Spot<'a>, values: &[EnumValue], limits: &Limits<'a>) {
    if !values.iter().all(|value| fits(&value.value, &limits.new)) {
        compare(work, spot, limits);
    }
}

/// Whether `text` is within the bounds.
fn fits(text: &str, bounds: &[&Bound]) -> bool {
    let length = text.chars().count() as u64;
    bounds.iter().all(|bound| match bound {
        Bound::MinLength(least) => length >= *least,
        Bound::MaxLength(most) => length <= *most,
        // A pattern of the model is valid.
        Bound::Pattern(pattern) => Regex::new(&pattern.translated).is_ok_and(|regex| regex.is_match(text)),
        _ => true,
    })
}

fn ordered<'a>(work: &mut Work<'a>, spot: &Spot<'a>, own: Own) {
    let rule = match (&own.old, &own.new) {
        (None, None) => return,
        (None, Some(_)) => &BOUND_TIGHTENED,
        (Some(_), None) => &BOUND_LOOSENED,
        (Some(old), Some(new)) => match new.cmp_to(old, own.tighter) {
            Ordering::Equal => return,
            order if order == own.tighter => &BOUND_TIGHTENED,
            _ => &BOUND_LOOSENED,
        },
    };
    let text = |limit: &Option<Limit>| match limit {
        Some(Limit { value, is_exclusive: true }) => format!("{value}, exclusive"),
        Some(Limit { value, is_exclusive: false }) => value.to_string(),
        None => "none".to_owned(),
    };
    report(work, spot, rule, own.keyword, (text(&own.old), text(&own.new)));
}

impl Limit {
    /// The order of the two, in which of equal values the exclusive one is the tighter.
    fn cmp_to(&self, other: &Self, tighter: Ordering) -> Ordering {
        compare_numbers(&self.value, &other.value).then_with(|| match (self.is_exclusive, other.is_exclusive) {
            (true, false) => tighter,
            (false, true) => tighter.reverse(),
            _ => Ordering::Equal,
        })
    }
}

/// The tightest of the bounds `keyword`.
fn tightest(bounds: &[&Bound], keyword: &str, tighter: Ordering) -> Option<Limit> {
    let limit = |bound: &&Bound| {
        let (own, value, is_exclusive) = match bound {
            Bound::MinLength(value) => ("minLength", (*value).into(), false),
            Bound::MaxLength(value) => ("maxLength", (*value).into(), false),
            Bound::MinItems(value) => ("minItems", (*value).into(), false),
            Bound::MaxItems(value) => ("maxItems", (*value).into(), false),
            Bound::MinProperties(value) => ("minProperties", (*value).into(), false),
            Bound::MaxProperties(value) => ("maxProperties", (*value).into(), false),
            Bound::Minimum(value) => ("minimum", value.clone(), false),
            Bound::ExclusiveMinimum(value) => ("minimum", value.clone(), true),
            Bound::Maximum(value) => ("maximum", value.clone(), false),
            Bound::ExclusiveMaximum(value) => ("maximum", value.clone(), true),
            _ => return None,
        };
        (own == keyword).then_some(Limit { value, is_exclusive })
    };
    bounds
        .iter()
        .filter_map(limit)
        .reduce(|one, other| if other.cmp_to(&one, tighter) == tighter { other } else { one })
}

fn compare_numbers(one: &Number, other: &Number) -> Ordering {
    let wide = |number: &Number| number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    match (wide(one), wide(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => one.as_f64().partial_cmp(&other.as_f64()).unwrap_or(Ordering::Equal),
    }
}

fn multiples<'a>(work: &mut Work<'a>, spot: &Spot<'a>, limits: &Limits<'a>) {
    let of = |bounds: &[&'a Bound]| {
        bounds.iter().find_map(|bound| match bound {
            Bound::MultipleOf(value) => Some(value.clone()),
            _ => None,
        })
    };
    let text = |value: &Option<Number>| value.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
    let (old, new) = (of(&limits.old), of(&limits.new));
    let rule = match (&old, &new) {
        (None, None) => return,
        (Some(_), None) => &BOUND_LOOSENED,
        (None, Some(_)) => &BOUND_TIGHTENED,
        (Some(one), Some(other)) if compare_numbers(one, other) == Ordering::Equal => return,
        (Some(one), Some(other)) => match (one.as_i64(), other.as_i64()) {
            (Some(one), Some(other)) if one.checked_rem(other) == Some(0) => &BOUND_LOOSENED,
            _ => &BOUND_TIGHTENED,
        },
    };
    report(work, spot, rule, "multipleOf", (text(&old), text(&new)));
}

fn patterns<'a>(work: &mut Work<'a>, spot: &Spot<'a>, limits: &Limits<'a>) {
    let of = |bounds: &[&'a Bound]| {
        let mut found: Vec<&str> = Vec::new();
        for bound in bounds {
            if let Bound::Pattern(pattern) = bound {
                found.push(&pattern.source);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    };
    let (old, new) = (of(&limits.old), of(&limits.new));
    if old == new {
        return;
    }
    // All of them have to match.
    let rule = match () {
        () if new.iter().all(|pattern| old.contains(pattern)) => &BOUND_LOOSENED,
        () if old.iter().all(|pattern| new.contains(pattern)) => &BOUND_TIGHTENED,
        () => &PATTERN_CHANGED,
    };
    let text = |patterns: &[&str]| if patterns.is_empty() { "none".to_owned() } else { patterns.join(" and ") };
    report(work, spot, rule, "pattern", (text(&old), text(&new)));
}

fn report<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    rule: &'static crate::Rule,
    keyword: &str,
    (old, new): (String, String),
) {
    let (class, follows) = match rule.id {
        id if id == BOUND_LOOSENED.id => (Class::Behaviour, "the client rejects values that are allowed now"),
        _ => (Class::Wire, "a request that the client sends may be rejected"),
    };
    let mut change = work.change(spot, rule, class, format!("`{keyword}` was {old} and is {new}; {follows}"));
    change.element = format!("{} {keyword}", change.element);
    work.push(spot, change.values(old, new));
}
