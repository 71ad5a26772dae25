//! The runtime of the clients that moored generates: everything that does not depend on the provider.
//!
//! A generated client contains a [`Core`]: base address, credentials and HTTP client. Each of its methods builds a
//! request, passes it to [`Core::execute`] together with the [`Operation`] that the provider's document describes, and
//! decodes the [`RawResponse`] by its status into a typed [`Response`] or a typed [`Error`].
//!
//! The value types ([`Field`], [`DateTime`], [`Date`], [`Uuid`], [`Decimal`], [`Base64`], [`Secret`]) keep the text
//! that was received. A response with an unexpected format in one field still decodes, and encodes back to the same
//! JSON.
//!
//! Invariants, most of them about what is absent:
//!
//! - No error, no source of an error and no `Debug` output contains a credential, a query, a header value or the
//!   content of a body. The exceptions are a [`Response`], whose `Debug` shows the body, with every [`Secret`]
//!   redacted, the identifier of a request, and the provider's message where the caller asks for it.
//! - A request, and with it the credentials, goes only to an address below the client's base address, below that of the
//!   operation's own server, or below that of the call.
//!   What follows a download or a page to another host has none of them, unless the caller asks for it (pages).
//! - A request contains only what the document or the caller asks for, and what HTTP needs (see [`Core::execute`]).
//! - No two modules import each other, not even through those below them.

mod base_address;
pub mod bounds;
mod byte_stream;
mod call;
mod client;
mod credential;
mod decode;
mod decode_error;
mod decode_response;
#[cfg(feature = "drift")]
mod drift;
mod error;
mod expected;
mod fit;
mod http;
mod integers;
mod items;
mod json;
mod lock;
mod media_type;
mod messages;
mod missing_member;
mod numbers;
mod oauth2;
mod observe;
mod operation;
mod options;
mod other_members;
mod pages;
#[cfg(feature = "testing")]
mod path_parameters;
mod raw_response;
mod raw_value;
#[cfg(feature = "testing")]
mod recording;
mod request;
mod response;
mod retry;
#[cfg(feature = "testing")]
mod secret_names;
mod server;
mod setters;
#[cfg(feature = "source")]
pub mod source;
pub mod strings;
#[cfg(feature = "testing")]
mod stubs;
#[cfg(feature = "testing")]
pub mod testing;
mod timestamp;
mod transport;
mod typed_call;
pub mod union;
mod value;
#[cfg(feature = "webhooks")]
mod webhook;
mod webhook_event;

pub use byte_stream::ByteStream;
#[cfg(feature = "drift")]
pub use client::HasDocument;
pub use client::{
    BuildError, CallFuture, Client, ClientBuilder, Core, HasServers, NoCredential, RawRequest, RepresentationCall,
    StartedCall,
};
pub use credential::{Credential, SchemeLocation};
pub use decode::{decode, decode_reporting, decode_within};
pub use decode_error::DecodeError;
#[cfg(feature = "drift")]
pub use drift::{Deviation, DeviationKind, Drift, DriftBuilder, DriftCounts, DriftReport};
pub use error::{Error, InvalidRequest, MissingCredential, NoErrorBody, PageError, PageErrorKind, TransportError};
pub use expected::{Expected, ExpectedContent};
#[cfg(feature = "events")]
pub use items::Event;
pub use items::{ItemError, Items};
pub use missing_member::MissingMember;
pub use oauth2::{AccessToken, TokenError, TokenFuture, TokenSource};
#[cfg(feature = "oauth2")]
pub use oauth2::{ClientAuthentication, Flow, OAuth2};
pub use observe::{Attempt, Hook, Outcome};
pub use operation::Operation;
pub use options::CallOptions;
pub use other_members::{ExtraFields, OtherMembers, Split, UnknownFields, decode_apart};
pub use pages::{Incomplete, InvalidPagePosition, PageItems, PagePosition, PageSource, PageTarget, Pages, Pagination};
pub use raw_response::RawResponse;
pub use request::{Body, FilePart, Multipart, RequestBuilder, Style};
pub use response::Response;
pub use retry::Retries;
pub use server::Server;
pub use transport::{BodyError, HttpBody, HttpRequest, HttpResponse, SendError, SendErrorKind, SendFuture, Transport};
pub use typed_call::Call;
pub use value::{
    Base64, Base64Url, Date, DateTime, Decimal, Field, InvalidBase64, InvalidBase64Url, InvalidDate, InvalidDateTime,
    InvalidDecimal, InvalidNumber, InvalidUuid, InvalidValue, JsonObject, JsonValue, Number, Secret, Uuid,
};

#[cfg(feature = "axum")]
pub use webhook::Webhook;
#[cfg(feature = "webhooks")]
pub use webhook::{
    SignatureEncoding, SignatureScheme, WebhookError, WebhookReceiver, WebhookRejection, WebhookVerifier,
};
pub use webhook_event::{EventDecoder, EventError, EventName, FormValue, RawEvent, WebhookEvent, decode_form};

pub use ::http::{HeaderMap, Method, StatusCode};
pub use bytes::Bytes;
#[cfg(feature = "chrono")]
pub use chrono;
pub use futures_util::Stream;
#[cfg(feature = "jiff")]
pub use jiff;
#[cfg(feature = "reqwest")]
pub use reqwest;
#[doc(hidden)]
pub use serde_with::skip_serializing_none;
#[cfg(feature = "time")]
pub use time;
