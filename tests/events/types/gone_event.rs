// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

/// `GoneEvent`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum GoneEvent {
    /// `gone`
    Gone,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    GoneEvent;
    "gone" => Gone,
    _ => Unlisted,
}
