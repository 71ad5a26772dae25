//! A Markdown page with the document in a fenced code block.

use serde_json::Value;

use crate::{
    claims::{items, members},
    specs::Spec,
};

#[test]
fn the_code_block_is_the_whole_document() {
    let spec = Spec::of("sendcloud");
    let page = spec.published_text();
    let fenced = moored_document::markdown::extract(&page).expect("a fenced document");
    // The fence of this page has four backticks. Nothing else on the page looks like a part of a document.
    let (_, rest) = page.split_once("\n````yaml /.openapi/v2/users/openapi.yaml get /user\n").expect("the fence");
    assert_eq!(rest, format!("{}````", fenced.text));
    assert_eq!(page.lines().nth(fenced.line - 1), Some("openapi: 3.1.0"));
}

/// The overlay corrects this example and nothing else.
#[test]
fn openapi_differs_in_one_example_only() {
    let spec = Spec::of("sendcloud");
    let mut pointers = Vec::new();
    differences("", &spec.transcription(), &spec.yaml("openapi.yaml"), &mut pointers);
    let example =
        "/paths/~1user/get/responses/200/content/application~1json/examples/UserDetails/value/user/registered";
    assert_eq!(pointers, [example]);
}

fn differences(at: &str, one: &Value, other: &Value, pointers: &mut Vec<String>) {
    let same_keys = members(one).map(|(key, _)| key).eq(members(other).map(|(key, _)| key));
    match (one, other) {
        (Value::Object(_), Value::Object(_)) if same_keys => {
            for ((key, one), (_, other)) in members(one).zip(members(other)) {
                let key = key.replace('~', "~0").replace('/', "~1");
                differences(&format!("{at}/{key}"), one, other, pointers);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (one, other)) in items(one).zip(items(other)).enumerate() {
                differences(&format!("{at}/{index}"), one, other, pointers);
            }
        }
        _ if one == other => {}
        _ => pointers.push(at.to_owned()),
    }
}
