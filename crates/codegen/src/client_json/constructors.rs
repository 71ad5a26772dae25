//! The functions that `setters!` of the runtime declares.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Ident, Token, Type, braced, parenthesized,
    parse::{Parse, ParseStream},
};

/// The constructor and the setters of a struct.
pub(super) struct Constructors {
    /// The name of the struct.
    pub(super) name: Ident,
    /// The struct with the required members and its attributes, if the constructor takes one.
    pub(super) required: Option<Required>,
    /// Whether the struct gets a `Default`.
    pub(super) has_default: bool,
    /// Each function with its signature.
    pub(super) functions: Vec<(Ident, TokenStream)>,
}

/// A struct: its name, its attributes and its fields.
pub(super) type Required = (Ident, Vec<Attribute>, Vec<(Ident, Type)>);

impl Parse for Constructors {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name: Ident = input.parse()?;
        input.parse::<Token![;]>()?;
        let mut found = Self { name, required: None, has_default: false, functions: Vec::new() };
        while !input.is_empty() {
            Attribute::parse_outer(input)?;
            let called: Ident = input.parse()?;
            if called == "new" {
                found.add_new(called, input)?;
            } else if called == "default" {
                let values;
                parenthesized!(values in input);
                let _: TokenStream = values.parse()?;
                input.parse::<Token![;]>()?;
                found.has_default = true;
            } else {
                let argument;
                parenthesized!(argument in input);
                let (_, ty) = member(&argument)?;
                found.functions.push((called.clone(), quote!(pub fn #called(self, value: impl Into<#ty>) -> Self)));
                input.parse::<Option<Token![,]>>()?;
            }
        }
        Ok(found)
    }
}

impl Constructors {
    fn add_new(&mut self, name: Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let members;
        let signature = if input.peek(syn::token::Paren) {
            parenthesized!(members in input);
            let arguments = members_of(&members)?;
            let arguments = arguments.iter().map(|(name, ty)| quote!(#name: #ty));
            quote!(pub fn #name(#(#arguments),*) -> Self)
        } else {
            let attributes = Attribute::parse_outer(input)?;
            let required: Ident = input.parse()?;
            braced!(members in input);
            self.required = Some((required.clone(), attributes, members_of(&members)?));
            quote!(pub fn #name(required: #required) -> Self)
        };
        self.functions.push((name, signature));
        input.parse::<Token![;]>().map(|_| ())
    }
}

/// `name: type` of each, up to the members with a constant value.
fn members_of(input: ParseStream<'_>) -> syn::Result<Vec<(Ident, Type)>> {
    let mut members = Vec::new();
    while !input.is_empty() && !input.peek(Token![;]) {
        members.push(member(input)?);
        input.parse::<Option<Token![,]>>()?;
    }
    let _: TokenStream = input.parse()?;
    Ok(members)
}

/// `name: type`.
fn member(input: ParseStream<'_>) -> syn::Result<(Ident, Type)> {
    let name = input.parse()?;
    input.parse::<Token![:]>()?;
    Ok((name, input.parse()?))
}
