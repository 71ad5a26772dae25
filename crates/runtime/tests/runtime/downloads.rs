//! Downloads that the provider redirects to storage elsewhere.

use std::sync::{Arc, Mutex};

use moored_runtime::{
    BuildError, Bytes, CallOptions, ClientBuilder, Core, Credential, Error, Expected, Hook, HttpRequest, HttpResponse,
    Method, NoErrorBody, Operation, RawResponse, Retries, SendFuture, StatusCode, Transport,
};
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::support::{builder, server};

const SECURITY: &[&[&str]] = &[&["key", "code", "session"]];
static EXPORT: Operation = Operation::new("export", "GET", "/export").accept("application/zip").security(SECURITY);
static DOCUMENTED: Operation = Operation::new("export", "GET", "/export").redirects(&[302]);
static HEAD: Operation = Operation::new("head", "HEAD", "/export").security(SECURITY);
static UPLOAD: Operation = Operation::new("upload", "POST", "/export");

/// A provider that redirects `/export` to `target`, and the storage, which responds to everything.
async fn servers(status: u16, storage: ResponseTemplate) -> (MockServer, MockServer) {
    let storage = server(storage).await;
    let provider = MockServer::start().await;
    let redirect = ResponseTemplate::new(status).insert_header("location", format!("{}/file?sig=1", storage.uri()));
    Mock::given(path("/export")).respond_with(redirect).mount(&provider).await;
    (provider, storage)
}

fn zip() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw("zip", "binary/octet-stream")
}

struct Signing;

impl Hook for Signing {
    fn on_request(&self, _: &moored_runtime::Attempt, headers: &mut moored_runtime::HeaderMap) {
        headers.insert("authorization", "hunter2".parse().unwrap());
    }
}

/// A client with a secret wherever it may have one.
fn secretive(server: &MockServer) -> ClientBuilder {
    builder(server)
        .credential(Credential::header("key", "x-key", "hunter2"))
        .credential(Credential::query("code", "code", "hunter2"))
        .credential(Credential::cookie("session", "session", "hunter2"))
        .default_header("x-default", "hunter2")
        .default_query("default", "hunter2")
        .hook(Signing)
}

async fn call(core: &Core, operation: &'static Operation, options: CallOptions) -> RawResponse {
    let request = core.request(operation).build();
    core.execute::<NoErrorBody>(operation, request, &options).await.unwrap()
}

