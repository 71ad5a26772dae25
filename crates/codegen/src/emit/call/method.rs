//! The client's method that begins a call: it takes what is required.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Argument, Call, is_made_of_others};
use crate::emit::{docs, ident};

impl Call<'_> {
    pub(super) fn method(&self) -> TokenStream {
        let call = &self.name;
        let method = ident(&self.operation.method);
        let docs = docs::attributes(&self.words());
        let deprecated = self.operation.deprecated.then(|| quote!(#[deprecated = "the provider's document says so"]));
        let parameters = self.required().map(|Argument { name, owned, .. }| match is_made_of_others(owned) {
            true => quote!(#name: impl Into<#owned>),
            false => quote!(#name: #owned),
        });
        let initial = self.arguments.iter().map(|Argument { name, owned, required, .. }| {
            match (required, is_made_of_others(owned)) {
                (true, true) => quote!(#name: #name.into()),
                (true, false) => quote!(#name),
                (false, _) => quote!(#name: None),
            }
        });
        quote! {
            #docs
            #deprecated
            pub fn #method(&self, #(#parameters),*) -> #call<'_> {
                #call { client: self, #(#initial,)* }
            }
        }
    }

    fn required(&self) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(|argument| argument.required)
    }

    /// The document's words on the operation, its verb and path, and the words on each argument.
    fn words(&self) -> String {
        let heading = format!("`{} {}`", self.operation.verb, self.operation.path);
        let words = match self.operation.docs.trim() {
            "" => heading,
            docs => format!("{docs}\n\n{heading}"),
        };
        let described = self.required().filter_map(|Argument { name, .. }| {
            let words = &self.parameter(name)?.description;
            // Below a list item a new paragraph would have to be indented.
            let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            (!line.is_empty()).then(|| format!("- `{name}`: {line}"))
        });
        match described.collect::<Vec<_>>().as_slice() {
            [] => words,
            described => format!("{words}\n\n{}", described.join("\n")),
        }
    }
}
