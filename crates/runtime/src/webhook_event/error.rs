//! Why an event could not be decoded.

use std::fmt;

use crate::DecodeError;

use super::RawEvent;

/// In characters. Names of events are short.
const LONGEST_NAME: usize = 100;

/// The body of an event does not match the type that the document gives it. The event is kept, so that nothing is lost.
#[derive(Debug)]
pub struct EventError(
    /// In a box, because an error is part of many results.
    Box<(RawEvent, DecodeError)>,
);

impl EventError {
    pub(super) fn new(event: RawEvent, error: DecodeError) -> Self {
        Self(Box::new((event, error)))
    }

    /// The event as it was received.
    #[must_use]
    pub fn event(&self) -> &RawEvent {
        &self.0.0
    }

    /// The event as it was received.
    #[must_use]
    pub fn into_event(self) -> RawEvent {
        self.0.0
    }

    /// Why it does not match, and where.
    #[must_use]
    pub fn decode_error(&self) -> &DecodeError {
        &self.0.1
    }
}

/// It shows no value of the request.
impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (event, error) = &*self.0;
        let plausible = |name: &&str| {
            name.chars().count() <= LONGEST_NAME
                && name.chars().all(|one| one.is_alphanumeric() || "._-/:".contains(one))
        };
        match event.name() {
            Some(name) => {
                let name = Some(name).filter(plausible).unwrap_or("…");
                write!(f, "the event `{name}` does not match its documented type: at {}: {error}", error.path())
            }
            None => write!(f, "the event could not be decoded: at {}: {error}", error.path()),
        }
    }
}

impl std::error::Error for EventError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0.1)
    }
}
