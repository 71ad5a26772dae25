//! What somebody gives to have an account verified.

use std::ffi::OsString;
use std::fmt;
use std::time::Duration;

use super::{Credential, Provider, Variables, WhoamiError};

/// How long a provider is waited for where nobody says otherwise.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// Where a provider is asked, with which credentials, and for how long. `Debug` shows neither secrets nor the
/// addresses, which may hold some.
///
/// An address that strangers may choose makes your server send requests for them: let them choose among yours.
#[derive(Clone)]
#[non_exhaustive]
pub struct Account {
    /// The address to use instead of the document's. Self-hosted providers have none in their documents and need it.
    pub base_address: Option<String>,
    /// Where client credentials are exchanged for an access token, instead of where the document says. Without such
    /// credentials it makes no difference.
    pub token_url: Option<String>,
    /// Whether addresses may be plain http ones, on whose way everybody can read the credentials. Those of this machine may be
    /// that in any case.
    pub allow_plain_http: bool,
    /// How long to wait for the whole answer, and for the access token before it.
    pub timeout: Duration,
    /// The credentials. Where several are given, the first alternative of the document that they make complete is sent.
    pub credentials: Vec<Credential>,
}

impl Account {
    /// An account at the document's address, without credentials, and with a time-out of [`DEFAULT_TIMEOUT`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            base_address: None,
            token_url: None,
            allow_plain_http: false,
            timeout: DEFAULT_TIMEOUT,
            credentials: Vec::new(),
        }
    }

    /// The account that the variables of `provider` describe: its credentials and its addresses.
    ///
    /// `lookup` gives the value of a variable, such as [`std::env::var_os`] or what a form has sent. An empty value counts as
    /// none, but for a password, which may be empty. Credentials of which a part is missing are left out.
    ///
    /// # Errors
    /// [`WhoamiError::UnreadableVariable`] where a value is not UTF-8, and [`WhoamiError::MissingCredential`] where no
    /// alternative is complete.
    pub fn from_variables(
        provider: &'static Provider,
        lookup: impl Fn(&'static str) -> Option<OsString>,
    ) -> Result<Self, WhoamiError> {
        let set = |variable| match lookup(variable).map(OsString::into_string) {
            Some(Ok(value)) => Ok(Some(value)),
            Some(Err(_)) => Err(WhoamiError::UnreadableVariable { variable }),
            None => Ok(None),
        };
        let filled =
            |variable| -> Result<Option<String>, WhoamiError> { Ok(set(variable)?.filter(|value| !value.is_empty())) };
        let mut account = Self::new();
        let mut unset = Vec::new();
        account.base_address = filled(provider.base_address_variable)?;
        if let Some(variable) = provider.token_url_variable {
            account.token_url = filled(variable)?;
        }
        for scheme in provider.schemes() {
            match scheme.variables {
                Variables::Login { username, password } => match (filled(username)?, set(password)?) {
                    (Some(name), Some(word)) => {
                        let login = Credential::login(scheme.name, name, word);
                        account.credentials.push(login);
                    }
                    (Some(_), None) => unset.push(password),
                    (None, Some(word)) if !word.is_empty() => unset.push(username),
                    (None, _) => {}
                },
                Variables::Secret(variable) => {
                    let secret = filled(variable)?;
                    let secret = secret.map(|secret| Credential::secret(scheme.name, secret));
                    account.credentials.extend(secret);
                }
            }
        }
        if account.suffices(provider) { Ok(account) } else { Err(WhoamiError::MissingCredential { provider, unset }) }
    }

    /// Asks at `address` instead of the document's. A slash at its end makes no difference.
    #[must_use]
    pub fn base_address(mut self, address: impl Into<String>) -> Self {
        self.base_address = Some(address.into());
        self
    }

    /// Exchanges client credentials for an access token at `url`, an absolute address or one relative to the base address.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Lets addresses be plain http ones, on whose way everybody can read the credentials.
    #[must_use]
    pub fn allow_plain_http(mut self) -> Self {
        self.allow_plain_http = true;
        self
    }

    /// Waits for at most `timeout`.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Adds a credential.
    #[must_use]
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credentials.push(credential);
        self
    }

    /// Whether the credentials make one of the alternatives of `provider` complete. No alternatives: none are needed.
    pub(super) fn suffices(&self, provider: &Provider) -> bool {
        provider.credentials.is_empty() || provider.first_complete(&self.credentials).is_some()
    }
}

impl Default for Account {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("allow_plain_http", &self.allow_plain_http)
            .field("timeout", &self.timeout)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
