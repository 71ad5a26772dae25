//! Parameters of every style, and values that cannot be sent.

use moored_runtime::{
    CallOptions, Core, Decimal, Error, Field, HttpRequest, JsonValue, NoErrorBody, Operation, RequestBuilder, Secret,
    Style, reqwest,
};
use serde::Serialize;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::support::{builder, ordered, received, server};

static GET_COLOR: Operation =
    Operation { id: "get-color", method: "GET", path: "/c/{color}", accept: None, security: &[], redirects: &[] };
static LIST: Operation =
    Operation { id: "list", method: "GET", path: "/l", accept: None, security: &[], redirects: &[] };

fn core() -> Core {
    Core::builder(Some("http://localhost")).build().unwrap()
}

fn built(build: impl FnOnce(RequestBuilder<'_>) -> RequestBuilder<'_>) -> HttpRequest {
    build(core().request(&LIST)).build().unwrap()
}

fn query_of(style: Style, value: &(impl Serialize + ?Sized)) -> String {
    built(|request| request.query_as("color", style, value)).url().query().unwrap_or_default().to_owned()
}

fn path_of(style: Style, value: &(impl Serialize + ?Sized)) -> String {
    let request = core().request(&GET_COLOR).path_as("color", style, value).build().unwrap();
    request.url().path().strip_prefix("/c/").unwrap().to_owned()
}

fn header_of(style: Style, value: &(impl Serialize + ?Sized)) -> String {
    let request = built(|request| request.header_as("X-Color", style, value));
    request.headers().get("x-color").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

fn cookie_of(style: Style, value: &(impl Serialize + ?Sized)) -> String {
    let request = built(|request| request.cookie_as("color", style, value));
    request.headers().get("cookie").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

/// The values in the table of OpenAPI 3.1.1, section 4.8.12.3: empty, string, array, object.
fn examples() -> [JsonValue; 4] {
    [
        json!("").into(),
        json!("blue").into(),
        json!(["blue", "black", "brown"]).into(),
        ordered(r#"{"R": 100, "G": 200, "B": 150}"#),
    ]
}

#[test]
fn paths_are_written_as_in_the_table_of_the_specification() {
    let table = [
        (Style::MATRIX, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
        (
            Style::MATRIX.exploded(),
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        ),
        (Style::LABEL, ["", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (Style::LABEL.exploded(), ["", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
        (Style::SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Style::SIMPLE.exploded(), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    for (style, expected) in table {
        let written = examples().map(|value| path_of(style, &value));
        assert_eq!(written, expected, "{style:?}");
    }
}

#[test]
fn queries_are_written_as_in_the_table_of_the_specification() {
    let table = [
        (Style::FORM, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (Style::FORM.exploded(), ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
    ];
    for (style, expected) in table {
        assert_eq!(examples().map(|value| query_of(style, &value)), expected, "{style:?}");
    }
    let [_, _, array, object] = examples();
    assert_eq!(query_of(Style::SPACE_DELIMITED, &array), "color=blue%20black%20brown");
    assert_eq!(query_of(Style::SPACE_DELIMITED, &object), "color=R%20100%20G%20200%20B%20150");
    assert_eq!(query_of(Style::PIPE_DELIMITED, &array), "color=blue%7Cblack%7Cbrown");
    assert_eq!(query_of(Style::PIPE_DELIMITED, &object), "color=R%7C100%7CG%7C200%7CB%7C150");
    assert_eq!(query_of(Style::DEEP_OBJECT, &object), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
}

#[test]
fn headers_are_written_as_in_the_table_of_the_specification() {
    let expected = ["", "blue", "blue,black,brown", "R,100,G,200,B,150"];
    assert_eq!(examples().map(|value| header_of(Style::SIMPLE, &value)), expected);
    let [.., object] = examples();
    assert_eq!(header_of(Style::SIMPLE.exploded(), &object), "R=100,G=200,B=150");
    assert_eq!(header_of(Style::SIMPLE, "a b;c=\"d\""), "a b;c=\"d\"");
}

#[test]
fn cookies_are_written_as_pairs_in_form_style() {
    let expected = ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"];
    assert_eq!(examples().map(|value| cookie_of(Style::FORM, &value)), expected);
    let [_, _, array, object] = examples();
    assert_eq!(cookie_of(Style::FORM.exploded(), &array), "color=blue; color=black; color=brown");
    assert_eq!(cookie_of(Style::FORM.exploded(), &object), "R=100; G=200; B=150");
    assert_eq!(cookie_of(Style::FORM.exploded(), "a+b/c=="), "color=a+b/c==");
    assert_eq!(cookie_of(Style::FORM.exploded(), "a; admin=1, 50%\r\n"), "color=a%3B%20admin=1%2C%2050%25%0D%0A");
}

#[test]
fn a_parameter_with_content_is_json_text() {
    let value = json!({"a": ["x y", null], "b": "é"});
    assert_eq!(
        query_of(Style::JSON, &value),
        "color=%7B%22a%22%3A%5B%22x%20y%22%2Cnull%5D%2C%22b%22%3A%22%C3%A9%22%7D"
    );
    assert_eq!(path_of(Style::JSON, &json!([1, "a/b"])), "%5B1%2C%22a%2Fb%22%5D");
    assert_eq!(header_of(Style::JSON, &json!({"a": [1]})), r#"{"a":[1]}"#);
    assert_eq!(cookie_of(Style::JSON, &json!({"a": 1, "b": 2})), r#"color={%22a%22:1%2C%22b%22:2}"#);
    assert_eq!(query_of(Style::JSON, "text"), "color=%22text%22");
    assert_eq!(query_of(Style::JSON, &None::<u8>), "");
}

#[test]
fn deep_objects_are_written_at_any_depth() {
    let value =
        ordered(r#"{"a": {"b": "c d", "none": null}, "tags": ["x", "y"], "of": [{"k": 1}, {"k": [2, 3]}], "[]": 1}"#);
    let expected = "color[a][b]=c d&color[tags][]=x&color[tags][]=y&color[of][0][k]=1&color[of][1][k][]=2\
                    &color[of][1][k][]=3&color[[]]=1";
    let written = query_of(Style::DEEP_OBJECT.exploded(), &value);
    assert_eq!(written.replace("%5B", "[").replace("%5D", "]").replace("%20", " "), expected);
    assert_eq!(query_of(Style::DEEP_OBJECT, &["a", "b"]), "color%5B%5D=a&color%5B%5D=b");
    assert_eq!(query_of(Style::DEEP_OBJECT, "blue"), "color=blue");
    assert_eq!(query_of(Style::DEEP_OBJECT, &json!({})), "");
}

#[test]
fn a_value_of_the_greatest_depth_is_written() {
    let mut value = json!(1);
    for _ in 0..100 {
        value = json!({"a": value});
    }
    assert!(query_of(Style::DEEP_OBJECT, &value).ends_with(&"%7D".repeat(10)));
    assert!(query_of(Style::FORM, &value).ends_with(&"%7D".repeat(99)));
}

#[test]
fn separators_in_a_value_are_encoded() {
    let value = json!(["a&b=c", "d,e|f g/é#"]);
    assert_eq!(query_of(Style::FORM, &value), "color=a%26b%3Dc,d%2Ce%7Cf%20g%2F%C3%A9%23");
    assert_eq!(query_of(Style::FORM.exploded(), &json!({"a&b": "c=d"})), "a%26b=c%3Dd");
    assert_eq!(path_of(Style::SIMPLE, &value), "a%26b%3Dc,d%2Ce%7Cf%20g%2F%C3%A9%23");
    assert_eq!(path_of(Style::MATRIX.exploded(), &json!({"a;b": "../x?y"})), ";a%3Bb=..%2Fx%3Fy");
    assert_eq!(path_of(Style::LABEL.exploded(), &["a.b", "c"]), ".a.b.c");
}

#[test]
fn reserved_characters_are_kept_if_the_document_allows_them() {
    let style = Style::FORM.exploded().reserved();
    assert_eq!(query_of(style, "/a?b=c:d,%2F%&e#f"), "color=/a?b=c:d,%2F%25%26e%23f");
}

#[test]
fn a_parameter_without_a_value_is_not_sent() {
    let request = built(|request| {
        let request = request.query("a", &None::<u8>).query("b", &Field::<u8>::Absent).query("c", &Field::<u8>::Null);
        let request = request.query("d", &Vec::<u8>::new()).query_as("e", Style::FORM, &[None::<u8>]);
        request.header("f", &None::<u8>).cookie("g", &None::<u8>).query("h", &json!({"x": null}))
    });
    assert_eq!(request.url().query(), None);
    assert!(request.headers().is_empty());
}

#[test]
fn several_parameters_share_a_query_and_a_cookie_header() {
    let request = built(|request| {
        let request = request.query("a", "1").query_as("b", Style::FORM, &[2, 3]).header("Cookie", "c=4");
        request.cookie("d", &5).cookie_as("e", Style::FORM, &[6, 7])
    });
    assert_eq!(request.url().query(), Some("a=1&b=2,3"));
    let cookies: Vec<_> = request.headers().get_all("cookie").iter().collect();
    assert_eq!(cookies, ["c=4; d=5; e=6,7"]);
}

#[test]
fn a_decimal_parameter_keeps_all_its_digits() {
    let price: Decimal = "0.10000000000000000000000000".parse().unwrap();
    assert_eq!(query_of(Style::FORM.exploded(), &price), "color=0.10000000000000000000000000");
    assert_eq!(path_of(Style::SIMPLE, &price), "0.10000000000000000000000000");
}

#[test]
fn an_invalid_header_is_an_error_that_does_not_show_its_value() {
    let error = core().request(&LIST).header("X-Key", &Secret::from("hunter2\r\nX-Admin: 1")).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "nothing was sent: the header `X-Key` contains characters that a header must not contain"
    );
    assert!(!format!("{error:?}").contains("hunter2"));
}

static GET_KEY: Operation = Operation {
    id: "get-key",
    method: "GET",
    path: "/users/{user}/keys/{key}",
    accept: None,
    security: &[],
    redirects: &[],
};

async fn get_key(core: &Core, user: &str, key: &str) -> Result<(), Error<NoErrorBody>> {
    let request = core.request(&GET_KEY).path("user", user).path("key", key);
    core.execute(&GET_KEY, request.build(), &CallOptions::new()).await.map(drop)
}

#[tokio::test]
async fn a_path_parameter_stays_within_its_segment() {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).build().unwrap();
    get_key(&core, "../a b", "c?d#e%2Fé~.-_\\").await.unwrap();
    assert_eq!(received(&server).await.url.path(), "/users/..%2Fa%20b/keys/c%3Fd%23e%252F%C3%A9~.-_%5C");
}

#[tokio::test]
async fn a_path_parameter_that_would_change_the_path_is_an_error() {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).base_address(format!("{}/api/v1/", server.uri())).build().unwrap();
    for (user, key) in
        [("..", "k"), (".", "k"), ("u", ".."), ("u", "."), ("..", ".."), (".", "."), ("", "k"), ("u", "")]
    {
        let error = get_key(&core, user, key).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "GET /users/{user}/keys/{key} (get-key): nothing was sent: \
             a path parameter is empty, `.` or `..`, which would address another path",
            "{user:?} {key:?}"
        );
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}

/// The prefix `.` of a label is a dot segment if the value is empty, and `..` if the value is a dot.
#[tokio::test]
async fn a_label_or_matrix_parameter_that_would_change_the_path_is_an_error() {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).build().unwrap();
    for (style, value) in [
        (Style::LABEL, json!("")),
        (Style::LABEL, json!(".")),
        (Style::LABEL, json!([])),
        (Style::MATRIX, json!([])),
        (Style::SIMPLE, json!([])),
        (Style::SIMPLE, json!(null)),
    ] {
        let request = core.request(&GET_COLOR).path_as("color", style, &value);
        let sent = core.execute::<NoErrorBody>(&GET_COLOR, request.build(), &CallOptions::new()).await;
        assert!(matches!(sent, Err(Error::InvalidRequest(_))), "{style:?} {value}");
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_body_is_sent_with_any_method() {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).build().unwrap();
    let request = core.request(&LIST).json(&json!({"ids": [1]}));
    core.execute::<NoErrorBody>(&LIST, request.build(), &CallOptions::new()).await.unwrap();
    let received = received(&server).await;
    assert_eq!((received.method.as_str(), received.body.as_slice()), ("GET", br#"{"ids":[1]}"#.as_slice()));
}

/// Why paths are compared with their template: the URL standard resolves encoded dots as well.
#[test]
fn the_url_crate_resolves_encoded_dot_segments() {
    let url: reqwest::Url = "http://localhost/users/%2E%2E/keys".parse().unwrap();
    assert_eq!(url.path(), "/keys");
}

#[tokio::test]
async fn a_query_in_a_path_is_sent_before_the_parameters_and_a_fragment_is_not() {
    static FIND: Operation = Operation {
        id: "find",
        method: "GET",
        path: "/f/{id}?kind=a/b#second",
        accept: None,
        security: &[],
        redirects: &[],
    };
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).build().unwrap();
    let request = core.request(&FIND).path("id", "7").query("limit", &1).build();
    let response = core.execute::<NoErrorBody>(&FIND, request, &CallOptions::default()).await;
    assert!(response.is_ok(), "{:?}", response.err());
    let url = received(&server).await.url;
    assert_eq!((url.path(), url.query(), url.fragment()), ("/f/7", Some("kind=a/b&limit=1"), None));
}
