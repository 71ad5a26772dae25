//! The errors of the generated client.

use std::fmt::Debug;

use conformance_client::Error;

use crate::subject::{Failure, Kind};

pub(super) fn failure<E: Debug>(error: Error<E>) -> Failure {
    let kind = match &error {
        Error::InvalidRequest(_) | Error::MissingCredential(_) => Kind::NotSent,
        Error::Token { .. } => Kind::Token,
        Error::Page(_) => Kind::Page,
        Error::Oversized { .. } => Kind::TooLarge,
        Error::Transport(_) if error.is_timeout() => Kind::Timeout,
        Error::Transport(_) if error.is_connect() => Kind::Connect,
        Error::Transport(_) => Kind::Connection,
        Error::ErrorResponse { .. } => Kind::ErrorResponse,
        Error::UndocumentedStatus { .. } => Kind::Status,
        Error::UnexpectedMediaType { .. } => Kind::MediaType,
        Error::EmptyBody { .. } => Kind::EmptyBody,
        _ => Kind::Undecodable,
    };
    Failure {
        status: error.status().map(|status| status.as_u16()),
        typed: error.error_body().map(|body| format!("{body:?}")),
        body: error.body_bytes().map(<[u8]>::to_vec),
        message: error.message(),
        request_id: error.request_id().map(str::to_owned),
        retry_after: error.retry_after(),
        ..Failure::new(kind, &error)
    }
}
