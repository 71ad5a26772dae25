//! The client and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::contract::Contract;

pub(super) fn emit(contract: &Contract) -> TokenStream {
    let client = client(contract);
    let builder = builder(contract);
    quote! {
        use std::time::Duration;
        use moored_runtime::{BuildError, Core, CoreBuilder, Hook, Retries};

        #client
        #builder
    }
}

fn client(contract: &Contract) -> TokenStream {
    let title = &contract.title;
    let docs = docs::attributes(&format!(
        "A client of {title}.\n\nCheap to clone; clones share connections and access tokens. `Debug` shows no secret."
    ));
    let base = match &contract.base_address {
        Some(address) => quote!(Some(#address)),
        None => quote!(None),
    };
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) core: Core,
        }

        impl Client {
            #[doc = " A builder of clients."]
            pub fn builder() -> ClientBuilder {
                ClientBuilder { core: Core::builder(#base) }
            }

            #[doc = " The address that requests go to, without a slash at its end."]
            #[must_use]
            pub fn base_address(&self) -> &str {
                self.core.base_address()
            }
        }
    }
}

fn builder(contract: &Contract) -> TokenStream {
    let target = target(contract);
    let limits = limits();
    let sending = sending();
    quote! {
        #[doc = " Says where and how a [`Client`] sends its requests."]
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build`"]
        pub struct ClientBuilder {
            core: CoreBuilder,
        }

        impl ClientBuilder {
            #target
            #limits
            #sending

            #[doc = " The client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Where the base address is missing or cannot be used, or a credential cannot be sent."]
            pub fn build(self) -> Result<Client, BuildError> {
                Ok(Client { core: self.core.build()? })
            }
        }
    }
}

/// Where requests go to, and as whose.
fn target(contract: &Contract) -> TokenStream {
    let instead = match &contract.base_address {
        Some(address) => format!("Sends requests to `address` instead of `{address}`."),
        None => "Sends requests to `address`. Required: the document names no server.".to_owned(),
    };
    let docs = docs::attributes(&format!(
        "{instead}\n\nAn absolute https address, to which the paths of the document are appended; for http see \
         [`allow_plain_http`](Self::allow_plain_http)."
    ));
    let credential = (!contract.schemes.is_empty()).then(|| {
        quote! {
            #[doc = " Sends `credential` where the document asks for its security scheme. May be called once a scheme."]
            pub fn credential(self, credential: impl Into<crate::Credential>) -> Self {
                Self { core: self.core.credential(credential.into().into_inner()) }
            }
        }
    });
    quote! {
        #docs
        pub fn base_address(self, address: impl Into<String>) -> Self {
            Self { core: self.core.base_address(address) }
        }

        #credential

        #[doc = " Lets requests go over plain HTTP, on whose way everybody can read them, credentials included."]
        #[doc = ""]
        #[doc = " Without this, http is refused except on loopback: `localhost`, 127.0.0.0/8 and `::1`."]
        pub fn allow_plain_http(self) -> Self {
            Self { core: self.core.allow_plain_http() }
        }
    }
}

/// How much of time and memory a call may take.
fn limits() -> TokenStream {
    quote! {
        #[doc = " Gives up on a call after `timeout`: 60 seconds unless said otherwise, `None` for no limit."]
        #[doc = ""]
        #[doc = " It is for the whole call: token requests, redirects and retries included. A single call may have another, see"]
        #[doc = " [`CallOptions`](crate::CallOptions)."]
        pub fn timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
            Self { core: self.core.timeout(timeout) }
        }

        #[doc = " Gives up on connecting after `timeout`: 10 seconds unless said otherwise."]
        pub fn connect_timeout(self, timeout: Duration) -> Self {
            Self { core: self.core.connect_timeout(timeout) }
        }

        #[doc = " Gives up on an answer when no byte of it comes for `timeout`: 30 seconds unless said otherwise, `None` for no"]
        #[doc = " limit."]
        pub fn read_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
            Self { core: self.core.read_timeout(timeout) }
        }

        #[doc = " Refuses answers of more than `bytes` bytes: 32 MiB unless said otherwise."]
        pub fn max_response_size(self, bytes: usize) -> Self {
            Self { core: self.core.max_response_size(bytes) }
        }
    }
}

/// How a request is sent, and what is seen of it.
fn sending() -> TokenStream {
    quote! {
        #[doc = " Says which requests are sent again when they failed, and when: those that are safe to repeat, up to three times,"]
        #[doc = " unless said otherwise. See [`Retries`]."]
        pub fn retries(self, retries: Retries) -> Self {
            Self { core: self.core.retries(retries) }
        }

        #[doc = " Tells `hook` of every request and how it ended. May be called more than once."]
        pub fn hook(self, hook: impl Hook) -> Self {
            Self { core: self.core.hook(hook) }
        }

        #[doc = " Sends requests through `client`, with its proxies, certificates, redirects, and time-outs for connecting and"]
        #[doc = " reading."]
        #[doc = ""]
        #[doc = " The client that is made without this follows redirects to the same origin alone; yours decides for itself"]
        #[doc = " where a redirect may carry a credential."]
        pub fn http_client(self, client: moored_runtime::reqwest::Client) -> Self {
            Self { core: self.core.http_client(client) }
        }
    }
}
