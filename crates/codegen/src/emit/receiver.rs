//! The type whose methods create the calls: the client, or the handle of a group.

use moored_model::api::Operation;
use proc_macro2::TokenStream;
use quote::quote;

use super::ident;

/// The type that has the method of an operation.
pub(super) struct Receiver<'a> {
    operation: &'a Operation,
}

impl<'a> Receiver<'a> {
    /// The receiver of the method of `operation`.
    pub(super) const fn of(operation: &'a Operation) -> Self {
        Self { operation }
    }

    /// The type, within the file of a call.
    pub(super) fn ty(&self) -> TokenStream {
        match &self.operation.group {
            // A handle may be called as something that the file imports.
            Some(group) => {
                let handle = ident(&group.handle);
                quote!(super::#handle)
            }
            None => quote!(Client),
        }
    }

    /// What the file of a call imports from the crate for it.
    pub(super) fn import(&self) -> Option<TokenStream> {
        self.operation.group.is_none().then(|| quote!(Client))
    }

    /// The expression for the core, within a method of the type.
    pub(super) fn core(&self) -> TokenStream {
        match self.operation.group {
            Some(_) => quote!(&self.0),
            None => quote!(&self.core),
        }
    }

    /// A link to the method of `operation`, for documentation.
    pub(super) fn link(operation: &Operation) -> String {
        let method = &operation.method;
        match &operation.group {
            Some(group) => {
                let (module, handle) = (&group.module, &group.handle);
                format!("[`{handle}::{method}`](crate::operations::{module}::{handle}::{method})")
            }
            None => format!("[`Client::{method}`](crate::Client::{method})"),
        }
    }
}
