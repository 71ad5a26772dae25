//! Walks through a value and its bounds.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use super::out_of_bounds::Part;
use super::{Alternative, Bound, Bounds, JsonType, OutOfBounds};
use crate::decode_error::looks_like_a_name;

/// Bounds may refer to themselves for the values in a value, and a value is finite. These limits end a walk through
/// bounds that refer to themselves, or to others in too many ways, for the same value; the rest is not checked.
const DEEPEST: usize = 256;
const MOST_STEPS: usize = 10_000_000;

/// The first bound that `value`, which is sent as `part`, is out of. A value that cannot be serialized is an error
/// elsewhere.
pub(crate) fn violation<T: Serialize + ?Sized>(part: Part, value: &T, bounds: &'static Bounds) -> Option<OutOfBounds> {
    let value = serde_json::to_value(value).ok()?;
    let mut walk = Walk { path: Vec::new(), depth: 0, steps: 0 };
    let bound = walk.first(&value, bounds)?;
    Some(OutOfBounds::new(part, walk.rendered(), bound))
}

struct Walk<'a> {
    /// The path of the value that is checked or, at the end, of the one that is out of bounds.
    path: Vec<Step<'a>>,
    depth: usize,
    steps: usize,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    /// A member that the document names.
    Declared(&'static str),
    /// Any other.
    Key(&'a str),
    Index(usize),
}

impl<'a> Walk<'a> {
    fn first(&mut self, value: &'a Value, bounds: &'static Bounds) -> Option<&'static Bound> {
        self.steps += bounds.0.len();
        if self.depth >= DEEPEST || self.steps > MOST_STEPS {
            return None;
        }
        self.depth += 1;
        let found = bounds.0.iter().find_map(|bound| self.broken(value, bound));
        self.depth -= 1;
        found
    }

    /// The bound that is broken: `bound`, or one within it.
    fn broken(&mut self, value: &'a Value, bound: &'static Bound) -> Option<&'static Bound> {
        match (bound, value) {
            (Bound::All(bounds), _) => return self.first(value, bounds),
            (Bound::AnyOf(alternatives), _) => return self.any_of(value, alternatives),
            (Bound::Member(name, bounds), Value::Object(members)) => {
                return self.within(Step::Declared(name), members.get(*name)?, bounds);
            }
            (Bound::OtherMembers(known, bounds), Value::Object(members)) => {
                let mut others = members.iter().filter(|(name, _)| !known.contains(&name.as_str()));
                return others.find_map(|(name, value)| self.within(Step::Key(name), value, bounds));
            }
            (Bound::Item(index, bounds), Value::Array(items)) => {
                return self.within(Step::Index(*index), items.get(*index)?, bounds);
            }
            (Bound::Items(from, bounds), Value::Array(items)) => {
                let mut items = items.iter().enumerate().skip(*from);
                return items.find_map(|(index, item)| self.within(Step::Index(index), item, bounds));
            }
            _ => {}
        }
        is_broken(value, bound).then_some(bound)
    }

    fn within(&mut self, step: Step<'a>, value: &'a Value, bounds: &'static Bounds) -> Option<&'static Bound> {
        self.path.push(step);
        let found = self.first(value, bounds);
        if found.is_none() {
            self.path.pop();
        }
        found
    }

    /// The first bound of the first alternative that `value` can be, if it is within the bounds of none of them.
    fn any_of(&mut self, value: &'a Value, alternatives: &'static [Alternative]) -> Option<&'static Bound> {
        let length = self.path.len();
        let mut failure = None;
        for alternative in alternatives.iter().filter(|alternative| alternative.fits(value)) {
            let bound = self.first(value, alternative.bounds)?;
            let path = self.path.split_off(length);
            failure.get_or_insert((bound, path));
        }
        let (bound, path) = failure?;
        self.path.extend(path);
        Some(bound)
    }

    fn rendered(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            let key = match step {
                Step::Index(index) => {
                    let _ = write!(text, "[{index}]");
                    continue;
                }
                Step::Declared(name) => name,
                Step::Key(key) if looks_like_a_name(key) => key,
                Step::Key(_) => "…",
            };
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(key);
        }
        text
    }
}

impl Alternative {
    /// Whether `value` can be one of this alternative.
    fn fits(&self, value: &Value) -> bool {
        let has_type = self.ty.is_none_or(|ty| ty == JsonType::of(value));
        let is_listed = |text: &str| self.values.is_empty() || self.values.contains(&text);
        has_type
            && match value {
                Value::String(text) => is_listed(text),
                Value::Object(members) => self.fits_object(members),
                _ => true,
            }
    }

    fn fits_object(&self, members: &Map<String, Value>) -> bool {
        let is_tagged = |(name, values): &(&str, &[&str])| match members.get(*name) {
            Some(Value::String(tag)) => values.contains(&tag.as_str()),
            _ => true,
        };
        self.required.iter().all(|name| members.contains_key(*name)) && self.tags.iter().all(is_tagged)
    }
}

impl JsonType {
    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

/// Whether `value` itself is out of `bound`.
fn is_broken(value: &Value, bound: &Bound) -> bool {
    match value {
        Value::String(text) => match bound {
            Bound::MinLength(length) => count(text.chars()) < *length,
            Bound::MaxLength(length) => count(text.chars()) > *length,
            #[cfg(feature = "patterns")]
            Bound::Pattern(pattern) => !pattern.is_match(text),
            _ => false,
        },
        Value::Number(number) => match bound {
            Bound::Minimum(limit) => limit.compare(number) == Some(Ordering::Less),
            Bound::ExclusiveMinimum(limit) => limit.compare(number).is_some_and(Ordering::is_le),
            Bound::Maximum(limit) => limit.compare(number) == Some(Ordering::Greater),
            Bound::ExclusiveMaximum(limit) => limit.compare(number).is_some_and(Ordering::is_ge),
            Bound::MultipleOf(limit) => !limit.divides(number),
            _ => false,
        },
        Value::Array(items) => match bound {
            Bound::MinItems(length) => count(items) < *length,
            Bound::MaxItems(length) => count(items) > *length,
            Bound::UniqueItems => {
                let mut seen = HashSet::new();
                !items.iter().all(|item| seen.insert(item.to_string()))
            }
            _ => false,
        },
        Value::Object(members) => match bound {
            Bound::MinProperties(length) => count(members) < *length,
            Bound::MaxProperties(length) => count(members) > *length,
            _ => false,
        },
        Value::Null | Value::Bool(_) => false,
    }
}

fn count(all: impl IntoIterator) -> u64 {
    u64::try_from(all.into_iter().count()).unwrap_or(u64::MAX)
}
