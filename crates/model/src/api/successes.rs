//! Which responses of an operation are successes.

use moored_document::status::Status;

use super::{Operation, ParameterLocation, Response, representations::may_have_body};

/// The redirects that a client would follow if they were not documented.
const REDIRECTS: &[u16] = &[301, 302, 303, 307, 308];

impl Operation {
    /// The responses that a call returns: those with a status from 200 to 299, or redirects if there are none, and
    /// `default` if there is no status from 200 to 299. Such a `default` is an error response as well.
    #[must_use]
    pub fn successes(&self) -> Vec<&Response> {
        let responses = || self.responses.iter();
        let found: Vec<&Response> = responses().filter(|response| response.status.is_success()).collect();
        if !found.is_empty() {
            return found;
        }
        let redirects = responses().filter(|response| is_redirect(response.status));
        redirects.chain(responses().filter(|response| response.status == Status::Default)).collect()
    }

    /// The documented responses that are errors.
    #[must_use]
    pub fn errors(&self) -> Vec<&Response> {
        let successes = self.successes();
        let is_error = |response: &&Response| {
            response.status == Status::Default || !successes.iter().any(|success| success.status == response.status)
        };
        self.responses.iter().filter(is_error).collect()
    }

    /// The documented statuses of redirects, which a client does not follow.
    #[must_use]
    pub fn redirects(&self) -> Vec<u16> {
        let is_documented = |code: &&u16| {
            self.responses.iter().any(|response| match response.status {
                Status::Code(documented) => documented == **code,
                Status::Range(hundred) => hundred == 3,
                Status::Default => false,
            })
        };
        REDIRECTS.iter().filter(is_documented).copied().collect()
    }

    /// Whether a response with `status` may have a body.
    #[must_use]
    pub fn may_have_body(&self, status: Status) -> bool {
        may_have_body(&self.verb.to_ascii_lowercase(), status)
    }

    /// Whether a caller may ask for a part of a response: with the header `Range`.
    #[must_use]
    pub fn accepts_ranges(&self) -> bool {
        let is_range = |name: &str| name.eq_ignore_ascii_case("range");
        self.parameters.iter().any(|one| one.location == ParameterLocation::Header && is_range(&one.name))
    }
}

fn is_redirect(status: Status) -> bool {
    matches!(status, Status::Code(300..=399) | Status::Range(3))
}
