//! What is known of each provider before it is asked. The rows are in [`crate::providers`].

use std::fmt;

use super::{Account, Credential, Identity, Verifying, WhoamiError};
use crate::PROVIDERS;

/// A provider that can be asked whose credential it is. `Debug` shows its name.
pub struct Provider {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) base_address: Option<&'static str>,
    pub(crate) base_address_variable: &'static str,
    pub(crate) token_url_variable: Option<&'static str>,
    /// Alternatives of schemes that are sent together.
    pub(crate) credentials: &'static [&'static [Scheme]],
    /// Alternatives of JSON pointers whose values are joined by a space, here and in the next three.
    pub(crate) id_at: &'static [&'static [&'static str]],
    pub(crate) name_at: &'static [&'static [&'static str]],
    pub(crate) email_at: &'static [&'static [&'static str]],
    pub(crate) organization_at: &'static [&'static [&'static str]],
    pub(crate) verify: fn(Account) -> Verifying,
}

/// A security scheme of a provider's document, and one way to what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scheme {
    /// The name of its constructor in the provider's `Credential`, such as `basic`, `api_key` or `client_credentials`.
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
        /// The user name's, or the client's id's.
        username: &'static str,
        /// The password's, or the client's secret's.
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

    /// The environment variable that holds another address for access tokens; `None` where no credential of it is exchanged for
    /// one.
    #[must_use]
    pub const fn token_url_variable(&self) -> Option<&'static str> {
        self.token_url_variable
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

    /// The first of its sets for which there are all credentials.
    pub(super) fn first_complete(&self, credentials: &[Credential]) -> Option<&'static [Scheme]> {
        let is_given = |scheme: &Scheme| credentials.iter().any(|given| given.scheme() == scheme.name);
        self.credentials.iter().copied().find(|schemes| schemes.iter().all(is_given))
    }

    /// `credentials` with those at the end that make the first complete set: of several for one scheme of the document, such as
    /// an access token and what it is exchanged for, a client sends the last.
    #[must_use]
    pub fn ranked(&self, credentials: Vec<Credential>) -> Vec<Credential> {
        let first = self.first_complete(&credentials).unwrap_or_default();
        let is_of_first = |given: &Credential| first.iter().any(|scheme| scheme.name == given.scheme());
        let (chosen, mut ranked): (Vec<_>, Vec<_>) = credentials.into_iter().partition(is_of_first);
        ranked.extend(chosen);
        ranked
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