async fn requests(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

/// The names of the headers, but for that of the features `gzip` and `brotli`.
fn names(request: &Request) -> Vec<&str> {
    let names = request.headers.keys().map(|name| name.as_str());
    let mut names: Vec<_> = names.filter(|name| *name != "accept-encoding").collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn a_download_is_followed_without_anything_of_the_client() {
    for status in [301, 302, 303, 307, 308] {
        let (provider, storage) = servers(status, zip()).await;
        let core = secretive(&provider).follow_downloads_to([storage.address().to_string()]).build().unwrap();
        let options =
            CallOptions::new().header("Range", "bytes=0-2").header("X-Own", "hunter2").query("own", "hunter2");
        let response = call(&core, &EXPORT, options).await;
        assert_eq!((response.status(), response.body()), (StatusCode::OK, &b"zip"[..]));
        let asked = requests(&provider).await;
        assert_eq!(asked.len(), 1);
        assert_eq!(asked.first().unwrap().headers.get("x-key").unwrap(), "hunter2");
        let got = requests(&storage).await;
        let [got] = got.as_slice() else { panic!("{got:?}") };
        assert_eq!((got.method.as_str(), &got.url[url::Position::BeforePath..]), ("GET", "/file?sig=1"));
        assert_eq!(names(got), ["accept", "host", "range"]);
        assert_eq!(got.headers.get("range").unwrap(), "bytes=0-2");
        assert_eq!(got.headers.get("accept").unwrap(), "application/zip");
        assert!(!format!("{got:?}").contains("hunter2"));
    }
}

#[tokio::test]
async fn a_head_stays_a_head_and_an_update_is_not_followed() {
    let (provider, storage) = servers(307, ResponseTemplate::new(200)).await;
    let core = secretive(&provider).follow_downloads_to(["*"]).build().unwrap();
    assert_eq!(call(&core, &HEAD, CallOptions::new()).await.status(), 200);
    assert_eq!(requests(&storage).await.first().unwrap().method, "HEAD");
    assert_eq!(call(&core, &UPLOAD, CallOptions::new()).await.status(), 307);
    // A GET with a body is no download.
    let request = core.request(&EXPORT).json(&1).build();
    let response = core.execute::<NoErrorBody>(&EXPORT, request, &CallOptions::new()).await.unwrap();
    assert_eq!((response.status().as_u16(), requests(&storage).await.len()), (307, 1));
}

#[tokio::test]
async fn only_where_the_user_allows_it() {
    let (provider, storage) = servers(302, zip()).await;
    let own = || [storage.address().to_string()];
    let send = async |builder: ClientBuilder, options| call(&builder.build().unwrap(), &EXPORT, options).await.status();
    let client = || secretive(&provider);
    assert_eq!(send(client(), CallOptions::new()).await, 302);
    assert_eq!(send(client().follow_downloads_to(["storage.example.com"]), CallOptions::new()).await, 302);
    assert_eq!(send(client().follow_downloads_to(["127.0.0.1"]), CallOptions::new()).await, 302);
    assert_eq!(send(client().follow_downloads_to(own()), CallOptions::new().follow_downloads_to([""; 0])).await, 302);
    assert!(requests(&storage).await.is_empty());
    let error = client().build().unwrap().raw_request(Method::GET, "/export").send().await.unwrap_err().to_string();
    let hint = "302 Found, which is not documented; the redirect was not followed, see `follow_downloads_to`";
    assert_eq!(error, format!("GET /export (raw): {hint}"));
    assert_eq!(send(client(), CallOptions::new().follow_downloads_to(own())).await, 200);
    assert_eq!(
        send(client().follow_downloads_to(["other.example"]), CallOptions::new().follow_downloads_to(own())).await,
        200
    );
}

#[tokio::test]
async fn a_documented_redirect_is_followed_by_an_option_of_the_call() {
    let (provider, storage) = servers(302, zip()).await;
    let core = builder(&provider).follow_downloads_to(["*"]).build().unwrap();
    assert_eq!(call(&core, &DOCUMENTED, CallOptions::new()).await.status(), 302);
    assert!(requests(&storage).await.is_empty());
    assert_eq!(call(&core, &DOCUMENTED, CallOptions::new().follow_downloads_to(["*"])).await.status(), 200);
}

#[tokio::test]
async fn a_stream_has_whatever_media_type_the_storage_states() {
    static EXPECTED: [Expected; 1] = [Expected::media_types(200, 200, &["application/zip"])];
    let (provider, _storage) = servers(302, zip()).await;
    let core = builder(&provider).follow_downloads_to(["*"]).without_credential().build().unwrap();
    let stream = async |core: &Core| {
        let read = |response: RawResponse| -> Result<moored_runtime::Response<()>, Error> { response.empty() };
        core.stream(&EXPORT, core.request(&EXPORT).build(), &CallOptions::new(), &EXPECTED, read).await
    };
    let mut body = stream(&core).await.unwrap().into_body();
    assert_eq!(body.chunk().await.unwrap(), Some(Bytes::from("zip")));
    // The provider itself has to respond as documented.
    let direct = server(zip()).await;
    let error = stream(&builder(&direct).without_credential().build().unwrap()).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedMediaType { .. }), "{error}");
}

#[tokio::test]
async fn a_chain_ends_after_ten_redirects_and_has_no_credentials_back_at_the_provider() {
    let storage = MockServer::start().await;
    let (provider, _) = servers(302, zip()).await;
    let again = ResponseTemplate::new(302).insert_header("location", "/again");
    Mock::given(any()).respond_with(again).mount(&storage).await;
    let to_storage = ResponseTemplate::new(302).insert_header("location", storage.uri());
    Mock::given(path("/export")).respond_with(to_storage).with_priority(1).mount(&provider).await;
    let core = secretive(&provider).follow_downloads_to([storage.address().to_string()]).build().unwrap();
    assert_eq!(call(&core, &EXPORT, CallOptions::new()).await.status(), 302);
    assert_eq!((requests(&provider).await.len(), requests(&storage).await.len()), (1, 10));

    // Back to the provider: it has to be listed, and gets nothing that another host could have put there.
    let back = ResponseTemplate::new(302).insert_header("location", format!("{}/file", provider.uri()));
    Mock::given(any()).respond_with(back).with_priority(1).mount(&storage).await;
    Mock::given(path("/file")).respond_with(zip()).mount(&provider).await;
    assert_eq!(call(&core, &EXPORT, CallOptions::new()).await.status(), 302);
    let everywhere = secretive(&provider).follow_downloads_to(["*"]).build().unwrap();
    assert_eq!(call(&everywhere, &EXPORT, CallOptions::new()).await.status(), 200);
    let got = requests(&provider).await.pop().unwrap();
    assert_eq!(got.url.path(), "/file");
    assert!(!format!("{got:?}").contains("hunter2"));
}

