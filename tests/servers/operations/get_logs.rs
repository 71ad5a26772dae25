// Written by `cargo xtask codegen` from tests/servers/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::Client;

static OPERATION: Operation = Operation {
    id: "getLogs",
    method: "GET",
    path: "/logs",
    accept: Some("text/plain"),
    security: &[&["key"]],
};

/// A call of [`Client::get_logs`](crate::Client::get_logs).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct GetLogs<'a> {
    client: &'a Client,
    server: Option<crate::server::GetLogsServer>,
}

impl Client {
    /// `GET /logs`, sent to `https://logs.pets.example` unless the client was given a base address
    pub fn get_logs(&self) -> GetLogs<'_> {
        GetLogs {
            client: self,
            server: None,
        }
    }
}

impl GetLogs<'_> {
    /// Sends this call to one of its own servers. A base address that the client was given takes precedence.
    pub fn server(mut self, server: impl Into<crate::server::GetLogsServer>) -> Self {
        self.server = Some(server.into());
        self
    }

    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded.
    pub async fn send(self) -> Result<Response<String>, Error<NoErrorBody>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(
        self,
        options: CallOptions,
    ) -> Result<Response<String>, Error<NoErrorBody>> {
        let (core, request) = self.begin();
        read(core.execute(&OPERATION, request, &options).await?)
    }

    /// Sends the request and gives the body of a success as it comes, without a limit of size or time.
    ///
    /// # Errors
    /// Those of [`send`](Self::send); where the body breaks off, the stream says so.
    pub async fn stream(
        self,
    ) -> Result<Response<moored_runtime::ByteStream>, Error<NoErrorBody>> {
        self.stream_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and gives the body of a success as it comes.
    ///
    /// # Errors
    /// Those of [`send`](Self::send); where the body breaks off, the stream says so.
    pub async fn stream_with(
        self,
        options: CallOptions,
    ) -> Result<Response<moored_runtime::ByteStream>, Error<NoErrorBody>> {
        let (core, request) = self.begin();
        core.stream(&OPERATION, request, &options, read).await
    }

    fn begin(
        self,
    ) -> (
        moored_runtime::Core,
        Result<moored_runtime::reqwest::Request, moored_runtime::InvalidRequest>,
    ) {
        let Self { client, server } = self;
        let core = client
            .core
            .at(
                server
                    .map_or_else(
                        || moored_runtime::Server::new("https://logs.pets.example"),
                        Into::into,
                    ),
            );
        let request = core.request(&OPERATION);
        let request = request.build();
        (core, request)
    }
}

fn read(answer: moored_runtime::Answer) -> Result<Response<String>, Error<NoErrorBody>> {
    match answer.status().as_u16() {
        200 => answer.text(),
        _ => Err(answer.unexpected()),
    }
}
