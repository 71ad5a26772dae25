//! What a call returns for a status.

use moored_document::status::Status;
use moored_model::api::{Operation, Response};

/// What a call returns.
#[derive(Clone, Copy)]
pub(super) enum Outcome<'a> {
    /// A success; `None` if no success is documented, so that any is.
    Success(Option<&'a Response>),
    /// A documented error response.
    Error(&'a Response),
    /// The error for a status that is not documented.
    Undocumented,
}

impl<'a> Outcome<'a> {
    pub(super) const fn response(self) -> Option<&'a Response> {
        match self {
            Self::Success(response) => response,
            Self::Error(response) => Some(response),
            Self::Undocumented => None,
        }
    }

    pub(super) const fn is_success(self) -> bool {
        matches!(self, Self::Success(_))
    }
}

/// The outcomes of an operation.
pub(super) struct Outcomes<'a> {
    pub(super) operation: &'a Operation,
    successes: Vec<&'a Response>,
    errors: Vec<&'a Response>,
}

impl<'a> Outcomes<'a> {
    pub(super) fn of(operation: &'a Operation) -> Self {
        Self { operation, successes: operation.successes(), errors: operation.errors() }
    }

    /// What a call returns for `status`. Exact statuses come first in both lists.
    pub(super) fn of_status(&self, status: u16) -> Outcome<'a> {
        let is_success = |key: Status| match key {
            Status::Default => (200..300).contains(&status),
            other => other.includes(status),
        };
        let success = self.successes.iter().find(|response| is_success(response.status));
        let error = || self.errors.iter().find(|response| response.status.includes(status));
        match success {
            Some(response) => Outcome::Success(Some(response)),
            None if self.successes.is_empty() && (200..300).contains(&status) => Outcome::Success(None),
            None => error().map_or(Outcome::Undocumented, |response| Outcome::Error(response)),
        }
    }

    /// Whether a call returns `response` as a success.
    pub(super) fn is_success(&self, response: &Response) -> bool {
        self.successes.iter().any(|success| success.status == response.status)
    }

    /// The response with this key.
    pub(super) fn get(&self, key: Status) -> Option<&'a Response> {
        self.operation.responses.iter().find(|response| response.status == key)
    }
}

/// Statuses that together have all outcomes of both operations: each documented one, and one of every hundred that is
/// not documented itself.
pub(super) fn samples(old: &Operation, new: &Operation) -> Vec<u16> {
    let codes = old.responses.iter().chain(&new.responses).filter_map(|response| match response.status {
        Status::Code(code) => Some(code),
        Status::Range(_) | Status::Default => None,
    });
    let mut all: Vec<u16> = codes.collect();
    all.sort_unstable();
    all.dedup();
    let others =
        (1..=5).filter_map(|hundred| (hundred * 100..hundred * 100 + 100).rev().find(|code| !all.contains(code)));
    let others: Vec<u16> = others.collect();
    all.extend(others);
    all
}

/// A status that `response` is for, as a success or as an error.
pub(super) fn sample(response: &Response, is_success: bool, all: &[u16]) -> u16 {
    match response.status {
        Status::Code(code) => code,
        Status::Range(hundred) => all.iter().rev().copied().find(|code| code / 100 == hundred).unwrap_or(hundred * 100),
        Status::Default if is_success => all.iter().rev().copied().find(|code| code / 100 == 2).unwrap_or(200),
        Status::Default => all.last().copied().unwrap_or(500),
    }
}
