// Written by `cargo xtask codegen` from specs/sendcloud/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "sc-public-v2-scp-get-current_user_data",
    method: "GET",
    path: "/user",
    accept: Some("application/json"),
    security: &[&["HTTPBasicAuth"], &["OAuth2ClientCreds"]],
};

/// A call of [`Client::get_user`](crate::Client::get_user).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct GetUser<'a> {
    client: &'a Client,
}

impl Client {
    /// Retrieve your user data
    ///
    /// Request the data connected with your user account. The response includes your invoice address details, your Sendcloud username, and a list of all your invoices with the associated invoice `id`s.
    ///
    /// `GET /user`
    pub fn get_user(&self) -> GetUser<'_> {
        GetUser { client: self }
    }
}

impl GetUser<'_> {
    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded.
    pub async fn send(
        self,
    ) -> Result<Response<types::GetUserResponse>, Error<NoErrorBody>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(
        self,
        options: CallOptions,
    ) -> Result<Response<types::GetUserResponse>, Error<NoErrorBody>> {
        let Self { client } = self;
        let request = client.core.request(&OPERATION);
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            200 => answer.json(),
            _ => Err(answer.unexpected()),
        }
    }
}
