//! Styles of parameters and form fields, as values of the runtime.

use moored_model::api::{Style, StyleKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The runtime's value for `style`.
pub(super) fn style(style: Style) -> TokenStream {
    let kind = match style.kind {
        StyleKind::Simple => quote!(SIMPLE),
        StyleKind::Label => quote!(LABEL),
        StyleKind::Matrix => quote!(MATRIX),
        StyleKind::Form => quote!(FORM),
        StyleKind::Cookie => quote!(COOKIE),
        StyleKind::SpaceDelimited => quote!(SPACE_DELIMITED),
        StyleKind::PipeDelimited => quote!(PIPE_DELIMITED),
        StyleKind::DeepObject => quote!(DEEP_OBJECT),
        StyleKind::Json => quote!(JSON),
    };
    let exploded = style.explode.then(|| quote!(.exploded()));
    let reserved = style.allow_reserved.then(|| quote!(.reserved()));
    quote!(moored_runtime::Style::#kind #exploded #reserved)
}

/// The members of a form that have a style of their own.
pub(super) fn members(styles: &[(String, Style)]) -> TokenStream {
    let styles = styles.iter().map(|(name, one)| {
        let style = style(*one);
        quote!((#name, #style))
    });
    quote!(&[#(#styles),*])
}
