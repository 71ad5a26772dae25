// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `InlineImageType`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum InlineImageType {
    /// `image`
    Image,
    /// `photo`
    Photo,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    InlineImageType;
    "image" => Image,
    "photo" => Photo,
    _ => Unlisted,
}
