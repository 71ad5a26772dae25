//! `error_message` in `moored.toml`: where the client looks for the provider's message.

use serde_json::Value;

use crate::shared::{Run, things};

fn run(settings: &str) -> Run {
    let schemas = "    Thing: { type: object, properties: { id: { type: integer } } }\n";
    Run::folder(&[("openapi.yaml", &things(schemas)), ("moored.toml", settings)])
}

#[test]
fn the_client_looks_where_the_settings_say() {
    let run = run("error_message = [\"/fault/text\", \"\"]\n");
    assert!(
        run.file("src/client.rs").contains(".error_message_at([\"/fault/text\", \"\"])"),
        "{}",
        run.file("src/client.rs")
    );
    let json: Value = serde_json::from_str(run.file("client.json")).unwrap();
    assert_eq!(json["error_message"], serde_json::json!(["/fault/text", ""]));
}

#[test]
fn what_is_no_pointer_is_an_error_at_its_line() {
    let run = run("title = \"Things\"\nerror_message = [\"fault.text\"]\n");
    let shown = run.rendered();
    assert!(shown.contains("`fault.text` is not a JSON pointer; expected `/fault/text`"), "{shown}");
    assert!(shown.contains("moored.toml:2:"), "{shown}");
}
