//! The client. How it is built is the same for all, and in the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use moored_model::api::{Api, Home};

pub(super) fn emit(api: &Api) -> TokenStream {
    let title = &api.title;
    let docs = docs::attributes(&format!(
        "A client of {title}.\n\nCheap to clone; clones share connections and access tokens. `Debug` shows no secret."
    ));
    let builder_docs = docs::attributes(&builder_words(&api.home));
    let path = api.home.path().map(|path| format!("/{}", path.trim_start_matches('/')));
    let base = match &api.home {
        Home::Address(address) => quote!(Some(#address)),
        _ if path.is_some() => quote!(Some(#path)),
        _ => quote!(None),
    };
    let has_choice = matches!(api.home, Home::Choice { .. });
    let default = matches!(api.home, Home::Choice { default: Some(_), .. })
        .then(|| quote!(.server(crate::server::Server::default())));
    let served = has_choice.then(|| {
        quote! {
            impl moored_runtime::Served for Client {
                type Server = crate::server::Server;
            }
        }
    });
    let credential = match api.schemes.is_empty() {
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
                ClientBuilder::new(#base) #default
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

        #served
    }
}

/// Where the clients of a builder send that is told nothing, or what it has to be told.
fn builder_words(home: &Home) -> String {
    let choose = "[`server`](moored_runtime::ClientBuilder::server)";
    match home {
        Home::Nowhere => "A builder of clients. It needs a base address, for the document names no server.".to_owned(),
        Home::Path(path) => format!(
            "A builder of clients. It needs a base address, for the document's server is `{path}` on a host that it does not name: give \
             the whole address, such as `https://example.com{path}`."
        ),
        Home::Address(address) => {
            format!("A builder of clients that send their requests to `{address}`, unless told otherwise.")
        }
        Home::Choice { default: Some(address), .. } => {
            format!(
                "A builder of clients that send their requests to `{address}`, unless told otherwise: see {choose}."
            )
        }
        Home::Choice { path: Some(path), .. } => format!(
            "A builder of clients. It needs a base address, for the document's first server is `{}` on a host that it does not name; or \
             one of the others, see {choose}.",
            if path.is_empty() { "/" } else { path }
        ),
        Home::Choice { default: None, path: None } => {
            format!(
                "A builder of clients. It needs a server, for the document leaves a part of the address to the caller: see {choose}."
            )
        }
    }
}
