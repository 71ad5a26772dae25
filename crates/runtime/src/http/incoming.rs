//! A response whose body has not been read yet.

use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;

use super::HttpError;

/// A response and the limit for the time without a byte of it.
pub(crate) struct Incoming {
    response: Response,
    read_timeout: Option<Duration>,
}

impl Incoming {
    pub(super) fn new(response: Response, read_timeout: Option<Duration>) -> Self {
        Self { response, read_timeout }
    }

    pub(crate) fn response(&self) -> &Response {
        &self.response
    }

    pub(crate) fn response_mut(&mut self) -> &mut Response {
        &mut self.response
    }

    /// The next bytes of the body as they arrive; `None` at its end. The time between two calls does not count.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, HttpError> {
        let chunk = match self.read_timeout {
            None => self.response.chunk().await,
            Some(limit) => match tokio::time::timeout(limit, self.response.chunk()).await {
                Ok(chunk) => chunk,
                Err(_) => return Err(HttpError::ReadTimeout(limit)),
            },
        };
        chunk.map_err(HttpError::of_body)
    }
}
