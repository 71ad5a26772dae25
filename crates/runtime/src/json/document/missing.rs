//! Required members that an object does not have.
//!
//! A client that tolerates them has `Option`s for required members, and names these members to the decoder: serde
//! passes the names of all fields to a deserializer, those of `#[serde(alias = "…")]` included.

use std::cell::RefCell;

use super::{Document, Kind};

/// Begins the alias of a member that has to be present and not `null`.
const REQUIRED: &str = "moored:required:";

/// Begins the alias of a member that has to be present.
const PRESENT: &str = "moored:present:";

/// A required member that is not there, or is `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    /// The entry of the object.
    pub(crate) object: usize,
    /// The name of the member.
    pub(crate) name: &'static str,
    /// Whether the member is there, and is `null`.
    pub(crate) is_null: bool,
}

/// The missing members of what was decoded so far.
#[derive(Debug, Default)]
pub(super) struct MissingMembers(RefCell<Vec<Missing>>);

impl Document {
    /// Records which of the required members in `fields` the object `at` does not have.
    pub(in crate::json) fn record_missing(&self, at: usize, fields: &'static [&'static str]) {
        for field in fields {
            let (name, may_be_null) = match (field.strip_prefix(REQUIRED), field.strip_prefix(PRESENT)) {
                (Some(name), _) => (name, false),
                (None, Some(name)) => (name, true),
                (None, None) => continue,
            };
            let mut members = self.members(at);
            let found = members.find(|(key, _)| self.string(*key).is_ok_and(|key| key == name));
            let is_null = found.is_some_and(|(_, value)| self.kind(value) == Kind::Null);
            if found.is_none() || (is_null && !may_be_null) {
                self.missing.0.borrow_mut().push(Missing { object: at, name, is_null });
            }
        }
    }

    /// How many were recorded.
    pub(crate) fn missing_count(&self) -> usize {
        self.missing.0.borrow().len()
    }

    /// Removes those that were recorded after the first `count`.
    pub(crate) fn take_missing(&self, count: usize) -> Vec<Missing> {
        let mut missing = self.missing.0.borrow_mut();
        let count = count.min(missing.len());
        missing.split_off(count)
    }

    /// Adds what was taken, of the variant that was chosen.
    pub(crate) fn add_missing(&self, missing: Vec<Missing>) {
        self.missing.0.borrow_mut().extend(missing);
    }
}
