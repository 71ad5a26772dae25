//! Values that the document lists.

use std::collections::HashSet;

use moored_model::api::{Enum, NumberEnum, TypeDef};

use super::{
    part::{member_item, type_item},
    work::{Spot, Work},
};
use crate::{Class, Direction, rule::rules};

rules! {
    VALUE_ADDED [Wire Behaviour Additive] "enum-value-added" "A schema lists another value."
        "The old client decodes it as `Unlisted`, and so does code that was written for it; with the new client the \
         value is a variant of its own. A request can send it with the new client.";
    VALUE_REMOVED [Wire Behaviour] "enum-value-removed" "A schema no longer lists a value."
        "A request with the value is rejected. A response never has it.";
    VALUES_LISTED [Wire Behaviour] "enum-introduced" "A schema that allowed any value of its type lists the values."
        "A request with another value is rejected. A response decodes as before.";
    VALUES_OPEN [Behaviour] "enum-opened" "A schema that listed its values allows any value of its type."
        "The old client decodes other values as `Unlisted`. A request can send them with the new client.";
}

/// A listed value: the text in messages, and the variant in Rust.
struct Listed<'a> {
    text: String,
    variant: &'a str,
}

/// Compares the strings that two schemas list.
pub(super) fn strings<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeDef, &'a Enum),
    (of_new, new): (&'a TypeDef, &'a Enum),
    renamed: &[(String, String)],
) {
    let listed = |values: &'a Enum| {
        values.values.iter().map(|value| Listed { text: value.value.clone(), variant: &value.variant })
    };
    // A value that is written in another way is a change of its own.
    let of_old_alone = listed(old).filter(|value| renamed.iter().all(|(before, _)| *before != value.text)).collect();
    let of_new_alone = listed(new).filter(|value| renamed.iter().all(|(_, after)| *after != value.text)).collect();
    values(work, spot, (of_old, of_old_alone), (of_new, of_new_alone), old.unlisted.is_some());
}

/// Compares the numbers that two schemas list.
pub(super) fn numbers<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeDef, &'a NumberEnum),
    (of_new, new): (&'a TypeDef, &'a NumberEnum),
) {
    let listed = |values: &'a NumberEnum| {
        let text = |value: &serde_json::Number| match value.as_f64() {
            // `1.0` is the value 1.
            Some(number) if !value.is_i64() && !value.is_u64() => number.to_string(),
            _ => value.to_string(),
        };
        values.values.iter().map(|value| Listed { text: text(&value.value), variant: &value.variant }).collect()
    };
    values(work, spot, (of_old, listed(old)), (of_new, listed(new)), old.unlisted.is_some());
}

fn values<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeDef, Vec<Listed<'a>>),
    (of_new, new): (&'a TypeDef, Vec<Listed<'a>>),
    is_open: bool,
) {
    let of_new_alone = only(&new, &old);
    let removed = only(&old, &new);
    let locations = spot.part.locations(&work.old, &work.new);
    for value in removed {
        let text = &value.text;
        let (class, follows) = match spot.direction {
            Direction::Request => (Class::Wire, "a request with it is rejected"),
            Direction::Response => (Class::Behaviour, "a response never has it"),
        };
        let mut change = work.change(spot, &VALUE_REMOVED, class, format!("`{text}` is gone; {follows}"));
        change.element = format!("{} value {text}", spot.part.element());
        change.items = vec![member_item(of_old, value.variant)];
        let change = change.at(locations.0.clone(), locations.1.clone()).values(text, "not listed");
        work.push(spot, change);
    }
    for value in of_new_alone {
        let text = &value.text;
        let (class, follows) = match spot.direction {
            Direction::Request => (Class::Additive, "a request may have it"),
            Direction::Response if is_open => (Class::Behaviour, "the client decodes it as a value that is not listed"),
            Direction::Response => (spot.failing(), spot.failure_text()),
        };
        let mut change = work.change(spot, &VALUE_ADDED, class, format!("`{text}` is new; {follows}"));
        change.element = format!("{} value {text}", spot.part.element());
        // The variant is one of the new client alone.
        change.items = vec![member_item(of_new, value.variant)];
        let change = change.at(locations.0.clone(), locations.1.clone()).values("not listed", text);
        work.push(spot, change);
    }
}

/// The values of `some` that `others` does not have.
fn only<'a, 'b>(some: &'b [Listed<'a>], others: &[Listed<'a>]) -> Vec<&'b Listed<'a>> {
    let known: HashSet<&str> = others.iter().map(|value| value.text.as_str()).collect();
    some.iter().filter(|value| !known.contains(value.text.as_str())).collect()
}

/// Reports that the values of a string or a number are no longer listed.
pub(super) fn opened<'a>(work: &mut Work<'a>, spot: &Spot<'a>, of_old: &'a TypeDef) {
    let text = match spot.direction {
        Direction::Request => "any value of the type is allowed",
        Direction::Response => "the client decodes other values as values that are not listed",
    };
    let mut change =
        work.change(spot, &VALUES_OPEN, Class::Behaviour, format!("the values are no longer listed; {text}"));
    change.items.push(type_item(of_old));
    work.push(spot, change.values("listed values", "any value"));
}

/// Reports that the values of a string or a number are listed.
pub(super) fn introduced<'a>(work: &mut Work<'a>, spot: &Spot<'a>, listed: &[String]) {
    let (class, text) = match spot.direction {
        Direction::Request => (Class::Wire, "a request with another value is rejected"),
        Direction::Response => (Class::Behaviour, "the client decodes them as before"),
    };
    let change = work.change(spot, &VALUES_LISTED, class, format!("the values are listed; {text}"));
    work.push(spot, change.values("any value", listed.join(", ")));
}

/// The listed values as texts.
pub(super) fn texts(values: &Enum) -> Vec<String> {
    values.values.iter().map(|value| format!("`{}`", value.value)).collect()
}
