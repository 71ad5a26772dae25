// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "update_user",
    method: "PATCH",
    path: "/user",
    accept: Some("application/json"),
    security: &[&["bearer"]],
};

/// A call of [`Client::update_user`](crate::Client::update_user).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct UpdateUser<'a> {
    client: &'a Client,
    body: types::UpdateUser,
}

impl Client {
    /// Update your user
    ///
    /// You need to verify the email address again after updating it.
    ///
    /// `PATCH /user`
    pub fn update_user(&self, body: types::UpdateUser) -> UpdateUser<'_> {
        UpdateUser { client: self, body }
    }
}

impl UpdateUser<'_> {
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
        let request = client.core.request(&OPERATION).json(&body);
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            200..=299 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
