//! What a change means for a caller.

use std::fmt;

use serde::Serialize;

/// What a change means for the caller of a client. The most severe class is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A call that worked will fail, a response no longer decodes, or data is lost, whether or not the client is
    /// generated again.
    Wire,
    /// With the new client, code no longer compiles or means something else.
    Source,
    /// Code compiles and works with both clients, but something differs: a new value of an open enum, a default, a
    /// deprecation.
    Behaviour,
    /// There is more to use than before.
    Additive,
    /// Only texts differ.
    Documentation,
}

impl Class {
    /// All of them, the most severe first.
    pub const ALL: [Self; 5] = [Self::Wire, Self::Source, Self::Behaviour, Self::Additive, Self::Documentation];

    /// The name in reports and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Source => "source",
            Self::Behaviour => "behaviour",
            Self::Additive => "additive",
            Self::Documentation => "documentation",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
