//! The type whose methods create the calls.

use moored_model::api::Operation;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;

/// The type that has the method of an operation.
pub(super) struct Receiver {
    name: &'static str,
}

impl Receiver {
    /// The receiver of the method of `operation`.
    pub(super) const fn of(_: &Operation) -> Self {
        Self { name: "Client" }
    }

    /// The name of the type, which the files of calls import.
    pub(super) fn name(&self) -> Ident {
        ident(self.name)
    }

    /// The expression for the core, within a method of the type.
    pub(super) fn core(&self) -> TokenStream {
        quote!(&self.core)
    }

    /// A link to the method of `operation`, for documentation.
    pub(super) fn link(operation: &Operation) -> String {
        let Self { name } = Self::of(operation);
        let method = &operation.method;
        format!("[`{name}::{method}`](crate::{name}::{method})")
    }
}
