//! After which responses, and for which methods, a request is sent again.

use std::borrow::Cow;

use http::header::HeaderMap;
use http::{Method, StatusCode};

use super::after::retry_after;

/// The statuses and methods of [`Retries`](super::Retries).
#[derive(Clone, Debug)]
pub(super) struct Conditions {
    /// Statuses that are transient.
    statuses: Cow<'static, [u16]>,
    /// Statuses that are transient if the response states how long to wait.
    statuses_with_wait: Cow<'static, [u16]>,
    /// Statuses after which any method is sent again.
    statuses_for_any_method: Vec<u16>,
    /// `None` for the idempotent methods.
    methods: Option<Vec<Method>>,
}

const TRANSIENT: &[u16] = &[408, 425, 429, 500, 502, 503, 504];

/// Rate limits of GitHub (403), locks (409, 423), and what gateways send while the provider is away.
const TRANSIENT_WITH_WAIT: &[u16] = &[403, 409, 413, 423, 520, 521, 522, 523, 524, 529];

impl Default for Conditions {
    fn default() -> Self {
        Self {
            statuses: Cow::Borrowed(TRANSIENT),
            statuses_with_wait: Cow::Borrowed(TRANSIENT_WITH_WAIT),
            statuses_for_any_method: Vec::new(),
            methods: None,
        }
    }
}

impl Conditions {
    pub(super) fn set_statuses(&mut self, statuses: impl IntoIterator<Item = u16>) {
        self.statuses = statuses.into_iter().collect();
        self.statuses_with_wait = Cow::Borrowed(&[]);
    }

    pub(super) fn add_statuses(&mut self, statuses: impl IntoIterator<Item = u16>) {
        self.statuses.to_mut().extend(statuses);
    }

    pub(super) fn remove_statuses(&mut self, statuses: impl IntoIterator<Item = u16>) {
        for status in statuses {
            self.statuses.to_mut().retain(|other| *other != status);
            self.statuses_with_wait.to_mut().retain(|other| *other != status);
        }
    }

    pub(super) fn set_statuses_for_any_method(&mut self, statuses: impl IntoIterator<Item = u16>) {
        self.statuses_for_any_method = statuses.into_iter().collect();
    }

    pub(super) fn set_methods(&mut self, methods: impl IntoIterator<Item = Method>) {
        self.methods = Some(methods.into_iter().collect());
    }

    pub(super) fn is_method(&self, method: &Method) -> bool {
        self.methods.as_ref().map_or_else(|| is_idempotent(method), |methods| methods.contains(method))
    }

    pub(super) fn is_transient(&self, status: StatusCode, headers: &HeaderMap) -> bool {
        let status = status.as_u16();
        let states_wait = || retry_after(headers, std::time::SystemTime::now()).is_some();
        self.statuses.contains(&status)
            || self.is_for_any_method(status)
            || (self.statuses_with_wait.contains(&status) && states_wait())
    }

    pub(super) fn is_for_any_method(&self, status: u16) -> bool {
        self.statuses_for_any_method.contains(&status)
    }
}

/// Whether a request with `method` has the same effect twice as once: RFC 9110, section 9.2.2, and
/// `draft-ietf-httpbis-safe-method-w-body` for QUERY.
fn is_idempotent(method: &Method) -> bool {
    matches!(method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE" | "QUERY")
}
