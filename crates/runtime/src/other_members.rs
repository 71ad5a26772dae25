//! The members of a JSON object that its struct has no fields for.
//!
//! serde's `flatten` decodes them as well, but before it knows their types: numbers have lost digits by then, and one
//! value of another type makes the whole object undecodable. [`other_members!`](crate::other_members) implements
//! `Deserialize` with what serde derives for the other fields.

mod extra_fields;
mod split;
mod unknown_fields;

pub use extra_fields::ExtraFields;
pub use split::{OtherMembers, Split, decode_apart};
pub use unknown_fields::UnknownFields;

/// Implements `Deserialize` and `Serialize` of a struct with a field for other members.
///
/// ```
/// # use moored_runtime::UnknownFields;
/// #[derive(serde::Deserialize, serde::Serialize)]
/// #[serde(remote = "Self")]
/// struct User {
///     id: i64,
///     #[serde(flatten, skip_deserializing)]
///     unknown_fields: UnknownFields,
/// }
///
/// moored_runtime::other_members!(User, unknown_fields);
///
/// let user: User = serde_json::from_str(r#"{"id":1,"price":0.10}"#)?;
/// assert_eq!(user.unknown_fields.len(), 1);
/// assert_eq!(serde_json::to_string(&user)?, r#"{"id":1,"price":0.10}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! other_members {
    ($name:ident, $field:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                // The function that serde derives: `remote` makes it one of the type, not of the trait.
                let (mut decoded, others) = $crate::decode_apart(deserializer, |listed| Self::deserialize(listed))?;
                decoded.$field = others;
                ::core::result::Result::Ok(decoded)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }
    };
}
