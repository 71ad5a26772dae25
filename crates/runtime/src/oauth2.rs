//! Access tokens: requesting, caching and renewing them.
//!
//! A credential that consists of access tokens is either an OAuth 2.0 grant ([`OAuth2`], RFC 6749, with the feature
//! `oauth2`) or a [`TokenSource`] of the user. Both fill the same [`TokenCache`], which the clones of a client share:
//! one token, and at most one request for the next, however many calls wait for it.
//!
//! ```text
//! OAuth2 -> Grant -> Endpoint -+
//!                              +-> AccessToken -> TokenCache -> BearerToken -> the header of a request
//! TokenSource -----------------+
//! ```
//!
//! Deliberately absent: the authorization code grant, which needs a browser (pass its refresh token to
//! [`OAuth2::refresh_token`]); renewal in the background, so that an idle client sends nothing; and storing tokens on
//! disk.

mod access_token;
mod bearer_token;
mod error;
mod source;
mod token_cache;

// These modules need the crate `oauth2`.
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
