//! The client's method that creates a call from the required arguments.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    Argument, Call,
    response_docs::{response_docs, type_links},
};
use crate::emit::{docs, ident, receiver::Receiver};
use moored_model::api::{OwnServer, Types};

impl Call<'_> {
    pub(super) fn method(&self, types: &Types) -> TokenStream {
        let (receiver, call) = (Receiver::of(self.operation), &self.name);
        let (owner, core) = (receiver.ty(), receiver.core());
        let method = ident(&self.operation.method);
        let docs = docs::attributes(&self.docs(types));
        let deprecated = self.operation.deprecated.then(docs::deprecated);
        let parameters = self.required().map(|argument| {
            let (name, ty) = (&argument.name, argument.passed_type());
            quote!(#name: #ty)
        });
        let values = self.required().map(Argument::stored_value);
        quote! {
            impl #owner {
                #docs
                #deprecated
                pub fn #method(&self, #(#parameters),*) -> #call {
                    #call::new(#core, #(#values),*)
                }
            }
        }
    }

    /// Links to the methods that walk the pages.
    fn page_docs(&self) -> String {
        let Some(pages) = &self.pages else { return String::new() };
        let (call, walk, items) = (&self.name, &pages.pages, &pages.items);
        format!(
            "\n\nThe list has pages: [`{walk}`]({call}::{walk}) walks them,\nand [`{items}`]({call}::{items}) their items."
        )
    }

    fn required(&self) -> impl Iterator<Item = &Argument<'_>> {
        self.arguments.iter().filter(|argument| argument.required)
    }

    /// The description of the operation, its method and path, the descriptions of its arguments, and what it returns.
    fn docs(&self, types: &Types) -> String {
        let heading = format!("`{} {}`", self.operation.verb, self.operation.path);
        let heading = match &self.operation.server {
            Some(server) => format!("{heading}, sent {}", destination(server)),
            None => heading,
        };
        let text = match self.operation.docs.trim() {
            "" => heading,
            docs => format!("{docs}\n\n{heading}"),
        };
        let described = self.required().filter_map(|argument| {
            let name = &argument.name;
            // A second paragraph in a list item would have to be indented.
            let line = argument.description().split_whitespace().collect::<Vec<_>>().join(" ");
            (!line.is_empty()).then(|| format!("- `{name}`: {line}"))
        });
        let text = match described.collect::<Vec<_>>().as_slice() {
            [] => text,
            described => format!("{text}\n\n{}", described.join("\n")),
        };
        let links = type_links(self.operation, &self.responses.exports, types);
        format!("{text}{links}{}{}", self.page_docs(), response_docs(self.operation))
    }
}

/// Documents the server of an operation that has its own.
fn destination(server: &OwnServer) -> String {
    let template = server.template.replace('`', "");
    match template.as_str() {
        "" => "to the host of the client's base address, without its path".to_owned(),
        path if path.starts_with('/') => format!("to `{path}` on the host of the client's base address"),
        address => format!("to `{address}` unless a base address is set on the client"),
    }
}
