//! A server with a list in each style of pages.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::KEY;

/// How many items the list has.
pub const ITEMS: usize = 1_000;

/// How many items a page has, whatever is asked for.
pub const SIZE: usize = 37;

/// What stands in every address and cursor of the server, in characters that have to be encoded.
pub const SECRET: &str = "hunter2+/=&";

/// The list, on one server.
pub struct Server {
    pub server: MockServer,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    /// The first item of each page that was asked for.
    asked: Mutex<Vec<usize>>,
    /// The status of the next response to a request for the page with this item.
    failure: Mutex<Option<(usize, u16)>>,
}

impl Server {
    pub async fn start() -> Self {
        let state = Arc::new(State::default());
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(List(Arc::clone(&state))).mount(&server).await;
        Self { server, state }
    }

    /// Where its API is.
    pub fn address(&self) -> String {
        format!("{}/api", self.server.uri())
    }

    /// Responds with `status` once, to a request for the page that has the item with this id.
    pub fn fail_at(&self, id: usize, status: u16) {
        *self.state.failure.lock().unwrap() = Some((id, status));
    }

    /// The first item of each page that was asked for.
    pub fn asked(&self) -> Vec<usize> {
        self.state.asked.lock().unwrap().clone()
    }
}

/// A server that sends these responses one after another, and then the last one.
pub async fn scripted(responses: Vec<ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    let count = AtomicUsize::new(0);
    let respond = move |_: &Request| {
        let next = count.fetch_add(1, Ordering::Relaxed).min(responses.len() - 1);
        responses[next].clone()
    };
    Mock::given(any()).respond_with(respond).mount(&server).await;
    server
}

/// A page with these items and this `meta.next`.
pub fn page(ids: impl IntoIterator<Item = usize>, next: Value) -> ResponseTemplate {
    let data: Vec<Value> = ids.into_iter().map(|id| json!({ "id": id })).collect();
    ResponseTemplate::new(200).set_body_json(json!({ "data": data, "meta": { "next": next } }))
}

/// The queries of the requests that `server` has received.
pub async fn queries(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| request.url.query().unwrap_or_default().to_owned()).collect()
}

struct List(Arc<State>);

impl Respond for List {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let style = request.url.path().trim_start_matches("/api/").to_owned();
        if request.headers.get("x-key").is_none_or(|key| key != KEY) {
            return ResponseTemplate::new(401);
        }
        let Some(first) = first_item(&style, request) else { return ResponseTemplate::new(400) };
        self.0.asked.lock().unwrap().push(first);
        let mut failure = self.0.failure.lock().unwrap();
        if let Some((_, status)) = failure.take_if(|(id, _)| (first..first + SIZE).contains(id)) {
            return ResponseTemplate::new(status).set_body_string(SECRET);
        }
        respond(&style, request, first)
    }
}

/// The item that a page begins with; `None` for a request that the server does not understand.
fn first_item(style: &str, request: &Request) -> Option<usize> {
    let query =
        |name: &str| request.url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let body = || serde_json::from_slice::<Value>(&request.body).ok();
    let of_cursor = |cursor: Option<String>| match cursor {
        Some(cursor) => cursor.strip_prefix(SECRET)?.parse().ok(),
        None => Some(0),
    };
    match style {
        "link" | "relative-link" | "next-url" | "next-header" => of_cursor(query("from")),
        // A link is followed with GET, and without the body.
        "search-link" if request.method.as_str() == "POST" => Some(0),
        "search-link" => request.body.is_empty().then(|| of_cursor(query("from")))?,
        "cursor" | "cursor-header" => of_cursor(query("after")),
        "cursor-in-header" => of_cursor(request.headers.get("x-after").map(|after| after.to_str().unwrap().to_owned())),
        "last-id" => query("after").map_or(Some(0), |after| Some(after.parse::<usize>().ok()? + 1)),
        "number" | "number-of-items" | "number-with-more" => {
            let page: usize = query("page").map_or(Some(1), |page| page.parse().ok())?;
            page.checked_sub(1).map(|before| before * SIZE)
        }
        "number-of-total" => Some(query("page").map_or(Some(0), |page| page.parse().ok())? * SIZE),
        "offset" | "offset-of-total" | "offset-with-more" => query("offset").map_or(Some(0), |text| text.parse().ok()),
        "cursor-in-body" => {
            let body = body().filter(|body| body["text"] == "a\"b" && body["limit"] == 100)?;
            body["page"].get("after").map_or(Some(0), |after| after["item"].as_u64()?.try_into().ok())
        }
        "number-in-body" => {
            let page: usize = body()?.get("page").map_or(Some(1), Value::as_u64)?.try_into().ok()?;
            page.checked_sub(1).map(|before| before * SIZE)
        }
        _ => None,
    }
}

fn respond(style: &str, request: &Request, first: usize) -> ResponseTemplate {
    let end = (first + SIZE).min(ITEMS);
    let data: Vec<Value> = (first..end).map(|id| json!({ "id": id })).collect();
    let is_last = end == ITEMS;
    let address = |start: &str| {
        let from: String = url_encoded(&format!("{SECRET}{end}"));
        format!("{start}?from={from}&limit=37")
    };
    let url = format!("http://{}{}", request.headers["host"].to_str().unwrap(), request.url.path());
    let pages = ITEMS.div_ceil(SIZE);
    let mut meta = json!({ "total": ITEMS, "pages": pages });
    let mut headers: Vec<(&str, String)> = vec![("x-total", ITEMS.to_string())];
    let mut more = json!(null);
    match style {
        "link" | "search-link" if !is_last => headers.push((
            "link",
            format!("<{url}?from=0>; rel=\"first\"; title=\"a, <b>; rel=next\", <{}>; rel=\"next\"", address(&url)),
        )),
        // Two headers, each with a link.
        "relative-link" => {
            headers.push(("link", "</api/docs>; rel=help".to_owned()));
            if !is_last {
                headers.push(("link", format!("<{}>; rel=\"last Next\"", address(""))));
            }
        }
        "next-url" => meta["next"] = if is_last { json!(null) } else { json!(address(&url)) },
        "next-header" if !is_last => headers.push(("x-next-page", address("/api/next-header"))),
        "cursor" => meta["next"] = json!(if is_last { String::new() } else { format!("{SECRET}{end}") }),
        "cursor-in-header" if !is_last => meta["next"] = json!(format!("{SECRET}{end}")),
        "cursor-header" if !is_last => headers.push(("x-next", format!("{SECRET}{end}"))),
        "cursor-in-body" => meta["next"] = if is_last { json!(false) } else { json!({ "item": end }) },
        "last-id" | "offset-with-more" | "number-with-more" => more = json!(!is_last),
        _ => {}
    }
    let body = json!({ "data": data, "meta": meta, "more": more });
    let response = ResponseTemplate::new(200).set_body_json(body);
    headers.into_iter().fold(response, |response, (name, value)| response.append_header(name, value))
}

fn url_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
