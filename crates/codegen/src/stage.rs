//! `--print`: what a stage of the pipeline has made, for whoever mends a document or writes a pass.

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
    /// The document with our corrections, before any pass: YAML.
    Openapi,
    /// After the upgrade and the repair: YAML.
    Repaired,
    /// After all lowering passes: YAML.
    Lowered,
    /// The types and calls, before they are put into files: Rust.
    Emitted,
    /// Every file of the crate, each behind a line with its path.
    Files,
}

impl Stage {
    /// All of them, in the order of the pipeline.
    pub const ALL: &[Self] = &[Self::Openapi, Self::Repaired, Self::Lowered, Self::Emitted, Self::Files];

    /// The word on the command line.
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

/// A word that names no stage.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a stage; expected `openapi`, `repaired`, `lowered`, `emitted` or `files`")]
pub struct UnknownStage(String);

impl FromStr for Stage {
    type Err = UnknownStage;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|stage| stage.name() == word).ok_or_else(|| UnknownStage(word.to_owned()))
    }
}

/// Runs the pipeline up to `stage` and shows what it made.
///
/// # Errors
/// The findings, where one before that stage is an error.
pub fn print(inputs: &Inputs, stage: Stage) -> Result<String, Findings> {
    guard::run(|| guarded(inputs, stage)).unwrap_or_else(|words| Err(inputs.defect(&words)))
}

fn guarded(inputs: &Inputs, stage: Stage) -> Result<String, Findings> {
    let mut outcome = Outcome::default();
    let product = pipeline::run(inputs, stage, &mut outcome);
    let product = product.map_err(|found| {
        outcome.findings.extend(found);
        std::mem::take(&mut outcome.findings)
    })?;
    Ok(match product {
        // The text itself, with its comments.
        Product::Document(document) if stage == Stage::Openapi => document.source().text().to_owned(),
        Product::Document(document) => serde_yaml::to_string(&document.value).unwrap_or_default(),
        Product::Rust(emitted) => rust(&emitted),
        Product::Files(_) if outcome.findings.has_errors() => return Err(outcome.findings),
        Product::Files(files) => files.iter().map(|(path, text)| format!("==> {path} <==\n{text}\n")).collect(),
    })
}

/// All modules behind each other.
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
