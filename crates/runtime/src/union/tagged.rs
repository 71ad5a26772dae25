//! Values of variants that may lack their discriminator.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::{Serialize, Serializer};

use crate::value::{JsonObject, JsonValue};

/// The value of a variant whose type does not always have the discriminator, and whether it came without it.
///
/// It dereferences to the value. A value that you make gets the discriminator of its variant when it is encoded; one
/// that was received without a discriminator is encoded without it.
///
/// ```
/// # use moored_runtime::union::Tagged;
/// let name: Tagged<String> = "Rex".to_owned().into();
/// assert_eq!(name.len(), 3);
/// assert_eq!(name.into_inner(), "Rex");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tagged<T> {
    value: T,
    is_without_tag: bool,
}

impl<T> Tagged<T> {
    /// A value that gets its discriminator when it is encoded.
    pub const fn new(value: T) -> Self {
        Self { value, is_without_tag: false }
    }

    /// A value that was received without a discriminator.
    pub(super) const fn without_tag(value: T) -> Self {
        Self { value, is_without_tag: true }
    }

    /// The value, by value.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: Serialize> Tagged<T> {
    /// Encodes an object with its discriminator, which is added if the object neither has it nor came without it.
    pub(super) fn encode<S: Serializer>(
        &self,
        name: Option<&str>,
        tag: Option<impl Serialize>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let (Some(name), Some(tag), false) = (name, tag, self.is_without_tag) else {
            return self.value.serialize(serializer);
        };
        match (JsonValue::of(&self.value), JsonValue::of(&tag)) {
            (Some(JsonValue::Object(members)), Some(tag)) if !members.contains_key(name) => {
                let mut tagged = JsonObject::from_iter([(name, tag)]);
                tagged.extend(members);
                tagged.serialize(serializer)
            }
            _ => self.value.serialize(serializer),
        }
    }
}

impl<T> From<T> for Tagged<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T> Deref for Tagged<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Tagged<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// Shows the value alone.
impl<T: fmt::Debug> fmt::Debug for Tagged<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
