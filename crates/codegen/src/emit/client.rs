//! The client. How it is built is the same for all, and in the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::contract::Contract;

pub(super) fn emit(contract: &Contract) -> TokenStream {
    let title = &contract.title;
    let docs = docs::attributes(&format!(
        "A client of {title}.\n\nCheap to clone; clones share connections and access tokens. `Debug` shows no secret."
    ));
    let (base, whose) = match &contract.base_address {
        Some(address) => (
            quote!(Some(#address)),
            format!("A builder of clients that send their requests to `{address}`, unless told otherwise."),
        ),
        None => {
            let whose = "A builder of clients. It needs a base address, for the document names no server.";
            (quote!(None), whose.to_owned())
        }
    };
    let builder_docs = docs::attributes(&whose);
    let credential = match contract.schemes.is_empty() {
        true => quote!(moored_runtime::NoCredential),
        false => quote!(crate::Credential),
    };
    quote! {
        use moored_runtime::Core;

        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) core: Core,
        }

        #[doc = " Says where and how a [`Client`] sends its requests."]
        pub type ClientBuilder = moored_runtime::ClientBuilder<Client>;

        impl Client {
            #builder_docs
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(#base)
            }

            #[doc = " The address that requests go to, without a slash at its end."]
            #[must_use]
            pub fn base_address(&self) -> &str {
                self.core.base_address()
            }
        }

        impl moored_runtime::Client for Client {
            type Credential = #credential;

            fn of(core: Core) -> Self {
                Self { core }
            }
        }
    }
}
