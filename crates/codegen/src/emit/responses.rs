//! Responses typed by status and media type.
//!
//! The media type of a success is negotiated with `Accept`. An error response may have any of its documented media
//! types.

mod alternatives;
mod plan;
mod types;
mod variants;

use moored_document::status::Status;
use moored_model::api::{Operation, Representation, Response, ResponseBody, Types};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

pub(super) use self::{
    alternatives::Alternative,
    plan::Plan,
    variants::{Variant, negotiated},
};
use self::{
    types::{function, items, read, rust_type},
    variants::{error_arm, response_enum},
};
use super::{ident, receiver::Receiver};

/// The code with which an operation decodes its responses.
pub(super) struct Responses {
    /// The type of a success.
    pub(super) success: TokenStream,
    /// The type of a documented error response.
    pub(super) error: Option<Ident>,
    /// The arms of `match response.status().as_u16()` for successes.
    pub(super) arms: TokenStream,
    /// The arms for all other responses.
    pub(super) other_arms: TokenStream,
    /// Whether one of the other arms creates a documented error.
    pub(super) has_error_arms: bool,
    /// The type of the items of a success, and the function that decodes them.
    pub(super) items: Option<(TokenStream, TokenStream)>,
    /// Whether a body refers to a type of the client.
    pub(super) names_types: bool,
    /// Other representations that a caller can request.
    pub(super) alternatives: Vec<Alternative>,
    /// The items with the representations of successes, to which the arms refer.
    pub(super) representations: TokenStream,
    /// The enums of several successes or errors.
    pub(super) enums: TokenStream,
    /// The names of these enums.
    pub(super) exports: Vec<String>,
}

