//! Which time the read timeout counts, and which limit an error names.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use moored_runtime::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use moored_runtime::{Body, Bytes, CallOptions, Core, Error, NoErrorBody, Operation, RawResponse};
use wiremock::ResponseTemplate;

use crate::scripted::{Scripted, Step, success};
use crate::support::{GET_USER, builder, builder_for, call, call_with, server};

static UPLOAD: Operation =
    Operation { id: "upload", method: "POST", path: "/user", accept: None, security: &[], redirects: &[] };

const SHORT: Duration = Duration::from_millis(300);

async fn upload(core: &Core, body: impl Into<Body>) -> Result<RawResponse, Error<NoErrorBody>> {
    core.execute(&UPLOAD, core.request(&UPLOAD).body("text/plain", body).build(), &CallOptions::new()).await
}

/// Twelve bytes, one each 100 milliseconds.
fn slow_body() -> Body {
    let bytes = stream::iter(0..12).then(|_| async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        Ok::<_, std::io::Error>(Bytes::from_static(b"x"))
    });
    Body::from_stream(bytes).length(12)
}

#[tokio::test]
async fn sending_the_body_is_no_read_timeout() {
    let server = Scripted::new([success()]);
    let core = builder_for(&server.address).read_timeout(SHORT).build().unwrap();
    upload(&core, slow_body()).await.unwrap();
    assert!(server.seen()[0].text.ends_with("\r\n\r\nxxxxxxxxxxxx"));
}

/// The server takes the body slowly, so that the last of it is in the buffers of the connection for a while.
#[tokio::test]
async fn a_server_that_reads_slowly_is_no_read_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let (mut buffer, mut size) = (vec![0; 65536], 0);
        while size < 2 << 20 {
            size += connection.read(&mut buffer).unwrap();
            std::thread::sleep(Duration::from_millis(25));
        }
        connection.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
    });
    let core = builder_for(address).read_timeout(SHORT).build().unwrap();
    assert_eq!(upload(&core, vec![7; 2 << 20]).await.unwrap().status(), 204);
}

#[tokio::test]
async fn waiting_for_the_response_is_one_from_the_end_of_the_body() {
    let stalled = Scripted::new([Step::Stall(String::new())]);
    let core = builder_for(&stalled.address).read_timeout(SHORT).build().unwrap();
    for body in [Body::from("abc"), slow_body()] {
        let error = upload(&core, body).await.unwrap_err();
        let text = "POST /user (upload): timed out: nothing was received for 300ms (`read_timeout`)";
        assert_eq!(error.to_string(), text);
        assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    }
}

struct SlowNames;

impl Resolve for SlowNames {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(async {
            tokio::time::sleep(2 * SHORT).await;
            Ok(Box::new(std::iter::once(SocketAddr::from(([127, 0, 0, 1], 0)))) as Addrs)
        })
    }
}

#[tokio::test]
async fn connecting_is_no_read_timeout() {
    let server = server(ResponseTemplate::new(200)).await;
    let address = format!("http://slow.localhost:{}", server.address().port());
    let core = builder_for(address).read_timeout(SHORT).configure_http(|http| http.dns_resolver(SlowNames));
    assert_eq!(call(&core.build().unwrap(), &GET_USER).await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_call_can_wait_longer_than_the_read_timeout_of_its_client() {
    let slow = server(ResponseTemplate::new(200).set_delay(3 * SHORT)).await;
    let core = builder(&slow).read_timeout(SHORT).build().unwrap();
    let options = CallOptions::new;
    for patient in [
        options().timeout(Duration::from_secs(20)),
        options().timeout(None),
        options().read_timeout(Duration::from_secs(20)),
        options().read_timeout(None),
    ] {
        assert_eq!(call_with(&core, &GET_USER, &patient).await.unwrap().status(), 200, "{patient:?}");
    }
    let read_timeout = "timed out: nothing was received for 300ms (`read_timeout`)";
    for (impatient, limit) in [
        (options(), read_timeout),
        (options().timeout(Duration::from_secs(20)).read_timeout(SHORT), read_timeout),
        (options().timeout(Duration::from_millis(100)), "timed out after 100ms (`timeout`)"),
    ] {
        let error = call_with(&core, &GET_USER, &impatient).await.unwrap_err();
        assert_eq!(error.to_string(), format!("GET /user (get-user): {limit}"));
    }
}

#[tokio::test]
async fn a_read_timeout_counts_from_the_last_piece_of_the_body() {
    let pieces = |count: usize| {
        let piece = Step::Slow("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\na".to_owned(), SHORT, "b".to_owned());
        vec![piece; count]
    };
    let server = Scripted::new(pieces(2));
    let core = builder_for(&server.address).read_timeout(SHORT / 3).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert!(error.to_string().ends_with("nothing was received for 100ms (`read_timeout`)"), "{error}");
    assert_eq!((error.status().unwrap().as_u16(), error.body_bytes().unwrap()), (200, b"a".as_slice()));
    let core = builder_for(&server.address).read_timeout(2 * SHORT).build().unwrap();
    assert_eq!(call(&core, &GET_USER).await.unwrap().body(), b"ab");
}

/// The server sends its headers first, and the body when it has read that of the request.
#[tokio::test]
async fn sending_the_body_is_no_read_timeout_after_the_headers_either() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let (mut buffer, mut text) = (vec![0; 4096], Vec::new());
        let mut read_until = |end: &[u8], connection: &mut std::net::TcpStream| {
            while !text.ends_with(end) {
                let count = connection.read(&mut buffer).unwrap();
                text.extend_from_slice(buffer.get(..count).unwrap());
            }
        };
        read_until(b"\r\n\r\nx", &mut connection);
        connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\na").unwrap();
        read_until(&[b'x'; 12], &mut connection);
        connection.write_all(b"b").unwrap();
        std::thread::sleep(Duration::from_secs(1));
    });
    let core = builder_for(address).read_timeout(SHORT).build().unwrap();
    assert_eq!(upload(&core, slow_body()).await.unwrap().body(), b"ab");
}
