//! A recorder, which sees a streamed response without reading it before the caller does.

use std::sync::{Arc, Mutex};

use futures_util::StreamExt as _;
use moored_runtime::{CallOptions, Expected, HttpBody, HttpRequest, NoErrorBody, SendFuture, Transport};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::{GET_PET, builder, get, put, server};

type Log = Arc<Mutex<Vec<String>>>;

struct Recorder {
    next: Arc<dyn Transport>,
    log: Log,
}

impl Transport for Recorder {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        let log = |line| self.log.lock().unwrap().push(line);
        let operation = request.operation().map_or("token", |operation| operation.id);
        log(format!(
            "{operation} > {} {}",
            request.method(),
            String::from_utf8_lossy(request.body().as_bytes().unwrap())
        ));
        Box::pin(async move {
            let mut response = self.next.send(request).await?;
            self.log.lock().unwrap().push(format!("{operation} < {}", response.status().as_u16()));
            let (log, body) = (Arc::clone(&self.log), std::mem::take(response.body_mut()));
            let chunks = futures_util::stream::unfold(body, |mut body| async move {
                body.chunk().await.transpose().map(|chunk| (chunk, body))
            });
            let recorded = chunks.inspect(move |chunk| {
                let text = chunk.as_ref().map(|chunk| String::from_utf8_lossy(chunk).into_owned());
                log.lock().unwrap().push(format!("{operation} < {}", text.unwrap_or_default()));
            });
            *response.body_mut() = HttpBody::from_stream(recorded);
            Ok(response)
        })
    }
}

fn recorder() -> (Log, impl Fn(Arc<dyn Transport>) -> Recorder + Send + Sync + 'static) {
    let log = Log::default();
    (Arc::clone(&log), move |next| Recorder { next, log: Arc::clone(&log) })
}

#[tokio::test]
async fn requests_and_responses_are_recorded() {
    let server = server(ResponseTemplate::new(200).set_body_raw(r#""rex""#, "application/json")).await;
    let (log, wrap) = recorder();
    let core = builder(&server).wrap_transport(wrap).build().unwrap();
    assert_eq!(get(&core).await.unwrap().json::<String, NoErrorBody>().unwrap().into_body(), "rex");
    put(&core).await.unwrap();
    let expected = [
        "get-pet > GET ",
        "get-pet < 200",
        "get-pet < \"rex\"",
        "put-pet > PUT [\"a body\"]",
        "put-pet < 200",
        "put-pet < \"rex\"",
    ];
    assert_eq!(*log.lock().unwrap(), expected);
}

#[tokio::test]
async fn each_attempt_is_recorded() {
    let server = MockServer::start().await;
    let unavailable = ResponseTemplate::new(503).insert_header("retry-after", "0");
    Mock::given(any()).respond_with(unavailable).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let (log, wrap) = recorder();
    put(&builder(&server).wrap_transport(wrap).build().unwrap()).await.unwrap();
    let sent = ["put-pet > PUT [\"a body\"]", "put-pet < 503", "put-pet > PUT [\"a body\"]", "put-pet < 204"];
    assert_eq!(*log.lock().unwrap(), sent);
}

#[tokio::test]
async fn a_streamed_response_is_recorded_while_it_is_read() {
    let server = server(ResponseTemplate::new(200).set_body_raw("a line\n", "text/plain")).await;
    let (log, wrap) = recorder();
    let core = builder(&server).wrap_transport(wrap).build().unwrap();
    let (request, options) = (core.request(&GET_PET).path("id", "7").build(), CallOptions::new());
    const ANY: &[Expected] = &[Expected::any(200, 200)];
    let streamed = core.stream::<String, NoErrorBody>(&GET_PET, request, &options, ANY, |raw| raw.json()).await;
    assert_eq!(log.lock().unwrap().len(), 2);
    assert_eq!(streamed.unwrap().into_body().chunk().await.unwrap().unwrap(), "a line\n");
    assert_eq!(log.lock().unwrap().last().unwrap(), "get-pet < a line\n");
}
