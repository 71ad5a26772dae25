// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

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
    BuildError, CallOptions, Error, Field, Response, Retries, Secret, StatusCode,
};
