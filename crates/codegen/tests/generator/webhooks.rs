//! What the provider sends by itself.

use serde_json::Value;

use crate::shared::Run;

/// The path item is a reference, and so are the callback, its path item and the body.
const REFERENCES: &str = "
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets: { $ref: '#/components/pathItems/Pets' }
components:
  pathItems:
    Pets:
      post:
        operationId: subscribe
        callbacks: { petBorn: { $ref: '#/components/callbacks/Born' } }
        responses: { '204': { description: Subscribed } }
    Born:
      post:
        summary: A pet was born.
        parameters: [{ $ref: '#/components/parameters/Event' }]
        requestBody: { $ref: '#/components/requestBodies/Pet' }
        responses: { '204': { description: Noted } }
  callbacks: { Born: { '{$request.query.url}': { $ref: '#/components/pathItems/Born' } } }
  parameters: { Event: { name: X-Event, in: header, description: Which event., schema: { type: string } } }
  requestBodies: { Pet: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  schemas: { Pet: { type: object, properties: { name: { type: string } } } }
";

#[test]
fn a_callback_is_found_behind_references() {
    let run = Run::document(REFERENCES);
    let client: Value = serde_json::from_str(run.file("client.json")).expect("JSON");
    let callbacks = client["webhooks"].as_array().expect("a list");
    assert_eq!(callbacks.len(), 1, "{callbacks:#?}");
    assert_eq!(callbacks[0]["kind"], "callback");
    assert_eq!(callbacks[0]["name"], "pet_born");
    assert!(run.has_file("src/types/pet.rs"));
    assert_eq!(callbacks[0]["origin"], "/components/requestBodies/Pet/content/application~1json");
    let docs = run.file("src/callbacks.rs");
    for line in [
        "A pet was born.",
        "`POST`: the callback `petBorn` of `subscribe`, sent to `{$request.query.url}`.",
        "- the header `X-Event`: Which event.",
    ] {
        assert!(docs.contains(line), "{line}\n{docs}");
    }
}

/// A document of two webhooks. Each has the parameters `header`, and the properties `members`.
fn two(header: [&str; 2], members: [&str; 2]) -> String {
    let webhook = |name: &str, header: &str, members: &str| {
        format!(
            "  {name}:
    post:
      parameters: [{header}]
      requestBody: {{ content: {{ application/json: {{ schema: {{ type: object, properties: {{ {members} }} }} }} }} }}
      responses: {{ '204': {{ description: Noted }} }}\n"
        )
    };
    let [first, second] = header;
    let [one, other] = members;
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Pets, version: '1' }}\npaths: {{}}\nwebhooks:\n{}{}",
        webhook("check-run-completed", first, one),
        webhook("push", second, other)
    )
}

/// The line of the generated module that states where the name of an event is, and those that name the events.
fn dispatch(run: &Run) -> (String, Vec<String>) {
    let module = run.file("src/webhooks.rs");
    let line = module.lines().find(|line| line.contains("const NAME")).unwrap_or_default();
    let names = line.split_once("= &").map_or("", |(_, names)| names).trim_end_matches(';');
    let events = module.lines().filter_map(|line| {
        let line = line.trim();
        let name = line.trim_start_matches('(').strip_prefix('"')?;
        Some(name.split_once('"')?.0.to_owned())
    });
    (names.to_owned(), events.collect())
}

#[test]
fn what_has_another_value_in_each_webhook_distinguishes_them() {
    let run = |header: [&str; 2], members: [&str; 2]| {
        let run = Run::document(&two(header, members));
        assert_eq!(run.findings(), Vec::<String>::new());
        dispatch(&run)
    };
    let body = |pointer: &str| format!("[EventName::Body(\"{pointer}\")]");
    // The usual name, if there are several.
    let (names, events) = run(
        ["", ""],
        [
            "object: { const: a }, version: { enum: [v1] }, type: { enum: [x.a, x.b] }",
            "object: { const: b }, version: { enum: [v1] }, type: { const: x.c }",
        ],
    );
    assert_eq!((names, events), (body("/type"), vec!["x.a".to_owned(), "x.b".to_owned(), "x.c".to_owned()]));
    // A member of an object.
    let meta = |name: &str| format!("meta: {{ type: object, properties: {{ event_name: {{ const: {name} }} }} }}");
    let (names, events) = run(["", ""], [&meta("a"), &meta("b")]);
    assert_eq!((names, events), (body("/meta/event_name"), vec!["a".to_owned(), "b".to_owned()]));
    // A header.
    let header = |name: &str| format!("{{ name: X-Event, in: header, schema: {{ const: {name} }} }}");
    let (names, events) = run([&header("check_run"), &header("push")], ["a: { type: string }", "b: { type: string }"]);
    assert_eq!(
        (names, events),
        ("[EventName::Header(\"X-Event\")]".to_owned(), vec!["check_run".to_owned(), "push".to_owned()])
    );
}

#[test]
fn webhooks_that_nothing_distinguishes_are_a_finding_until_a_setting_does() {
    // One of them has not the member, or both may have the same value.
    for members in
        [["type: { const: a }", "id: { type: string }"], ["type: { enum: [a, b] }", "type: { enum: [b, c] }"]]
    {
        let document = two(["", ""], members);
        let run = Run::document(&document);
        assert_eq!(run.findings(), ["indistinct-events openapi.yaml:4:1 /webhooks"]);
        let module = run.file("src/webhooks.rs");
        assert!(module.contains("pub fn decode_named(") && !module.contains("pub fn decode("), "{module}");
        let settings = "[webhooks]\nevent = [\"X-GitHub-Event\", \"/type\"]\nnames = { push = [\"pushed\"] }\n";
        let run = Run::folder(&[("openapi.yaml", &document), ("moored.toml", settings)]);
        assert_eq!(run.findings(), Vec::<String>::new());
        let names = "[EventName::Header(\"X-GitHub-Event\"), EventName::Body(\"/type\")]".to_owned();
        let (found, events) = dispatch(&run);
        let module = run.file("src/webhooks.rs");
        assert!(found == names || module.contains("EventName::Header(\"X-GitHub-Event\")"), "{module}");
        assert_eq!(events, ["check-run-completed", "pushed"]);
        assert!(module.contains("pub fn decode("), "{module}");
    }
}

#[test]
fn a_setting_about_what_the_document_does_not_have_is_an_error() {
    let document = two(["", ""], ["type: { const: a }", "type: { const: b }"]);
    for (settings, location) in [
        ("[webhooks]\nnames = { pull = [\"pulled\"] }\n", "unused-setting moored.toml:2:11"),
        ("[callbacks]\nevent = [\"X-Event\"]\n", "unused-setting moored.toml:2:10"),
        ("[webhooks]\nevent = [\"the header\"]\n", "config moored.toml:2:9"),
    ] {
        let run = Run::folder(&[("openapi.yaml", &document), ("moored.toml", settings)]);
        assert_eq!(run.findings(), [location], "{settings}");
    }
}

#[test]
fn webhooks_of_an_extension_are_webhooks() {
    let document = two(["", ""], ["type: { const: a }", "type: { const: b }"]);
    let extension = document
        .replace("\nwebhooks:", "\nx-webhooks:")
        .replace("3.1.0", "3.0.3")
        .replace("const: a", "enum: [a]")
        .replace("const: b", "enum: [b]");
    let run = Run::document(&extension);
    assert_eq!(dispatch(&run).0, "[EventName::Body(\"/type\")]");
    assert!(run.file("src/webhooks.rs").contains("pub fn check_run_completed("));
}
