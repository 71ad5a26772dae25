//! What the document marks as deprecated is used with a warning: each of these functions expects one.

#![deny(unfulfilled_lint_expectations, reason = "what is not deprecated would be an error here")]

use tracker_client::{Client, operations::ListIssuesCall, types::Issue};

#[expect(deprecated, reason = "the document marks the property as deprecated")]
fn member(issue: &Issue) -> Option<i64> {
    issue.votes
}

#[expect(deprecated, reason = "the document marks the property as deprecated")]
fn setter_of_a_member(issue: Issue) -> Issue {
    issue.with_votes(3)
}

#[expect(deprecated, reason = "the document marks the parameter as deprecated")]
fn setter_of_a_parameter(client: &Client) -> ListIssuesCall {
    client.list_issues("moored").assignee("ada")
}
