//! What is on the other side of a client, in a test of the user.

use std::time::Duration;

/// The network of a client.
#[derive(Clone, Debug, Default)]
pub enum Network {
    #[default]
    Real,
    /// A fake provider, which responds to `getUser` in this order and expects nothing else.
    Fake(Vec<FakeReply>),
    /// A fake provider that responds to each operation as the document describes it, and to `getUser` with these.
    Stubs(Vec<FakeReply>),
    /// The real one, and what is exchanged is recorded.
    Recorded,
    /// The recording with this text.
    Replayed(String),
}

/// What a fake provider responds.
#[derive(Clone, Debug)]
pub enum FakeReply {
    /// The documented success, with this name of the user.
    User(&'static str),
    /// The same after a while.
    SlowUser(&'static str, Duration),
    /// The documented 404, with this message.
    NotFound(&'static str),
    /// A status without a body, so many times.
    Status { status: u16, times: usize },
    /// No connection.
    Unreachable,
}
