//! The handles of groups of operations.
//!
//! ```text
//! client.issues().list_for_repo("octocat", "hello-world").send().await
//! ```

use moored_model::api::{Api, Group};
use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident};

/// The methods of the client that return the handles.
pub(super) fn methods(api: &Api) -> TokenStream {
    let methods = api.groups.iter().map(|group| {
        let (module, handle) = (ident(&group.module), ident(&group.handle));
        let docs = docs::attributes(&summary(group));
        quote! {
            #docs
            #[must_use]
            pub fn #module(&self) -> crate::operations::#module::#handle {
                crate::operations::#module::#handle(self.core.clone())
            }
        }
    });
    methods.collect()
}

/// The handle of `group`, and the documentation of its module.
pub(super) fn emit(group: &Group, api: &Api) -> TokenStream {
    let Group { handle, module, .. } = group;
    let text = format!(
        "{}\n\n[`{handle}`] has a method for each of these operations; [`Client::{module}`](crate::Client::{module}) \
         returns it.",
        description(group, api)
    );
    let lines = docs::lines(&text);
    let docs = docs::attributes(&format!(
        "{}\n\nClones are cheap. [`Client::{module}`](crate::Client::{module}) returns one.",
        summary(group)
    ));
    let handle = ident(handle);
    quote! {
        #(#![doc = #lines])*

        #docs
        #[derive(Clone, Debug)]
        pub struct #handle(pub(crate) moored_runtime::Core);
    }
}

/// The title of `group`, as a sentence.
fn summary(group: &Group) -> String {
    format!("The operations of the tag `{}`.", group.tag.replace(['`', '\n', '\r'], " ").trim())
}

/// What the document states about the tag.
fn description(group: &Group, api: &Api) -> String {
    let mut text = group.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let parent = group.parent.as_deref().and_then(|parent| api.groups.iter().find(|group| group.module == *parent));
    if let Some(module) = parent.map(|parent| &parent.module) {
        text.push_str(&format!("\n\nA part of [`{module}`](crate::operations::{module})."));
    }
    if !group.description.trim().is_empty() {
        text.push_str(&format!("\n\n{}", group.description.trim()));
    }
    if let Some((url, description)) = group.external_docs.as_ref().filter(|(url, _)| url.starts_with("http")) {
        let label = description.split_whitespace().collect::<Vec<_>>().join(" ");
        let label = if label.is_empty() { "External documentation" } else { &label };
        text.push_str(&format!("\n\n{}: <{}>", label.trim_end_matches(['.', ':']), url.replace(['<', '>', ' '], "")));
    }
    text
}
