// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::Client;

static OPERATION: Operation = Operation {
    id: "names_form",
    method: "POST",
    path: "/names/form",
    accept: None,
    security: &[],
};

/// A call of [`Client::names_form_call`](crate::Client::names_form_call).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct NamesFormCall<'a> {
    client: &'a Client,
}

impl Client {
    /// `POST /names/form`
    pub fn names_form_call(&self) -> NamesFormCall<'_> {
        NamesFormCall { client: self }
    }
}

impl NamesFormCall<'_> {
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
        let Self { client } = self;
        let request = client.core.request(&OPERATION);
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
