//! The values from which schemas are reached.

use moored_document::finding::Location;
use moored_model::{api::TypeRef, bounds::Bounds};

use crate::Direction;

/// The value from which schemas are reached: a parameter, a body, a header, a webhook.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    /// The operation, as `names.lock` writes it; `None` for a webhook.
    pub(crate) operation: Option<String>,
    /// See [`Change::element`](crate::Change::element).
    pub(crate) element: String,
    /// See [`Change::items`](crate::Change::items).
    pub(crate) items: Vec<String>,
    pub(crate) old: Option<Location>,
    pub(crate) new: Option<Location>,
}

/// A value with its types in both documents.
pub(super) struct Rooted {
    pub(super) root: Root,
    pub(super) old: TypeRef,
    pub(super) new: TypeRef,
    pub(super) direction: Direction,
    /// Those of the old and the new document, of a value that is sent.
    pub(super) bounds: Option<(Bounds, Bounds)>,
}
