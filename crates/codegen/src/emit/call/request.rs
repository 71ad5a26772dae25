//! The closure that adds the arguments to a request: one method call for each argument.
//!
//! ```text
//! |request| request.path("id", &id).query_as("tags", Style::FORM, &tags).json(&body)
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    arguments::{Argument, Sent},
    style::{self, style},
};
use crate::emit::bounds;
use moored_model::api::{Parameter, ParameterLocation, StyleKind};

/// The closure that adds `arguments` to a `moored_runtime::RequestBuilder`.
pub(super) fn build(arguments: &[Argument<'_>]) -> TokenStream {
    let mut request = quote!(request);
    for argument in arguments {
        let name = &argument.name;
        request = match &argument.sent {
            Sent::Parameter(parameter) => {
                let part = self::parameter(parameter, argument);
                quote!(#request #part)
            }
            Sent::Body(body) if argument.required => body.add(&request, &quote!(#name)),
            Sent::Body(body) => {
                let added = body.add(&quote!(request), &quote!(#name));
                quote!(#request.optional(#name, |request, #name| #added))
            }
        };
    }
    quote!(|request| #request)
}

fn parameter(parameter: &Parameter, argument: &Argument<'_>) -> TokenStream {
    let (name, value) = (&parameter.name, &argument.name);
    if parameter.location == ParameterLocation::Querystring {
        return match parameter.style.kind {
            StyleKind::Json => quote!(.querystring_json(&#value)),
            StyleKind::Form => {
                let members = style::members(&parameter.members);
                quote!(.querystring_form(#members, &#value))
            }
            _ => quote!(.querystring_text(&#value)),
        };
    }
    let is_default = parameter.style == parameter.location.style();
    let method = match (parameter.location, is_default) {
        (ParameterLocation::Path, true) => quote!(path),
        (ParameterLocation::Path, false) => quote!(path_as),
        (ParameterLocation::Query | ParameterLocation::Querystring, true) => quote!(query),
        (ParameterLocation::Query | ParameterLocation::Querystring, false) => quote!(query_as),
        (ParameterLocation::Header, true) => quote!(header),
        (ParameterLocation::Header, false) => quote!(header_as),
        (ParameterLocation::Cookie, true) => quote!(cookie),
        (ParameterLocation::Cookie, false) => quote!(cookie_as),
    };
    let style = (!is_default).then(|| style(parameter.style)).map(|style| quote!(#style,));
    let check = (!parameter.bounds.is_empty()).then(|| {
        let table = bounds::of_argument(&parameter.argument);
        quote!(.check(#name, &#value, &#table))
    });
    quote!(#check .#method(#name, #style &#value))
}
