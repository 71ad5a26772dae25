//! What can go wrong with an item.

use std::fmt;

use bytes::Bytes;

use crate::{DecodeError, Operation, TransportError};

/// Why there is no item. `Display` and `Debug` show nothing of what came.
#[non_exhaustive]
pub enum ItemError {
    /// The body broke off, or nothing came for the time of the client's time-out for reading. No item comes after it.
    Transport(TransportError),
    /// The item is not what the document says. The next one comes all the same.
    Undecodable {
        /// The operation that was called.
        operation: &'static Operation,
        /// The item as it came; of an event, its data.
        item: Bytes,
        /// What is wrong with it.
        source: DecodeError,
    },
    /// An item is larger than a client takes. No item comes after it.
    Oversized {
        /// The operation that was called.
        operation: &'static Operation,
        /// The most bytes of an item.
        limit: usize,
    },
}

impl ItemError {
    /// The item as it came, where it came and could not be decoded.
    #[must_use]
    pub fn item(&self) -> Option<&[u8]> {
        match self {
            Self::Undecodable { item, .. } => Some(item),
            Self::Transport(_) | Self::Oversized { .. } => None,
        }
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Undecodable { operation, .. } => write!(f, "{operation}: an item of the answer could not be decoded"),
            Self::Oversized { operation, limit } => {
                write!(f, "{operation}: an item of the answer has more than {limit} bytes")
            }
        }
    }
}

impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Undecodable { operation, item, source } => f
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
