// An optional member, compared and given a default.
use tracker_client::types::{IssuePage, IssueUpdate};

fn is_last(page: &IssuePage) -> bool {
    page.next_cursor.is_none()
}

fn assignee(update: IssueUpdate) -> i64 {
    update.assignee_id.unwrap_or_default()
}
