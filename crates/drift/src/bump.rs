//! The version of a generated crate that follows from a comparison.

use std::fmt;

use semver::{BuildMetadata, Prerelease, Version};
use serde::Serialize;

use crate::Class;

/// Which part of the version of a generated crate increases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bump {
    /// Callers may have to change their code, or what they send is rejected.
    Major,
    /// There is more to use, or something behaves otherwise.
    Minor,
    /// Only texts differ.
    Patch,
    /// Nothing differs.
    None,
}

impl Bump {
    /// What the most severe class of a comparison requires.
    #[must_use]
    pub const fn of(verdict: Option<Class>) -> Self {
        match verdict {
            Some(Class::Wire | Class::Source) => Self::Major,
            Some(Class::Behaviour | Class::Additive) => Self::Minor,
            Some(Class::Documentation) => Self::Patch,
            None => Self::None,
        }
    }

    /// The name in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Patch => "patch",
            Self::None => "none",
        }
    }

    /// The version after `version`, as cargo reads versions: before 1.0.0 the first number that is not 0 is the major
    /// one, and of a pre-release only its last number increases.
    ///
    /// ```
    /// use moored_drift::Bump;
    ///
    /// let next = |bump: Bump, version: &str| bump.next(version);
    /// assert_eq!(next(Bump::Major, "1.4.2").as_deref(), Some("2.0.0"));
    /// assert_eq!(next(Bump::Major, "0.4.2").as_deref(), Some("0.5.0"));
    /// assert_eq!(next(Bump::Minor, "0.4.2").as_deref(), Some("0.4.3"));
    /// assert_eq!(next(Bump::None, "0.4.2").as_deref(), Some("0.4.2"));
    /// assert_eq!(next(Bump::Major, "four"), None);
    /// ```
    #[must_use]
    pub fn next(self, version: &str) -> Option<String> {
        let version = Version::parse(version.trim()).ok()?;
        Some(if self == Self::None { version } else { self.after(version) }.to_string())
    }

    fn after(self, version: Version) -> Version {
        if !version.pre.is_empty() {
            let pre = next_pre(version.pre.as_str());
            return Version {
                pre: Prerelease::new(&pre).unwrap_or(version.pre),
                build: BuildMetadata::EMPTY,
                ..version
            };
        }
        let Version { major, minor, patch, .. } = version;
        match (self, major, minor) {
            (Self::Major, 1.., _) => Version::new(major.saturating_add(1), 0, 0),
            (Self::Minor, 1.., _) => Version::new(major, minor.saturating_add(1), 0),
            (Self::Major, 0, 1..) => Version::new(0, minor.saturating_add(1), 0),
            (Self::Patch, ..) | (Self::Minor, 0, _) | (Self::Major, 0, 0) | (Self::None, ..) => {
                Version::new(major, minor, patch.saturating_add(1))
            }
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// `rc.1` → `rc.2`; `alpha` → `alpha.1`.
fn next_pre(pre: &str) -> String {
    let (start, last) = pre.rsplit_once('.').map_or(("", pre), |(start, last)| (start, last));
    match last.parse::<u64>() {
        Ok(number) => {
            let number = number.saturating_add(1);
            if start.is_empty() { number.to_string() } else { format!("{start}.{number}") }
        }
        Err(_) => format!("{pre}.1"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_version_is_incompatible_for_cargo_if_code_may_break() {
        let bumps = [Bump::Major, Bump::Minor, Bump::Patch, Bump::None];
        let next = |version: &str| bumps.map(|bump| bump.next(version).unwrap_or_default());
        assert_eq!(next("1.4.2"), ["2.0.0", "1.5.0", "1.4.3", "1.4.2"]);
        assert_eq!(next("0.4.2"), ["0.5.0", "0.4.3", "0.4.3", "0.4.2"]);
        assert_eq!(next("0.0.3"), ["0.0.4", "0.0.4", "0.0.4", "0.0.3"]);
        assert_eq!(next("1.0.0-rc.1"), ["1.0.0-rc.2", "1.0.0-rc.2", "1.0.0-rc.2", "1.0.0-rc.1"]);
        assert_eq!(next("1.0.0-alpha"), ["1.0.0-alpha.1", "1.0.0-alpha.1", "1.0.0-alpha.1", "1.0.0-alpha"]);
        assert_eq!(next("2.3.4+build.7"), ["3.0.0", "2.4.0", "2.3.5", "2.3.4+build.7"]);
        assert_eq!(next("next"), ["", "", "", ""]);
    }
}