#[tokio::test]
async fn a_retry_begins_at_the_provider() {
    let (provider, storage) = servers(302, zip()).await;
    let busy = ResponseTemplate::new(503).insert_header("retry-after", "0");
    Mock::given(any()).respond_with(busy).up_to_n_times(2).with_priority(1).mount(&storage).await;
    let builder = secretive(&provider).retries(Retries::default()).follow_downloads_to(["*"]);
    let response = call(&builder.build().unwrap(), &EXPORT, CallOptions::new()).await;
    assert_eq!((response.status().as_u16(), response.request_count()), (200, 3));
    assert_eq!((requests(&provider).await.len(), requests(&storage).await.len()), (3, 3));
}

#[tokio::test]
async fn a_401_of_the_storage_is_not_one_of_the_provider() {
    static TOKENS: Operation = Operation::new("export", "GET", "/export").security(&[&["token"]]);
    let (provider, _storage) = servers(302, ResponseTemplate::new(401)).await;
    let fetched = Arc::new(Mutex::new(0));
    let count = Arc::clone(&fetched);
    let source = move || {
        *count.lock().unwrap() += 1;
        async { Ok::<_, std::io::Error>(moored_runtime::AccessToken::new("hunter2")) }
    };
    let builder = builder(&provider).credential(Credential::token_source("token", source));
    let core = builder.follow_downloads_to(["*"]).build().unwrap();
    for _ in 0..2 {
        assert_eq!(call(&core, &TOKENS, CallOptions::new()).await.status(), 401);
    }
    let sent = requests(&provider).await.len();
    assert_eq!((*fetched.lock().unwrap(), sent), (1, 2));
}

/// Redirects each address to the next one, and keeps those that are requested.
struct Chain {
    locations: Vec<&'static str>,
    requested: Arc<Mutex<Vec<String>>>,
}

impl Transport for Chain {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        let mut requested = self.requested.lock().unwrap();
        requested.push(request.url().to_string());
        assert_eq!(request.operation().is_some(), requested.len() == 1, "only the provider's has an operation");
        let location = self.locations.get(requested.len() - 1);
        let mut response = HttpResponse::new(if location.is_some() { StatusCode::FOUND } else { StatusCode::OK }, "");
        if let Some(location) = location {
            response.headers_mut().insert("location", location.parse().unwrap());
        }
        Box::pin(async { Ok(response) })
    }
}

/// How many of `locations` are followed from `https://api.example.com`.
async fn followed(locations: &[&'static str], configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> usize {
    let requested = Arc::new(Mutex::new(Vec::new()));
    let chain = Chain { locations: locations.to_vec(), requested: Arc::clone(&requested) };
    let builder = Core::builder(Some("https://api.example.com")).transport(chain).without_credential();
    let core = configure(builder.follow_downloads_to(["*"])).build().unwrap();
    call(&core, &EXPORT, CallOptions::new()).await;
    let count = requested.lock().unwrap().len();
    count - 1
}

#[tokio::test]
async fn encryption_is_kept() {
    let same = |builder| builder;
    assert_eq!(followed(&["https://storage.example.com/a", "https://cdn.example.com:9000/b"], same).await, 2);
    for plain in ["http://storage.example.com/", "http://127.0.0.1/", "http://localhost:9/", "ftp://a.example/"] {
        assert_eq!(followed(&[plain], same).await, 0, "{plain}");
        assert_eq!(followed(&["https://storage.example.com/", plain], ClientBuilder::allow_plain_http).await, 1);
    }
    let plain = |builder: ClientBuilder| builder.base_address("http://localhost:9");
    assert_eq!(followed(&["http://127.0.0.1/", "https://storage.example.com/"], plain).await, 2);
    assert_eq!(followed(&["http://storage.example.com/"], plain).await, 0);
    let allowed = |builder| plain(builder).allow_plain_http();
    assert_eq!(followed(&["http://storage.example.com/"], allowed).await, 1);
    assert_eq!(followed(&["https://user:pass@storage.example.com/"], same).await, 0);
}

#[tokio::test]
async fn what_is_no_host_is_an_error() {
    let message =
        r#""https://a.example" is not a host to follow downloads to; expected `example.com`, `*.example.com` or `*`"#;
    let builder = Core::builder(Some("https://api.example.com"));
    let error = builder.clone().follow_downloads_to(["https://a.example"]).build().unwrap_err();
    assert!(matches!(error, BuildError::InvalidDownloadHost { .. }));
    assert_eq!(error.to_string(), message);
    let options = CallOptions::new().follow_downloads_to(["a.example", "https://a.example"]);
    let core = builder.build().unwrap();
    let error = core.raw_request(Method::GET, "/export").options(options).send().await.unwrap_err();
    assert_eq!(error.to_string(), format!("GET /export (raw): nothing was sent: {message}"));
}
