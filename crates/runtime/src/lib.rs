//! What every client that moored generates shares, so that it is written once instead of generated N times.
//!
//! A generated client holds a [`Core`]: base address, credentials and HTTP client. Each of its methods builds a request,
//! hands it to [`Core::execute`] with the [`Operation`] that the provider's document describes, and reads the [`Answer`]
//! by its status into a typed [`Response`] or a typed [`Error`].
//!
//! The value types ([`Field`], [`DateTime`], [`Date`], [`Uuid`], [`Decimal`], [`Secret`]) keep what arrived as it arrived:
//! a response is not refused for a detail, and encodes back to the JSON that it was decoded from.
//!
//! Invariants, most of them absences:
//!
//! - No error, no source of an error and no `Debug` output shows a credential, a query, a header value or the content of a
//!   body; only a [`Response`] shows itself in `Debug`, its [`Secret`]s redacted.
//! - A request goes only to an address below the client's base address, or below that of the operation's own server, and so do its credentials.
//! - Nothing is sent that neither the document nor the caller asked for, but for what HTTP needs (see [`Core::execute`]).

mod base_address;
mod byte_stream;
mod client;
mod credential;
mod decode;
mod decode_error;
mod error;
mod items;
mod oauth2;
mod observe;
mod operation;
mod options;
mod raw_response;
mod raw_value;
mod request;
mod response;
mod retry;
mod server;
pub mod strings;
mod structs_as_maps;
pub mod union;
mod value;

pub use byte_stream::ByteStream;
pub use client::{BuildError, Client, ClientBuilder, Core, NoCredential, Representation, Served};
pub use credential::Credential;
pub use decode::decode;
pub use decode_error::DecodeError;
pub use error::{Error, InvalidRequest, NoErrorBody, TransportError};
#[cfg(feature = "events")]
pub use items::Event;
pub use items::{ItemError, Items};
pub use oauth2::{AccessToken, TokenError, TokenFuture, TokenSource};
#[cfg(feature = "oauth2")]
pub use oauth2::{ClientAuthentication, Flow, OAuth2};
pub use observe::{Attempt, Hook, Outcome};
pub use operation::Operation;
pub use options::CallOptions;
pub use raw_response::Answer;
pub use request::{Body, FilePart, Multipart, RequestBuilder, Style};
pub use response::Response;
pub use retry::Retries;
pub use server::Server;
pub use value::{
    Date, DateTime, Decimal, Field, InvalidDate, InvalidDateTime, InvalidDecimal, InvalidUuid, InvalidValue, Secret,
    UnknownFields, Uuid,
};

pub use bytes::Bytes;
pub use futures_util::Stream;
pub use reqwest;
pub use reqwest::header::HeaderMap;
pub use reqwest::{Method, StatusCode};
