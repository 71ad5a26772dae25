//! Slashes in path parameters, and lists in forms, as a server of axum gets them.

use axum::{
    Router,
    body::Bytes,
    extract::Path,
    http::StatusCode,
    routing::{get, post},
};

use super::{Client, operations::OrderForm, range};

/// The address of a server that responds with an error that has what it got.
async fn client() -> Client {
    let contents = |Path((owner, path)): Path<(String, String)>| async move {
        (StatusCode::IM_A_TEAPOT, format!("{owner} {path}"))
    };
    let other = |Path(path): Path<String>| async move { (StatusCode::IM_A_TEAPOT, path) };
    let form = |body: Bytes| async move { (StatusCode::IM_A_TEAPOT, body) };
    let router = Router::new()
        .route("/repos/{owner}/contents/{*path}", get(contents))
        .route("/refs/{*ref}", get(other))
        .route("/orders", post(form));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Client::builder().base_address(address).build().unwrap()
}

/// What the server got: the body of the error response.
macro_rules! got {
    ($call:expr) => {{
        let error = $call.send().await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(418), "{error}");
        String::from_utf8(error.body_bytes().unwrap().to_vec()).unwrap()
    }};
}

#[tokio::test]
async fn a_slash_separates_segments_where_the_document_or_a_setting_allows_it() {
    let client = client().await;
    assert_eq!(got!(client.contents("a/b", "docs/über uns.md")), "a/b docs/über uns.md");
    assert_eq!(got!(client.contents("a", "x?y#z/100%")), "a x?y#z/100%");
    assert_eq!(got!(client.ref_("heads/feature/1")), "heads/feature/1");
    for (owner, path) in [("a", "../../x"), ("..", "a/b/c"), ("a", "/b"), ("a", "b/"), ("a", "b%2f..%2f..")] {
        let error = client.contents(owner, path).send().await.unwrap_err();
        assert!(matches!(error, moored_runtime::Error::InvalidRequest(_)), "{owner} {path}: {error}");
    }
}

/// The parts of a form: the name and the content of each.
fn parts(body: &str) -> Vec<(String, String)> {
    let parts = body.split("\r\n--").filter_map(|part| part.split_once("\r\n\r\n"));
    let name = |head: &str| head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    parts.map(|(head, content)| (name(head), content.to_owned())).collect()
}

#[tokio::test]
async fn a_list_is_one_part_or_several_as_the_document_or_a_setting_states() {
    let client = client().await;
    let form = OrderForm::new(vec![range(), range()], vec![range()], vec!["a".to_owned(), "b".to_owned()]);
    let range = r#"{"from":1,"to":2}"#;
    let expected = [
        ("products", format!("[{range},{range}]")),
        ("lines", format!("[{range}]")),
        ("tags", "a".to_owned()),
        ("tags", "b".to_owned()),
    ];
    let expected = expected.map(|(name, content)| (name.to_owned(), content));
    assert_eq!(parts(&got!(client.order(form))), expected);
    // A required list that is empty is there, if it is one part.
    let empty = parts(&got!(client.order(OrderForm::new(Vec::new(), Vec::new(), Vec::new()))));
    assert_eq!(empty, [("products".to_owned(), "[]".to_owned()), ("lines".to_owned(), "[]".to_owned())]);
}
