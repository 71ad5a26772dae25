//! Issues: a list in pages, an update that clears a member.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use moored::runtime::{Date, Field};
use serde::{Deserialize, Serialize};
use tracker_client::types::{Issue, IssuePriority, IssueState, IssueUpdate};

use crate::{clients::Clients, failure::Failure};

#[derive(Deserialize)]
pub struct Today {
    pub today: String,
}

/// An issue that should be done.
#[derive(Debug, PartialEq, Serialize)]
pub struct Overdue {
    pub number: i64,
    pub title: String,
    pub due: String,
    pub assignee: String,
    pub is_urgent: bool,
    pub hours: f64,
}

/// The open issues that are due before `today`, of all pages.
pub async fn overdue(
    State(clients): State<Clients>,
    Path(project): Path<String>,
    Query(Today { today }): Query<Today>,
) -> Result<Json<Vec<Overdue>>, Failure> {
    let mut overdue = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut call = clients.tracker.list_issues(&project).state(IssueState::Open).limit(100);
        if let Some(cursor) = cursor {
            call = call.cursor(cursor);
        }
        let page = call.send().await?.into_body();
        overdue.extend(page.items.into_iter().filter(|issue| is_before(issue.due.as_ref(), &today)).map(row));
        cursor = page.next_cursor.into_option();
        if cursor.is_none() {
            return Ok(Json(overdue));
        }
    }
}

fn is_before(due: Option<&Date>, today: &str) -> bool {
    due.is_some_and(|due| due.as_str() < today)
}

fn row(issue: Issue) -> Overdue {
    Overdue {
        number: issue.number,
        title: issue.title,
        due: issue.due.map(|due| due.to_string()).unwrap_or_default(),
        assignee: issue.assignee.into_option().map_or_else(|| "nobody".to_owned(), |person| person.name),
        is_urgent: issue.priority == Some(IssuePriority::High),
        hours: issue.estimate.map_or(0.0, |hours| hours.as_f64()),
    }
}

/// Closes an issue, which then is nobody's.
pub async fn close(
    State(clients): State<Clients>,
    Path((project, number)): Path<(String, i64)>,
) -> Result<Json<Issue>, Failure> {
    let update = IssueUpdate::default().with_state(IssueState::Closed).with_assignee_id(Field::Null);
    let issue = clients.tracker.update_issue(project, number, update).send().await?;
    Ok(Json(issue.into_body()))
}
