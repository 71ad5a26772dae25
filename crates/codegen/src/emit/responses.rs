//! Responses typed by status and media type.
//!
//! The media type of a success is negotiated with `Accept`. An error response may have any of its documented media
//! types.

mod alternatives;
mod types;
mod variants;

use moored_document::status::Status;
use moored_model::api::{Operation, Response, ResponseBody, Types};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

pub(super) use self::alternatives::Alternative;
use self::{
    types::{items, read, rust_type},
    variants::{Variant, error_arm, response_enum},
};
use super::ident;

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
    /// Whether a success is not JSON, so that it may be large or endless.
    pub(super) is_raw: bool,
    /// The type of the items of a success, and the function that decodes them.
    pub(super) items: Option<(TokenStream, TokenStream)>,
    /// Whether a body refers to a type of the client.
    pub(super) names_types: bool,
    /// Other representations that a caller can request.
    pub(super) alternatives: Vec<Alternative>,
    /// The enums of several successes or errors.
    pub(super) enums: TokenStream,
    /// The names of these enums.
    pub(super) exports: Vec<String>,
}

impl Responses {
    /// The type of a documented error response, or the runtime's type if none is documented.
    pub(super) fn error_type(&self) -> TokenStream {
        self.error.as_ref().map_or_else(|| quote!(NoErrorBody), |name| quote!(#name))
    }
}

pub(super) fn emit(operation: &Operation, types: &Types) -> Responses {
    let (mut successes, errors): (Vec<&Response>, Vec<&Response>) =
        operation.responses.iter().partition(|response| response.status.is_success());
    // A `default` response without any other success describes successes and errors alike.
    if successes.is_empty() {
        successes.extend(errors.iter().find(|response| response.status == Status::Default));
    }
    let is_raw = |response: &&Response| matches!(response.negotiated().body, ResponseBody::Text | ResponseBody::Bytes);
    let mut responses = Responses {
        success: quote!(()),
        error: None,
        arms: TokenStream::new(),
        other_arms: TokenStream::new(),
        has_error_arms: errors.iter().any(|response| response.status != Status::Default),
        is_raw: successes.iter().any(is_raw),
        items: successes.iter().find_map(|response| response.negotiated().items).map(|found| items(&found, types)),
        alternatives: Vec::new(),
        names_types: names_types(&successes, &errors),
        enums: TokenStream::new(),
        exports: Vec::new(),
    };
    for representation in alternatives::representations(&successes) {
        responses.names_types |= representation.names_type();
        responses.alternatives.push(Alternative::of(&representation, &successes, types));
    }
    responses.add_successes(operation, &successes, types);
    responses.add_errors(operation, &errors, types);
    responses
}

impl Responses {
    fn add_successes(&mut self, operation: &Operation, successes: &[&Response], types: &Types) {
        match successes {
            [] => self.arms.extend(quote! { 200..=299 => response.empty(), }),
            [only] => {
                let pattern = match only.status {
                    Status::Default => quote!(200..=299),
                    status => pattern(status),
                };
                let body = only.negotiated().body;
                let read = read(&body);
                self.arms.extend(quote! { #pattern => #read, });
                self.success = rust_type(&body, types);
            }
            several => {
                let name = ident(&format!("{}Success", operation.call_name()));
                let variants = variants::negotiated(several);
                self.arms.extend(variants.iter().map(|variant| success_arm(&name, variant, types)));
                let text = format!(
                    "The documented success responses of [`Client::{}`](crate::Client::{0}).",
                    operation.method
                );
                self.enums.extend(response_enum(&name, &text, variants.iter(), types));
                self.exports.push(name.to_string());
                self.success = quote!(#name);
            }
        }
    }

    fn add_errors(&mut self, operation: &Operation, errors: &[&Response], types: &Types) {
        if !errors.is_empty() {
            let name = ident(&format!("{}Error", operation.call_name()));
            let variants = variants::possible(errors);
            self.other_arms.extend(variants.iter().map(|variants| error_arm(&name, variants)));
            let text =
                format!("The documented error responses of [`Client::{}`](crate::Client::{0}).", operation.method);
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
fn success_arm(name: &Ident, variant: &Variant<'_>, types: &Types) -> TokenStream {
    let Variant { name: variant, response, body, .. } = variant;
    let pattern = pattern(response.status);
    match body {
        ResponseBody::Empty => {
            quote! { #pattern => response.empty().map(|response| response.map(|()| #name::#variant)), }
        }
        ResponseBody::Json(_) => {
            // The type is explicit because the compiler cannot infer it for the argument of the closure.
            let ty = rust_type(body, types);
            quote! { #pattern => response.json::<#ty, _>().map(|response| response.map(#name::#variant)), }
        }
        ResponseBody::Text | ResponseBody::Bytes => {
            let read = read(body);
            quote! { #pattern => #read.map(|response| response.map(#name::#variant)), }
        }
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
