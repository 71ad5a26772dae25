//! Lists in pages, with the loop that most would write.

use serde_json::{Value, json};

use super::{ByHand, failure, types};
use crate::action::{Login, Options, PageStyle, Walk};
use crate::subject::{Failure, Outcome, Reply};

const KIND: &str = "a b";

impl ByHand {
    pub(super) async fn walk(&self, walk: Walk, options: Options) -> Outcome {
        if walk.resumed_after.is_some() || walk.most_pages.is_some() || walk.allowed_host.is_some() {
            return Err(Failure::not_offered());
        }
        let mut reply = Reply { status: 200, ..Reply::default() };
        let path = match walk.style {
            PageStyle::Link => "/pages/links",
            PageStyle::Cursor => "/pages/cursors",
            PageStyle::Address => "/pages/addresses",
            PageStyle::Number => "/pages/numbers",
            PageStyle::Offset => "/pages/offsets",
        };
        let (mut address, mut query) = (self.url(path), vec![("kind", KIND.to_owned())]);
        loop {
            let mut request = self.http.get(&address).query(&query);
            for login in &self.logins {
                if let Login::Header(key) = login {
                    request = request.header("X-Key", *key);
                }
            }
            let response = super::send(request, options.clone()).await?;
            let link = response.headers().get("link").and_then(|link| link.to_str().ok()).map(str::to_owned);
            let page: Value = response.json().await.map_err(failure)?;
            let items = page.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
            let (count, next) = (items.len(), page.get("next").and_then(Value::as_str).map(str::to_owned));
            for item in items {
                if reply.items.len() == walk.most {
                    return Ok(reply);
                }
                let tick: Result<types::Tick, _> = serde_json::from_value(item);
                reply.items.push(tick.map(|tick| json!(tick)).map_err(|_| Failure::not_offered()));
            }
            let found = reply.items.len();
            let next = match walk.style {
                PageStyle::Link => link.and_then(|link| {
                    let next = link.split(',').find(|part| part.contains("rel=\"next\""))?;
                    Some((next.split_once('<')?.1.split_once('>')?.0.to_owned(), Vec::new()))
                }),
                PageStyle::Address => next.map(|next| (next, Vec::new())),
                PageStyle::Cursor => {
                    next.map(|next| (self.url(path), vec![("kind", KIND.to_owned()), ("after", next)]))
                }
                _ if count == 0 => None,
                PageStyle::Number => {
                    let page = query
                        .iter()
                        .find(|(name, _)| *name == "page")
                        .map_or(2, |(_, page)| page.parse::<u32>().unwrap_or_default() + 1);
                    Some((self.url(path), vec![("kind", KIND.to_owned()), ("page", page.to_string())]))
                }
                PageStyle::Offset => {
                    Some((self.url(path), vec![("kind", KIND.to_owned()), ("offset", found.to_string())]))
                }
            };
            let Some(next) = next else { return Ok(reply) };
            (address, query) = next;
        }
    }
}
