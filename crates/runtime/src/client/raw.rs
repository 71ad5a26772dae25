//! Requests that the document does not describe.

mod operations;

use std::fmt;

use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{ByteStream, Core};
use crate::options::Additions;
use crate::{
    Body, CallOptions, Error, Expected, HttpRequest, InvalidRequest, Multipart, Operation, RawResponse, RequestBuilder,
    Response, Secret, Style,
};

/// A request that the document does not describe: any method, and any path below the base address of the client, with
/// its credentials, retries, limits and errors.
///
/// ```no_run
/// # use moored_runtime::{Core, Error, JsonValue, Method};
/// # async fn example(client: Core, id: u64) -> Result<(), Error> {
/// let copy = client
///     .raw_request(Method::POST, "/v2/things/{id}/copies")
///     .path("id", &id)
///     .json(&serde_json::json!({ "name": "b" }))
///     .send_as::<JsonValue>()
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// The path is a template, as in the document: `{id}` is one segment, and `{+rest}` any number of them. Errors, hooks
/// and traces have the template, so that they show no value; the `id` of the operation is `raw`. What they borrow is
/// kept for the whole program, and is the same for all requests of the template.
#[must_use = "nothing is sent before `send`, `send_as` or `stream`"]
pub struct RawRequest {
    core: Core,
    method: Method,
    path: &'static str,
    schemes: Schemes,
    headers: Additions,
    options: CallOptions,
    request: RequestBuilder<'static>,
    /// The first error.
    invalid: Option<InvalidRequest>,
}

/// The security schemes whose credentials are sent.
enum Schemes {
    /// All for which the client, or the options, have a credential.
    Configured,
    These(Vec<&'static str>),
}

/// The operation of a request that is not sent yet. What it accepts, and its schemes, are not known before.
static UNSENT: Operation = Operation::new("raw", "GET", "/");

/// Any success.
static SUCCESS: [Expected; 1] = [Expected::any(200, 299)];

impl Core {
    /// Starts a request for what the document lacks: `method` and `path`, a template below the base address such as
    /// `/v2/things/{id}`.
    pub fn raw_request(&self, method: Method, path: &'static str) -> RawRequest {
        let address = self.target().map(|address| address.as_str().to_owned());
        let invalid =
            (!path.starts_with('/')).then(|| InvalidRequest::raw("the path does not begin with `/`".to_owned()));
        RawRequest {
            core: self.clone(),
            method,
            path,
            schemes: Schemes::Configured,
            headers: Additions::default(),
            options: CallOptions::new(),
            request: RequestBuilder::new(address, &UNSENT),
            invalid,
        }
    }
}

impl RawRequest {
    /// Sets the parameter `{name}` or `{+name}` of the path. Its value is percent-encoded; that of `{+name}` may have
    /// slashes. A value that is empty, or a segment `.` or `..`, is an error.
    pub fn path<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let style = if self.path.contains(&format!("{{+{name}}}")) { Style::SIMPLE.reserved() } else { Style::SIMPLE };
        if style == Style::SIMPLE && !self.path.contains(&format!("{{{name}}}")) {
            self.invalid.get_or_insert(InvalidRequest::raw(format!("the path has no parameter `{{{name}}}`")));
        }
        self.request = self.request.path_as(name, style, value);
        self
    }

    /// Adds a query parameter; for an array, one for each element. `null` is left out.
    pub fn query<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        self.request = self.request.query(name, value);
        self
    }

    /// Adds a header, by the rules of [`CallOptions::header`].
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.headers.add_header(name.into(), value.into());
        self
    }

    /// Sets a JSON body.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.request = self.request.json(body);
        self
    }

    /// Sets a body of `application/x-www-form-urlencoded`, with a pair for each member of `body`.
    pub fn form<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.request = self.request.form(body);
        self
    }

    /// Sets a multipart body.
    pub fn multipart(mut self, parts: Multipart) -> Self {
        self.request = self.request.multipart(parts);
        self
    }

    /// Sets a body of `media_type`: bytes, text or a stream.
    pub fn body(mut self, media_type: &str, body: impl Into<Body>) -> Self {
        self.request = self.request.body(media_type, body);
        self
    }

    /// Sends the credentials of these security schemes together, instead of all that the client has; none if there are
    /// no schemes. It is an error if the client does not have one of them.
    ///
    /// Without this, it is an error if the client has two credentials for the same header.
    pub fn schemes(mut self, schemes: impl IntoIterator<Item = &'static str>) -> Self {
        self.schemes = Schemes::These(schemes.into_iter().collect());
        self
    }

    /// Sends the request with `options` instead of the client's settings.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Sends the request and returns the response if its status is a success.
    ///
    /// # Errors
    /// [`Error::UndocumentedStatus`], which has the response, for any other status, and those of
    /// [`Core::execute`](Core::execute).
    pub async fn send(self) -> Result<RawResponse, Error> {
        let Ready { core, operation, request, options } = self.ready(None);
        success(core.execute(operation, request, &options).await?)
    }

    /// Sends the request with `Accept: application/json`, and decodes the JSON body of a success.
    ///
    /// # Errors
    /// Those of [`send`](Self::send), and [`Error::Undecodable`] or [`Error::EmptyBody`] if the body is not a `T`.
    pub async fn send_as<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        let Ready { core, operation, request, options } = self.ready(Some("application/json"));
        success(core.execute(operation, request, &options).await?)?.json()
    }

    /// Sends the request and returns the body of a success as a stream. Neither its size nor its duration is limited.
    ///
    /// # Errors
    /// Those of [`send`](Self::send). If the body cannot be read to its end, the stream yields an error.
    pub async fn stream(self) -> Result<Response<ByteStream>, Error> {
        let Ready { core, operation, request, options } = self.ready(None);
        core.stream(operation, request, &options, &SUCCESS, |response| success(response)?.empty()).await
    }

    fn ready(self, accept: Option<&'static str>) -> Ready {
        let Self { core, method, path, schemes, headers, options, request, invalid } = self;
        let build = |schemes| {
            let operation = operations::intern(&method, path, accept, schemes);
            let request = match invalid {
                Some(invalid) => Err(invalid),
                None => request
                    .for_operation(operation)
                    .build()
                    .and_then(|mut request| headers.apply(&mut request).map(|()| request)),
            };
            (operation, request)
        };
        let (operation, request) = match schemes {
            Schemes::These(schemes) => build(schemes),
            Schemes::Configured => match core.inner.configured_schemes(&options) {
                Ok(schemes) => build(schemes),
                Err(invalid) => (operations::intern(&method, path, accept, Vec::new()), Err(invalid)),
            },
        };
        Ready { core, operation, request, options }
    }
}

/// What is passed to the core.
struct Ready {
    core: Core,
    operation: &'static Operation,
    request: Result<HttpRequest, InvalidRequest>,
    options: CallOptions,
}

fn success(response: RawResponse) -> Result<RawResponse, Error> {
    match response.status().is_success() {
        true => Ok(response),
        false => Err(response.undocumented_status()),
    }
}

impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRequest").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}
