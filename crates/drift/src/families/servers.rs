//! Servers: where requests go by default, and which servers a caller can choose from.

mod address;
mod choices;

use std::collections::BTreeMap;

use moored_document::finding::Location;

pub(super) use self::address::resolve;
use self::address::{Address, Base, is_documented};
use super::both::{self, Both};
use crate::{Change, Class, Direction, Rule, comparison::Comparison, rule::rules};

rules! {
    CHANGED [Wire Behaviour] "server-changed" "Requests go to another server by default."
        "Calls of the old client go to the old address. If the new document still lists that server, only the default of the \
         new client differs.";
    BASE_PATH [Wire] "base-path-changed" "The path of the server differs, and its host is not documented."
        "The base address that a caller sets has the old path at its end.";
    DOCUMENTED [Additive] "default-server-added" "The document states the address of the server, which callers had to set."
        "A base address that a caller sets takes precedence, as before.";
    UNDOCUMENTED [Source] "default-server-removed" "The document no longer states the address of the server."
        "The new client cannot be built without `base_address`. Calls of the old client go to the old address.";
    BASE_PATH_MOVED [Behaviour] "base-path-moved" "A part of the path has moved from operations to the server, or the other way round."
        "Requests go to the same addresses. A caller that sets `base_address` has to set another one for the new client.";
}

/// The rules of all parts of the family.
pub(super) static ALL: &[&[&Rule]] = &[RULES, choices::RULES];

/// The operations of a change, with where the servers of the first one are in both documents.
struct Group {
    change: (&'static Rule, Class),
    operations: Vec<String>,
    at: (Location, Location),
}

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    // Rule, old and new value.
    let mut groups: BTreeMap<(&str, String, String), Group> = BTreeMap::new();
    for both in both::operations(comparison) {
        let (old, new) = (Address::of(&both.before, both.old), Address::of(&both.after, both.new));
        let Some((rule, class)) = operation(&both, &old, &new) else { continue };
        let group = groups.entry((rule.id, old.base.to_string(), new.base.to_string())).or_insert_with(|| Group {
            change: (rule, class),
            operations: Vec::new(),
            at: (address::locate(&both.before, both.old), address::locate(&both.after, both.new)),
        });
        group.operations.push(both.key.clone());
    }
    let mut reported = Vec::new();
    for ((_, before, after), Group { change: (rule, class), operations, at }) in groups {
        let message = match class {
            _ if rule == &DOCUMENTED => format!("requests go to {after} by default"),
            _ if rule == &UNDOCUMENTED => "the new client cannot be built without a base address".to_owned(),
            _ if rule == &BASE_PATH => {
                format!("a base address that ends in {before} goes to nothing; the server is {after}")
            }
            _ if rule == &BASE_PATH_MOVED => format!("paths begin below {after} instead of {before}"),
            Class::Wire => format!("calls go to {before}; the server is {after}"),
            _ => format!("requests go to {after} by default instead of {before}"),
        };
        let mut change =
            Change::new(rule, class, format!("server {before}"), message).at(at.0, at.1).values(&before, &after);
        change.operations = operations;
        comparison.push(change.direction(Direction::Request));
        reported.extend([before, after]);
    }
    choices::compare(comparison, &reported);
}

/// What has changed for an operation.
fn operation(both: &Both<'_>, old: &Address, new: &Address) -> Option<(&'static Rule, Class)> {
    let is_same_url = old.url() == new.url();
    match (&old.base, &new.base) {
        _ if old.base == new.base => None,
        // The caller chooses one, as before.
        (Base::Unknown, Base::Unknown) => None,
        (Base::Path(_), Base::Path(_)) | (Base::Full(_), Base::Full(_)) if is_same_url => {
            Some((&BASE_PATH_MOVED, Class::Behaviour))
        }
        (Base::Full(_), Base::Full(_)) => {
            let class = if is_documented(&both.after, both.new, &old.base) { Class::Behaviour } else { Class::Wire };
            Some((&CHANGED, class))
        }
        (Base::Unknown, Base::Path(_)) | (Base::Path(_), Base::Unknown) => None,
        (Base::Path(_), Base::Path(_)) => Some((&BASE_PATH, Class::Wire)),
        (Base::Path(_), Base::Full(_)) if old.path() != new.path() => Some((&BASE_PATH, Class::Wire)),
        (Base::Path(_) | Base::Unknown, Base::Full(_)) => Some((&DOCUMENTED, Class::Additive)),
        (Base::Full(_), Base::Path(_) | Base::Unknown) => Some((&UNDOCUMENTED, Class::Source)),
    }
}
