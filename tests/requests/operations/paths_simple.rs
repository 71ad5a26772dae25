// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "paths_simple",
    method: "GET",
    path: "/simple/{one}/{list}/{list_exploded}/{object}/{object_exploded}",
    accept: None,
    security: &[],
};

/// A call of [`Client::paths_simple`](crate::Client::paths_simple).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct PathsSimple<'a> {
    client: &'a Client,
    one: String,
    list: Vec<String>,
    list_exploded: Vec<String>,
    object: types::Range,
    object_exploded: types::Range,
}

impl Client {
    /// `GET /simple/{one}/{list}/{list_exploded}/{object}/{object_exploded}`
    pub fn paths_simple(
        &self,
        one: impl Into<String>,
        list: Vec<String>,
        list_exploded: Vec<String>,
        object: types::Range,
        object_exploded: types::Range,
    ) -> PathsSimple<'_> {
        PathsSimple {
            client: self,
            one: one.into(),
            list,
            list_exploded,
            object,
            object_exploded,
        }
    }
}

impl PathsSimple<'_> {
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
        let Self { client, one, list, list_exploded, object, object_exploded } = self;
        let request = client
            .core
            .request(&OPERATION)
            .path("one", &one)
            .path("list", &list)
            .path_as(
                "list_exploded",
                moored_runtime::Style::SIMPLE.exploded(),
                &list_exploded,
            )
            .path("object", &object)
            .path_as(
                "object_exploded",
                moored_runtime::Style::SIMPLE.exploded(),
                &object_exploded,
            );
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
