//! The static data of each provider. The values are in [`PROVIDERS`](crate::PROVIDERS).

use std::fmt;

use super::{Account, Credential, Verifying};

/// A provider with an operation that identifies the owner of a credential. `Debug` shows its name.
pub struct Provider {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) base_address: Option<&'static str>,
    pub(crate) base_address_variable: &'static str,
    pub(crate) token_url_variable: Option<&'static str>,
    /// Alternatives; the schemes of one alternative are sent together.
    pub(crate) credentials: &'static [&'static [Scheme]],
    /// Alternatives of JSON pointers, in this field and the next three. The values of one alternative are joined by a
    /// space.
    pub(crate) id_at: &'static [&'static [&'static str]],
    pub(crate) name_at: &'static [&'static [&'static str]],
    pub(crate) email_at: &'static [&'static [&'static str]],
    pub(crate) organization_at: &'static [&'static [&'static str]],
    pub(crate) verify: fn(Account) -> Verifying,
}

/// A security scheme of a provider's document, and one way to provide its credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scheme {
    /// The name of the constructor in the provider's `Credential` type, such as `basic`, `api_key` or
    /// `client_credentials`.
    pub name: &'static str,
    /// The description from the document on one line; empty if it has none.
    pub description: &'static str,
    /// The environment variables for the credential.
    pub variables: Variables,
}

/// The environment variables of a [`Scheme`]. An application can also use them as the names of form fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variables {
    /// For a pair.
    Login {
        /// The user name or the client id.
        username: &'static str,
        /// The password or the client secret.
        password: &'static str,
    },
    /// For a token or a key.
    Secret(&'static str),
}

impl Provider {
    /// The name, which is also the name of the feature, such as `petstore`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name for display, such as `Pet Store`.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// The address in the document; `None` if an [`Account`] must have one.
    #[must_use]
    pub const fn base_address(&self) -> Option<&'static str> {
        self.base_address
    }

    /// The environment variable for the base address.
    #[must_use]
    pub const fn base_address_variable(&self) -> &'static str {
        self.base_address_variable
    }

    /// The environment variable for the token address; `None` if none of the provider's credentials is exchanged for an
    /// access token.
    #[must_use]
    pub const fn token_url_variable(&self) -> Option<&'static str> {
        self.token_url_variable
    }

    /// The supported credentials: alternatives, each of which is complete only with all of its schemes. Empty if the
    /// provider requires no credentials.
    #[must_use]
    pub const fn credentials(&self) -> &'static [&'static [Scheme]] {
        self.credentials
    }

    /// All schemes of the alternatives, without duplicates.
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

    /// Whether the credentials complete one of the alternatives. A provider without alternatives needs none.
    pub(crate) fn is_satisfied_by(&self, credentials: &[Credential]) -> bool {
        self.credentials.is_empty() || self.first_complete(credentials).is_some()
    }

    /// The first alternative for which all credentials are given.
    fn first_complete(&self, credentials: &[Credential]) -> Option<&'static [Scheme]> {
        let is_given = |scheme: &Scheme| credentials.iter().any(|given| given.scheme() == scheme.name);
        self.credentials.iter().copied().find(|schemes| schemes.iter().all(is_given))
    }

    /// Reorders `credentials` so that those of the first complete alternative come last: of several credentials for one
    /// scheme of the document, such as an access token and the client credentials to obtain one, a client sends the
    /// last.
    #[must_use]
    pub fn ranked(&self, credentials: Vec<Credential>) -> Vec<Credential> {
        let first = self.first_complete(&credentials).unwrap_or_default();
        let is_of_first = |given: &Credential| first.iter().any(|scheme| scheme.name == given.scheme());
        let (chosen, mut ranked): (Vec<_>, Vec<_>) = credentials.into_iter().partition(is_of_first);
        ranked.extend(chosen);
        ranked
    }

    /// The variables of all alternatives, for a message.
    pub(super) fn wanted(&self) -> String {
        let sets = self.credentials.iter().map(|schemes| {
            let variables = schemes.iter().flat_map(|scheme| scheme.variables.names());
            variables.collect::<Vec<_>>().join(" and ")
        });
        format!("{} requires {}", self.title, sets.collect::<Vec<_>>().join(", or "))
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
