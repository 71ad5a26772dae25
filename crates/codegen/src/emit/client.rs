//! The client. The code that builds it is the same for all clients and is in the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, groups};
use moored_model::{
    api::{Api, DefaultServer, Scheme, SchemeKind},
    config::MessagePointer,
};

pub(super) fn emit(api: &Api) -> TokenStream {
    let subject = docs::subject(&api.title);
    let docs = docs::attributes(&format!(
        "A client for {subject}.\n\nClones are cheap and share connections and access tokens. `Debug` shows no secrets."
    ));
    let builder_docs = docs::attributes(&builder_docs_text(&api.default_server));
    let path = api.default_server.path().map(|path| format!("/{}", path.trim_start_matches('/')));
    let base = match &api.default_server {
        DefaultServer::Address(address) => quote!(Some(#address)),
        _ if path.is_some() => quote!(Some(#path)),
        _ => quote!(None),
    };
    let has_choice = matches!(api.default_server, DefaultServer::Choice { .. });
    let default = matches!(api.default_server, DefaultServer::Choice { default: Some(_), .. })
        .then(|| quote!(.server(crate::server::Server::default())));
    let has_servers = has_choice.then(|| {
        quote! {
            impl moored_runtime::HasServers for Client {
                type Server = crate::server::Server;
            }
        }
    });
    let credential = match api.schemes.is_empty() {
        true => quote!(moored_runtime::NoCredential),
        false => quote!(crate::Credential),
    };
    let schemes = api.schemes.iter().map(location);
    let schemes = (!api.schemes.is_empty())
        .then(|| quote!(const SCHEMES: &'static [(&'static str, moored_runtime::SchemeLocation)] = &[#(#schemes),*];));
    let pointers: Vec<&str> = api.error_message.iter().map(MessagePointer::as_str).collect();
    let error_message = (!pointers.is_empty()).then(|| quote!(.error_message_at([#(#pointers),*])));
    let groups = groups::methods(api);
    quote! {
        use moored_runtime::Core;

        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) core: Core,
        }

        #[doc = " Configures and builds a [`Client`]."]
        pub type ClientBuilder = moored_runtime::ClientBuilder<Client>;

        impl Client {
            #builder_docs
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(#base) #default #error_message
            }

            #[doc = " The base address of requests, without a trailing slash."]
            #[must_use]
            pub fn base_address(&self) -> &str {
                self.core.base_address()
            }

            #[doc = " Starts a request for what the document lacks: any method, and any path below the base address, a template"]
            #[doc = " such as `/v2/things/{id}`. It has the credentials, retries, limits and errors of this client."]
            pub fn raw_request(&self, method: moored_runtime::Method, path: &'static str) -> moored_runtime::RawRequest {
                self.core.raw_request(method, path)
            }

            #groups
        }

        impl moored_runtime::Client for Client {
            type Credential = #credential;
            #schemes

            fn from_core(core: Core) -> Self {
                Self { core }
            }
        }

        #has_servers
    }
}

/// The name of a scheme, and the location of its secret in a request.
fn location(scheme: &Scheme) -> TokenStream {
    let name = &scheme.name;
    let location = match &scheme.kind {
        SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => quote!(Header("authorization")),
        SchemeKind::Header(header) => quote!(Header(#header)),
        SchemeKind::Query(query) => quote!(Query(#query)),
        SchemeKind::Cookie(cookie) => quote!(Cookie(#cookie)),
    };
    quote!((#name, moored_runtime::SchemeLocation::#location))
}

/// The docs of `builder()`: the default base address, or the setting that is required.
fn builder_docs_text(default_server: &DefaultServer) -> String {
    let choose = "[`server`](moored_runtime::ClientBuilder::server)";
    match default_server {
        DefaultServer::Unknown => {
            "Returns a builder. A base address is required, because the document has no servers.".to_owned()
        }
        DefaultServer::Path(path) => format!(
            "Returns a builder. A base address is required, because the document's server is only the path `{path}`:\nset \
             the whole address, such as `https://example.com{path}`."
        ),
        DefaultServer::Address(address) => {
            format!("Returns a builder. The default base address is `{address}`.")
        }
        DefaultServer::Choice { default: Some(address), .. } => {
            format!(
                "Returns a builder. The default base address is `{address}`.\n\nSee {choose} for the other servers."
            )
        }
        DefaultServer::Choice { path: Some(path), .. } => format!(
            "Returns a builder. A base address or a server is required, because the document's first server is only the \
             path `{}`.\n\nSee {choose} for the other servers.",
            if path.is_empty() { "/" } else { path }
        ),
        DefaultServer::Choice { default: None, path: None } => {
            format!(
                "Returns a builder. A server is required, because its address has a variable without a default value.\n\n\
                 See {choose}."
            )
        }
    }
}
