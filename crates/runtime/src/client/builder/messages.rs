//! The messages of a provider.

use super::{Client, ClientBuilder};
use crate::messages::Shown;

impl<C: Client> ClientBuilder<C> {
    /// Looks for the provider's message at these JSON pointers (RFC 6901) of an error response first, such as
    /// `/fault/faultstring`. [`Error::message`](crate::Error::message) knows the usual members without it.
    pub fn error_message_at(mut self, pointers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.messages.pointers = pointers.into_iter().map(Into::into).collect();
        self
    }

    /// Shows the provider's message in `Display` of errors, and so in logs. The credentials of the client are removed
    /// from it, but not what else the provider repeats from the request, such as an e-mail address. Off by default.
    pub fn log_provider_messages(mut self) -> Self {
        self.messages.shown = Shown::Yes;
        self
    }
}
