//! The lines that build a request: one for each argument.
//!
//! ```text
//! let request = client.core.request(&OPERATION).path("id", &id).query_as("tags", Style::FORM, &tags).json(&body);
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Argument, Sent};
use crate::contract::{BodyKind, Location, Parameter, RequestBody, Style, StyleKind};

/// The request of an operation with these arguments, as a `moored_runtime::RequestBuilder`.
pub(super) fn build(arguments: &[Argument<'_>]) -> TokenStream {
    let parts = arguments.iter().map(|argument| match argument.sent {
        Sent::Parameter(parameter) => self::parameter(parameter, argument),
        Sent::Body(body) => self::body(body, argument),
    });
    quote! { client.core.request(&OPERATION) #(#parts)* }
}

fn parameter(parameter: &Parameter, argument: &Argument<'_>) -> TokenStream {
    let (name, value) = (&parameter.name, &argument.name);
    let is_default = parameter.style == parameter.location.style();
    let method = match (parameter.location, is_default) {
        (Location::Path, true) => quote!(path),
        (Location::Path, false) => quote!(path_as),
        (Location::Query, true) => quote!(query),
        (Location::Query, false) => quote!(query_as),
        (Location::Header, true) => quote!(header),
        (Location::Header, false) => quote!(header_as),
        (Location::Cookie, true) => quote!(cookie),
        (Location::Cookie, false) => quote!(cookie_as),
    };
    let style = (!is_default).then(|| self::style(parameter.style)).map(|style| quote!(#style,));
    quote!(.#method(#name, #style &#value))
}

/// A style as the runtime has it.
fn style(style: Style) -> TokenStream {
    let kind = match style.kind {
        StyleKind::Simple => quote!(SIMPLE),
        StyleKind::Label => quote!(LABEL),
        StyleKind::Matrix => quote!(MATRIX),
        StyleKind::Form => quote!(FORM),
        StyleKind::SpaceDelimited => quote!(SPACE_DELIMITED),
        StyleKind::PipeDelimited => quote!(PIPE_DELIMITED),
        StyleKind::DeepObject => quote!(DEEP_OBJECT),
        StyleKind::Json => quote!(JSON),
    };
    let exploded = style.explode.then(|| quote!(.exploded()));
    let reserved = style.allow_reserved.then(|| quote!(.reserved()));
    quote!(moored_runtime::Style::#kind #exploded #reserved)
}

fn body(body: &RequestBody, argument: &Argument<'_>) -> TokenStream {
    let value = &argument.name;
    let media_type = &body.media_type;
    let call = match body.kind {
        BodyKind::Json if media_type == "application/json" => quote!(json(&#value)),
        BodyKind::Json => quote!(json_as(#media_type, &#value)),
        BodyKind::Form => quote!(form(&#value)),
        BodyKind::Multipart => quote!(multipart(#value)),
        BodyKind::Text | BodyKind::Bytes => quote!(body(#media_type, #value)),
    };
    if argument.required { quote!(.#call) } else { quote!(.optional(#value, |request, #value| request.#call)) }
}
