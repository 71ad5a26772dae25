// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "talk",
    method: "POST",
    path: "/talk",
    accept: Some("application/json"),
    security: &[],
};

/// A call of [`Client::talk`](crate::Client::talk).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Talk<'a> {
    client: &'a Client,
}

impl Client {
    /// `POST /talk`
    pub fn talk(&self) -> Talk<'_> {
        Talk { client: self }
    }
}

impl<'a> Talk<'a> {
    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded.
    pub async fn send(
        self,
    ) -> Result<Response<types::TalkResponse>, Error<NoErrorBody>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(
        self,
        options: CallOptions,
    ) -> Result<Response<types::TalkResponse>, Error<NoErrorBody>> {
        let (client, request) = self.begin();
        read(client.core.execute(&OPERATION, request.build(), &options).await?)
    }

    /// Asks for `text/event-stream` instead.
    pub fn as_event_stream(
        self,
    ) -> moored_runtime::Representation<
        'a,
        String,
        NoErrorBody,
        moored_runtime::Items<moored_runtime::Event<types::TalkResponse2>>,
    > {
        let (client, request) = self.begin();
        moored_runtime::Representation::new(
                &client.core,
                &OPERATION,
                "text/event-stream",
                request.build(),
                |answer| {
                    match answer.status().as_u16() {
                        200 => answer.text(),
                        _ => Err(answer.unexpected()),
                    }
                },
            )
            .of(moored_runtime::Items::events)
    }

    fn begin(self) -> (&'a Client, moored_runtime::RequestBuilder<'a>) {
        let Self { client } = self;
        let request = client.core.request(&OPERATION);
        (client, request)
    }
}

fn read(
    answer: moored_runtime::Answer,
) -> Result<Response<types::TalkResponse>, Error<NoErrorBody>> {
    match answer.status().as_u16() {
        200 => answer.json(),
        _ => Err(answer.unexpected()),
    }
}
