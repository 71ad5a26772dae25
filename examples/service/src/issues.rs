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
    pub today: Date,
}

/// An issue that should be done.
#[derive(Debug, PartialEq, Serialize)]
pub struct Overdue {
    pub number: i64,
    pub title: String,
    pub due: Date,
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
    let mut issues = clients.tracker.list_issues(project).state(IssueState::Open).limit(100).page_items();
    let mut overdue = Vec::new();
    while let Some(issue) = issues.item().await? {
        overdue.extend(row(issue, &today));
    }
    Ok(Json(overdue))
}

fn row(issue: Issue, today: &Date) -> Option<Overdue> {
    let due = issue.due.filter(|due| due < today)?;
    Some(Overdue {
        number: issue.number,
        title: issue.title,
        due,
        assignee: issue.assignee.map(|person| person.name).unwrap_or("nobody".to_owned()),
        is_urgent: issue.priority == Some(IssuePriority::High),
        hours: issue.estimate.map_or(0.0, |hours| hours.as_f64()),
    })
}

/// Closes an issue, which then is nobody's.
pub async fn close(
    State(clients): State<Clients>,
    Path((project, number)): Path<(String, i64)>,
) -> Result<Json<Issue>, Failure> {
    let update = IssueUpdate::default().with_state(IssueState::Closed).with_assignee_id(Field::Null);
    Ok(Json(clients.tracker.update_issue(project, number, update).await?.into_body()))
}
