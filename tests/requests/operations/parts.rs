// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use moored_runtime::{CallOptions, Error, NoErrorBody, Operation, Response};
use crate::{Client, types};

static OPERATION: Operation = Operation {
    id: "parts",
    method: "POST",
    path: "/parts",
    accept: None,
    security: &[],
};

/// A call of [`Client::parts`](crate::Client::parts).
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Parts<'a> {
    client: &'a Client,
    body: PartsForm,
}

impl Client {
    /// `POST /parts`
    pub fn parts(&self, body: PartsForm) -> Parts<'_> {
        Parts { client: self, body }
    }
}

impl Parts<'_> {
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
        let request = client.core.request(&OPERATION).multipart(body.into_parts());
        let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
        match answer.status().as_u16() {
            204 => answer.empty(),
            _ => Err(answer.unexpected()),
        }
    }
}

/// The parts of `multipart/form-data` for [`Client::parts`](crate::Client::parts).
#[derive(Debug)]
pub struct PartsForm {
    /// What it is called
    pub name: String,
    /// `photo`
    pub photo: moored_runtime::FilePart,
    /// `papers`
    pub papers: Vec<moored_runtime::FilePart>,
    /// `tags`
    pub tags: Option<Vec<String>>,
    /// `owner`
    pub owner: Option<types::PartsRequestOwner>,
    /// `colours`
    pub colours: Option<Vec<String>>,
    /// `home`
    pub home: Option<types::PartsRequestHome>,
}

impl PartsForm {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        photo: impl Into<moored_runtime::FilePart>,
    ) -> Self {
        Self {
            name: name.into(),
            photo: photo.into(),
            papers: Default::default(),
            tags: Default::default(),
            owner: Default::default(),
            colours: Default::default(),
            home: Default::default(),
        }
    }

    fn into_parts(self) -> moored_runtime::Multipart {
        moored_runtime::Multipart::form_data()
            .field("name", &self.name)
            .file("photo", self.photo)
            .files_as("papers", "application/pdf", self.papers)
            .field("tags", &self.tags)
            .field("owner", &self.owner)
            .field_in_style(
                "colours",
                moored_runtime::Style::PIPE_DELIMITED,
                &self.colours,
            )
            .field_in_style("home", moored_runtime::Style::DEEP_OBJECT, &self.home)
    }
}
