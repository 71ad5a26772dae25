//! The document of a client, as data in the program.

use crate::Client;

/// A client whose document is part of the program, by the feature `drift` of its crate.
#[diagnostic::on_unimplemented(
    message = "the document of `{Self}` is not part of the program",
    note = "enable the feature `drift` of the client's crate"
)]
pub trait HasDocument: Client {
    /// The `client.json` of the crate.
    const DOCUMENT: &'static str;
}
