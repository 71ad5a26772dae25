//! The macro `moored_runtime::call!` as syntax: the functions and expressions that it declares.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Ident, Path, Token, Type};

/// What the macro declares, as Rust that has the same meaning for a reader. A method that sends the call returns its
/// result here, without the future.
pub(crate) fn declared(tokens: TokenStream) -> syn::File {
    syn::parse2::<Declared>(tokens).unwrap_or_else(|error| panic!("no call: {error}")).0
}

struct Declared(syn::File);

impl Parse for Declared {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![struct]>()?;
        let name: Ident = input.parse()?;
        let (required, optional);
        syn::parenthesized!(required in input);
        let required: TokenStream = required.parse()?;
        syn::braced!(optional in input);
        let mut functions = Vec::new();
        while !optional.is_empty() {
            functions.push(setter(&optional)?);
        }
        let (mut result, mut expressions) = (TokenStream::new(), Vec::new());
        let (mut body, mut error) = (quote!(), quote!());
        while !input.is_empty() {
            let attributes = input.call(Attribute::parse_outer)?;
            let section: Ident = input.parse()?;
            input.parse::<Token![:]>()?;
            match section.to_string().as_str() {
                "operation" | "server" | "request" => {
                    let expression: Expr = input.parse()?;
                    expressions.push(quote!(let #section = #expression;));
                    input.parse::<Token![;]>()?;
                }
                "response" => {
                    for _ in 0..3 {
                        input.parse::<proc_macro2::TokenTree>()?;
                    }
                    if input.parse::<Option<Token![->]>>()?.is_some() {
                        let ty: Type = input.parse()?;
                        input.parse::<Token![,]>()?;
                        let failed: Type = input.parse()?;
                        (body, error) = (quote!(#ty), quote!(#failed));
                        result = quote!(Result<Response<#body>, Error<#error>>);
                        functions.push(quote!(pub fn send(self) -> #result;));
                        functions.push(quote!(pub fn send_with(self, options: CallOptions) -> #result;));
                    }
                    let arms;
                    syn::braced!(arms in input);
                    let arms: TokenStream = arms.parse()?;
                    expressions.push(quote!(match status { #arms }));
                }
                "stream" | "items" => {
                    let method = Ident::parse_any(input)?;
                    input.parse::<Token![,]>()?;
                    let with = Ident::parse_any(input)?;
                    let ty = match input.parse::<Option<Token![->]>>()? {
                        Some(_) => {
                            let item: Type = input.parse()?;
                            input.parse::<Token![,]>()?;
                            input.parse::<Path>()?;
                            quote!(moored_runtime::Items<#item>)
                        }
                        None => quote!(moored_runtime::ByteStream),
                    };
                    input.parse::<Token![,]>()?;
                    let expected: Expr = input.parse()?;
                    input.parse::<Token![;]>()?;
                    expressions.push(quote!(let #section = #expected;));
                    functions.push(quote!(pub fn #method(self) -> Result<Response<#ty>, Error<#error>>;));
                    functions.push(
                        quote!(pub fn #with(self, options: CallOptions) -> Result<Response<#ty>, Error<#error>>;),
                    );
                }
                "representation" => {
                    let method = Ident::parse_any(input)?;
                    input.parse::<Token![->]>()?;
                    let ty: Type = input.parse()?;
                    let items = match input.parse::<Option<Token![,]>>()? {
                        Some(_) => {
                            let item: Type = input.parse()?;
                            input.parse::<Token![,]>()?;
                            input.parse::<Path>()?;
                            quote!(, moored_runtime::Items<#item>)
                        }
                        None => quote!(),
                    };
                    input.parse::<Token![;]>()?;
                    functions.push(quote! {
                        #(#attributes)*
                        pub fn #method(self) -> moored_runtime::RepresentationCall<#ty, #error #items>;
                    });
                }
                "accept" => {
                    let accept: syn::LitStr = input.parse()?;
                    input.parse::<Token![,]>()?;
                    let expected: Expr = input.parse()?;
                    input.parse::<Token![;]>()?;
                    expressions.push(quote!(accept(#accept, #expected);));
                }
                other => panic!("no section of a call: {other}"),
            }
        }
        let functions = functions.into_iter().map(|function| {
            let mut text = function.to_string();
            text.truncate(text.trim_end_matches([';', ' ']).len());
            format!("{text} {{}}").parse::<TokenStream>().expect("a function")
        });
        let _ = (body, result);
        syn::parse2(quote! {
            #(#attributes)*
            pub struct #name { #required }

            impl #name {
                #(#functions)*

                fn call(self) { #(#expressions)* }
            }
        })
        .map(Self)
    }
}

/// `limit: i64,` or `name: String as impl Into<String>,`
fn setter(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let attributes = input.call(Attribute::parse_outer)?;
    let name = Ident::parse_any(input)?;
    input.parse::<Token![:]>()?;
    let stored: Type = input.parse()?;
    let passed = match input.parse::<Option<Token![as]>>()? {
        Some(_) => input.parse::<Type>()?,
        None => stored,
    };
    input.parse::<Option<Token![,]>>()?;
    Ok(quote! { #(#attributes)* pub fn #name(mut self, #name: #passed) -> Self; })
}
