// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

/// The new password (minimum 6 characters)
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateUserPassword(moored_runtime::Secret);

moored_runtime::bounded_secret!(UpdateUserPassword, at least 6 characters);
