//! A response whose body has not been read yet.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;

use super::{HttpError, upload};
use crate::HttpResponse;
use crate::transport::HandedOver;

/// A response and the limit for the time without a byte of it.
pub(crate) struct Incoming {
    response: HttpResponse,
    read_timeout: Option<Duration>,
    /// The rest of the request body, if the response began before it was sent.
    upload: Option<HandedOver>,
}

impl Incoming {
    pub(super) fn new(response: HttpResponse, read_timeout: Option<Duration>, upload: Option<HandedOver>) -> Self {
        Self { response, read_timeout, upload }
    }

    pub(crate) fn response(&self) -> &HttpResponse {
        &self.response
    }

    pub(crate) fn response_mut(&mut self) -> &mut HttpResponse {
        &mut self.response
    }

    /// The next bytes of the body as they arrive; `None` at its end. The time between two calls does not count.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, HttpError> {
        let mut chunk = pin!(self.response.body_mut().chunk());
        let chunk = match self.read_timeout {
            None => chunk.await,
            Some(limit) => match upload::after_upload(chunk.as_mut(), &mut self.upload, limit).await {
                Some(chunk) => chunk,
                None => return Err(HttpError::ReadTimeout(limit)),
            },
        };
        chunk.map_err(HttpError::Body)
    }
}
