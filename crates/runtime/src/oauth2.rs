//! Access tokens: where they come from, how long they are used, and when they are renewed.
//!
//! A credential of tokens is either a grant of OAuth 2 ([`OAuth2`], RFC 6749, with the feature `oauth2`) or a
//! [`TokenSource`] of the user's own. Both end in the same cache, [`TokenCache`], which the clones of a client share: one
//! token, and at most one request for the next, however many calls wait for it.
//!
//! ```text
//! OAuth2 -> Grant -> Endpoint -+
//!                              +-> AccessToken -> TokenCache -> BearerToken -> the header of a request
//! TokenSource -----------------+
//! ```
//!
//! Deliberately absent: the authorisation code grant, which needs a browser (its refresh token is what
//! [`OAuth2::refresh_token`] takes); renewal in the background, so a client that is not used sends nothing; and a place
//! on disk.

mod access_token;
mod bearer_token;
mod error;
mod lock;
mod source;
mod token_cache;

// What needs the crate `oauth2`.
#[cfg(feature = "oauth2")]
mod config;
#[cfg(feature = "oauth2")]
mod endpoint;
#[cfg(feature = "oauth2")]
mod grant;
#[cfg(feature = "oauth2")]
mod response;

pub use access_token::AccessToken;
pub(crate) use bearer_token::BearerToken;
#[cfg(feature = "oauth2")]
pub use config::{ClientAuthentication, Flow, OAuth2};
pub use error::TokenError;
pub use source::{TokenFuture, TokenSource};
pub(crate) use token_cache::TokenCache;
