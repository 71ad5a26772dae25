// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "one_name_everywhere",
    method: "DELETE",
    path: "/everywhere/{id}",
    accept: None,
    security: &[],
};

/// A call of [`Client::one_name_everywhere`](crate::Client::one_name_everywhere).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct OneNameEverywhere<'a> {
    client: &'a Client,
    id: i64,
    body_query: Option<bool>,
    id_query: String,
    send_: Option<bool>,
    id_header: Option<Vec<String>>,
    range: Option<types::Range>,
    id_cookie: moored_runtime::Secret,
    tags: Option<Vec<String>>,
    body: Option<types::Range>,
}

impl Client {
    /// `DELETE /everywhere/{id}`
    pub fn one_name_everywhere(
        &self,
        id: i64,
        id_query: impl Into<String>,
        id_cookie: impl Into<moored_runtime::Secret>,
    ) -> OneNameEverywhere<'_> {
        OneNameEverywhere {
            client: self,
            id,
            body_query: None,
            id_query: id_query.into(),
            send_: None,
            id_header: None,
            range: None,
            id_cookie: id_cookie.into(),
            tags: None,
            body: None,
        }
    }
}

impl OneNameEverywhere<'_> {
    /// Sends the query parameter `body`.
    pub fn body_query(mut self, body_query: bool) -> Self {
        self.body_query = Some(body_query);
        self
    }

    /// Sends the query parameter `send`.
    pub fn send_(mut self, send_: bool) -> Self {
        self.send_ = Some(send_);
        self
    }

    /// Sends the header parameter `id`.
    pub fn id_header(mut self, id_header: Vec<String>) -> Self {
        self.id_header = Some(id_header);
        self
    }

    /// Sends the header parameter `range`.
    pub fn range(mut self, range: types::Range) -> Self {
        self.range = Some(range);
        self
    }

    /// Sends the cookie parameter `tags`.
    pub fn tags(mut self, tags: Vec<String>) -> Self {
        self.tags = Some(tags);
        self
    }

    /// Sends this request body.
    pub fn body(mut self, body: types::Range) -> Self {
        self.body = Some(body);
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
        let Self {
            client,
            id,
            body_query,
            id_query,
            send_,
            id_header,
            range,
            id_cookie,
            tags,
            body,
        } = self;
        let request = client
            .core
            .request(&OPERATION)
            .path("id", &id)
            .query("body", &body_query)
            .query("id", &id_query)
            .query("send", &send_)
            .header("id", &id_header)
            .header_as("range", moored_runtime::Style::SIMPLE.exploded(), &range)
            .cookie("id", &id_cookie)
            .cookie_as("tags", moored_runtime::Style::FORM, &tags)
            .optional(body, |request, body| request.json(&body));
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
