//! The behaviour of the runtime as a user of a generated client sees it: JSON, requests and errors.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on should fail where it stands")]

mod additions;
mod base_address;
mod bodies;
mod body_additions;
mod broken_servers;
mod call_credentials;
mod calls;
mod credentials;
mod dates;
mod defaults;
mod digits;
mod downloads;
#[cfg(feature = "drift")]
mod drift;
mod errors;
mod events;
mod excerpts;
mod forms;
mod framing;
mod http_messages;
mod json;
mod limits;
mod messages;
mod missing_credentials;
mod missing_members;
mod numbers;
#[cfg(feature = "oauth2")]
mod oauth2;
mod objects;
mod observing;
mod parameters;
mod plain_http;
mod proxies;
mod raw_requests;
mod redirects;
mod responses;
mod retries;
mod scripted;
mod secrecy;
mod streams;
mod support;
#[cfg(feature = "testing")]
mod testing;
mod time;
#[cfg(feature = "rustls")]
mod tls;
mod transport;
mod transports;
mod unknown_fields;
mod values;
mod waits;
#[cfg(feature = "webhooks")]
mod webhooks;
mod wire;
