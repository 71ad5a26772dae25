//! What the methods of a call return, before any code of it is written.

use moored_document::{media_type::LINES, status::Status};
use moored_model::api::{Framing, Items, Operation, Representation, Response, ResponseBody};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Media types of bytes of which a server knows nothing. The second is the default of S3.
const UNKNOWN_BYTES: [&str; 2] = ["application/octet-stream", "binary/octet-stream"];

/// What the methods of a call return.
pub(in crate::emit) struct Plan<'a> {
    operation: &'a Operation,
    pub(in crate::emit) successes: Vec<&'a Response>,
    pub(super) errors: Vec<&'a Response>,
    /// The other representations that a caller can request.
    pub(in crate::emit) alternatives: Vec<Representation>,
    /// The items of a success, if a success consists of items.
    pub(in crate::emit) items: Option<Items>,
}

/// The bodies that a method streams for one status.
enum Streamed {
    Any,
    MediaTypes(Vec<String>),
    Other,
}

impl<'a> Plan<'a> {
    pub(in crate::emit) fn of(operation: &'a Operation) -> Self {
        let successes = operation.successes();
        Self {
            operation,
            alternatives: Response::alternatives_of(&successes),
            items: successes.iter().find_map(|response| response.negotiated().items),
            errors: operation.errors(),
            successes,
        }
    }

    /// Whether no success is documented at all, so that its body is left open.
    pub(super) fn is_open(&self) -> bool {
        self.successes.is_empty() && self.operation.may_have_body(Status::Code(200))
    }

    /// Whether a success may be large or endless: it is not JSON, or the document does not describe its body.
    pub(in crate::emit) fn is_streamable(&self) -> bool {
        self.is_open() || self.successes.iter().any(|response| !matches!(self.streamed(response), Streamed::Other))
    }

    /// The statuses of `response`, each as its first and its last, if it has the body `body`.
    pub(super) fn statuses(&self, response: &Response, body: &ResponseBody) -> Vec<(u16, u16)> {
        match response.status {
            // RFC 9110, section 15.3.7: the part of a 200 that the header `Range` asks for.
            Status::Code(200) if !matches!(body, ResponseBody::Json(_)) && self.may_be_partial() => {
                vec![(200, 200), (206, 206)]
            }
            Status::Code(code) => vec![(code, code)],
            Status::Range(hundred) => vec![(hundred * 100, hundred * 100 + 99)],
            Status::Default => vec![(200, 299)],
        }
    }

    fn may_be_partial(&self) -> bool {
        let covers = |response: &&Response| matches!(response.status, Status::Code(206) | Status::Range(2));
        self.operation.accepts_ranges() && !self.successes.iter().any(covers)
    }

    /// The pattern of these statuses.
    pub(super) fn pattern(&self, response: &Response, body: &ResponseBody) -> TokenStream {
        let statuses = self.statuses(response, body).into_iter().map(|(first, last)| {
            let (from, to) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
            if first == last { quote!(#from) } else { quote!(#from..=#to) }
        });
        quote!(#(#statuses)|*)
    }

    /// The responses that `stream` returns.
    pub(in crate::emit) fn expected(&self) -> TokenStream {
        if self.is_open() {
            return expected([((200, 299), Streamed::Any)]);
        }
        let entries = self.successes.iter().flat_map(|response| {
            let statuses = self.statuses(response, &response.negotiated().body);
            statuses.into_iter().map(|statuses| (statuses, self.streamed(response)))
        });
        expected(entries)
    }

    /// The responses that `items` returns.
    pub(in crate::emit) fn expected_items(&self) -> TokenStream {
        let entries = self.successes.iter().flat_map(|response| {
            let negotiated = response.negotiated();
            let is_item = negotiated.items.is_some() && negotiated.items == self.items;
            let statuses = self.statuses(response, &negotiated.body);
            statuses.into_iter().map(move |statuses| match is_item {
                true => (statuses, Streamed::MediaTypes(accepted(&negotiated))),
                false => (statuses, Streamed::Other),
            })
        });
        expected(entries)
    }

    /// The responses that a call of the alternative `representation` returns.
    pub(in crate::emit) fn expected_alternative(&self, representation: &Representation) -> TokenStream {
        let entries = self.successes.iter().flat_map(|response| {
            let found = in_response(response, representation);
            let body = found.map_or(ResponseBody::Empty, |found| found.body.clone());
            self.statuses(response, &body).into_iter().map(move |statuses| match found {
                Some(found) => (statuses, Streamed::MediaTypes(accepted(found))),
                None => (statuses, Streamed::Other),
            })
        });
        expected(entries)
    }

    /// The bodies that `stream` returns for `response`.
    fn streamed(&self, response: &Response) -> Streamed {
        let negotiated = response.negotiated();
        match negotiated.body {
            ResponseBody::Empty if self.operation.may_have_body(response.status) => Streamed::Any,
            ResponseBody::Empty | ResponseBody::Json(_) => Streamed::Other,
            ResponseBody::Text | ResponseBody::Bytes if negotiated.media_types.is_empty() => Streamed::Any,
            ResponseBody::Text | ResponseBody::Bytes => Streamed::MediaTypes(accepted(&negotiated)),
        }
    }
}

/// The representation of `response` that is the same as `wanted`.
pub(super) fn in_response<'a>(response: &'a Response, wanted: &Representation) -> Option<&'a Representation> {
    let mut representations = response.alternatives().iter();
    representations.find(|one| one.media_types.first() == wanted.media_types.first())
}

/// The media types of `representation`, with those that mean the same.
fn accepted(representation: &Representation) -> Vec<String> {
    let mut media_types = representation.media_types.clone();
    let synonyms = match (&representation.items, &representation.body) {
        (Some(items), _) if items.framing == Framing::JsonLines => LINES,
        (None, ResponseBody::Bytes) => &UNKNOWN_BYTES[..],
        _ => &[],
    };
    let new: Vec<&&str> = synonyms.iter().filter(|one| !media_types.iter().any(|known| known == **one)).collect();
    media_types.extend(new.into_iter().map(|one| (*one).to_owned()));
    media_types
}

/// The constants of the runtime for `entries`, separated by commas.
fn expected(entries: impl IntoIterator<Item = ((u16, u16), Streamed)>) -> TokenStream {
    let entries = entries.into_iter().map(|((first, last), streamed)| {
        let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
        let content = match streamed {
            Streamed::Any => quote!(any(#first, #last)),
            Streamed::MediaTypes(media_types) => quote!(media_types(#first, #last, &[#(#media_types),*])),
            Streamed::Other => quote!(other(#first, #last)),
        };
        quote!(moored_runtime::Expected::#content)
    });
    quote!(#(#entries),*)
}
