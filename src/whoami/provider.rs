//! What is known of each provider before it is asked. The rows are in [`crate::providers`].

use std::fmt;

use super::{Account, Identity, Verifying, WhoamiError};
use crate::PROVIDERS;

/// A provider that can be asked whose credential it is. `Debug` shows its name.
pub struct Provider {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) base_address: Option<&'static str>,
    pub(crate) base_address_variable: &'static str,
    /// Alternatives of schemes that are sent together.
    pub(crate) credentials: &'static [&'static [Scheme]],
    /// Alternatives of JSON pointers whose values are joined by a space, here and in the next three.
    pub(crate) id_at: &'static [&'static [&'static str]],
    pub(crate) name_at: &'static [&'static [&'static str]],
    pub(crate) email_at: &'static [&'static [&'static str]],
    pub(crate) organization_at: &'static [&'static [&'static str]],
    pub(crate) verify: fn(Account) -> Verifying,
}

/// A security scheme of a provider's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scheme {
    /// The name of its constructor in the provider's `Credential`, such as `basic` or `api_key`.
    pub name: &'static str,
    /// The document's words on one line; empty where it has none.
    pub description: &'static str,
    /// Where its parts are looked for.
    pub variables: Variables,
}

/// The environment variables of a [`Scheme`], which may as well be the names of fields in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variables {
    /// Those of a pair.
    Login {
        /// The user name's.
        username: &'static str,
        /// The password's.
        password: &'static str,
    },
    /// That of a token or key.
    Secret(&'static str),
}

impl Provider {
    /// The one of this name in [`PROVIDERS`].
    #[must_use]
    pub fn by_name(name: &str) -> Option<&'static Self> {
        PROVIDERS.iter().copied().find(|provider| provider.name == name)
    }

    /// The name: that of its feature, such as `unleash`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What people call it, such as `Unleash`.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// The address that its document names; `None` where an [`Account`] needs one.
    #[must_use]
    pub const fn base_address(&self) -> Option<&'static str> {
        self.base_address
    }

    /// The environment variable that holds another address.
    #[must_use]
    pub const fn base_address_variable(&self) -> &'static str {
        self.base_address_variable
    }

    /// The credentials that it takes: one of these sets, and of it all. Empty where it takes none.
    #[must_use]
    pub const fn credentials(&self) -> &'static [&'static [Scheme]] {
        self.credentials
    }

    /// Every scheme in those sets, once.
    #[must_use]
    pub fn schemes(&self) -> Vec<Scheme> {
        let mut schemes: Vec<Scheme> = Vec::new();
        for scheme in self.credentials.iter().copied().flatten() {
            if !schemes.contains(scheme) {
                schemes.push(*scheme);
            }
        }
        schemes
    }

    /// Asks whose credential `account` holds.
    ///
    /// # Errors
    /// See [`WhoamiError`]: wrong use before anything is sent, then a refusal, a time-out, or another reason why the provider
    /// could not be asked.
    pub async fn whoami(&'static self, account: Account) -> Result<Identity, WhoamiError> {
        if !account.suffices(self) {
            return Err(WhoamiError::MissingCredential { provider: self, unset: Vec::new() });
        }
        if account.base_address.is_none() && self.base_address.is_none() {
            return Err(WhoamiError::MissingBaseAddress { provider: self });
        }
        (self.verify)(account).await
    }

    /// All names, for a message.
    pub(super) fn names() -> String {
        let names: Vec<&str> = PROVIDERS.iter().map(|provider| provider.name).collect();
        if names.is_empty() { "none in this build".to_owned() } else { names.join(", ") }
    }

    /// The variables that would do, for a message.
    pub(super) fn wanted(&self) -> String {
        let sets = self.credentials.iter().map(|schemes| {
            let variables = schemes.iter().flat_map(|scheme| scheme.variables.names());
            variables.collect::<Vec<_>>().join(" and ")
        });
        format!("{} needs {}", self.title, sets.collect::<Vec<_>>().join(", or "))
    }
}

impl Variables {
    /// The names.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        match *self {
            Self::Login { username, password } => vec![username, password],
            Self::Secret(variable) => vec![variable],
        }
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Provider").field(&self.name).finish()
    }
}
