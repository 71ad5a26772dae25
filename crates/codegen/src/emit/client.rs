//! The client, its builder and its credentials.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident};
use crate::contract::{Contract, Scheme, SchemeKind};

pub(super) fn emit(contract: &Contract) -> TokenStream {
    let title = &contract.title;
    let client_docs = docs::attributes(&format!(
        "A client of {title}.\n\nCheap to clone; clones share connections. `Debug` shows no secret."
    ));
    let (base, base_docs) = match &contract.base_address {
        Some(address) => (quote!(Some(#address)), format!("Sends requests to `address` instead of `{address}`.")),
        None => (quote!(None), "Sends requests to `address`. Required: the document names no server.".to_owned()),
    };
    let base_docs = docs::attributes(&format!(
        "{base_docs}\n\nAn absolute http or https address; the paths of the document are appended to it."
    ));
    let credential = (!contract.schemes.is_empty()).then(|| {
        quote! {
            #[doc = " Sends `credential` where the document asks for its security scheme. May be called once a scheme."]
            pub fn credential(self, credential: crate::Credential) -> Self {
                Self { core: self.core.credential(credential.into_inner()) }
            }
        }
    });
    quote! {
        use std::time::Duration;
        use moored_runtime::{BuildError, Core, CoreBuilder};

        #client_docs
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

        #[doc = " Says where and how a [`Client`] sends its requests."]
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build`"]
        pub struct ClientBuilder {
            core: CoreBuilder,
        }

        impl ClientBuilder {
            #base_docs
            pub fn base_address(self, address: impl Into<String>) -> Self {
                Self { core: self.core.base_address(address) }
            }

            #credential

            #[doc = " Gives up on a call, answer included, after `timeout`. Without it a call may wait forever."]
            pub fn timeout(self, timeout: Duration) -> Self {
                Self { core: self.core.timeout(timeout) }
            }

            #[doc = " Sends requests through `client`, with its proxies, certificates and redirects."]
            #[doc = ""]
            #[doc = " The client that is made without this follows redirects to the same origin alone; yours decides for itself"]
            #[doc = " where a redirect may carry a credential."]
            pub fn http_client(self, client: moored_runtime::reqwest::Client) -> Self {
                Self { core: self.core.http_client(client) }
            }

            #[doc = " The client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Where the base address is missing or no absolute http or https address, or a credential cannot be sent."]
            pub fn build(self) -> Result<Client, BuildError> {
                Ok(Client { core: self.core.build()? })
            }
        }
    }
}

pub(super) fn emit_credential(contract: &Contract) -> TokenStream {
    let constructors = contract.schemes.iter().map(constructor);
    quote! {
        use moored_runtime::Secret;

        #[doc = " A secret that the provider knows its caller by. `Debug` does not show it."]
        #[derive(Clone, Debug)]
        pub struct Credential(moored_runtime::Credential);

        impl Credential {
            #(#constructors)*

            pub(crate) fn into_inner(self) -> moored_runtime::Credential {
                self.0
            }
        }
    }
}

fn constructor(scheme: &Scheme) -> TokenStream {
    let Scheme { name, constructor, kind, description } = scheme;
    let constructor = ident(constructor);
    let what = match kind {
        SchemeKind::Basic => "HTTP Basic authentication".to_owned(),
        SchemeKind::Bearer => "A bearer token".to_owned(),
        SchemeKind::AccessToken => "An access token that was fetched elsewhere, sent as a bearer token".to_owned(),
        SchemeKind::Header(header) => format!("A key in the header `{header}`"),
        SchemeKind::Query(query) => format!("A key in the query parameter `{query}`"),
        SchemeKind::Cookie(cookie) => format!("A key in the cookie `{cookie}`"),
    };
    let docs = docs::attributes(&format!(
        "{what}: the security scheme `{name}`.\n\n{}",
        description.as_deref().unwrap_or_default()
    ));
    match kind {
        SchemeKind::Basic => quote! {
            #docs
            #[must_use]
            pub fn #constructor(username: impl Into<String>, password: impl Into<Secret>) -> Self {
                Self(moored_runtime::Credential::basic(#name, username, password))
            }
        },
        SchemeKind::Bearer | SchemeKind::AccessToken => quote! {
            #docs
            #[must_use]
            pub fn #constructor(token: impl Into<Secret>) -> Self {
                Self(moored_runtime::Credential::bearer(#name, token))
            }
        },
        SchemeKind::Header(key) | SchemeKind::Query(key) | SchemeKind::Cookie(key) => {
            let place = ident(match kind {
                SchemeKind::Header(_) => "header",
                SchemeKind::Query(_) => "query",
                _ => "cookie",
            });
            quote! {
                #docs
                #[must_use]
                pub fn #constructor(key: impl Into<Secret>) -> Self {
                    Self(moored_runtime::Credential::#place(#name, #key, key))
                }
            }
        }
    }
}
