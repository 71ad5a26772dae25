//! The error of a value that is out of bounds.

use std::fmt;

use super::Bound;

/// A value of a request is out of the bounds that the document states.
///
/// `Display` names the value by its path, such as ``the body at `pets[0].name` is longer than 5 characters``, and does
/// not show it.
#[derive(Clone, Debug)]
pub struct OutOfBounds {
    part: Part,
    path: String,
    bound: &'static Bound,
}

/// The part of a request that a value belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Body,
    Parameter(&'static str),
    /// A part of a multipart form.
    Multipart(&'static str),
}

impl OutOfBounds {
    pub(crate) fn new(part: Part, path: String, bound: &'static Bound) -> Self {
        Self { part, path, bound }
    }

    /// The name of the parameter or of the part of a form; `None` for any other body.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        match self.part {
            Part::Body => None,
            Part::Parameter(name) | Part::Multipart(name) => Some(name),
        }
    }

    /// The path of the value in the body, the parameter or the part, such as `pets[0].name`; empty for the whole.
    ///
    /// A key that does not look like a name is written as `…`, because it may be a secret.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The keyword of the bound in the document, such as `maxLength`.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        match self.bound {
            Bound::MinLength(_) => "minLength",
            Bound::MaxLength(_) => "maxLength",
            #[cfg(feature = "patterns")]
            Bound::Pattern(_) => "pattern",
            Bound::Minimum(_) => "minimum",
            Bound::ExclusiveMinimum(_) => "exclusiveMinimum",
            Bound::Maximum(_) => "maximum",
            Bound::ExclusiveMaximum(_) => "exclusiveMaximum",
            Bound::MultipleOf(_) => "multipleOf",
            Bound::MinItems(_) => "minItems",
            Bound::MaxItems(_) => "maxItems",
            Bound::UniqueItems => "uniqueItems",
            Bound::MinProperties(_) => "minProperties",
            Bound::MaxProperties(_) => "maxProperties",
            // The walk ends at one of the above.
            Bound::Member(..) | Bound::OtherMembers(..) => "properties",
            Bound::Item(..) | Bound::Items(..) => "items",
            Bound::All(_) => "allOf",
            Bound::AnyOf(_) => "anyOf",
        }
    }
}

impl fmt::Display for OutOfBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Body => f.write_str("the body")?,
            Part::Parameter(name) => write!(f, "the parameter `{name}`")?,
            Part::Multipart(name) => write!(f, "the part `{name}`")?,
        }
        if !self.path.is_empty() {
            write!(f, " at `{}`", self.path)?;
        }
        let count = |count: u64, one: &str, several: &str| {
            let unit = if count == 1 { one } else { several };
            format!("{count} {unit}")
        };
        let characters = |length: &u64| count(*length, "character", "characters");
        let items = |length: &u64| count(*length, "item", "items");
        let members = |length: &u64| count(*length, "member", "members");
        match self.bound {
            Bound::MinLength(length) => write!(f, " is shorter than {}", characters(length)),
            Bound::MaxLength(length) => write!(f, " is longer than {}", characters(length)),
            #[cfg(feature = "patterns")]
            Bound::Pattern(pattern) => write!(f, " does not match the pattern `{}`", pattern.as_str()),
            Bound::Minimum(limit) => write!(f, " is less than {limit}"),
            Bound::ExclusiveMinimum(limit) => write!(f, " is not greater than {limit}"),
            Bound::Maximum(limit) => write!(f, " is greater than {limit}"),
            Bound::ExclusiveMaximum(limit) => write!(f, " is not less than {limit}"),
            Bound::MultipleOf(limit) => write!(f, " is not a multiple of {limit}"),
            Bound::MinItems(length) => write!(f, " has fewer than {}", items(length)),
            Bound::MaxItems(length) => write!(f, " has more than {}", items(length)),
            Bound::UniqueItems => f.write_str(" has an item twice"),
            Bound::MinProperties(length) => write!(f, " has fewer than {}", members(length)),
            Bound::MaxProperties(length) => write!(f, " has more than {}", members(length)),
            _ => f.write_str(" is out of bounds"),
        }
    }
}
