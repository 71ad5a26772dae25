// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `InlineTextType`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum InlineTextType {
    /// `text`
    Text,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    InlineTextType;
    "text" => Text,
    _ => Unlisted,
}
