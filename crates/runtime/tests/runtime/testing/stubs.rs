//! Responses to operations that have no expectation.

use moored_runtime::testing::{FakeProvider, FakeResponse};
use moored_runtime::{Call, HttpRequest, Method, SendError, Transport};

use super::operations::{GetPhotoCall, GetUserCall};
use super::user;

/// The body of the response to a request of the call `C`.
async fn body<C: Call>(fake: &FakeProvider, accept: &str) -> Result<Vec<u8>, SendError> {
    let request = HttpRequest::new(Method::GET, "https://example.com/users/7".parse().unwrap());
    let mut request = request.with_operation(C::OPERATION);
    request.headers_mut().insert("accept", accept.parse().unwrap());
    let response = fake.send(request).await?;
    Ok(response.into_body().read(1000).await?.into())
}

#[tokio::test]
async fn a_stub_responds_while_its_operation_has_no_expectation() {
    let fake = FakeProvider::new();
    fake.stub("get-user", FakeResponse::new(200).json(&user(7)));
    fake.stub("get-user", FakeResponse::new(200).header("content-type", "text/csv").bytes("7,Ada"));
    let json = r#"{"id":7,"name":"Ada"}"#.as_bytes();
    assert_eq!(body::<GetUserCall>(&fake, "application/json").await.unwrap(), json);
    assert_eq!(body::<GetUserCall>(&fake, "text/csv;q=0.5, text/html").await.unwrap(), b"7,Ada");
    assert_eq!(body::<GetUserCall>(&fake, "image/png").await.unwrap(), json);
    fake.on::<GetUserCall>().responds(&user(8));
    assert_eq!(body::<GetUserCall>(&fake, "*/*").await.unwrap(), br#"{"id":8,"name":"Ada"}"#);
    fake.verify();
}

#[tokio::test]
async fn an_operation_without_stub_and_expectation_is_an_error() {
    // A clone does not verify when it is dropped.
    let fake = FakeProvider::new().clone();
    fake.stub("get-user", FakeResponse::new(200).json(&user(7)));
    let error = body::<GetPhotoCall>(&fake, "*/*").await.unwrap_err();
    assert!(error.is_permanent());
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "GET /users/{id}/photo (get-photo): the request is not expected: there are no expectations; `on` adds one"
    );
}
