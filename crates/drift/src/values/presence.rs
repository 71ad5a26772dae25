//! Properties: which there are, whether they have to be there, and whether they may be `null`.

use moored_model::api::{Field, Struct, TypeDef, TypeRef};

use super::{
    limits::Limits,
    members::Members,
    part::{Of, Part, member_item, type_item},
    published,
    view::View,
    work::{Spot, Work},
};
use crate::{Change, Class, Direction, rule::rules};

rules! {
    PROPERTY_ADDED [Wire Behaviour Additive] "property-added" "A schema has a new property."
        "A request without a new required property is rejected. An old client ignores a new property of a response. \
         Where the schema allows other members, the old client has the property among these, and the new client does \
         not (behaviour).";
    PROPERTY_REMOVED [Wire Behaviour] "property-removed" "A schema no longer has a property."
        "A response without a required property does not decode with the old client; an optional one is just never \
         there. In a request, the provider rejects the property, or ignores it, so that what the caller sends is lost. \
         Where the new schema allows other members, it can still be sent (behaviour).";
    PROPERTY_REQUIRED [Wire Additive] "property-required" "A property that was optional is required."
        "A request without it is rejected. A response always has it now.";
    PROPERTY_OPTIONAL [Wire Behaviour Additive] "property-optional" "A property that was required is optional."
        "A response without it does not decode with the old client, unless `missing_members` tolerates it. A request \
         may omit it now.";
    NULL_ADDED [Wire Behaviour Additive] "null-added" "A value may be `null` that could not be before."
        "The old client does not decode `null`, except for an optional property, which is absent then, and for a union, \
         which keeps it. A request may send it now.";
    NULL_REMOVED [Wire Additive] "null-removed" "A value may no longer be `null`."
        "A request with `null` is rejected. A response never has it now.";
    PROPERTY_DEPRECATED [Behaviour] "property-deprecated" "A property is deprecated."
        "It works as before. With the new client, the compiler warns about code that uses it.";
    DEFAULT_CHANGED [Behaviour] "default-changed" "A value that requests may omit has another default."
        "A request without the value means something else than before.";
    PROPERTY_READ_ONLY [Wire] "property-read-only" "A property of a request is read-only now."
        "The provider ignores or rejects it, so that what the caller sends is lost.";
}

/// Compares two objects.
pub(super) fn compare<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeDef, &'a Struct),
    (of_new, new): (&'a TypeDef, &'a Struct),
    members: Members<'a>,
    limits: &Limits<'a>,
) {
    let of_members = limits.members();
    for (one, other) in members.both {
        let spot = spot.at(Part::new(Of::Field(of_old, one, other)));
        field(work, &spot, of_old, one, other);
        let limits = of_members.of((&work.old, &one.wire_name), (&work.new, &other.wire_name));
        work.compare(spot, &one.ty, &other.ty, limits);
    }
    for one in members.removed {
        removed(work, &spot.at(Part::new(Of::OneField(of_old, one, of_new))), one, new);
    }
    for other in members.added {
        added(work, spot, of_old, old, other);
    }
}

/// Compares what is stated about a property beside its type.
fn field<'a>(work: &mut Work<'a>, spot: &Spot<'a>, of_old: &'a TypeDef, old: &'a Field, new: &'a Field) {
    let name = &old.wire_name;
    let with_constructor = |mut change: Change| {
        change.items.push(member_item(of_old, "new"));
        change
    };
    match (old.presence.is_required(), new.presence.is_required()) {
        (true, false) => {
            let (class, text) = match spot.direction {
                Direction::Request => (Class::Additive, "a request may omit it"),
                Direction::Response if old.is_tolerated => (Class::Behaviour, "it is `None` where it is missing"),
                Direction::Response => (spot.failing(), spot.failure_text()),
            };
            let change = work.change(spot, &PROPERTY_OPTIONAL, class, format!("`{name}` may be missing; {text}"));
            work.push(spot, with_constructor(change.values("required", "optional")));
        }
        (false, true) => {
            let (class, text) = match spot.direction {
                Direction::Request => (Class::Wire, "a request without it is rejected"),
                Direction::Response => (Class::Additive, "a response always has it"),
            };
            let change = work.change(spot, &PROPERTY_REQUIRED, class, format!("`{name}` is required; {text}"));
            work.push(spot, with_constructor(change.values("optional", "required")));
        }
        _ => {}
    }
    match (old.presence.is_nullable(), new.presence.is_nullable()) {
        (false, true) => {
            let is_any = matches!(View::of(&old.ty, &work.old), View::Json);
            let (class, text) = match spot.direction {
                _ if is_any => (None, ""),
                Direction::Request => (Some(Class::Additive), "a request may send it"),
                Direction::Response if !old.is_required() => {
                    (Some(Class::Behaviour), "the client makes no difference between `null` and a missing value")
                }
                Direction::Response => null_in_response(work, spot, &old.ty),
            };
            if let Some(class) = class {
                let change = work.change(spot, &NULL_ADDED, class, format!("`{name}` may be `null`; {text}"));
                work.push(spot, change.values("not null", "may be null"));
            }
        }
        (true, false) => null_removed(work, spot, &old.ty, &new.ty),
        _ => {}
    }
    if new.deprecated && !old.deprecated {
        let change = work.change(spot, &PROPERTY_DEPRECATED, Class::Behaviour, format!("`{name}` is deprecated"));
        work.push(spot, change);
    }
    if spot.direction == Direction::Request {
        if !old.presence.is_required() {
            default(work, spot);
        }
        let is_read_only = |side, origin| published::flag(side, origin, "readOnly");
        if is_read_only(&work.new, &new.origin) && !is_read_only(&work.old, &old.origin) {
            let text = format!("`{name}` is read-only; what a request sends is lost");
            let change = work.change(spot, &PROPERTY_READ_ONLY, Class::Wire, text);
            work.push(spot, change);
        }
    }
}

