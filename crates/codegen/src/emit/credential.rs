//! The credential: a constructor for each security scheme, and for each way to an access token.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{docs, ident};
use moored_model::api::{Api, Grant, GrantKind, Scheme, SchemeKind};

/// `None` where the document has no security schemes.
pub(super) fn emit(api: &Api) -> Option<TokenStream> {
    if api.schemes.is_empty() {
        return None;
    }
    let constructors = api.schemes.iter().map(constructors);
    let grants: Vec<&Grant> = api.schemes.iter().flat_map(Scheme::grants).collect();
    let flows = grants.iter().map(|grant| flow(grant));
    let granted = (!grants.is_empty()).then(|| {
        quote! {
            impl From<OAuth2> for Credential {
                fn from(oauth2: OAuth2) -> Self {
                    Self(moored_runtime::Credential::oauth2(oauth2))
                }
            }
        }
    });
    let import = match grants.is_empty() {
        true => quote!(
            use moored_runtime::Secret;
        ),
        false => quote!(
            use moored_runtime::{Flow, OAuth2, Secret};
        ),
    };
    Some(quote! {
        #import

        #(#flows)*

        #[doc = " A secret that the provider knows its caller by. `Debug` does not show it."]
        #[derive(Clone, Debug)]
        pub struct Credential(moored_runtime::Credential);

        impl Credential {
            #(#constructors)*
        }

        impl From<Credential> for moored_runtime::Credential {
            fn from(credential: Credential) -> Self {
                credential.0
            }
        }

        #granted
    })
}

/// All functions that make a credential for `scheme`.
fn constructors(scheme: &Scheme) -> TokenStream {
    let Scheme { name, kind, description, .. } = scheme;
    let constructor = ident(&scheme.constructor);
    let what = match kind {
        SchemeKind::Basic => "HTTP Basic authentication".to_owned(),
        SchemeKind::Bearer => "A bearer token".to_owned(),
        SchemeKind::OAuth2 { .. } => "An access token that was fetched elsewhere, sent as a bearer token".to_owned(),
        SchemeKind::Header(header) => format!("A key in the header `{header}`"),
        SchemeKind::Query(query) => format!("A key in the query parameter `{query}`"),
        SchemeKind::Cookie(cookie) => format!("A key in the cookie `{cookie}`"),
    };
    let docs = docs::attributes(&format!(
        "{what}: the security scheme `{name}`.\n\n{}",
        description.as_deref().unwrap_or_default()
    ));
    let (parameters, value) = match kind {
        SchemeKind::Basic => {
            (quote!(username: impl Into<String>, password: impl Into<Secret>), quote!(basic(#name, username, password)))
        }
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => {
            (quote!(token: impl Into<Secret>), quote!(bearer(#name, token)))
        }
        SchemeKind::Header(key) => (quote!(key: impl Into<Secret>), quote!(header(#name, #key, key))),
        SchemeKind::Query(key) => (quote!(key: impl Into<Secret>), quote!(query(#name, #key, key))),
        SchemeKind::Cookie(key) => (quote!(key: impl Into<Secret>), quote!(cookie(#name, #key, key))),
    };
    let others = match kind {
        SchemeKind::OAuth2 { token_source, grants } => {
            let grants = grants.iter().map(|grant| granted(name, grant));
            let source = source(name, token_source);
            quote!(#source #(#grants)*)
        }
        _ => TokenStream::new(),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #constructor(#parameters) -> Self {
            Self(moored_runtime::Credential::#value)
        }

        #others
    }
}

/// The constructor that takes whatever gives access tokens.
fn source(scheme: &str, constructor: &str) -> TokenStream {
    let constructor = ident(constructor);
    let docs = docs::attributes(&format!(
        "Access tokens that `source` gives, sent as bearer tokens: the security scheme `{scheme}`.\n\n\
         It is asked when there is no token yet, before the last one expires, and when the provider did not take it. A closure \
         will do that gives a future of an [`AccessToken`](crate::AccessToken)."
    ));
    quote! {
        #docs
        #[must_use]
        pub fn #constructor(source: impl moored_runtime::TokenSource) -> Self {
            Self(moored_runtime::Credential::token_source(#scheme, source))
        }
    }
}

/// The constructor for a grant. What it gives has settings, so it becomes a credential in the builder of the client.
fn granted(scheme: &str, grant: &Grant) -> TokenStream {
    let Grant { kind, constructor, token_url, refresh_url, scopes } = grant;
    let (function, of_runtime, flow) = (ident(constructor), ident(kind.name()), flow_name(grant));
    let (what, more_parameters, more) = match kind {
        GrantKind::ClientCredentials => {
            ("Access tokens for the client itself (OAuth 2, client credentials)", quote!(), quote!())
        }
        GrantKind::Password => (
            "Access tokens for a user's name and password (OAuth 2, resource owner password credentials)",
            quote!(, username: impl Into<String>, password: impl Into<Secret>),
            quote!(, username, password),
        ),
        GrantKind::RefreshToken => (
            "Access tokens for a refresh token that was fetched elsewhere (OAuth 2)",
            quote!(, refresh_token: impl Into<Secret>),
            quote!(, refresh_token),
        ),
    };
    let address = match (kind, refresh_url) {
        (GrantKind::RefreshToken, Some(refresh_url)) => refresh_url,
        _ => token_url,
    };
    let relative = if address.contains("://") { "" } else { ", relative to the base address," };
    let asked = match scopes.as_slice() {
        [] => String::new(),
        [scope] => format!(" for the scope `{scope}`"),
        scopes => format!(" for the scopes `{}`", scopes.join("`, `")),
    };
    let docs = docs::attributes(&format!(
        "{what}: the security scheme `{scheme}`.\n\n\
         The client asks `{address}`{relative}{asked} with the first call that wants a token, and again before one expires.\n\n\
         [`OAuth2`] has settings for other scopes and another address; \
         [`ClientBuilder::credential`](crate::ClientBuilder::credential) takes it as it is."
    ));
    quote! {
        #docs
        pub fn #function(client_id: impl Into<String>, client_secret: impl Into<Secret> #more_parameters) -> OAuth2 {
            OAuth2::#of_runtime(#scheme, &#flow, client_id, client_secret #more)
        }
    }
}

/// What the document says of a grant.
fn flow(grant: &Grant) -> TokenStream {
    let Grant { token_url, refresh_url, scopes, .. } = grant;
    let name = flow_name(grant);
    let refresh_url = match refresh_url {
        Some(url) => quote!(Some(#url)),
        None => quote!(None),
    };
    quote! {
        static #name: Flow = Flow { token_url: #token_url, refresh_url: #refresh_url, scopes: &[#(#scopes),*] };
    }
}

/// A static has the name of its constructor, of which there is one.
fn flow_name(grant: &Grant) -> Ident {
    format_ident!("{}", grant.constructor.to_ascii_uppercase())
}
