// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::Client;

static OPERATION: Operation = Operation {
    id: "raw",
    method: "PUT",
    path: "/raw",
    accept: None,
    security: &[],
};

/// A call of [`Client::raw`](crate::Client::raw).
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Raw<'a> {
    client: &'a Client,
    body: moored_runtime::Body,
}

impl Client {
    /// `PUT /raw`
    pub fn raw(&self, body: impl Into<moored_runtime::Body>) -> Raw<'_> {
        Raw {
            client: self,
            body: body.into(),
        }
    }
}

impl Raw<'_> {
    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded.
    pub async fn send(self) -> Result<Response<()>, Error<NoErrorBody>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(
        self,
        options: CallOptions,
    ) -> Result<Response<()>, Error<NoErrorBody>> {
        let Self { client, body } = self;
        let request = client
            .core
            .request(&OPERATION)
            .body("application/octet-stream", body);
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
