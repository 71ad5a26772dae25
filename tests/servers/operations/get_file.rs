// Written by `cargo xtask codegen` from tests/servers/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::Client;

static OPERATION: Operation = Operation {
    id: "getFile",
    method: "GET",
    path: "/pets/{server}",
    accept: Some("application/octet-stream, text/csv"),
    security: &[&["key"]],
};

/// A call of [`Client::get_file`](crate::Client::get_file).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct GetFile<'a> {
    client: &'a Client,
    server: String,
    core: Option<String>,
    at_server: Option<crate::server::FilesServer>,
}

impl Client {
    /// `GET /pets/{server}`, sent to `http://{host}:{port}/{shard}/files` unless the client was given a base address
    pub fn get_file(&self, server: impl Into<String>) -> GetFile<'_> {
        GetFile {
            client: self,
            server: server.into(),
            core: None,
            at_server: None,
        }
    }
}

impl<'a> GetFile<'a> {
    /// Sends the query parameter `core`.
    pub fn core(mut self, core: impl Into<String>) -> Self {
        self.core = Some(core.into());
        self
    }

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
    pub async fn send(
        self,
    ) -> Result<Response<moored_runtime::Bytes>, Error<NoErrorBody>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(
        self,
        options: CallOptions,
    ) -> Result<Response<moored_runtime::Bytes>, Error<NoErrorBody>> {
        let (placed_core, request) = self.begin();
        read(placed_core.execute(&OPERATION, request, &options).await?)
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
        let (placed_core, request) = self.begin();
        placed_core.stream(&OPERATION, request, &options, read).await
    }

    /// Asks for `application/octet-stream` instead.
    pub fn as_bytes(
        self,
    ) -> moored_runtime::Representation<'a, moored_runtime::Bytes, NoErrorBody> {
        let (placed_core, request) = self.begin();
        moored_runtime::Representation::new(
            placed_core,
            &OPERATION,
            "application/octet-stream",
            request,
            |answer| {
                match answer.status().as_u16() {
                    200 => answer.bytes(),
                    _ => Err(answer.unexpected()),
                }
            },
        )
    }

    /// Asks for `text/csv` instead.
    pub fn as_csv(self) -> moored_runtime::Representation<'a, String, NoErrorBody> {
        let (placed_core, request) = self.begin();
        moored_runtime::Representation::new(
            placed_core,
            &OPERATION,
            "text/csv",
            request,
            |answer| {
                match answer.status().as_u16() {
                    200 => answer.text(),
                    _ => Err(answer.unexpected()),
                }
            },
        )
    }

    fn begin(
        self,
    ) -> (
        moored_runtime::Core,
        Result<moored_runtime::reqwest::Request, moored_runtime::InvalidRequest>,
    ) {
        let Self { client, server, core, at_server } = self;
        let placed_core = client
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
        let request = placed_core
            .request(&OPERATION)
            .path("server", &server)
            .query("core", &core);
        let request = request.build();
        (placed_core, request)
    }
}

fn read(
    answer: moored_runtime::Answer,
) -> Result<Response<moored_runtime::Bytes>, Error<NoErrorBody>> {
    match answer.status().as_u16() {
        200 => answer.bytes(),
        _ => Err(answer.unexpected()),
    }
}
