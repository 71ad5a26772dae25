//! What a client is asked to do, and how it is set up.

use std::time::Duration;

use serde_json::Value;

use crate::delivery::Delivery;
use crate::network::Network;

/// A call of an operation of `openapi.yaml`.
#[derive(Clone, Debug)]
pub enum Action {
    /// `getUser`
    GetUser(String),
    /// `putUser`, with a name
    PutUser(String),
    /// `patchUser`: a new name, and no nickname (`Some(None)`) or a new one
    PatchUser { name: Option<String>, nickname: Option<Option<String>> },
    /// `deleteUser`
    DeleteUser,
    /// `search`
    Search(Box<Search>),
    /// `getLists`: the same list in three styles
    GetLists(Vec<String>),
    /// `createOrder`
    CreateOrder { article: String, count: Option<i64> },
    /// `confirmOrder`
    ConfirmOrder,
    /// `login`
    Login { user: String, note: Option<String>, password: Option<String> },
    /// `addPhoto`
    AddPhoto { title: String, file_name: String, photo: Vec<u8>, range: Option<(i64, i64)>, tags: Vec<String> },
    /// `getSource`, of which the path may have slashes
    GetSource(String),
    /// `putFile`
    PutFile(Upload),
    /// `getFile`, the whole file in memory
    GetFile,
    /// `getFile`, at most so many pieces as they arrive
    StreamFile(usize),
    /// `headFile`
    HeadFile,
    /// `getReport`
    GetReport,
    /// `getText`
    GetText,
    /// `getTree`
    GetTree,
    /// `getMoved`
    GetMoved,
    /// `watchTicks`, at most so many events
    WatchTicks(usize),
    /// `listLines`
    ListLines,
    /// The items of all pages of a list, of which the caller wants only those of a kind
    Walk(Walk),
    /// One of the operations below `/account`
    Account(Access),
    /// `putWithOauth`
    PutWithOauth(Upload),
    /// What the document lacks: `POST /things/{id}/copies` with a JSON body, or `GET /things/{id}`
    Raw { id: String, body: Option<Value> },
    /// A webhook of the provider, which the client's part for webhooks receives
    Receive(Box<Delivery>),
    /// The end of a test with a fake provider: all that was expected was requested, and nothing else
    Verify,
    /// The `getUser` requests that a fake provider received
    Requests,
    /// The file of a recording
    Recording,
    /// What the user has observed of the requests
    Observed,
    /// The lines of spans that ended, and of events
    Traces,
    /// What was reported about the responses, and how many of them were compared
    Deviations,
}

/// How a list is walked.
#[derive(Clone, Debug)]
pub struct Walk {
    pub style: PageStyle,
    /// At most so many items.
    pub most: usize,
    /// After so many items the position is saved as text, and another client continues there.
    pub resumed_after: Option<usize>,
    /// How often the caller asks again after an error.
    pub again: usize,
    /// At most so many pages.
    pub most_pages: Option<usize>,
    /// A host to which addresses of pages may lead.
    pub allowed_host: Option<String>,
}

impl Walk {
    /// All items.
    pub fn all(style: PageStyle) -> Self {
        Self { style, most: usize::MAX, resumed_after: None, again: 0, most_pages: None, allowed_host: None }
    }
}

/// How a list states its next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageStyle {
    /// `listByLink`: the header `Link`
    Link,
    /// `listByCursor`: a cursor in the body
    Cursor,
    /// `listByAddress`: an address in the body
    Address,
    /// `listByNumber`: pages have numbers, from 1
    Number,
    /// `listByOffset`: the number of items before the page
    Offset,
}

/// The operations below `/account`, which differ in their `security`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Basic,
    Bearer,
    Header,
    Query,
    Cookie,
    /// Key and bearer token, or basic
    Both,
    /// A bearer token, or nothing
    Optional,
    Oauth,
}

