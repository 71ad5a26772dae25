// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `EverythingListedVariant2`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum EverythingListedVariant2 {
    /// `small`
    Small,
    /// `large`
    Large,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    EverythingListedVariant2;
    "small" => Small,
    "large" => Large,
    _ => Unlisted,
}
