//! What providers publish: `pull`, `propose`, `add` and `drift` with servers on this machine.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "pull/bad_servers.rs"]
mod bad_servers;
#[path = "pull/commands.rs"]
mod commands;
#[path = "shared/folder.rs"]
mod folder;
#[path = "pull/proposals.rs"]
mod proposals;
#[path = "shared/server.rs"]
mod server;