impl Responses {
    /// The type of a documented error response, or the runtime's type if none is documented.
    pub(super) fn error_type(&self) -> TokenStream {
        self.error.as_ref().map_or_else(|| quote!(moored_runtime::NoErrorBody), |name| quote!(#name))
    }
}

/// Emits the responses of `operation`; `methods` are those of the alternatives of `plan`.
pub(super) fn emit(operation: &Operation, plan: &Plan<'_>, methods: &[String], types: &Types) -> Responses {
    let Plan { successes, errors, .. } = plan;
    let mut responses = Responses {
        success: quote!(()),
        error: None,
        arms: TokenStream::new(),
        other_arms: TokenStream::new(),
        has_error_arms: errors.iter().any(|response| response.status != Status::Default),
        items: plan.items.as_ref().map(|found| items(found, types)),
        alternatives: Vec::new(),
        names_types: names_types(successes, errors),
        representations: representation_items(plan, methods),
        enums: TokenStream::new(),
        exports: Vec::new(),
    };
    for representation in &plan.alternatives {
        responses.names_types |= representation.names_type();
        responses.alternatives.push(Alternative::of(representation, plan, types));
    }
    responses.add_successes(operation, plan, types);
    responses.add_errors(operation, errors, types);
    responses
}

impl Responses {
    fn add_successes(&mut self, operation: &Operation, plan: &Plan<'_>, types: &Types) {
        match plan.successes.as_slice() {
            [] if plan.is_open() => {
                self.arms.extend(quote! { 200..=299 => response.bytes(), });
                self.success = quote!(moored_runtime::Bytes);
            }
            [] => self.arms.extend(quote! { 200..=299 => response.empty(), }),
            [only] => {
                let negotiated = only.negotiated();
                let pattern = plan.pattern(only, &negotiated.body);
                let read = read_negotiated(only, None);
                self.arms.extend(quote! { #pattern => #read, });
                self.success = rust_type(&negotiated.body, types);
            }
            several => {
                let name = ident(&operation.success_name());
                let variants = negotiated(several);
                let arms = variants.iter().map(|variant| success_arm(&name, variant, plan, types));
                self.arms.extend(arms);
                let text = format!("The documented success responses of {}.", Receiver::link(operation));
                self.enums.extend(response_enum(&name, &text, variants.iter(), types));
                self.exports.push(name.to_string());
                self.success = quote!(#name);
            }
        }
    }

    fn add_errors(&mut self, operation: &Operation, errors: &[&Response], types: &Types) {
        if !errors.is_empty() {
            let name = ident(&operation.error_name());
            let variants = variants::possible(errors);
            self.other_arms.extend(variants.iter().map(|variants| error_arm(&name, variants)));
            let text = format!("The documented error responses of {}.", Receiver::link(operation));
            self.enums.extend(response_enum(&name, &text, variants.iter().flatten(), types));
            self.exports.push(name.to_string());
            self.error = Some(name);
        }
        if !errors.iter().any(|response| response.status == Status::Default) {
            self.other_arms.extend(quote! { _ => Err(response.undocumented_status()), });
        }
    }
}

/// Whether the negotiated success, one of its items, or an error response refers to a type of the client.
fn names_types(successes: &[&Response], errors: &[&Response]) -> bool {
    successes.iter().any(|response| response.negotiated().names_type())
        || errors.iter().flat_map(|response| response.possible()).any(|representation| representation.body.names_type())
}

/// The arm that creates a success of the enum `name`.
fn success_arm(name: &Ident, variant: &Variant<'_>, plan: &Plan<'_>, types: &Types) -> TokenStream {
    let Variant { name: variant, response, body, .. } = variant;
    let pattern = plan.pattern(response, body);
    match body {
        ResponseBody::Empty => {
            quote! { #pattern => response.empty().map(|response| response.map(|()| #name::#variant)), }
        }
        ResponseBody::Json(_) => {
            // The type is explicit because the compiler cannot infer it for the argument of the closure.
            let read = read_negotiated(response, Some(&rust_type(body, types)));
            quote! { #pattern => #read.map(|response| response.map(#name::#variant)), }
        }
        ResponseBody::Text | ResponseBody::Bytes => {
            let read = read_negotiated(response, None);
            quote! { #pattern => #read.map(|response| response.map(#name::#variant)), }
        }
    }
}

/// The expression that decodes a raw `response` in the representation that a call requests by default.
fn read_negotiated(response: &Response, ty: Option<&TokenStream>) -> TokenStream {
    let negotiated = response.negotiated();
    let media_types = match (&negotiated.body, response.representations.first()) {
        (ResponseBody::Json(_), Some(first)) => &first.media_types,
        _ => &negotiated.media_types,
    };
    read_requested(response, media_types, &negotiated.body, ty)
}

/// The expression that decodes a raw `response` as `body`, which has one of `media_types`. Other representations of the
/// same status are errors that name the method which returns them.
fn read_requested(
    response: &Response,
    media_types: &[String],
    body: &ResponseBody,
    ty: Option<&TokenStream>,
) -> TokenStream {
    let is_requested = |one: &Representation| one.media_types.iter().any(|name| media_types.contains(name));
    if media_types.is_empty() || response.representations.iter().all(is_requested) {
        return read(body, ty);
    }
    let (function, representations) = (function(body, ty), representations_name(response.status));
    quote! {
        response
            .requested(&[#(#media_types),*], #representations)
            .and_then(moored_runtime::RawResponse::#function)
    }
}

/// The static items with the representations of each success that has several.
fn representation_items(plan: &Plan<'_>, methods: &[String]) -> TokenStream {
    let several = plan.successes.iter().filter(|response| response.representations.len() > 1);
    let items = several.map(|response| {
        let name = representations_name(response.status);
        let representations = response.representations.iter().filter_map(|one| {
            let (method, media_types) = (method_of(plan, one, methods)?, &one.media_types);
            Some(quote!((&[#(#media_types),*], #method)))
        });
        quote! {
            static #name: &[(&[&str], &str)] = &[#(#representations),*];
        }
    });
    items.collect()
}

/// The name of the item with the representations of `status`.
fn representations_name(status: Status) -> Ident {
    match status {
        Status::Code(code) => ident(&format!("REPRESENTATIONS_{code}")),
        Status::Range(hundred) => ident(&format!("REPRESENTATIONS_{hundred}XX")),
        Status::Default => ident("REPRESENTATIONS_DEFAULT"),
    }
}

/// How the caller gets `representation`.
fn method_of(plan: &Plan<'_>, representation: &Representation, methods: &[String]) -> Option<String> {
    let first = |one: &Representation| one.media_types.first().cloned();
    let mut alternatives = plan.alternatives.iter().zip(methods);
    match alternatives.find(|(one, _)| first(one) == first(representation)) {
        Some((one, method)) if one.items.is_some() => Some(format!("{method}().items()")),
        Some((_, method)) => Some(format!("{method}().send()")),
        None => matches!(representation.body, ResponseBody::Json(_)).then(|| "send()".to_owned()),
    }
}

/// The pattern of the statuses that a response covers.
fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(hundred) => {
            let (first, last) = (Literal::u16_unsuffixed(hundred * 100), Literal::u16_unsuffixed(hundred * 100 + 99));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}
