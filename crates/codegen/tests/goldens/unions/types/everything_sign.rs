// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `EverythingSign`
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum EverythingSign {
    /// `+1`
    Plus1,
    /// `-1`
    X1,
    /// `a`
    A,
    /// `A`
    A2,
    /// ``
    Empty,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

moored_runtime::open_enum! {
    EverythingSign;
    "+1" => Plus1,
    "-1" => X1,
    "a" => A,
    "A" => A2,
    "" => Empty,
    _ => Unlisted,
}
