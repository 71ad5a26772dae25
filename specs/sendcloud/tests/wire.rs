//! Sendcloud: the published example, and its date.

use moored_document::markdown;
use serde_json::{Value, json};

use crate::{
    calls::{call, sendcloud::client},
    document::{Document, read as read_file},
    schema::with,
    server::{json, responding, round_trip, target},
};

/// The example as published, without the correction in `specs/sendcloud/overlay.yaml`.
fn published_example() -> Value {
    let page = read_file("specs/sendcloud/published.md");
    let fenced = markdown::extract(&page).expect("a fenced document");
    let document = Document(serde_yaml::from_str(fenced.text).expect("YAML"));
    document.examples(call("sendcloud", "GET")).swap_remove(0)
}

#[tokio::test]
async fn the_published_example_survives_the_round_trip() {
    let example = published_example();
    assert_eq!(example["user"]["registered"], json!("2022-04-06 11:29:37"));
    let encoded = round_trip(call("sendcloud", "GET"), &example).await;
    assert_eq!(encoded, Ok(example));
}

#[tokio::test]
async fn both_formats_of_registered_are_the_same_instant() {
    let call = call("sendcloud", "GET");
    for registered in ["2022-04-06 11:29:37", "2022-04-06T11:29:37Z", "2022-04-06T13:29:37+02:00"] {
        let example = with(&published_example(), "/user/registered", json!(registered));
        let server = responding(json(example.to_string())).await;
        let client = client(&target(call, server.uri()));
        let user = client.get_user().send().await.unwrap().into_body().user;
        let registered = user.unwrap().registered.unwrap();
        // `date -u -d 2022-04-06T11:29:37Z +%s`
        assert_eq!(registered.unix_timestamp(), Ok(1_649_244_577));
    }
}
