//! Unleash's client, and `moored whoami`, with a server that `live/run.sh` starts.
//!
//! The script sets its address in `MOORED_LIVE_UNLEASH_*`.

#[path = "live/get_me.rs"]
mod get_me;
#[path = "live/server.rs"]
mod server;
#[cfg(feature = "cli")]
#[path = "live/whoami.rs"]
mod whoami;
