// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

/// `MadeEvent`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum MadeEvent {
    /// `made`
    Made,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    MadeEvent;
    "made" => Made,
    _ => Unlisted,
}
