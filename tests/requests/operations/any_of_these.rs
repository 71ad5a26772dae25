// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "any_of_these",
    method: "POST",
    path: "/any",
    accept: None,
    security: &[],
};

/// A call of [`Client::any_of_these`](crate::Client::any_of_these).
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct AnyOfThese<'a> {
    client: &'a Client,
    body: Option<AnyOfTheseBody>,
}

impl Client {
    /// `POST /any`
    pub fn any_of_these(&self) -> AnyOfThese<'_> {
        AnyOfThese {
            client: self,
            body: None,
        }
    }
}

impl AnyOfThese<'_> {
    /// Sends this request body.
    pub fn body(mut self, body: impl Into<AnyOfTheseBody>) -> Self {
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
        let Self { client, body } = self;
        let request = client
            .core
            .request(&OPERATION)
            .optional(body, |request, body| body.add_to(request));
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}

/// The parts of `multipart/form-data` for [`Client::any_of_these`](crate::Client::any_of_these).
#[derive(Debug)]
pub struct AnyOfTheseForm {
    /// `name`
    pub name: String,
    /// `tags`
    pub tags: Option<Vec<String>>,
    /// `owner`
    pub owner: Option<types::Owner>,
}

impl AnyOfTheseForm {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            tags: Default::default(),
            owner: Default::default(),
        }
    }

    fn into_parts(self) -> moored_runtime::Multipart {
        moored_runtime::Multipart::form_data()
            .field("name", &self.name)
            .field("tags", &self.tags)
            .field("owner", &self.owner)
    }
}

/// What [`Client::any_of_these`](crate::Client::any_of_these) sends, by its media type.
#[derive(Debug)]
pub enum AnyOfTheseBody {
    /// `application/json`.
    Json(types::Pet),
    /// `application/x-www-form-urlencoded`.
    Form(types::Pet),
    /// `multipart/form-data`.
    Multipart(AnyOfTheseForm),
    /// `application/xml`.
    Xml(moored_runtime::Body),
}

impl AnyOfTheseBody {
    fn add_to(
        self,
        request: moored_runtime::RequestBuilder<'_>,
    ) -> moored_runtime::RequestBuilder<'_> {
        match self {
            Self::Json(body) => request.json(&body),
            Self::Form(body) => request.form(&body),
            Self::Multipart(body) => request.multipart(body.into_parts()),
            Self::Xml(body) => request.body("application/xml", body),
        }
    }
}

impl From<types::Pet> for AnyOfTheseBody {
    fn from(body: types::Pet) -> Self {
        Self::Json(body)
    }
}

impl From<AnyOfTheseForm> for AnyOfTheseBody {
    fn from(body: AnyOfTheseForm) -> Self {
        Self::Multipart(body)
    }
}

impl From<moored_runtime::Body> for AnyOfTheseBody {
    fn from(body: moored_runtime::Body) -> Self {
        Self::Xml(body)
    }
}
