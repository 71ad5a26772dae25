// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

#![doc = include_str!("../README.md")]

#[rustfmt::skip]
mod client;

#[rustfmt::skip]
mod credential;

#[rustfmt::skip]
pub mod operations;

#[rustfmt::skip]
pub mod types;

pub use client::{Client, ClientBuilder};
pub use credential::Credential;
pub use moored_runtime as runtime;
#[rustfmt::skip]
pub use moored_runtime::{
    AccessToken, BuildError, CallOptions, ClientAuthentication, Error, Field, OAuth2,
    Response, Retries, Secret, StatusCode, TokenSource,
};
