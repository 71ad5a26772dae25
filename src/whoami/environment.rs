//! Reads an account from environment variables.

use std::ffi::OsString;

use super::{Account, Credential, Provider, Variables, WhoamiError};

impl Account {
    /// The account that is described by the environment variables of `provider`.
    ///
    /// `lookup` returns the value of a variable, for example [`std::env::var_os`] or the fields of a form. Empty values
    /// are ignored, except for a password. Credentials with a missing part are ignored.
    ///
    /// # Errors
    /// Returns [`WhoamiError::UnreadableVariable`] if a value is not UTF-8, and [`WhoamiError::MissingCredential`] if
    /// no alternative is complete.
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
                    (Some(name), Some(value)) => {
                        let login = Credential::login(scheme.name, name, value);
                        account.credentials.push(login);
                    }
                    (Some(_), None) => unset.push(password),
                    (None, Some(value)) if !value.is_empty() => unset.push(username),
                    (None, _) => {}
                },
                Variables::Secret(variable) => {
                    let secret = filled(variable)?;
                    let secret = secret.map(|secret| Credential::secret(scheme.name, secret));
                    account.credentials.extend(secret);
                }
            }
        }
        if provider.is_satisfied_by(&account.credentials) {
            Ok(account)
        } else {
            Err(WhoamiError::MissingCredential { provider, unset })
        }
    }
}
