// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

/// User locale (de or en)
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum UpdateUserLocale {
    /// `de`
    De,
    /// `en`
    En,
}

moored_runtime::closed_enum! {
    UpdateUserLocale;
    "de" => De,
    "en" => En,
}
