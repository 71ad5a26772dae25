//! The names of the methods that send a call. They are chosen before any code is written, because responses refer to
//! the methods that return them.

use moored_document::scope::Scope;
use moored_model::{api::Operation, naming::media_type_names};

use super::arguments::Argument;
use crate::emit::responses::Plan;

/// The names of the methods besides `send` and `send_with`. Setters take precedence.
pub(in crate::emit) struct SendNames {
    pub(in crate::emit) stream: String,
    pub(in crate::emit) stream_with: String,
    pub(in crate::emit) items: String,
    pub(in crate::emit) items_with: String,
    pub(in crate::emit) pages: String,
    pub(in crate::emit) pages_with: String,
    pub(in crate::emit) page_items: String,
    pub(in crate::emit) page_items_with: String,
    /// The method of each alternative of the plan.
    pub(in crate::emit) alternatives: Vec<String>,
}

impl SendNames {
    pub(super) fn of(operation: &Operation, plan: &Plan<'_>, arguments: &[Argument<'_>]) -> Self {
        let mut scope = Scope::default();
        let arguments = arguments.iter().map(|argument| argument.name.to_string());
        for name in arguments.chain(["send", "send_with"].map(str::to_owned)) {
            scope.take(&name);
        }
        let mut first = |candidates: [&str; 2]| scope.take_first(&candidates.map(str::to_owned));
        let (mut stream, mut items) = (String::new(), String::new());
        if plan.is_streamable() {
            stream = first(["stream", "stream_response"]);
        }
        let stream_with = scope.take_first(&[format!("{stream}_with")]);
        let mut first = |candidates: [&str; 2]| scope.take_first(&candidates.map(str::to_owned));
        if plan.items.is_some() {
            items = first(["items", "response_items"]);
        }
        let items_with = scope.take_first(&[format!("{items}_with")]);
        let mut first = |candidates: [&str; 2]| scope.take_first(&candidates.map(str::to_owned));
        let (mut pages, mut page_items) = (String::new(), String::new());
        if operation.pages.is_some() {
            pages = first(["pages", "all_pages"]);
            page_items = first(["page_items", "items_of_pages"]);
        }
        let pages_with = scope.take_first(&[format!("{pages}_with")]);
        let page_items_with = scope.take_first(&[format!("{page_items}_with")]);
        let alternatives = plan.alternatives.iter().map(|alternative| {
            let media_type = alternative.media_types.first();
            let names = media_type.map(|media_type| media_type_names(media_type)).unwrap_or_default();
            scope.take_first(&names.iter().map(|name| format!("as_{name}")).collect::<Vec<_>>())
        });
        let alternatives = alternatives.collect();
        Self { stream, stream_with, items, items_with, pages, pages_with, page_items, page_items_with, alternatives }
    }
}
