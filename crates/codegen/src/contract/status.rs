//! The keys of `responses`: when a response comes.

use crate::naming::variant_name;

/// Which statuses a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// All of a hundred: `4XX` is `Range(4)`.
    Range(u16),
    /// Every status that nothing else is for.
    Default,
}

impl Status {
    /// Reads a key of `responses`.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        if key == "default" {
            return Some(Self::Default);
        }
        if let Some(hundred) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
            return hundred.parse().ok().filter(|hundred| (1..=5).contains(hundred)).map(Self::Range);
        }
        key.parse().ok().filter(|code| (100..=599).contains(code)).map(Self::Code)
    }

    /// Whether it is a success wherever it comes.
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }

    /// The name of a variant for it: `NotFound`, `ClientError`, `Other`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Code(code) => match http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason()) {
                Some(reason) => variant_name(reason),
                None => format!("Status{code}"),
            },
            Self::Range(1) => "Informational".to_owned(),
            Self::Range(2) => "Success".to_owned(),
            Self::Range(3) => "Redirection".to_owned(),
            Self::Range(4) => "ClientError".to_owned(),
            Self::Range(_) => "ServerError".to_owned(),
            Self::Default => "Other".to_owned(),
        }
    }
}

/// The name of a status key's variant.
#[must_use]
pub fn status_name(key: &str) -> String {
    Status::parse(key).map_or_else(|| variant_name(key), Status::name)
}