/// What a response with `null` is to the old client, where it expects a value of the type `old`.
fn null_in_response<'a>(work: &Work<'a>, spot: &Spot<'a>, old: &'a TypeRef) -> (Option<Class>, &'static str) {
    match View::of(old, &work.old) {
        View::Json => (None, ""),
        View::Union(..) => (Some(Class::Behaviour), "the client keeps it as a value that is not listed"),
        _ => (Some(spot.failing()), spot.failure_text()),
    }
}

fn null_removed<'a>(work: &mut Work<'a>, spot: &Spot<'a>, old: &'a TypeRef, new: &'a TypeRef) {
    let (class, text) = match spot.direction {
        _ if matches!(View::of(new, &work.new), View::Json) => return,
        // That it had any value is a change of the type.
        _ if matches!(View::of(old, &work.old), View::Json) => return,
        Direction::Request => (Class::Wire, "a request with `null` is rejected"),
        Direction::Response => (Class::Additive, "a response never has it"),
    };
    let change = work.change(spot, &NULL_REMOVED, class, format!("the value may no longer be `null`; {text}"));
    work.push(spot, change.values("may be null", "not null"));
}

/// Compares whether a value that is no property may be `null`.
pub(super) fn null<'a>(work: &mut Work<'a>, spot: &Spot<'a>, old: &'a TypeRef, new: &'a TypeRef) {
    match (matches!(old, TypeRef::Option(_)), matches!(new, TypeRef::Option(_))) {
        (false, true) => {
            let (class, text) = match spot.direction {
                Direction::Request if matches!(View::of(old, &work.old), View::Json) => return,
                Direction::Request => (Some(Class::Additive), "a request may send it"),
                Direction::Response => null_in_response(work, spot, old),
            };
            if let Some(class) = class {
                let change = work.change(spot, &NULL_ADDED, class, format!("the value may be `null`; {text}"));
                work.push(spot, change.values("not null", "may be null"));
            }
        }
        (true, false) => null_removed(work, spot, old, new),
        _ => {}
    }
}

/// Compares the defaults of a value that requests may omit.
pub(super) fn default<'a>(work: &mut Work<'a>, spot: &Spot<'a>) {
    let (of_old, of_new) = spot.part.origins();
    let value = |side, origin: Option<_>| origin.and_then(|origin| published::keyword(side, origin, "default"));
    let (old, new) = (value(&work.old, of_old), value(&work.new, of_new));
    if old == new {
        return;
    }
    let text = |value: Option<&serde_json::Value>| value.map_or_else(|| "none".to_owned(), ToString::to_string);
    let (old, new) = (text(old), text(new));
    let message = format!("the default was {old} and is {new}; a request without the value means something else");
    let change = work.change(spot, &DEFAULT_CHANGED, Class::Behaviour, message).values(old, new);
    work.push(spot, change);
}

fn removed<'a>(work: &mut Work<'a>, spot: &Spot<'a>, old: &'a Field, new: &'a Struct) {
    let name = &old.wire_name;
    let (class, text) = match spot.direction {
        Direction::Request if new.additional.is_some() => {
            (Class::Behaviour, "it is one of the other members that the schema allows")
        }
        Direction::Request => (Class::Wire, "what a request sends is rejected or lost"),
        Direction::Response if old.is_required() => (spot.failing(), spot.failure_text()),
        Direction::Response => (Class::Behaviour, "it is always missing"),
    };
    let change = work.change(spot, &PROPERTY_REMOVED, class, format!("`{name}` is gone; {text}"));
    work.push(spot, change);
}

fn added<'a>(work: &mut Work<'a>, spot: &Spot<'a>, of_old: &'a TypeDef, old: &'a Struct, new: &'a Field) {
    let name = &new.wire_name;
    let (class, text) = match spot.direction {
        Direction::Request if new.presence.is_required() => (Class::Wire, "required; a request without it is rejected"),
        _ if old.additional.is_some() => (Class::Behaviour, "no longer one of the other members of the schema"),
        Direction::Request => (Class::Additive, "new; a request may have it"),
        Direction::Response => (Class::Additive, "new in responses"),
    };
    let mut change =
        Change::new(&PROPERTY_ADDED, class, format!("{}.{name}", of_old.name), format!("`{name}` is {text}"))
            .at(spot.part.locations(&work.old, &work.new).0, work.new.locate_origin(&new.origin))
            .direction(spot.direction);
    change.items = vec![member_item(of_old, &new.name), type_item(of_old), member_item(of_old, "new")];
    work.push(spot, change);
}
