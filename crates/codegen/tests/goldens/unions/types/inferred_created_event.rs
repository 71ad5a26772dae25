// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `InferredCreatedEvent`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum InferredCreatedEvent {
    /// `created`
    Created,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    InferredCreatedEvent;
    "created" => Created,
    _ => Unlisted,
}
