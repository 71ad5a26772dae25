//! `--print`: shows the result of a stage of the pipeline, for authors of overlays and passes.

use std::{fmt, str::FromStr};

use quote::ToTokens as _;

use crate::{
    Inputs, Outcome,
    emit::Emitted,
    guard,
    pipeline::{self, Product},
};
use moored_document::finding::Findings;

/// A stage whose result can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The document with our corrections, before any pass, as YAML.
    Openapi,
    /// The document after the upgrade and the repair, as YAML.
    Repaired,
    /// The document after all lowering passes, as YAML.
    Lowered,
    /// The types and calls before they are split into files, as Rust.
    Emitted,
    /// Every file of the crate, each after a line with its path.
    Files,
}

impl Stage {
    /// All stages, in the order of the pipeline.
    pub const ALL: &[Self] = &[Self::Openapi, Self::Repaired, Self::Lowered, Self::Emitted, Self::Files];

    /// The name of the stage on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Openapi => "openapi",
            Self::Repaired => "repaired",
            Self::Lowered => "lowered",
            Self::Emitted => "emitted",
            Self::Files => "files",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The error for a name that is not a stage.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a stage; expected `openapi`, `repaired`, `lowered`, `emitted` or `files`")]
pub struct UnknownStage(String);

impl FromStr for Stage {
    type Err = UnknownStage;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|stage| stage.name() == word).ok_or_else(|| UnknownStage(word.to_owned()))
    }
}

/// Runs the pipeline up to `stage` and returns its result as text.
///
/// # Errors
/// The findings, if one of them is an error that prevents the stage.
pub fn print(inputs: &Inputs, stage: Stage) -> Result<String, Findings> {
    guard::run(|| guarded(inputs, stage)).unwrap_or_else(|message| Err(inputs.defect(&message)))
}

fn guarded(inputs: &Inputs, stage: Stage) -> Result<String, Findings> {
    let mut outcome = Outcome::default();
    let product = pipeline::run(inputs, stage, &mut outcome);
    let product = product.map_err(|found| {
        outcome.findings.extend(found);
        std::mem::take(&mut outcome.findings)
    })?;
    Ok(match product {
        // The original text, to keep its comments.
        Product::Document(document) if stage == Stage::Openapi => document.source().text().to_owned(),
        Product::Document(document) => serde_yaml::to_string(&document.value).unwrap_or_default(),
        Product::Rust(emitted) => rust(&emitted),
        Product::Files(_) if outcome.findings.has_errors() => return Err(outcome.findings),
        Product::Files(files) => files.iter().map(|(path, text)| format!("==> {path} <==\n{text}\n")).collect(),
    })
}

/// Prints all modules one after another.
fn rust(emitted: &Emitted) -> String {
    let modules = emitted.types.iter().chain(&emitted.calls).map(|module| (&module.name, &module.file));
    modules
        .map(|(name, file)| {
            let text = match syn::parse2(file.to_token_stream()) {
                Ok(file) => prettyplease::unparse(&file),
                Err(error) => error.to_string(),
            };
            format!("// {name}\n{text}\n")
        })
        .collect()
}
