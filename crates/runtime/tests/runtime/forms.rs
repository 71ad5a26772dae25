//! Form bodies: a pair for each member, or its style.

use moored_runtime::{Core, Error, Operation, Style};
use serde::Serialize;
use serde_json::json;

use crate::support::ordered;

static POST_FORM: Operation =
    Operation { id: "post-form", method: "POST", path: "/f", accept: None, security: &[], redirects: &[] };

fn core() -> Core {
    Core::builder(Some("http://localhost")).build().unwrap()
}

fn form_of(styles: &[(&str, Style)], body: &impl Serialize) -> String {
    let request = core().request(&POST_FORM).form_as(styles, body).build().unwrap();
    assert_eq!(request.headers().get("content-type").unwrap(), "application/x-www-form-urlencoded");
    String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn a_form_has_one_pair_for_each_member_and_element() {
    let body = ordered(r#"{"user": "Ada & co", "tags": ["x", "y"], "admin": false, "note": null, "at": {"x": 1}}"#);
    assert_eq!(form_of(&[], &body), "user=Ada+%26+co&tags=x&tags=y&admin=false&at=%7B%22x%22%3A1%7D");
    assert_eq!(form_of(&[], &json!(null)), "");
}

#[test]
fn the_members_of_a_form_are_written_in_their_style() {
    let body = ordered(
        r#"{"tags": ["x y", "z"], "at": {"x": 1, "y": {"z": [2]}}, "flat": {"a": 1}, "json": ["q"], "no": null}"#,
    );
    let styles = [
        ("tags", Style::FORM),
        ("at", Style::DEEP_OBJECT),
        ("flat", Style::FORM.exploded()),
        ("json", Style::JSON),
        ("no", Style::JSON),
    ];
    assert_eq!(form_of(&styles, &body), "tags=x+y,z&at%5Bx%5D=1&at%5By%5D%5Bz%5D%5B%5D=2&a=1&json=%5B%22q%22%5D");
    assert_eq!(form_of(&[("tags", Style::PIPE_DELIMITED)], &json!({"tags": [1, 2]})), "tags=1%7C2");
}

#[test]
fn a_form_that_is_not_an_object_is_an_error() {
    let error: Error = core().request(&POST_FORM).form(&["hunter2"]).build().unwrap_err().into();
    assert_eq!(error.to_string(), "nothing was sent: the form body is not an object");
}
