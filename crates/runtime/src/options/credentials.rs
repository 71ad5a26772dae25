//! The credentials of a single call.

use std::fmt;
use std::sync::{Arc, Mutex};

use crate::credential::{ClientContext, PreparedCredential, SchemeLocation};
use crate::http::Http;
use crate::lock::lock;
use crate::{Credential, InvalidRequest, Secret};

/// Credentials that are prepared at the first call. Clones share them, and with them their access tokens.
#[derive(Clone, Default)]
pub(super) struct CallCredentials {
    all: Vec<Arc<CallCredential>>,
}

struct CallCredential {
    credential: Credential,
    /// The credential as each client sends it, the newest last.
    prepared: Mutex<Vec<Prepared>>,
}

/// A credential for the requests of one client to one base address. A relative token address depends on the base
/// address, and a token of one provider must not go to another.
struct Prepared {
    http: Http,
    base_address: String,
    credential: Arc<PreparedCredential>,
}

/// How many clients can use the same options in turns without requesting new tokens.
const MAX_CLIENTS: usize = 8;

impl CallCredentials {
    pub(super) fn add(&mut self, credential: Credential) {
        self.all.retain(|other| other.credential.scheme() != credential.scheme());
        self.all.push(Arc::new(CallCredential { credential, prepared: Mutex::default() }));
    }

    pub(super) fn prepare(&self, context: &ClientContext<'_>) -> Result<Vec<Arc<PreparedCredential>>, InvalidRequest> {
        self.all.iter().map(|one| one.prepare(context)).collect()
    }

    pub(super) fn locations(&self) -> Vec<(&'static str, SchemeLocation)> {
        self.all.iter().map(|one| (one.credential.scheme(), one.credential.location())).collect()
    }

    pub(super) fn secrets(&self) -> Vec<Secret> {
        self.all.iter().flat_map(|one| one.credential.secrets()).collect()
    }
}

impl CallCredential {
    fn prepare(&self, context: &ClientContext<'_>) -> Result<Arc<PreparedCredential>, InvalidRequest> {
        let mut prepared = lock(&self.prepared);
        let is_same =
            |one: &&Prepared| one.http.is_same(context.http) && one.base_address == context.base_address.as_str();
        if let Some(found) = prepared.iter().find(is_same) {
            return Ok(Arc::clone(&found.credential));
        }
        let invalid = |reason| InvalidRequest::credential(self.credential.scheme(), reason);
        let credential = Arc::new(self.credential.clone().prepare(context).map_err(invalid)?);
        if prepared.len() >= MAX_CLIENTS {
            prepared.remove(0);
        }
        prepared.push(Prepared {
            http: context.http.clone(),
            base_address: context.base_address.as_str().to_owned(),
            credential: Arc::clone(&credential),
        });
        Ok(credential)
    }
}

/// The names of their schemes.
impl fmt::Debug for CallCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all.iter().map(|one| one.credential.scheme())).finish()
    }
}
