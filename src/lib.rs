//! Typed clients for the APIs of several providers, generated from the providers' OpenAPI documents.
//!
//! Each [provider](#reexports) is a module and a feature of the same name. A module is the client crate of its
//! provider; its page starts with a first call. All features are on by default.
//!
//! # Whose credential is it?
//!
//! [`whoami`](whoami()) sends the request that identifies the owner of a credential. Its errors distinguish a rejected
//! credential from a provider that could not be reached:
//!
//! ```no_run
//! # async fn example() -> Result<(), moored::WhoamiError> {
//! use moored::{Account, Credential};
//!
//! let account = Account::new()
//!     .base_address("https://petstore.example.com")
//!     .credential(Credential::api_key("*:*.token"));
//! match moored::whoami("petstore", account).await {
//!     Ok(identity) => println!("{} of {}", identity.name.as_deref().unwrap_or("somebody"), identity.provider),
//!     Err(error) if error.is_rejected() => println!("this key is not valid"),
//!     Err(error) if error.is_timeout() => println!("the provider took too long, try again"),
//!     Err(error) => return Err(error),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The binary `moored` does the same on the command line. It requires the feature `cli`, which is off by default, so
//! that the library has only the dependencies of the clients: `cargo run --features cli -- whoami --help`.

mod lookup;
// Formatted by the generator.
#[rustfmt::skip]
mod providers;
mod whoami;

pub use lookup::whoami;
pub use moored_runtime as runtime;
pub use moored_runtime::{CallOptions, Retries, Secret, StatusCode};
pub use providers::*;
pub use whoami::{
    Account, Credential, DEFAULT_TIMEOUT, Identity, Provider, Scheme, Variables, Verifying, Whoami, WhoamiError,
};
