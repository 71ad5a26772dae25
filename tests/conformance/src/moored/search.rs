//! The operation with parameters of all styles.

use conformance_client::types::Range;
use conformance_client::{CallOptions, Client};

use super::{nothing, send};
use crate::action::Search;
use crate::subject::Outcome;

pub(super) async fn find(client: &Client, search: Search, options: CallOptions) -> Outcome {
    let mut call = client.search();
    let Search { text, tags, ids, piped, spaced, filter, range, reserved, json, team, header_ids, theme } = search;
    macro_rules! set {
        ($($name:ident = $value:expr),* $(,)?) => {
            $(if let Some(value) = $value { call = call.$name(value); })*
        };
    }
    set! {
        text = text, tags = tags, ids = ids, piped = piped, spaced = spaced, filter = filter.map(bounds),
        range = range.map(bounds), reserved = reserved, json = json.map(bounds), x_team = team, x_ids = header_ids,
        theme = theme,
    }
    send(call, options, nothing).await
}

pub(super) fn bounds((from, to): (i64, i64)) -> Range {
    Range { from: Some(from), to: Some(to) }
}