/// The parameters of `search`.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub text: Option<String>,
    pub tags: Option<Vec<String>>,
    pub ids: Option<Vec<String>>,
    pub piped: Option<Vec<String>>,
    pub spaced: Option<Vec<String>>,
    pub filter: Option<(i64, i64)>,
    pub range: Option<(i64, i64)>,
    pub reserved: Option<String>,
    pub json: Option<(i64, i64)>,
    pub team: Option<String>,
    pub header_ids: Option<Vec<String>>,
    pub theme: Option<String>,
}

/// A body of bytes.
#[derive(Clone, Debug)]
pub enum Upload {
    Bytes(Vec<u8>),
    /// Pieces with a pause before each, and the length that the caller states.
    Stream {
        pieces: Vec<Vec<u8>>,
        pause: Duration,
        length: Option<u64>,
    },
}

impl Upload {
    /// Pieces without a pause and without a stated length.
    pub fn stream(pieces: &[&str]) -> Self {
        let pieces = pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect();
        Self::Stream { pieces, pause: Duration::ZERO, length: None }
    }

    /// The same with a stated length.
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        match self {
            Self::Stream { pieces, pause, .. } => Self::Stream { pieces, pause, length: Some(bytes) },
            bytes @ Self::Bytes(_) => bytes,
        }
    }
}

/// The settings of a client. What is not set is the client's own default.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    pub logins: Vec<Login>,
    pub timeout: Option<Duration>,
    pub read_timeout: Option<Duration>,
    pub connect_timeout: Option<Duration>,
    pub max_response_size: Option<usize>,
    pub user_agent: Option<&'static str>,
    /// The longest pause before the first retry, where that is a setting.
    pub retry_pause: Option<Duration>,
    pub protocol: Protocol,
    /// A header and a query parameter of all requests.
    pub default_header: Option<(&'static str, &'static str)>,
    pub default_query: Option<(&'static str, &'static str)>,
    /// A parameter of token requests.
    pub token_parameter: Option<(&'static str, &'static str)>,
    pub middleware: Option<Middleware>,
    /// Whether the user observes the requests.
    pub hooked: bool,
    /// Whether spans and events are kept.
    pub traced: bool,
    /// Whether real responses are compared with the document.
    pub compared: bool,
    pub certificates: Certificates,
    /// The address of a proxy.
    pub proxy: Option<String>,
    /// A host to which downloads may be redirected.
    pub download_host: Option<String>,
    /// Instead of the address of the provider.
    pub address: Option<String>,
    pub network: Network,
}

/// The certificates of a client.
#[derive(Clone, Copy, Debug, Default)]
pub struct Certificates {
    /// Whether it trusts the certificate authority of the provider.
    pub authority: bool,
    /// Whether it has one of its own.
    pub identity: bool,
}

/// What the user of a client gives it to authenticate.
#[derive(Clone, Debug)]
pub enum Login {
    Basic(&'static str, &'static str),
    Bearer(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    /// The client credentials grant at `/token` of the provider.
    OAuth {
        id: &'static str,
        secret: &'static str,
    },
    /// Access tokens from elsewhere, one after the other.
    Source(&'static [&'static str]),
    /// The refresh token grant at `/token` of the provider.
    Refresh {
        id: &'static str,
        secret: &'static str,
        token: &'static str,
    },
}

/// What the user puts around the sending of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Middleware {
    /// Signs each request with this key: `X-Signature` is [`signature`](crate::signature) of it. `X-Attempt` counts.
    Signing(&'static str),
    /// Responds to a second GET of the same address with the first response, without a request.
    Cache,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protocol {
    #[default]
    Http1,
    /// Without TLS, by prior knowledge.
    Http2,
}

/// The settings of one call.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub timeout: Option<Duration>,
    pub idempotency_key: Option<&'static str>,
    pub header: Option<(&'static str, &'static str)>,
    pub query: Option<(&'static str, &'static str)>,
    /// A member of the JSON body.
    pub member: Option<(&'static str, &'static str)>,
    /// A field of the form.
    pub field: Option<(&'static str, &'static str)>,
    /// A file as a part of the form.
    pub part: Option<(&'static str, &'static str)>,
    pub login: Option<Login>,
    pub address: Option<String>,
}
