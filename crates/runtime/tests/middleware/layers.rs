//! Several wraps, and what they can do with a request.

use std::sync::{Arc, Mutex};

use moored_runtime::{HttpRequest, HttpResponse, Method, SendFuture, StatusCode, Transport};
use wiremock::ResponseTemplate;

use crate::{builder, get, put, requests, server};

/// Appends its name to the header `via`, and to a list.
struct Named {
    next: Arc<dyn Transport>,
    name: &'static str,
    order: Arc<Mutex<Vec<&'static str>>>,
}

impl Transport for Named {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        self.order.lock().unwrap().push(self.name);
        request.headers_mut().append("via", self.name.parse().unwrap());
        self.next.send(request)
    }
}

#[tokio::test]
async fn the_last_wrap_sees_a_request_first() {
    let server = server(ResponseTemplate::new(204)).await;
    let order = Arc::new(Mutex::new(Vec::new()));
    let [inner, outer] = ["inner", "outer"].map(|name| {
        let order = Arc::clone(&order);
        move |next| Named { next, name, order: Arc::clone(&order) }
    });
    get(&builder(&server).wrap_transport(inner).wrap_transport(outer).build().unwrap()).await.unwrap();
    assert_eq!(*order.lock().unwrap(), ["outer", "inner"]);
    let sent = requests(&server).await;
    assert_eq!(sent[0].headers.get_all("via").iter().collect::<Vec<_>>(), ["outer", "inner"]);
}

/// Rewrites requests: method, address, headers and body.
struct Rewriting(Arc<dyn Transport>);

impl Transport for Rewriting {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        *request.method_mut() = Method::PATCH;
        request.url_mut().set_path("/other");
        request.headers_mut().insert("content-type", "text/plain".parse().unwrap());
        *request.body_mut() = "another body".into();
        self.0.send(request)
    }
}

#[tokio::test]
async fn everything_of_a_request_can_be_replaced() {
    let server = server(ResponseTemplate::new(204)).await;
    put(&builder(&server).wrap_transport(Rewriting).build().unwrap()).await.unwrap();
    let [request] = requests(&server).await.try_into().unwrap();
    assert_eq!((request.method.as_str(), request.url.path()), ("PATCH", "/other"));
    assert_eq!((&request.body[..], request.headers["content-length"].as_bytes()), (&b"another body"[..], &b"12"[..]));
}

/// Responds itself.
struct Offline;

impl Transport for Offline {
    fn send(&self, _: HttpRequest) -> SendFuture<'_> {
        Box::pin(std::future::ready(Ok(HttpResponse::new(StatusCode::IM_A_TEAPOT, "short and stout"))))
    }
}

#[tokio::test]
async fn middleware_may_respond_itself() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).wrap_transport(|_| Offline).build().unwrap();
    assert_eq!(get(&core).await.unwrap().status(), StatusCode::IM_A_TEAPOT);
    assert!(requests(&server).await.is_empty());
}
