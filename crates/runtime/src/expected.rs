//! The responses that a method of a call can return.

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap};

use crate::media_type::{essence, fits};

/// Documented successes of one status or one range, and how a method that streams returns them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The first status.
    pub first: u16,
    /// The last status.
    pub last: u16,
    /// The bodies that the method returns.
    pub content: ExpectedContent,
}

/// The bodies that a method returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedContent {
    /// Any body: the document leaves it open.
    Any,
    /// A body of one of these media types and ranges, or one without a `Content-Type`.
    MediaTypes(&'static [&'static str]),
    /// None: the document describes another body.
    Other,
}

impl Expected {
    /// Bodies of `content` for the statuses from `first` to `last`.
    #[must_use]
    pub const fn new(first: u16, last: u16, content: ExpectedContent) -> Self {
        Self { first, last, content }
    }

    /// Any body, for the statuses from `first` to `last`.
    #[must_use]
    pub const fn any(first: u16, last: u16) -> Self {
        Self::new(first, last, ExpectedContent::Any)
    }

    /// A body of one of `media_types`, for the statuses from `first` to `last`.
    #[must_use]
    pub const fn media_types(first: u16, last: u16, media_types: &'static [&'static str]) -> Self {
        Self::new(first, last, ExpectedContent::MediaTypes(media_types))
    }

    /// Other bodies than the method returns, for the statuses from `first` to `last`.
    #[must_use]
    pub const fn other(first: u16, last: u16) -> Self {
        Self::new(first, last, ExpectedContent::Other)
    }

    /// The one of `all` that describes `status`: the first one, because exact statuses come first.
    pub(crate) fn find(all: &'static [Self], status: StatusCode) -> Option<&'static Self> {
        let status = status.as_u16();
        all.iter().find(|one| (one.first..=one.last).contains(&status))
    }

    /// Whether a response is one of `all`.
    pub(crate) fn includes(all: &'static [Self], status: StatusCode, headers: &HeaderMap) -> bool {
        match Self::find(all, status).map(|found| found.content) {
            Some(ExpectedContent::Any) => true,
            Some(ExpectedContent::MediaTypes(media_types)) => match headers.get(CONTENT_TYPE) {
                None => true,
                Some(received) => {
                    let received = essence(&String::from_utf8_lossy(received.as_bytes()));
                    media_types.iter().any(|documented| fits(&received, documented))
                }
            },
            Some(ExpectedContent::Other) | None => false,
        }
    }

    /// Whether the method returns bodies of responses with `status`, whatever their media type.
    pub(crate) fn describes(all: &'static [Self], status: StatusCode) -> bool {
        Self::find(all, status).is_some_and(|found| found.content != ExpectedContent::Other)
    }

    /// The media types that `all` returns.
    pub(crate) fn all_media_types(all: &'static [Self]) -> &'static [&'static str] {
        let of = |one: &Self| match one.content {
            ExpectedContent::MediaTypes(media_types) => Some(media_types),
            ExpectedContent::Any | ExpectedContent::Other => None,
        };
        all.iter().find_map(of).unwrap_or_default()
    }
}
