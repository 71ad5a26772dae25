//! Statuses that only one document has.

use moored_document::status::Status;
use moored_model::{api::Response, naming::status_variant};

use super::{
    outcomes::{self, Outcome, Outcomes},
    success_items,
};
use crate::{
    Change, Class, Direction, Rule,
    families::{both::Both, found::Found, items},
    rule::rules,
};

rules! {
    SUCCESS_CHANGED [Wire] "success-status-changed" "An operation responds with another status of success: 200 instead of 202."
        "A client returns an error for a status that its document does not have, so that the call fails although the \
         provider has done what it was asked for.";
    SUCCESS_ADDED [Wire Additive] "success-status-added" "An operation can respond with another status of success."
        "A client returns an error for a status that its document does not have. It is additive if the old document \
         describes the status by a range, by `default`, or not at all.";
    SUCCESS_REMOVED [Source] "success-status-removed" "A status of success is gone."
        "Calls work as before. With the new client the type of the result differs, so that old code does not compile.";
    ERROR_ADDED [Additive] "error-response-added" "There is a new error response."
        "Calls work as before: the client reported the status as undocumented, or as what `default` describes. The enum of \
         error responses is `non_exhaustive`, so that old code compiles.";
    ERROR_REMOVED [Source] "error-response-removed" "An error response is gone."
        "The status is reported as undocumented, or as what `default` describes. Code that matches its variant does not \
         compile with the new client.";
    REDIRECT_DOCUMENTED [Source] "redirect-documented" "A redirect is a documented response now."
        "The client follows redirects that the document does not have, and returns those that it has. With the new client, \
         a call returns an error where it returned what is at the new address.";
    REDIRECT_UNDOCUMENTED [Source] "redirect-undocumented" "A redirect is no longer a documented response."
        "The client follows redirects that the document does not have, and returns those that it has. With the new client, \
         a call returns what is at the new address. Code that matches the variant of the redirect does not compile.";
    ROLE [Wire Behaviour] "response-role-changed" "A response is an error instead of a success, or the other way round, because other statuses were added or removed."
        "Without a status from 200 to 299, a redirect or `default` is the success of an operation.";
}

/// Compares the statuses. If one success has replaced another, they are returned, the old one first.
pub(super) fn compare<'a>(
    both: &Both<'a>,
    old: &Outcomes<'a>,
    new: &Outcomes<'a>,
    found: &mut Found<'a>,
) -> Option<(&'a Response, &'a Response)> {
    let statuses = Statuses { both, old, new, samples: outcomes::samples(old.operation, new.operation) };
    let removed: Vec<&Response> =
        old.operation.responses.iter().filter(|response| new.get(response.status).is_none()).collect();
    let added: Vec<&Response> =
        new.operation.responses.iter().filter(|response| old.get(response.status).is_none()).collect();
    let of_removed: Vec<&Response> = removed.iter().copied().filter(|response| old.is_success(response)).collect();
    let of_added: Vec<&Response> = added.iter().copied().filter(|response| new.is_success(response)).collect();
    let replaced = match (of_removed.as_slice(), of_added.as_slice()) {
        ([one], [other]) if matches!((one.status, other.status), (Status::Code(_), Status::Code(_))) => {
            Some((*one, *other))
        }
        _ => None,
    };
    if let Some((one, other)) = replaced {
        let (before, after) = (one.status.to_string(), other.status.to_string());
        let message = format!("`{}` fails: the client expects the status {before} and receives {after}", both.call());
        let at: (&[&str], &[&str]) = (&["responses", &before], &["responses", &after]);
        let part = format!("response {before}");
        let mut change = both.change(&SUCCESS_CHANGED, Class::Wire, &part, at, message).direction(Direction::Response);
        change.items = success_items(both, one);
        found.push(change.values(before, after));
    }
    let is_replaced = |response: &Response| {
        replaced.is_some_and(|(one, other)| std::ptr::eq(one, response) || std::ptr::eq(other, response))
    };
    for response in removed.into_iter().filter(|response| !is_replaced(response)) {
        found.push(statuses.removed(response));
    }
    for response in added.into_iter().filter(|response| !is_replaced(response)) {
        found.push(statuses.added(response));
    }
    for response in &old.operation.responses {
        found_role(&statuses, response, found);
    }
    replaced
}

