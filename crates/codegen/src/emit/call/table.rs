//! The arguments of the macro `moored_runtime::call!`, which declares a call.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::ident;

/// A call, as `moored_runtime::call!` declares it.
pub(crate) struct CallTable {
    /// The documentation and the derived traits of the type.
    pub(crate) attributes: TokenStream,
    pub(crate) name: Ident,
    pub(crate) required: Vec<(Ident, TokenStream)>,
    pub(crate) setters: Vec<Setter>,
    /// The operation, as a constant of the runtime.
    pub(crate) operation: TokenStream,
    /// The server, if it is not that of the client.
    pub(crate) server: Option<TokenStream>,
    /// The closure that adds the arguments to a request.
    pub(crate) request: TokenStream,
    /// The type of a success.
    pub(crate) body: TokenStream,
    /// The type of an error response.
    pub(crate) error: TokenStream,
    /// The arms of the `match` that decodes the raw `response`.
    pub(crate) arms: TokenStream,
    pub(crate) stream: Option<CallStream>,
    pub(crate) items: Option<CallItems>,
    pub(crate) pages: Option<CallPages>,
    pub(crate) others: Vec<OtherRepresentation>,
}

/// An optional argument.
pub(crate) struct Setter {
    pub(crate) attributes: TokenStream,
    pub(crate) name: Ident,
    /// The type that is stored.
    pub(crate) ty: TokenStream,
    /// The type that the setter takes, if it is another one.
    pub(crate) passed: Option<TokenStream>,
}

/// The methods that return the body as a stream.
pub(crate) struct CallStream {
    pub(crate) method: Ident,
    pub(crate) with: Ident,
    pub(crate) expected: TokenStream,
}

/// The methods that return the items of the body.
pub(crate) struct CallItems {
    pub(crate) method: Ident,
    pub(crate) with: Ident,
    pub(crate) item: TokenStream,
    pub(crate) read: TokenStream,
    pub(crate) expected: TokenStream,
}

/// The methods that walk the pages of a list.
#[derive(Clone)]
pub(crate) struct CallPages {
    pub(crate) pages: Ident,
    pub(crate) pages_with: Ident,
    pub(crate) items: Ident,
    pub(crate) items_with: Ident,
    /// The type of an item.
    pub(crate) item: TokenStream,
    /// The items of the page `body`.
    pub(crate) list: TokenStream,
    /// How the next page is found.
    pub(crate) pagination: TokenStream,
}

/// The method that requests another representation.
pub(crate) struct OtherRepresentation {
    pub(crate) attributes: TokenStream,
    pub(crate) method: Ident,
    pub(crate) body: TokenStream,
    /// The type of its items, and the function that decodes them.
    pub(crate) items: Option<(TokenStream, TokenStream)>,
    pub(crate) accept: String,
    pub(crate) expected: TokenStream,
    pub(crate) arms: TokenStream,
}

impl CallTable {
    /// The public methods, each with its signature.
    pub(crate) fn methods(&self) -> Vec<(String, TokenStream)> {
        let Self { body, error, .. } = self;
        let sent = |name: &Ident, with: &Ident, body: TokenStream| {
            let future = quote!(impl Future<Output = Result<Response<#body>, Error<#error>>> + Send);
            [
                (name.to_string(), quote!(pub fn #name(self) -> #future)),
                (with.to_string(), quote!(pub fn #with(self, options: CallOptions) -> #future)),
            ]
        };
        let setters = self.setters.iter().map(|Setter { name, ty, passed, .. }| {
            let passed = passed.as_ref().unwrap_or(ty);
            (name.to_string(), quote!(pub fn #name(mut self, #name: #passed) -> Self))
        });
        let mut methods: Vec<_> = setters.collect();
        methods.extend(sent(&ident("send"), &ident("send_with"), quote!(#body)));
        if let Some(CallStream { method, with, .. }) = &self.stream {
            methods.extend(sent(method, with, quote!(moored_runtime::ByteStream)));
        }
        if let Some(CallItems { method, with, item, .. }) = &self.items {
            methods.extend(sent(method, with, quote!(moored_runtime::Items<#item>)));
        }
        if let Some(CallPages { pages, pages_with, items, items_with, item, .. }) = &self.pages {
            let walks = [
                (pages, pages_with, quote!(moored_runtime::Pages<Self>)),
                (items, items_with, quote!(moored_runtime::PageItems<Self, #item>)),
            ];
            methods.extend(walks.into_iter().flat_map(|(name, with, walk)| {
                [
                    (name.to_string(), quote!(pub fn #name(self) -> #walk)),
                    (with.to_string(), quote!(pub fn #with(self, options: CallOptions) -> #walk)),
                ]
            }));
        }
        methods.extend(self.others.iter().map(|OtherRepresentation { method, body, items, .. }| {
            let items = items.as_ref().map(|(item, _)| quote!(, moored_runtime::Items<#item>));
            let call = quote!(moored_runtime::RepresentationCall<#body, #error #items>);
            (method.to_string(), quote!(pub fn #method(self) -> #call))
        }));
        methods
    }
}
