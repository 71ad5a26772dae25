// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "create_user",
    method: "POST",
    path: "/api/users",
    accept: Some("application/json"),
    security: &[&["oauth"]],
};

/// A call of [`Client::create_user`](crate::Client::create_user).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct CreateUser<'a> {
    client: &'a Client,
    body: types::CreateUserRequest,
}

impl Client {
    /// Create New User
    ///
    /// This is a special endpoint for use in conjunction with our embeddable interface.
    /// Users are not expected to be able to login directly after signup.
    ///
    /// * Only available using the `register` scope.
    /// * This will automatically generate api credentials
    /// * This will not send an email confirmation
    /// * If no email is provided, or if the email is already in use, this will generate a unique email address
    ///
    /// `POST /api/users`
    pub fn create_user(&self, body: types::CreateUserRequest) -> CreateUser<'_> {
        CreateUser { client: self, body }
    }
}

impl CreateUser<'_> {
    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded.
    pub async fn send(
        self,
    ) -> Result<Response<types::CreateUserResponse>, Error<NoErrorBody>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(
        self,
        options: CallOptions,
    ) -> Result<Response<types::CreateUserResponse>, Error<NoErrorBody>> {
        let Self { client, body } = self;
        let request = client.core.request(&OPERATION).json(&body);
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            200..=299 => answer.json(),
            _ => Err(answer.unexpected()),
        }
    }
}
