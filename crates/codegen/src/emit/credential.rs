//! The credential: a constructor for each security scheme, and for each grant that obtains an access token.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{docs, ident};
use moored_model::api::{Api, Grant, GrantKind, Scheme, SchemeKind};

/// Returns `None` if the document has no security schemes.
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

        #[doc = " A credential that authenticates requests. `Debug` does not show its secret."]
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

/// All functions that create a credential for `scheme`.
fn constructors(scheme: &Scheme) -> TokenStream {
    let Scheme { name, kind, description, .. } = scheme;
    let constructor = ident(&scheme.constructor);
    let what = match kind {
        SchemeKind::Basic => "HTTP Basic authentication".to_owned(),
        SchemeKind::Bearer => "A bearer token".to_owned(),
        SchemeKind::OAuth2 { .. } => {
            "An OAuth 2.0 access token that you have obtained, sent as a bearer token".to_owned()
        }
        SchemeKind::Header(header) => format!("An API key in the header `{header}`"),
        SchemeKind::Query(query) => format!("An API key in the query parameter `{query}`"),
        SchemeKind::Cookie(cookie) => format!("An API key in the cookie `{cookie}`"),
    };
    let docs = docs::attributes(&format!(
        "{what}, for the security scheme `{name}`.\n\n{}",
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

/// The constructor that takes a source of access tokens.
fn source(scheme: &str, constructor: &str) -> TokenStream {
    let constructor = ident(constructor);
    let docs = docs::attributes(&format!(
        "OAuth 2.0 access tokens from `source`, sent as bearer tokens, for the security scheme `{scheme}`.\n\n\
         The client requests a token from `source` if it has none, before its token expires, and after a response\nwith \
         the status 401. A source can be a closure that returns a future of an [`AccessToken`](crate::AccessToken)."
    ));
    quote! {
        #docs
        #[must_use]
        pub fn #constructor(source: impl moored_runtime::TokenSource) -> Self {
            Self(moored_runtime::Credential::token_source(#scheme, source))
        }
    }
}

/// The constructor for a grant. It returns a type with settings, which the builder of the client converts to a
/// credential.
fn granted(scheme: &str, grant: &Grant) -> TokenStream {
    let Grant { kind, constructor, token_url, refresh_url, scopes } = grant;
    let (function, of_runtime, flow) = (ident(constructor), ident(kind.name()), flow_name(grant));
    let (what, more_parameters, more) = match kind {
        GrantKind::ClientCredentials => {
            ("OAuth 2.0 access tokens for the client itself (client credentials grant)", quote!(), quote!())
        }
        GrantKind::Password => (
            "OAuth 2.0 access tokens for a user name and a password (resource owner password credentials grant)",
            quote!(, username: impl Into<String>, password: impl Into<Secret>),
            quote!(, username, password),
        ),
        GrantKind::RefreshToken => (
            "OAuth 2.0 access tokens for a refresh token that you have obtained (refresh token grant)",
            quote!(, refresh_token: impl Into<Secret>),
            quote!(, refresh_token),
        ),
    };
    let address = match (kind, refresh_url) {
        (GrantKind::RefreshToken, Some(refresh_url)) => refresh_url,
        _ => token_url,
    };
    let relative = if address.contains("://") { "" } else { ", relative to the base address," };
    let scopes = match scopes.as_slice() {
        [] => String::new(),
        [scope] => format!(" for the scope `{scope}`"),
        scopes => format!(" for the scopes `{}`", scopes.join("`, `")),
    };
    let docs = docs::attributes(&format!(
        "{what},\nfor the security scheme `{scheme}`.\n\n\
         The client requests a token from `{address}`{relative}{scopes}\nbefore the first call that requires one, and \
         again before the token expires.\n\n\
         [`OAuth2`] has settings for other scopes and addresses. Pass it to\n\
         [`ClientBuilder::credential`](crate::ClientBuilder::credential)."
    ));
    quote! {
        #docs
        pub fn #function(client_id: impl Into<String>, client_secret: impl Into<Secret> #more_parameters) -> OAuth2 {
            OAuth2::#of_runtime(#scheme, &#flow, client_id, client_secret #more)
        }
    }
}

/// The OAuth flow that the document declares.
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

/// The name of the static item. It is derived from the name of the constructor, which is unique.
fn flow_name(grant: &Grant) -> Ident {
    format_ident!("{}", grant.constructor.to_ascii_uppercase())
}
