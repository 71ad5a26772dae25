//! Which credentials are sent with a request.

use std::sync::Arc;

use http::header::COOKIE;
use percent_encoding::percent_decode_str;
use url::Url;

use super::Inner;
use crate::credential::{ClientContext, PreparedCredential, SchemeLocation};
use crate::error::MissingCredential;
use crate::oauth2::TokenCache;
use crate::options::WithoutCredential;
use crate::{CallOptions, HttpRequest, InvalidRequest, Operation};

/// Whether a request gets the credentials of the client.
pub(super) enum CredentialUse {
    /// It does, or those that the call has itself.
    Sent { own: Vec<Arc<PreparedCredential>> },
    /// The request is sent as it is, because hooks may have a credential as well.
    Withheld,
}

impl Inner {
    /// The schemes for which `options` or this client have a credential, for a request that the document does not
    /// describe. Credentials that would replace each other are an error, unless one is that of the call.
    pub(super) fn configured_schemes(&self, options: &CallOptions) -> Result<Vec<&'static str>, InvalidRequest> {
        let own = options.locations();
        let mut all = own.clone();
        for credential in self.credentials.iter().filter(|one| own.iter().all(|(scheme, _)| *scheme != one.scheme)) {
            let location = credential.location();
            match all.iter().find(|(_, other)| other.is_same(location)) {
                Some(of_call) if own.iter().any(|(scheme, _)| scheme == &of_call.0) => {}
                Some((other, _)) => return Err(InvalidRequest::ambiguous(other, credential.scheme)),
                None => all.push((credential.scheme, location)),
            }
        }
        Ok(all.into_iter().map(|(scheme, _)| scheme).collect())
    }

    /// The credentials of `options`. They are an error if the operation requires credentials, and uses none of these.
    pub(super) fn credentials_of_call(
        &self,
        operation: &'static Operation,
        options: &CallOptions,
        base_address: &Url,
    ) -> Result<Vec<Arc<PreparedCredential>>, InvalidRequest> {
        let context = ClientContext { base_address, http: &self.http, allows_plain_http: self.allows_plain_http };
        let own = options.credentials_for(&context)?;
        let used: Vec<&str> = operation.security.iter().copied().flatten().copied().collect();
        match own.iter().find(|one| !used.is_empty() && !used.contains(&one.scheme)) {
            Some(unused) => Err(InvalidRequest::credential(unused.scheme, "the operation does not use this scheme")),
            None => Ok(own),
        }
    }

    /// The credentials of the first alternative for which this client has all of them; if there is none, of the first
    /// alternative that `request`, whose hooks have run, completes. Those of the call replace those of the
    /// client; if there are any, the alternative is one that uses as many of them as possible.
    ///
    /// The empty alternative means that anonymous requests are allowed, not that they are preferred. It is used only if
    /// no other is complete, wherever it stands in the list.
    pub(super) fn credentials_for<'a>(
        &'a self,
        operation: &'static Operation,
        request: &HttpRequest,
        options: &CallOptions,
        credential_use: &'a CredentialUse,
    ) -> Result<Vec<&'a PreparedCredential>, MissingCredential> {
        let CredentialUse::Sent { own } = credential_use else { return Ok(Vec::new()) };
        let all = || own.iter().map(Arc::as_ref).chain(&self.credentials);
        let find = |scheme: &str| all().find(|credential| credential.scheme == scheme);
        let is_sent = |scheme: &str| self.is_sent(scheme, request);
        let count = |schemes: &[&str]| own.iter().filter(|one| schemes.contains(&one.scheme)).count();
        let required = || operation.security.iter().filter(|schemes| !schemes.is_empty());
        let most = if own.is_empty() { 0 } else { required().map(|schemes| count(schemes)).max().unwrap_or_default() };
        let alternatives = || required().filter(|schemes| most == 0 || count(schemes) == most);
        let complete = alternatives()
            .find(|schemes| schemes.iter().all(|scheme| find(scheme).is_some()))
            .or_else(|| alternatives().find(|schemes| schemes.iter().all(|one| find(one).is_some() || is_sent(one))));
        if let Some(schemes) = complete {
            return Ok(schemes.iter().filter_map(|scheme| find(scheme)).collect());
        }
        let allows_anonymous = required().next().is_none() || operation.security.contains(&[].as_slice());
        let allows_anonymous = allows_anonymous && most == 0;
        if allows_anonymous || options.without_credential_or(self.without_credential) == WithoutCredential::Sent {
            return Ok(Vec::new());
        }
        let mut configured = Vec::new();
        for PreparedCredential { scheme, .. } in all() {
            if !configured.contains(scheme) {
                configured.push(*scheme);
            }
        }
        Err(MissingCredential::new(operation, configured))
    }

    /// Whether `request` has something where the secret of `scheme` belongs: in the header `Authorization`, unless the
    /// client states another location.
    fn is_sent(&self, scheme: &str, request: &HttpRequest) -> bool {
        let known = self.schemes.iter().find(|(name, _)| *name == scheme);
        match known.map_or(SchemeLocation::Header("authorization"), |(_, location)| *location) {
            SchemeLocation::Header(name) => request.headers().contains_key(name),
            SchemeLocation::Query(name) => request.url().query_pairs().any(|(key, _)| key == name),
            SchemeLocation::Cookie(name) => {
                let cookies = request.headers().get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
                let mut names =
                    cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.split('=').next());
                names.any(|key| percent_decode_str(key.trim()).eq(name.bytes()))
            }
        }
    }
}

/// The token cache, if one of `credentials` consists of access tokens.
pub(super) fn token_cache<'a>(credentials: &[&'a PreparedCredential]) -> Option<&'a TokenCache> {
    credentials.iter().find_map(|credential| credential.token_cache())
}
