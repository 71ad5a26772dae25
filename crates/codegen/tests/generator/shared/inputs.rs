//! The folder of a provider, made of texts.

use moored_codegen::{Inputs, Packaging, Runtime};

/// The folder `specs/pets` with `files`: name and text.
pub(crate) fn inputs(files: &[(&str, &str)]) -> Inputs {
    Inputs {
        provider: "pets".to_owned(),
        display: "specs/pets".to_owned(),
        specs: files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        packaging: Packaging::of_provider("generated/pets", Runtime::Version("0.1.0".to_owned())),
    }
}