/// A response of both documents that is a success of one of them only.
fn found_role(statuses: &Statuses<'_, '_>, response: &Response, found: &mut Found<'_>) {
    let Some(other) = statuses.new.get(response.status) else { return };
    let (was_success, is_success) = (statuses.old.is_success(response), statuses.new.is_success(other));
    let status = response.status;
    let (class, message) = match (was_success, is_success) {
        (true, false) => (Class::Behaviour, format!("the new client returns `{status}` as an error")),
        // The statuses that were successes are among them.
        (false, true) if status == Status::Default => {
            (Class::Behaviour, "the new client returns any status from 200 to 299".to_owned())
        }
        (false, true) => (Class::Wire, format!("calls return `{status}` as an error, although it is the success")),
        _ => return,
    };
    let mut change = statuses.change(&ROLE, class, response, message);
    change.items = statuses.both.result();
    found.push(change);
}

/// The statuses of an operation.
struct Statuses<'b, 'a> {
    both: &'b Both<'a>,
    old: &'b Outcomes<'a>,
    new: &'b Outcomes<'a>,
    samples: Vec<u16>,
}

impl Statuses<'_, '_> {
    fn change(&self, rule: &'static Rule, class: Class, response: &Response, message: String) -> Change {
        let status = response.status.to_string();
        let at: &[&str] = &["responses", &status];
        self.both.change(rule, class, &format!("response {status}"), (at, at), message).direction(Direction::Response)
    }

    fn removed(&self, response: &Response) -> Change {
        let (both, status) = (self.both, response.status);
        if self.old.is_success(response) {
            let message = format!("`{status}` is no longer documented");
            let mut change = self.change(&SUCCESS_REMOVED, Class::Source, response, message);
            change.items = success_items(both, response);
            change.items.push(items::success(both.old, None));
            change.items.extend(both.result());
            return change;
        }
        let (rule, message) = match is_redirect(status) {
            true => (&REDIRECT_UNDOCUMENTED, format!("the new client follows `{status}` instead of returning it")),
            false => (&ERROR_REMOVED, format!("the error response `{status}` is no longer documented")),
        };
        let mut change = self.change(rule, Class::Source, response, message);
        change.items = response.variants.iter().map(|variant| items::error(both.old, Some(variant))).collect();
        if both.new.errors().is_empty() {
            change.items.push(items::error(both.old, None));
            change.items.extend(both.result());
        }
        change
    }

    fn added(&self, response: &Response) -> Change {
        let (both, status) = (self.both, response.status);
        let is_success = self.new.is_success(response);
        let sample = outcomes::sample(response, is_success, &self.samples);
        let before = self.old.of_status(sample);
        if is_success {
            // The range, or `default`, may describe no more than the status that is not mentioned any more.
            let is_wider = !matches!(status, Status::Code(_))
                && self.samples.iter().any(|code| {
                    self.old.of_status(*code).is_success()
                        && self.new.of_status(*code).response().is_some_and(|one| one.status == status)
                });
            let (class, message) = match before.is_success() || is_wider {
                true => (Class::Additive, format!("`{status}` has a description of its own")),
                false => (Class::Wire, format!("`{}` fails if the provider responds with `{status}`", both.call())),
            };
            let mut change = self.change(&SUCCESS_ADDED, class, response, message);
            change.items = both.result();
            change.items.push(items::success(both.new, Some(&status_variant(status))));
            return change;
        }
        let (rule, class, message) = match before {
            Outcome::Undocumented if is_redirect(status) => (
                &REDIRECT_DOCUMENTED,
                Class::Source,
                format!("the new client returns `{status}` instead of following it"),
            ),
            _ => (&ERROR_ADDED, Class::Additive, format!("there is a new error response `{status}`")),
        };
        let mut change = self.change(rule, class, response, message);
        change.items = response.variants.iter().map(|variant| items::error(both.new, Some(variant))).collect();
        if both.old.errors().is_empty() {
            change.items.push(items::error(both.new, None));
            change.items.extend(both.result());
        }
        change
    }
}

/// Whether a client follows the redirect if it is not documented.
fn is_redirect(status: Status) -> bool {
    matches!(status, Status::Code(301 | 302 | 303 | 307 | 308) | Status::Range(3))
}
