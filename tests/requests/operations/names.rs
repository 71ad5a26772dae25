// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "names",
    method: "POST",
    path: "/names",
    accept: None,
    security: &[],
};

/// A call of [`Client::names`](crate::Client::names).
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Names<'a> {
    client: &'a Client,
    a_b: Option<String>,
    a_b_query: Option<String>,
    self_: Option<String>,
    request_: Option<String>,
    body: Option<NamesBody>,
}

impl Client {
    /// Names that would collide, or are no names.
    ///
    /// `POST /names`
    pub fn names(&self) -> Names<'_> {
        Names {
            client: self,
            a_b: None,
            a_b_query: None,
            self_: None,
            request_: None,
            body: None,
        }
    }
}

impl Names<'_> {
    /// Sends the query parameter `a[b]`.
    pub fn a_b(mut self, a_b: impl Into<String>) -> Self {
        self.a_b = Some(a_b.into());
        self
    }

    /// Sends the query parameter `a_b`.
    pub fn a_b_query(mut self, a_b_query: impl Into<String>) -> Self {
        self.a_b_query = Some(a_b_query.into());
        self
    }

    /// Sends the query parameter `self`.
    pub fn self_(mut self, self_: impl Into<String>) -> Self {
        self.self_ = Some(self_.into());
        self
    }

    /// Sends the header parameter `request`.
    pub fn request_(mut self, request_: impl Into<String>) -> Self {
        self.request_ = Some(request_.into());
        self
    }

    /// What is sent
    pub fn body(mut self, body: impl Into<NamesBody>) -> Self {
        self.body = Some(body.into());
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
        let Self { client, a_b, a_b_query, self_, request_, body } = self;
        let request = client
            .core
            .request(&OPERATION)
            .query("a[b]", &a_b)
            .query("a_b", &a_b_query)
            .query("self", &self_)
            .header("request", &request_)
            .optional(body, |request, body| body.add_to(request));
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}

/// The parts of `multipart/form-data` for [`Client::names`](crate::Client::names).
#[derive(Default, Debug)]
pub struct NamesForm {
    /// `self`
    pub self_: Option<String>,
    /// `a-b`
    pub a_b: Option<moored_runtime::FilePart>,
    /// `a_b`
    pub a_b2: Option<Vec<types::NamesRequestAb>>,
    /// `") ]`
    pub empty: Option<i64>,
}

impl NamesForm {
    fn into_parts(self) -> moored_runtime::Multipart {
        moored_runtime::Multipart::form_data()
            .field("self", &self.self_)
            .files("a-b", self.a_b)
            .field("a_b", &self.a_b2)
            .field("\") ]", &self.empty)
    }
}

/// What [`Client::names`](crate::Client::names) sends, by its media type.
#[derive(Debug)]
pub enum NamesBody {
    /// `application/vnd.a+json`.
    VndAJson(types::NamesRequest),
    /// `application/vnd.a+json; v=2`.
    VndAJsonV2(types::NamesRequest2),
    /// `multipart/form-data`.
    Multipart(NamesForm),
    /// `text/csv`.
    Csv(moored_runtime::Body),
    /// `application/octet-stream`.
    Image(moored_runtime::Body),
    /// `") ]`.
    Empty(moored_runtime::Body),
}

impl NamesBody {
    fn add_to(
        self,
        request: moored_runtime::RequestBuilder<'_>,
    ) -> moored_runtime::RequestBuilder<'_> {
        match self {
            Self::VndAJson(body) => request.json_as("application/vnd.a+json", &body),
            Self::VndAJsonV2(body) => {
                request.json_as("application/vnd.a+json; v=2", &body)
            }
            Self::Multipart(body) => request.multipart(body.into_parts()),
            Self::Csv(body) => request.body("text/csv", body),
            Self::Image(body) => request.body("application/octet-stream", body),
            Self::Empty(body) => request.body("\") ]", body),
        }
    }
}

impl From<types::NamesRequest> for NamesBody {
    fn from(body: types::NamesRequest) -> Self {
        Self::VndAJson(body)
    }
}

impl From<types::NamesRequest2> for NamesBody {
    fn from(body: types::NamesRequest2) -> Self {
        Self::VndAJsonV2(body)
    }
}

impl From<NamesForm> for NamesBody {
    fn from(body: NamesForm) -> Self {
        Self::Multipart(body)
    }
}
