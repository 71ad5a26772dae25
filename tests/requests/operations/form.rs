// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "form",
    method: "POST",
    path: "/form",
    accept: None,
    security: &[],
};

/// A call of [`Client::form`](crate::Client::form).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Form<'a> {
    client: &'a Client,
    body: types::Pet,
}

impl Client {
    /// `POST /form`
    pub fn form(&self, body: types::Pet) -> Form<'_> {
        Form { client: self, body }
    }
}

impl Form<'_> {
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
            .form_as(
                &[
                    ("tags", moored_runtime::Style::FORM),
                    ("owner", moored_runtime::Style::DEEP_OBJECT),
                ],
                &body,
            );
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
