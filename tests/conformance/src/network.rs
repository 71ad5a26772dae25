//! What is on the other side of a client, in a test of the user.

use std::time::Duration;

/// The network of a client.
#[derive(Clone, Debug, Default)]
pub enum Network {
    #[default]
    Real,
    /// A fake provider, which answers `getUser` in this order and expects nothing else.
    Fake(Vec<Answer>),
    /// A fake provider that answers each operation as the document describes it, but for these answers to `getUser`.
    Stubs(Vec<Answer>),
    /// The real one, and what is exchanged is recorded.
    Recorded,
    /// The recording with this text.
    Replayed(String),
}

/// What a fake provider answers.
#[derive(Clone, Debug)]
pub enum Answer {
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
