// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `InferredDeletedEvent`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum InferredDeletedEvent {
    /// `deleted`
    Deleted,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    InferredDeletedEvent;
    "deleted" => Deleted,
    _ => Unlisted,
}
