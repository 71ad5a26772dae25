// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "paths_matrix",
    method: "GET",
    path: "/matrix/{one}/{list}/{list_exploded}/{object}/{object_exploded}",
    accept: None,
    security: &[],
};

/// A call of [`Client::paths_matrix`](crate::Client::paths_matrix).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct PathsMatrix<'a> {
    client: &'a Client,
    one: String,
    list: Vec<String>,
    list_exploded: Vec<String>,
    object: types::Range,
    object_exploded: types::Range,
}

impl Client {
    /// `GET /matrix/{one}/{list}/{list_exploded}/{object}/{object_exploded}`
    pub fn paths_matrix(
        &self,
        one: impl Into<String>,
        list: Vec<String>,
        list_exploded: Vec<String>,
        object: types::Range,
        object_exploded: types::Range,
    ) -> PathsMatrix<'_> {
        PathsMatrix {
            client: self,
            one: one.into(),
            list,
            list_exploded,
            object,
            object_exploded,
        }
    }
}

impl PathsMatrix<'_> {
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
            .path_as("one", moored_runtime::Style::MATRIX, &one)
            .path_as("list", moored_runtime::Style::MATRIX, &list)
            .path_as(
                "list_exploded",
                moored_runtime::Style::MATRIX.exploded(),
                &list_exploded,
            )
            .path_as("object", moored_runtime::Style::MATRIX, &object)
            .path_as(
                "object_exploded",
                moored_runtime::Style::MATRIX.exploded(),
                &object_exploded,
            );
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
