// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "get-me",
    method: "GET",
    path: "/api/admin/user",
    accept: Some("application/json"),
    security: &[&["apiKey"]],
};

/// A call of [`Client::get_me`](crate::Client::get_me).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct GetMe<'a> {
    client: &'a Client,
}

impl Client {
    /// Get your own user details
    ///
    /// Detailed information about the current user, user permissions and user feedback
    ///
    /// `GET /api/admin/user`
    pub fn get_me(&self) -> GetMe<'_> {
        GetMe { client: self }
    }
}

impl GetMe<'_> {
    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded.
    pub async fn send(self) -> Result<Response<types::MeSchema>, Error<GetMeError>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(
        self,
        options: CallOptions,
    ) -> Result<Response<types::MeSchema>, Error<GetMeError>> {
        let Self { client } = self;
        let request = client.core.request(&OPERATION);
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            200 => answer.json(),
            401 => Err(answer.refused(GetMeError::Unauthorized)),
            403 => Err(answer.refused(GetMeError::Forbidden)),
            _ => Err(answer.unexpected()),
        }
    }
}

/// The failures that the document names for [`Client::get_me`](crate::Client::get_me).
#[derive(Clone, Debug, PartialEq)]
pub enum GetMeError {
    /// `401`: Authorization information is missing or invalid. Provide a valid API token as the `authorization` header, e.g. `authorization:*.*.my-admin-token`.
    Unauthorized(types::AuthenticationError),
    /// `403`: The token is valid, but of a kind that this operation does not take
    Forbidden(types::PermissionError),
}
