use moored_runtime::{Error, Response, reqwest};
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, GetUserError, Problem, User, builder, call, read_response, server};

fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json; charset=utf-8")
}

#[tokio::test]
async fn a_documented_response_is_decoded_and_keeps_status_and_headers() {
    let response = read_response(json(200, r#"{"id":7,"unknown":1}"#).insert_header("x-page", "2")).await.unwrap();
    assert_eq!(response.id, 7);
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers().get("x-page").unwrap(), "2");
    assert_eq!(response.operation(), &GET_USER);
    assert_eq!(format!("{response:?}"), "Response { status: 200, body: User { id: 7 }, .. }");
    assert_eq!(response.map(|user| user.id).into_body(), 7);
}

#[tokio::test]
async fn json_is_decoded_with_any_content_type() {
    for response in [
        ResponseTemplate::new(200).set_body_bytes(r#"{"id":7}"#),
        ResponseTemplate::new(200).set_body_raw(r#"{"id":7}"#, "text/html"),
    ] {
        assert_eq!(read_response(response).await.unwrap().into_body(), User { id: 7 });
    }
}

#[tokio::test]
async fn a_documented_error_response_is_typed_and_keeps_the_raw_body() {
    let body = r#"{"message":"no","more":1}"#;
    let error = read_response(json(401, body).insert_header("x-trace", "t")).await.unwrap_err();
    assert_eq!(error.error_body(), Some(&GetUserError::Unauthorized(Problem { message: "no".to_owned() })));
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(error.headers().unwrap().get("x-trace").unwrap(), "t");
    assert_eq!(error.body_bytes(), Some(body.as_bytes()));
    assert_eq!(error.operation(), Some(&GET_USER));
    assert_eq!(error.to_string(), "GET /user (get-user): 401 Unauthorized, as documented");
    let body = error.into_error_body().unwrap();
    assert_eq!(body, GetUserError::Unauthorized(Problem { message: "no".to_owned() }));
}

#[tokio::test]
async fn a_documented_error_response_may_have_no_body() {
    let error = read_response(ResponseTemplate::new(410)).await.unwrap_err();
    assert_eq!(error.error_body(), Some(&GetUserError::Gone));
}

#[tokio::test]
async fn an_undocumented_status_keeps_its_body() {
    let error = read_response(ResponseTemplate::new(599).set_body_string("hunter2")).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): 599, which is not documented");
    assert_eq!(error.body_bytes(), Some(b"hunter2".as_slice()));
    assert!(error.error_body().is_none());
    let error = error.into_error_body().unwrap_err();
    let Error::UndocumentedStatus { response } = error else { panic!("{error:?}") };
    assert_eq!(*response.text::<()>().unwrap(), "hunter2");
}

#[tokio::test]
async fn a_body_of_another_type_is_reported_with_media_type_size_and_path() {
    let cases = [
        (json(200, ""), "is empty, although one is documented"),
        (ResponseTemplate::new(200), "is empty, although one is documented"),
        (
            ResponseTemplate::new(200).set_body_raw("<html>", "text/html; charset=utf-8"),
            "(text/html, 6 bytes) does not match its documented type: it is HTML, not JSON (line 1, column 1)",
        ),
        (
            json(200, "{\n \"id\": \"seven\"}"),
            "(application/json, 17 bytes) does not match its documented type: at id: \
             expected i64, found string (line 2, column 14), near { \"id\": \"…\"",
        ),
        (
            json(200, r#"{"id":7} x"#),
            "(application/json, 10 bytes) does not match its documented type: trailing characters after the JSON value (line 1, column 10)",
        ),
    ];
    for (response, text) in cases {
        let error = read_response(response).await.unwrap_err();
        assert_eq!(error.to_string(), format!("GET /user (get-user): 200 OK, but its body {text}"));
        assert_eq!(error.status().unwrap(), 200);
    }
}

#[tokio::test]
async fn an_empty_body_decodes_as_null_if_the_type_allows_it() {
    let server = server(ResponseTemplate::new(200).insert_header("x-total", " 12 ")).await;
    let response = call(&builder(&server).build().unwrap(), &GET_USER).await.unwrap();
    assert_eq!(response.clone().json::<serde_json::Value, ()>().unwrap().into_body(), serde_json::Value::Null);
    let none = response.clone().json::<Option<User>, ()>().unwrap();
    assert_eq!(none.body(), &None);
    assert_eq!(none.header::<u32>("x-total"), Some(12));
    assert_eq!(none.header::<u32>("x-none"), None);
    let error = response.json::<User, ()>().unwrap_err();
    assert!(matches!(error, Error::EmptyBody { .. }), "{error:?}");
}

#[tokio::test]
async fn an_error_response_that_cannot_be_decoded_keeps_its_status() {
    let error = read_response(json(401, "{}")).await.unwrap_err();
    assert!(error.to_string().contains("401 Unauthorized, but its body"), "{error}");
    assert!(error.to_string().contains("missing field `message`"), "{error}");
    assert!(matches!(error, Error::Undecodable { .. }));
}

#[tokio::test]
async fn text_bytes_and_ignored_bodies_are_returned_unchanged() {
    let server = server(ResponseTemplate::new(200).set_body_bytes([0xff, 0x00])).await;
    let core = builder(&server).build().unwrap();
    let response = call(&core, &GET_USER).await.unwrap();
    let bytes: Response<_> = response.clone().bytes::<()>().unwrap();
    assert_eq!(bytes.as_ref(), [0xff, 0x00]);
    response.clone().empty::<()>().unwrap();
    let error = response.text::<()>().unwrap_err();
    assert!(error.to_string().ends_with("it is not UTF-8 text"), "{error}");
}

#[tokio::test]
async fn an_empty_body_is_not_a_broken_one() {
    for (status, text) in [(200, "200 OK"), (401, "401 Unauthorized")] {
        let error = read_response(ResponseTemplate::new(status)).await.unwrap_err();
        assert!(matches!(error, Error::EmptyBody { .. }), "{error:?}");
        assert_eq!(error.status().unwrap(), status);
        let expected = format!("GET /user (get-user): {text}, but its body is empty, although one is documented");
        assert_eq!(error.to_string(), expected);
    }
    let error = read_response(json(401, "no")).await.unwrap_err();
    assert!(matches!(error, Error::Undecodable { .. }), "{error:?}");
}

#[tokio::test]
async fn the_raw_body_of_a_typed_response_is_kept() {
    let text = r#"{"unknown": 1,  "id":7}"#;
    let response = read_response(json(200, text)).await.unwrap();
    assert_eq!((response.id, response.raw().as_ref()), (7, text.as_bytes()));
    assert_eq!(response.map(|user| user.id).raw().as_ref(), text.as_bytes());
    let server = server(ResponseTemplate::new(200).set_body_string("progress\n")).await;
    let response = call(&builder(&server).build().unwrap(), &GET_USER).await.unwrap();
    assert_eq!(response.empty::<()>().unwrap().raw().as_ref(), b"progress\n");
}

#[tokio::test]
async fn text_is_decoded_in_its_charset() {
    let text = |charset: &'static str, bytes: &'static [u8]| async move {
        let media_type = format!("text/csv; header=present; charset={charset}");
        let server = server(ResponseTemplate::new(200).set_body_raw(bytes, &media_type)).await;
        let response = call(&builder(&server).build().unwrap(), &GET_USER).await.unwrap();
        response.text::<()>().map(Response::into_body).map_err(|error| error.to_string())
    };
    assert_eq!(text("UTF-8", "é€".as_bytes()).await.unwrap(), "é€");
    assert_eq!(text("iso-8859-1", b"caf\xe9 \x80").await.unwrap(), "café €");
    assert_eq!(text("\"ISO-8859-15\"", b"\xa4\xe9").await.unwrap(), "€é");
    assert_eq!(text("utf-16", b"\xfe\xff\0a\x20\xac").await.unwrap(), "a€");
    assert_eq!(text("utf-16le", b"a\0\xac\x20").await.unwrap(), "a€");
    assert_eq!(text("Shift_JIS", b"\x82\xa0").await.unwrap(), "あ");
    assert_eq!(text("gb2312", b"\xc4\xe3").await.unwrap(), "你");
    assert_eq!(text("koi8-r", b"\xc4\xc1").await.unwrap(), "да");
    assert_eq!(text("iso-8859-2", b"\xb3\xf3d\xbc").await.unwrap(), "łódź");
    for (charset, bytes, reason) in [
        ("utf-8", &b"\xff"[..], "it is not UTF-8 text"),
        ("utf-16", b"a", "it is not UTF-16 text"),
        ("shift_jis", b"\x82", "it is not Shift_JIS text"),
        ("klingon", b"a", "its `charset` is not supported"),
    ] {
        let error = text(charset, bytes).await.unwrap_err();
        assert!(error.ends_with(reason), "{error}");
    }
}

#[tokio::test]
async fn a_header_may_have_other_characters_than_ascii() {
    for (value, expected) in [("Zoë".as_bytes(), "Zoë"), (b"Zo\xeb", "Zoë")] {
        let value = reqwest::header::HeaderValue::from_bytes(value).unwrap();
        let server = server(ResponseTemplate::new(200).insert_header("x-name", value)).await;
        let response = call(&builder(&server).build().unwrap(), &GET_USER).await.unwrap();
        assert_eq!(response.empty::<()>().unwrap().header::<String>("x-name").as_deref(), Some(expected));
    }
}
