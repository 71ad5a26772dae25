//! Lists in pages.

use std::fmt::Debug;

use conformance_client::CallOptions;
use conformance_client::runtime::{Call, PageItems, PagePosition};
use conformance_client::{Client, types::Tick};
use serde_json::json;

use super::failures::failure;
use crate::action::{PageStyle, Walk};
use crate::subject::{Failure, Kind, Outcome, Reply};

const KIND: &str = "a b";

pub(super) async fn walk(client: &Client, walk: Walk, options: CallOptions) -> Outcome {
    macro_rules! items_of {
        ($call:ident) => {
            items(walk, || client.$call().kind(KIND).page_items_with(options.clone())).await
        };
    }
    match walk.style {
        PageStyle::Link => items_of!(list_by_link),
        PageStyle::Cursor => items_of!(list_by_cursor),
        PageStyle::Address => items_of!(list_by_address),
        PageStyle::Number => items_of!(list_by_number),
        PageStyle::Offset => items_of!(list_by_offset),
    }
}

/// The items that the caller gets, with the errors between them.
async fn items<C>(mut walk: Walk, start: impl Fn() -> PageItems<C, Tick>) -> Outcome
where
    C: Call<Error: Debug + Send + 'static, Body: Send + 'static> + Clone + Send + 'static,
{
    let allow = |items: PageItems<C, Tick>| match &walk.allowed_host {
        Some(host) => items.allow_host(host),
        None => items,
    };
    let allow = |items| match walk.most_pages {
        Some(most) => allow(items).max_pages(most),
        None => allow(items),
    };
    let mut items = allow(start());
    let mut reply = Reply { status: 200, ..Reply::default() };
    while reply.items.len() < walk.most {
        if walk.resumed_after == Some(reply.items.len()) {
            walk.resumed_after = None;
            let saved = items.position().map(|position| position.to_text()).unwrap_or_default();
            let position = saved.parse::<PagePosition>().map_err(|error| Failure::new(Kind::Page, &error))?;
            items = start().starting_at(position);
        }
        match items.item().await {
            Ok(Some(tick)) => reply.items.push(Ok(json!(tick))),
            Ok(None) => break,
            Err(error) => {
                reply.items.push(Err(failure(error)));
                if walk.again == 0 {
                    break;
                }
                walk.again -= 1;
            }
        }
    }
    Ok(reply)
}
