// An optional member, read like any `Option`.
use tracker_client::types::Issue;

fn due(issue: &Issue) -> String {
    if let Some(due) = &issue.due { due.to_string() } else { "never".to_owned() }
}
