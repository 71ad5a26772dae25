//! The core that sends a call: the client's, or one for the operation's own server.
//!
//! ```text
//! let core = client.core.with_server(moored_runtime::Server::new("https://files.example.com"));
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::Call;
use crate::emit::servers;

/// The code that differs between calls with and without their own server.
pub(super) struct SendParts {
    /// The expression for the core.
    pub(super) core: TokenStream,
    /// The pattern that moves the chosen server out of the call.
    pub(super) take_server: TokenStream,
    /// The statement that creates the core.
    pub(super) bind_core: TokenStream,
    /// The function that starts the call.
    pub(super) begin: Begin,
    /// The built request of a started call.
    pub(super) request: TokenStream,
    /// The core as an argument that outlives the method body.
    pub(super) core_argument: TokenStream,
}

/// The result of the function that starts a call.
pub(super) struct Begin {
    pub(super) ty: TokenStream,
    pub(super) value: TokenStream,
    /// The pattern that destructures it.
    pub(super) pattern: TokenStream,
}

impl Call<'_> {
    pub(super) fn send_parts(&self) -> SendParts {
        let Some(own) = &self.operation.server else {
            return SendParts {
                core: quote!(client.core),
                take_server: TokenStream::new(),
                bind_core: TokenStream::new(),
                begin: Begin {
                    ty: quote!((&'a Client, moored_runtime::RequestBuilder<'a>)),
                    value: quote!((client, request)),
                    pattern: quote!((client, request)),
                },
                request: quote!(request.build()),
                core_argument: quote!(&client.core),
            };
        };
        let default = servers::default_of(own);
        let core = &self.core;
        let (take_server, server) = match &own.choice {
            None => (TokenStream::new(), default),
            Some(_) => {
                let name = &self.server;
                (quote!(#name,), quote!(#name.map_or_else(|| #default, Into::into)))
            }
        };
        SendParts {
            core: quote!(#core),
            take_server,
            bind_core: quote!(let #core = client.core.with_server(#server);),
            begin: Begin {
                ty: quote!((
                    moored_runtime::Core,
                    Result<moored_runtime::reqwest::Request, moored_runtime::InvalidRequest>
                )),
                value: quote! {
                    let request = request.build();
                    (#core, request)
                },
                pattern: quote!((#core, request)),
            },
            request: quote!(request),
            core_argument: quote!(#core),
        }
    }
}
