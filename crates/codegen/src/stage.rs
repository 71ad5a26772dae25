//! The stages of the pipeline whose result can be printed.

use std::{fmt, str::FromStr};

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
