//! The macro `moored_runtime::call!` as syntax: the functions and expressions that it declares.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Ident, Path, Token, Type};

/// What the macro `called` declares, as Rust: the type, its public functions, and the expressions that it was given in
/// the body of a function `call`. `None` if it is another macro.
pub(crate) fn declared(called: &syn::Macro) -> Option<syn::Result<syn::File>> {
    let is_call = called.path.segments.iter().map(|segment| segment.ident.to_string()).eq(["moored_runtime", "call"]);
    is_call.then(|| syn::parse2::<Declared>(called.tokens.clone()).map(|declared| declared.0))
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
        let mut expressions = Vec::new();
        let (mut error, mut other) = (quote!(), quote!());
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
                        error = quote!(#failed);
                        functions.extend(sending(&quote!(send), &quote!(send_with), &quote!(#ty), &error));
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
                    functions.extend(sending(&quote!(#method), &quote!(#with), &ty, &error));
                }
                "pages" => {
                    let mut names = vec![Ident::parse_any(input)?];
                    while input.parse::<Option<Token![,]>>()?.is_some() {
                        names.push(Ident::parse_any(input)?);
                    }
                    let [pages, pages_with, items, items_with] = names.as_slice() else {
                        return Err(input.error("expected four names"));
                    };
                    input.parse::<Token![->]>()?;
                    let item: Type = input.parse()?;
                    input.parse::<Token![,]>()?;
                    let list: syn::ExprClosure = input.parse()?;
                    input.parse::<Token![,]>()?;
                    let pagination: Expr = input.parse()?;
                    input.parse::<Token![;]>()?;
                    expressions.push(quote!(let (list, pagination) = (#list, #pagination);));
                    functions.extend(walking(pages, pages_with, &quote!(moored_runtime::Pages<Self>)));
                    functions.extend(walking(items, items_with, &quote!(moored_runtime::PageItems<Self, #item>)));
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
                    other = quote! {
                        #(#attributes)*
                        pub fn #method(self) -> moored_runtime::RepresentationCall<#ty, #error #items>
                    };
                }
                "accept" => {
                    let accept: syn::LitStr = input.parse()?;
                    input.parse::<Token![,]>()?;
                    let expected: Expr = input.parse()?;
                    input.parse::<Token![;]>()?;
                    functions.push(quote!(#other { accept(#accept, #expected); }));
                }
                other => return Err(input.error(format!("`{other}` is no section of a call"))),
            }
        }
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

/// The methods `method` and `with`, which send a call.
fn sending(method: &TokenStream, with: &TokenStream, body: &TokenStream, error: &TokenStream) -> [TokenStream; 2] {
    let future = quote!(impl Future<Output = Result<Response<#body>, Error<#error>>> + Send);
    [quote!(pub fn #method(self) -> #future {}), quote!(pub fn #with(self, options: CallOptions) -> #future {})]
}

/// The methods `method` and `with`, which walk the pages of a list.
fn walking(method: &Ident, with: &Ident, walk: &TokenStream) -> [TokenStream; 2] {
    [quote!(pub fn #method(self) -> #walk {}), quote!(pub fn #with(self, options: CallOptions) -> #walk {})]
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
    Ok(quote! { #(#attributes)* pub fn #name(mut self, #name: #passed) -> Self {} })
}
