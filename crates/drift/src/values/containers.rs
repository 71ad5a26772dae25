//! Lists of fixed length, and the members of objects that have no name in the document.

use moored_model::api::{Struct, TupleItem, TypeDef};

use super::{
    limits::Limits,
    part::{Of, Part},
    work::{Failure, Spot, Work},
};
use crate::{Class, Direction, rule::rules};

rules! {
    LENGTH_CHANGED [Wire Behaviour] "tuple-length-changed" "A list of fixed length has another length."
        "The old client decodes only lists of the old length, and sends only these.";
    OTHERS_ADDED [Additive] "other-members-added" "A schema allows other members beside its properties, with a type."
        "The old client ignores them. The new client has a field for them.";
    OTHERS_REMOVED [Wire Behaviour] "other-members-removed" "A schema no longer declares other members beside its properties."
        "What a request has in them is rejected, or lost. A response does not have them.";
}

/// Compares the items of two lists of fixed length.
pub(super) fn tuples<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeDef, &'a [TupleItem]),
    (of_new, new): (&'a TypeDef, &'a [TupleItem]),
    limits: &Limits<'a>,
) {
    if old.len() != new.len() {
        let text = format!("the list had {} items and has {}; {}", old.len(), new.len(), spot.failure_text());
        let change = work.change(spot, &LENGTH_CHANGED, spot.failing(), text);
        work.push(spot, change.values(old.len().to_string(), new.len().to_string()));
    }
    for (index, (one, other)) in old.iter().zip(new).enumerate() {
        let limits = limits.item(index, &work.old, &work.new);
        let spot = spot.at(Part::new(Of::Item(of_old, index, of_new)));
        work.compare(spot, &one.ty, &other.ty, limits);
    }
}

/// Compares the members that have other names than the properties.
pub(super) fn others<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeDef, &'a Struct),
    (of_new, new): (&'a TypeDef, &'a Struct),
    limits: &Limits<'a>,
) {
    match (&old.additional, &new.additional) {
        (Some(one), Some(other)) => {
            let limits = limits.others(&work.old, &work.new);
            // The client keeps one of another type as it was received.
            let spot = Spot { failure: Failure::Kept, ..spot.at(Part::new(Of::Additional(of_old, one, of_new))) };
            work.compare(spot, &one.ty, &other.ty, limits);
        }
        (None, Some(other)) => {
            let text = "other members than the properties are declared".to_owned();
            let mut change = work.change(spot, &OTHERS_ADDED, Class::Additive, text);
            change.element = format!("{} other members", of_old.name);
            change.items.push(format!("types::{}::{}", of_old.name, other.name));
            work.push(spot, change);
        }
        (Some(one), None) => {
            let spot = spot.at(Part::new(Of::Additional(of_old, one, of_new)));
            let (class, text) = match spot.direction {
                Direction::Request => (Class::Wire, "what a request has in them is rejected or lost"),
                Direction::Response => (Class::Behaviour, "a response does not have them"),
            };
            let text = format!("other members than the properties are no longer declared; {text}");
            let change = work.change(&spot, &OTHERS_REMOVED, class, text);
            work.push(&spot, change);
        }
        (None, None) => {}
    }
}
