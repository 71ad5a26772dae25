//! The operation with parameters of all styles.

use reqwest::RequestBuilder;
use serde_json::json;

use super::ByHand;
use crate::action::Search;

impl ByHand {
    pub(super) fn search(&self, search: Search) -> RequestBuilder {
        let Search { text, tags, ids, piped, spaced, filter, range, reserved, json, team, header_ids, theme } = search;
        let mut query: Vec<(&str, String)> = Vec::new();
        query.extend(text.map(|text| ("text", text)));
        query.extend(tags.into_iter().flatten().map(|tag| ("tags", tag)));
        query.extend(ids.map(|ids| ("ids", ids.join(","))));
        query.extend(piped.map(|ids| ("piped", ids.join("|"))));
        query.extend(spaced.map(|ids| ("spaced", ids.join(" "))));
        if let Some((from, to)) = filter {
            query.extend([("filter[from]", from.to_string()), ("filter[to]", to.to_string())]);
        }
        if let Some((from, to)) = range {
            query.extend([("from", from.to_string()), ("to", to.to_string())]);
        }
        query.extend(reserved.map(|text| ("reserved", text)));
        query.extend(json.map(|(from, to)| ("json", json!({"from": from, "to": to}).to_string())));
        let mut request = self.http.get(self.url("/search")).query(&query);
        if let Some(team) = team {
            request = request.header("X-Team", team);
        }
        if let Some(ids) = header_ids {
            request = request.header("X-Ids", ids.join(","));
        }
        if let Some(theme) = theme {
            request = request.header("Cookie", format!("theme={theme}"));
        }
        request
    }
}
