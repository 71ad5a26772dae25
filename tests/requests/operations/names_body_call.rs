// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::Client;

static OPERATION: Operation = Operation {
    id: "names_body",
    method: "POST",
    path: "/names/body",
    accept: None,
    security: &[],
};

/// A call of [`Client::names_body_call`](crate::Client::names_body_call).
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct NamesBodyCall<'a> {
    client: &'a Client,
    body: Option<moored_runtime::Multipart>,
}

impl Client {
    /// `POST /names/body`
    pub fn names_body_call(&self) -> NamesBodyCall<'_> {
        NamesBodyCall {
            client: self,
            body: None,
        }
    }
}

impl NamesBodyCall<'_> {
    /// Sends this request body.
    pub fn body(mut self, body: moored_runtime::Multipart) -> Self {
        self.body = Some(body);
        self
    }

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
            .optional(body, |request, body| request.multipart(body));
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
