//! Errors of an item.

use std::fmt;

use bytes::Bytes;

use crate::{DecodeError, Operation, TransportError};

/// Why there is no item. `Display` and `Debug` show no content of the response.
#[non_exhaustive]
pub enum ItemError {
    /// The connection failed, or no bytes were received within the client's read timeout. The stream ends.
    Transport(TransportError),
    /// The item does not match its documented type. The stream continues with the next item.
    Undecodable {
        /// The operation that was called.
        operation: &'static Operation,
        /// The field `id` of an event.
        id: Option<String>,
        /// The field `event` of an event: its type, such as `error` or `ping`.
        event: Option<String>,
        /// The item as received; the data in case of an event.
        item: Bytes,
        /// What is wrong with it.
        source: DecodeError,
    },
    /// The item is larger than the limit. The stream ends.
    Oversized {
        /// The operation that was called.
        operation: &'static Operation,
        /// The limit in bytes.
        limit: usize,
    },
}

impl ItemError {
    /// The item that could not be decoded, as received.
    #[must_use]
    pub fn item(&self) -> Option<&[u8]> {
        match self {
            Self::Undecodable { item, .. } => Some(item),
            Self::Transport(_) | Self::Oversized { .. } => None,
        }
    }

    /// The type of the event that could not be decoded, such as `error` or `ping`.
    #[must_use]
    pub fn event(&self) -> Option<&str> {
        match self {
            Self::Undecodable { event, .. } => event.as_deref(),
            Self::Transport(_) | Self::Oversized { .. } => None,
        }
    }

    /// The id of the event that could not be decoded.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Undecodable { id, .. } => id.as_deref(),
            Self::Transport(_) | Self::Oversized { .. } => None,
        }
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Undecodable { operation, .. } => {
                write!(f, "{operation}: an item of the response could not be decoded")
            }
            Self::Oversized { operation, limit } => {
                write!(f, "{operation}: an item of the response has more than {limit} bytes")
            }
        }
    }
}

impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Undecodable { operation, item, source, .. } => f
                .debug_struct("Undecodable")
                .field("operation", &operation.id)
                .field("size", &item.len())
                .field("source", source)
                .finish(),
            Self::Oversized { operation, limit } => {
                f.debug_struct("Oversized").field("operation", &operation.id).field("limit", limit).finish()
            }
        }
    }
}

impl std::error::Error for ItemError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Undecodable { source, .. } => Some(source),
            Self::Oversized { .. } => None,
        }
    }
}
