// Written by `cargo xtask codegen` from tests/servers/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::Client;

static OPERATION: Operation = Operation {
    id: "getHealth",
    method: "GET",
    path: "/health",
    accept: None,
    security: &[&["key"]],
};

/// A call of [`Client::get_health`](crate::Client::get_health).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct GetHealth<'a> {
    client: &'a Client,
}

impl Client {
    /// `GET /health`, sent to the host of the client's base address, without its path
    pub fn get_health(&self) -> GetHealth<'_> {
        GetHealth { client: self }
    }
}

impl GetHealth<'_> {
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
        let core = client.core.at(moored_runtime::Server::new(""));
        let request = core.request(&OPERATION);
        let answer = core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
