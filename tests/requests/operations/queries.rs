// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "queries",
    method: "GET",
    path: "/queries",
    accept: None,
    security: &[],
};

/// A call of [`Client::queries`](crate::Client::queries).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Queries<'a> {
    client: &'a Client,
    deep: Option<types::Pet>,
    joined: Option<Vec<String>>,
    joined_range: Option<types::Range>,
    json: Option<types::Pet>,
    list: Option<Vec<String>>,
    piped: Option<Vec<String>>,
    range: Option<types::Range>,
    reserved: Option<String>,
    spaced: Option<Vec<String>>,
}

impl Client {
    /// `GET /queries`
    pub fn queries(&self) -> Queries<'_> {
        Queries {
            client: self,
            deep: None,
            joined: None,
            joined_range: None,
            json: None,
            list: None,
            piped: None,
            range: None,
            reserved: None,
            spaced: None,
        }
    }
}

impl Queries<'_> {
    /// Sends the query parameter `deep`.
    pub fn deep(mut self, deep: types::Pet) -> Self {
        self.deep = Some(deep);
        self
    }

    /// Sends the query parameter `joined`.
    pub fn joined(mut self, joined: Vec<String>) -> Self {
        self.joined = Some(joined);
        self
    }

    /// Sends the query parameter `joined-range`.
    pub fn joined_range(mut self, joined_range: types::Range) -> Self {
        self.joined_range = Some(joined_range);
        self
    }

    /// Sends the query parameter `json`.
    pub fn json(mut self, json: types::Pet) -> Self {
        self.json = Some(json);
        self
    }

    /// Sends the query parameter `list`.
    pub fn list(mut self, list: Vec<String>) -> Self {
        self.list = Some(list);
        self
    }

    /// Sends the query parameter `piped`.
    pub fn piped(mut self, piped: Vec<String>) -> Self {
        self.piped = Some(piped);
        self
    }

    /// Sends the query parameter `range`.
    pub fn range(mut self, range: types::Range) -> Self {
        self.range = Some(range);
        self
    }

    /// Sends the query parameter `reserved`.
    pub fn reserved(mut self, reserved: impl Into<String>) -> Self {
        self.reserved = Some(reserved.into());
        self
    }

    /// Sends the query parameter `spaced`.
    pub fn spaced(mut self, spaced: Vec<String>) -> Self {
        self.spaced = Some(spaced);
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
            deep,
            joined,
            joined_range,
            json,
            list,
            piped,
            range,
            reserved,
            spaced,
        } = self;
        let request = client
            .core
            .request(&OPERATION)
            .query_as("deep", moored_runtime::Style::DEEP_OBJECT, &deep)
            .query_as("joined", moored_runtime::Style::FORM, &joined)
            .query_as("joined-range", moored_runtime::Style::FORM, &joined_range)
            .query_as("json", moored_runtime::Style::JSON, &json)
            .query("list", &list)
            .query_as("piped", moored_runtime::Style::PIPE_DELIMITED, &piped)
            .query("range", &range)
            .query_as(
                "reserved",
                moored_runtime::Style::FORM.exploded().reserved(),
                &reserved,
            )
            .query_as("spaced", moored_runtime::Style::SPACE_DELIMITED, &spaced);
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}
