//! The folder of a provider, made of texts.

use moored_codegen::{Inputs, Packaging};

/// The folder `specs/pets` with `files`: name and text.
pub(crate) fn inputs(files: &[(&str, &str)]) -> Inputs {
    Inputs {
        provider: "pets".to_owned(),
        display: "specs/pets".to_owned(),
        specs: files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        packaging: Packaging::Member,
    }
}
