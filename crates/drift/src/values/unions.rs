//! Values of one of several types.

use moored_model::api::{TypeDef, TypeRef, Union, Variant};

use super::{
    fit::{Fit, Reading},
    limits::Limits,
    part::{Of, Part, member_item},
    scalars,
    variants::{self, Pairs},
    view::View,
    work::{Failure, Spot, Work},
};
use crate::{Class, Direction, rule::rules};

rules! {
    VARIANT_ADDED [Wire Behaviour Additive] "variant-added" "A value can have another type of a choice."
        "The old client keeps such a value as `Unlisted`. Without a discriminator it may take it for one of the types \
         that it knows, and members of it are lost (wire). A request can send it with the new client.";
    VARIANT_REMOVED [Wire Behaviour] "variant-removed" "A value can no longer have a type of a choice."
        "A request with it is rejected. A response never has it.";
    TAG_ADDED [Behaviour Additive] "tag-added" "A type of a choice has another value of the discriminator."
        "The old client keeps such a value as `Unlisted`. A request can send it with the new client.";
    TAG_REMOVED [Wire Behaviour] "tag-removed" "A type of a choice no longer has a value of the discriminator."
        "A request with it is rejected. A response never has it.";
}

/// Compares two unions.
pub(super) fn compare<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeDef, &'a Union),
    (of_new, new): (&'a TypeDef, &'a Union),
    limits: &Limits<'a>,
) {
    let Pairs { both, removed, added } = variants::pairs((&work.old, old), (&work.new, new));
    for (one, other) in both {
        let (Some(from), Some(to)) = (old.variants.get(one), new.variants.get(other)) else { continue };
        let spot = spot.at(Part::new(Of::Variant(of_old, from, of_new)));
        tags(work, &spot, (old, from), (new, to));
        let limits = limits.alternative((&work.old, one, old.variants.len()), (&work.new, other, new.variants.len()));
        // What does not decode as a variant is kept as it was received.
        work.compare(Spot { failure: Failure::Kept, ..spot }, &from.ty, &to.ty, limits);
    }
    for variant in removed.into_iter().filter_map(|index| old.variants.get(index)) {
        let spot = spot.at(Part::new(Of::Variant(of_old, variant, of_new)));
        let fit = || {
            let new = new.variants.iter().map(|one| View::of(&one.ty, &work.new));
            let old = View::of(&variant.ty, &work.old);
            let reading = Reading::new(&work.old, &work.new, Direction::Request);
            new.into_iter().any(|new| reading.fit(old, new) == Fit::All)
        };
        let (class, text) = match spot.direction {
            Direction::Response => (Class::Behaviour, "a response never has it"),
            Direction::Request if fit() => (Class::Behaviour, "a request with it is one of another type of the choice"),
            Direction::Request => (Class::Wire, "a request with it is rejected"),
        };
        let change = work.change(&spot, &VARIANT_REMOVED, class, format!("`{}` is gone; {text}", variant.name));
        work.push(&spot, change);
    }
    for variant in added.into_iter().filter_map(|index| new.variants.get(index)) {
        let (class, text) = match spot.direction {
            Direction::Request => (Class::Additive, "a request may have it".to_owned()),
            Direction::Response => of_unknown(work, old, &variant.tags, View::of(&variant.ty, &work.new)),
        };
        let mut change = work.change(spot, &VARIANT_ADDED, class, format!("`{}` is new; {text}", variant.name));
        change.element = format!("{} variant {}", spot.part.element(), variant.name);
        change.items = vec![member_item(of_old, &variant.name)];
        work.push(spot, change);
    }
}

/// What the old client makes of a value of a type that its union does not have.
fn of_unknown<'a>(work: &Work<'a>, union: &'a Union, tags: &[String], new: View<'a>) -> (Class, String) {
    let kept = || (Class::Behaviour, format!("the client decodes it as `{}`", union.unlisted));
    let View::Struct(other) = new else { return kept() };
    match Reading::new(&work.old, &work.new, Direction::Response).loses(union, tags, other) {
        Some((variant, member)) => {
            (Class::Wire, format!("the client may decode it as `{variant}`, which loses `{member}`"))
        }
        None => kept(),
    }
}

/// Compares the values of the discriminator that select a variant.
fn tags<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a Union, &'a Variant),
    (of_new, new): (&'a Union, &'a Variant),
) {
    // Without one of them, the other is no restriction. Another property is a change of the variants themselves.
    if of_old.tag != of_new.tag || old.tags.is_empty() || new.tags.is_empty() {
        return;
    }
    for tag in old.tags.iter().filter(|tag| !new.tags.contains(tag)) {
        let (class, text) = match spot.direction {
            Direction::Request => (Class::Wire, "a request with it is rejected"),
            Direction::Response => (Class::Behaviour, "a response never has it"),
        };
        let mut change = work.change(spot, &TAG_REMOVED, class, format!("the tag `{tag}` is gone; {text}"));
        change.element = format!("{} tag {tag}", change.element);
        work.push(spot, change);
    }
    for tag in new.tags.iter().filter(|tag| !old.tags.contains(tag)) {
        let (class, text) = match spot.direction {
            Direction::Request => (Class::Additive, "a request may have it".to_owned()),
            Direction::Response => of_unknown(work, of_old, &new.tags, View::of(&new.ty, &work.new)),
        };
        let mut change = work.change(spot, &TAG_ADDED, class, format!("the tag `{tag}` is new; {text}"));
        change.element = format!("{} tag {tag}", change.element);
        work.push(spot, change);
    }
}

/// Compares a union with a type that is none.
pub(super) fn with_other<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeRef, View<'a>),
    (of_new, new): (&'a TypeRef, View<'a>),
) {
    scalars::compare(work, spot, old, new);
    match (old, new) {
        (View::Union(union), View::Struct(..)) => {
            if let Some(same) = variants::like(union, &work.old, of_new, &work.new) {
                work.compare(Spot { failure: Failure::Kept, ..spot.clone() }, &same.ty, of_new, Limits::default());
            }
        }
        (View::Struct(..), View::Union(union)) => {
            if let Some(same) = variants::like(union, &work.new, of_old, &work.old) {
                work.compare(spot.clone(), of_old, &same.ty, Limits::default());
            }
        }
        _ => {}
    }
}
