use moored_runtime::{
    CallOptions, Core, Decimal, Error, Field, NoErrorBody, Operation, QueryParam, RequestBuilderExt, encode_path,
};
use serde::Serialize;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::support::{builder, received, server};

fn query_of(value: &impl Serialize) -> String {
    let request = reqwest::Client::new().get("http://localhost/").query(&QueryParam::new("name", value));
    request.build().unwrap().url().query().unwrap_or_default().to_owned()
}

fn form_of(body: &impl Serialize) -> String {
    let request = reqwest::Client::new().post("http://localhost/").form_urlencoded(body).unwrap().build().unwrap();
    assert_eq!(request.headers().get("content-type").unwrap(), "application/x-www-form-urlencoded");
    String::from_utf8(request.body().unwrap().as_bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn a_query_parameter_follows_style_form_exploded() {
    assert_eq!(query_of(&"a&b=c d/é"), "name=a%26b%3Dc+d%2F%C3%A9");
    assert_eq!(query_of(&true), "name=true");
    assert_eq!(query_of(&1.50), "name=1.5");
    assert_eq!(query_of(&""), "name=");
    assert_eq!(query_of(&["a", "b"]), "name=a&name=b");
    assert_eq!(query_of(&json!({"b": 1, "a": "x", "none": null})), "b=1&a=x");
    assert_eq!(query_of(&json!({"deep": {"x": [1]}})), "deep=%7B%22x%22%3A%5B1%5D%7D");
}

#[test]
fn a_query_parameter_without_value_is_not_sent() {
    assert_eq!(query_of(&None::<u8>), "");
    assert_eq!(query_of(&Field::<u8>::Absent), "");
    assert_eq!(query_of(&Vec::<u8>::new()), "");
}

#[test]
fn a_decimal_reaches_the_query_with_all_its_digits() {
    let price: Decimal = "0.10000000000000000000000000".parse().unwrap();
    assert_eq!(query_of(&price), "name=0.10000000000000000000000000");
}

#[test]
fn a_form_has_one_pair_for_each_member_and_element() {
    let body = json!({"user": "Ada & co", "tags": ["x", "y"], "admin": false, "note": null, "at": {"x": 1}});
    assert_eq!(form_of(&body), "user=Ada+%26+co&tags=x&tags=y&admin=false&at=%7B%22x%22%3A1%7D");
    assert_eq!(form_of(&json!(null)), "");
}

#[test]
fn a_form_that_is_no_object_is_refused() {
    let request = reqwest::Client::new().post("http://localhost/");
    let error: Error = request.form_urlencoded(&["hunter2"]).unwrap_err().into();
    assert_eq!(error.to_string(), "nothing was sent: the form body is not an object");
}

static GET_KEY: Operation =
    Operation { id: "get-key", method: "GET", path: "/users/{user}/keys/{key}", accept: None, security: &[] };

async fn get_key(core: &Core, user: &str, key: &str) -> Result<(), Error<NoErrorBody>> {
    let path = format!("{}/users/{}/keys/{}", core.base_address(), encode_path(user), encode_path(key));
    core.execute(&GET_KEY, core.http().get(path).build(), &CallOptions::new()).await.map(drop)
}

#[tokio::test]
async fn a_path_parameter_stays_within_its_segment() {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).build().unwrap();
    get_key(&core, "../a b", "c?d#e%2Fé~.-_\\").await.unwrap();
    assert_eq!(received(&server).await.url.path(), "/users/..%2Fa%20b/keys/c%3Fd%23e%252F%C3%A9~.-_%5C");
}

#[tokio::test]
async fn a_path_parameter_that_would_change_the_path_is_refused() {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).base_address(format!("{}/api/v1/", server.uri())).build().unwrap();
    for (user, key) in
        [("..", "k"), (".", "k"), ("u", ".."), ("u", "."), ("..", ".."), (".", "."), ("", "k"), ("u", "")]
    {
        let error = get_key(&core, user, key).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "GET /users/{user}/keys/{key} (get-key): nothing was sent: \
             a path parameter is empty, `.` or `..`, which would address something else",
            "{user:?} {key:?}"
        );
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}

/// Why [`get_key`] needs the check: the URL standard resolves encoded dots as well.
#[test]
fn encoded_dot_segments_do_not_survive() {
    let url: reqwest::Url = "http://localhost/users/%2E%2E/keys".parse().unwrap();
    assert_eq!(url.path(), "/keys");
}
