//! Typed clients, moored to their providers' documents.
//!
//! Each provider is a module and a feature of the same name, all of them on by default; a module is the provider's client crate.
//! Which ones there are stands in the list of modules below, and nowhere else: it is written with the clients themselves.
//!
//! ```no_run
//! # #[cfg(feature = "unleash")]
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use moored::unleash::{Client, Credential};
//!
//! let client = Client::builder()
//!     .base_address("https://unleash.example.com")
//!     .credential(Credential::api_key("*:*.token"))
//!     .build()?;
//! println!("{:?}", client.get_me().send().await?.body().user.id);
//! # Ok(())
//! # }
//! ```
//!
//! # Whose credential is it?
//!
//! [`whoami`](whoami()) asks any of them with one call, and tells a refusal from a provider that could not be asked:
//!
//! ```no_run
//! # async fn example() -> Result<(), moored::WhoamiError> {
//! use moored::{Account, Credential};
//!
//! let account = Account::new()
//!     .base_address("https://unleash.example.com")
//!     .credential(Credential::api_key("*:*.token"));
//! match moored::whoami("unleash", account).await {
//!     Ok(identity) => println!("{} of {}", identity.name.as_deref().unwrap_or("somebody"), identity.provider),
//!     Err(error) if error.is_refused() => println!("this key is not valid (any more)"),
//!     Err(error) if error.is_timeout() => println!("the provider takes too long, try again"),
//!     Err(error) => return Err(error),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The binary `moored` does the same on a command line. It is behind the feature `cli`, which is off by default, so that this
//! library brings no more than the clients need: `cargo run --features cli -- whoami --help`.

// Formatted by the generator.
#[rustfmt::skip]
mod providers;
mod whoami;

pub use moored_runtime as runtime;
pub use moored_runtime::{CallOptions, Retries, Secret, StatusCode};
pub use providers::*;
pub use whoami::{
    Account, Credential, DEFAULT_TIMEOUT, Identity, Provider, Scheme, Variables, Verifying, Whoami, WhoamiError, whoami,
};
