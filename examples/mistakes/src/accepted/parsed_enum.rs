// A text that becomes an enum.
use tracker_client::types::IssueState;

fn state(text: &str) -> Result<IssueState, Box<dyn std::error::Error>> {
    Ok(text.parse::<IssueState>()?)
}
