// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

/// `UserSchemaAccountType`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum UserSchemaAccountType {
    /// `User`
    User,
    /// `Service Account`
    ServiceAccount,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    UserSchemaAccountType;
    "User" => User,
    "Service Account" => ServiceAccount,
    _ => Unlisted,
}
