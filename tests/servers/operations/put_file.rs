// Written by `cargo xtask codegen` from tests/servers/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::Client;

static OPERATION: Operation = Operation {
    id: "putFile",
    method: "PUT",
    path: "/pets/{server}",
    accept: None,
    security: &[&["key"]],
};

/// A call of [`Client::put_file`](crate::Client::put_file).
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct PutFile<'a> {
    client: &'a Client,
    server: String,
    body: moored_runtime::Body,
    at_server: Option<crate::server::FilesServer>,
}

impl Client {
    /// `PUT /pets/{server}`, sent to `http://{host}:{port}/{shard}/files` unless the client was given a base address
    pub fn put_file(
        &self,
        server: impl Into<String>,
        body: impl Into<moored_runtime::Body>,
    ) -> PutFile<'_> {
        PutFile {
            client: self,
            server: server.into(),
            body: body.into(),
            at_server: None,
        }
    }
}

impl PutFile<'_> {
    /// Sends this call to one of its own servers. A base address that the client was given takes precedence.
    pub fn at_server(
        mut self,
        at_server: impl Into<crate::server::FilesServer>,
    ) -> Self {
        self.at_server = Some(at_server.into());
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
        let Self { client, server, body, at_server } = self;
        let core = client
            .core
            .at(
                at_server
                    .map_or_else(
                        || {
                            moored_runtime::Server::new(
                                    "http://{host}:{port}/{shard}/files",
                                )
                                .with_default("host", "files.pets.example")
                                .with_default("port", "80")
                                .with_default("shard", "one")
                        },
                        Into::into,
                    ),
            );
        let request = core
            .request(&OPERATION)
            .path("server", &server)
            .body("text/plain", body);
        let answer = core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
