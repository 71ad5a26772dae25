//! Responses and errors without a call, as the client returns them.

use moored_runtime::testing::{self, FakeResponse};
use moored_runtime::{Error, NoErrorBody};

use super::operations::{
    AddUserCall, AddUserSuccess, GetBalanceCall, GetPhotoCall, GetPhotoSuccess, GetUserCall, GetUserError, Problem,
    WatchCall,
};
use super::user;

fn media_type(response: &FakeResponse) -> Option<String> {
    let raw = response.raw::<GetUserCall>();
    raw.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned())
}

#[test]
fn a_response_has_the_documented_status_and_media_type() {
    let response = testing::response::<GetUserCall>(&user(7));
    assert_eq!((response.status().as_u16(), &*response), (200, &user(7)));
    assert_eq!(response.header::<String>("content-type").unwrap(), "application/vnd.users+json");
    assert_eq!(response.raw(), r#"{"id":7,"name":"Ada"}"#);
    assert_eq!(response.operation().id, "get-user");
}

#[test]
fn the_variant_of_a_success_decides_the_status() {
    let status = |body| testing::response::<AddUserCall>(&body).status().as_u16();
    assert_eq!(status(AddUserSuccess::Created(user(7))), 201);
    assert_eq!(status(AddUserSuccess::Accepted), 202);
    let photo = testing::response::<GetPhotoCall>(&GetPhotoSuccess::Ok(vec![0, 255, 7].into()));
    assert_eq!(photo.raw().as_ref(), [0, 255, 7]);
    assert_eq!(photo.header::<String>("content-type").unwrap(), "image/png");
    assert_eq!(testing::response::<GetPhotoCall>(&GetPhotoSuccess::NoContent).status(), 204);
    assert_eq!(testing::response::<WatchCall>(&"a text".to_owned()).raw(), "a text");
}

#[test]
fn the_variant_of_an_error_response_decides_the_status() {
    let forbidden = GetUserError::Forbidden(Problem { message: "not yours".to_owned() });
    let error = testing::error_response::<GetUserCall>(&forbidden);
    assert_eq!((error.status().unwrap().as_u16(), error.error_body()), (403, Some(&forbidden)));
    assert_eq!(error.message().as_deref(), Some("not yours"));
    let missing = testing::error_response::<GetUserCall>(&GetUserError::NotFound);
    assert_eq!((missing.status().unwrap().as_u16(), missing.body_bytes()), (404, Some(&b""[..])));
    // The lowest status of a range, or the one that is set.
    let other = FakeResponse::error::<GetUserCall>(&GetUserError::Status4XX("slow down".to_owned()));
    assert_eq!(other.decode::<GetUserCall>().unwrap_err().status().unwrap(), 400);
    assert_eq!(media_type(&other).unwrap(), "text/plain; charset=utf-8");
    let error = other.status(429).header("retry-after", 3).decode::<GetUserCall>().unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(error.retry_after().unwrap().as_secs(), 3);
}

#[test]
fn what_is_not_documented_is_decoded_as_the_client_does() {
    let decoded = |response: FakeResponse| response.decode::<GetUserCall>().map(|response| response.into_body());
    assert!(matches!(decoded(FakeResponse::new(500).text("no")), Err(Error::UndocumentedStatus { .. })));
    assert!(matches!(decoded(FakeResponse::new(200)), Err(Error::EmptyBody { .. })));
    let Err(Error::Undecodable { path, .. }) = decoded(FakeResponse::new(200).json(&serde_json::json!({ "id": "7" })))
    else {
        panic!("it is no user")
    };
    assert_eq!(path, "id");
    let response = Box::new(FakeResponse::new(200).json(&user(7)).raw::<GetUserCall>());
    let error: Error<GetUserError> = Error::Oversized { response, limit: 10 };
    assert!(error.to_string().contains("larger than 10 bytes"), "{error}");
}

#[test]
fn errors_without_a_response_are_those_of_the_call() {
    let error = testing::missing_credential::<GetUserCall>();
    assert_eq!(
        error.to_string(),
        "GET /users/{id} (get-user): nothing was sent: it needs the credential `token`; the client has none"
    );
    let error: Error<NoErrorBody> = testing::token_error::<AddUserCall>("the vault is closed");
    assert!(matches!(&error, Error::Token { source, .. } if !source.is_retryable()), "{error:?}");
}

#[test]
#[should_panic = "GET /balance (get-balance): the client does not decode this body as a success"]
fn a_body_that_the_client_would_not_return_is_a_panic() {
    testing::response::<GetBalanceCall>(&-1);
}
