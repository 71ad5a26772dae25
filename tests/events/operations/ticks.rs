// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "ticks",
    method: "GET",
    path: "/ticks",
    accept: Some("text/event-stream, application/json"),
    security: &[],
};

/// A call of [`Client::ticks`](crate::Client::ticks).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Ticks<'a> {
    client: &'a Client,
}

impl Client {
    /// `GET /ticks`
    pub fn ticks(&self) -> Ticks<'_> {
        Ticks { client: self }
    }
}

impl<'a> Ticks<'a> {
    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded.
    pub async fn send(self) -> Result<Response<String>, Error<TicksError>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(
        self,
        options: CallOptions,
    ) -> Result<Response<String>, Error<TicksError>> {
        let (client, request) = self.begin();
        read(client.core.execute(&OPERATION, request.build(), &options).await?)
    }

    /// Sends the request and gives the body of a success as it comes, without a limit of size or time.
    ///
    /// # Errors
    /// Those of [`send`](Self::send); where the body breaks off, the stream says so.
    pub async fn stream(
        self,
    ) -> Result<Response<moored_runtime::ByteStream>, Error<TicksError>> {
        self.stream_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and gives the body of a success as it comes.
    ///
    /// # Errors
    /// Those of [`send`](Self::send); where the body breaks off, the stream says so.
    pub async fn stream_with(
        self,
        options: CallOptions,
    ) -> Result<Response<moored_runtime::ByteStream>, Error<TicksError>> {
        let (client, request) = self.begin();
        client.core.stream(&OPERATION, request.build(), &options, read).await
    }

    /// Sends the request and gives the items of a success as they come, each of them decoded, without a limit of size or time for all.
    ///
    /// # Errors
    /// Those of [`send`](Self::send); where the body breaks off, or an item cannot be decoded, the stream says so.
    pub async fn items(
        self,
    ) -> Result<
        Response<moored_runtime::Items<moored_runtime::Event<types::Tick>>>,
        Error<TicksError>,
    > {
        self.items_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and gives the items of a success as they come.
    ///
    /// # Errors
    /// Those of [`send`](Self::send); where the body breaks off, or an item cannot be decoded, the stream says so.
    pub async fn items_with(
        self,
        options: CallOptions,
    ) -> Result<
        Response<moored_runtime::Items<moored_runtime::Event<types::Tick>>>,
        Error<TicksError>,
    > {
        let (client, request) = self.begin();
        Ok(
            client
                .core
                .stream(&OPERATION, request.build(), &options, read)
                .await?
                .map(moored_runtime::Items::events),
        )
    }

    fn begin(self) -> (&'a Client, moored_runtime::RequestBuilder<'a>) {
        let Self { client } = self;
        let request = client.core.request(&OPERATION);
        (client, request)
    }
}

fn read(answer: moored_runtime::Answer) -> Result<Response<String>, Error<TicksError>> {
    match answer.status().as_u16() {
        200 => answer.text(),
        _ => refuse(answer),
    }
}

fn refuse<T>(answer: moored_runtime::Answer) -> Result<Response<T>, Error<TicksError>> {
    match answer.status().as_u16() {
        403 => Err(answer.refused(TicksError::Forbidden)),
        _ => Err(answer.unexpected()),
    }
}

/// The failures that the document names for [`Client::ticks`](crate::Client::ticks).
#[derive(Clone, Debug, PartialEq)]
pub enum TicksError {
    /// `403`: Not for you
    Forbidden(types::Problem),
}
