//! Which core a call is sent with: the client's, or one that leads to the operation's own server.
//!
//! ```text
//! let core = client.core.at(moored_runtime::Server::new("https://files.example.com"));
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::Call;
use crate::emit::servers;

/// The parts of a call's methods that differ.
pub(super) struct Sending {
    /// The core.
    pub(super) core: TokenStream,
    /// The field that is taken out of the call for it.
    pub(super) field: TokenStream,
    /// The line that makes it.
    pub(super) line: TokenStream,
    /// What `begin` gives: its type, its value, and the pattern that takes it.
    pub(super) begun: [TokenStream; 3],
    /// The request that was begun, built.
    pub(super) built: TokenStream,
    /// The core, as something that outlives a method's body.
    pub(super) lent: TokenStream,
}

impl Call<'_> {
    pub(super) fn sending(&self) -> Sending {
        let Some(own) = &self.operation.server else {
            return Sending {
                core: quote!(client.core),
                field: TokenStream::new(),
                line: TokenStream::new(),
                begun: [
                    quote!((&'a Client, moored_runtime::RequestBuilder<'a>)),
                    quote!((client, request)),
                    quote!((client, request)),
                ],
                built: quote!(request.build()),
                lent: quote!(&client.core),
            };
        };
        let default = servers::default_of(own);
        let core = &self.core;
        let (field, server) = match &own.choice {
            None => (TokenStream::new(), default),
            Some(_) => {
                let name = &self.server;
                (quote!(#name,), quote!(#name.map_or_else(|| #default, Into::into)))
            }
        };
        Sending {
            core: quote!(#core),
            field,
            line: quote!(let #core = client.core.at(#server);),
            begun: [
                quote!((
                    moored_runtime::Core,
                    Result<moored_runtime::reqwest::Request, moored_runtime::InvalidRequest>
                )),
                quote! {
                    let request = request.build();
                    (#core, request)
                },
                quote!((#core, request)),
            ],
            built: quote!(request),
            lent: quote!(#core),
        }
    }
}
