//! What a reader sees of a mistake: its rule, its place in the text, its pointer and the way out, all mistakes at once.

#![expect(clippy::expect_used, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "shared/inputs.rs"]
mod inputs;

use inputs::inputs;
use moored_codegen::generate;
use moored_document::finding::{Color, Findings};

/// The findings as `rule file:line:column pointer`, without `specs/pets/`.
fn places(found: &Findings) -> Vec<String> {
    let line = |found: &moored_document::finding::Finding| {
        let place = &found.location;
        let file = place.source.name().trim_start_matches("specs/pets/");
        format!("{} {file}:{}:{} {}", found.rule.id, place.position.line, place.position.column, place.pointer)
            .trim()
            .to_owned()
    };
    found.iter().map(line).collect()
}

/// Generates from `files`, which have to be refused, and gives the places and the rendered text.
fn refused(files: &[(&str, &str)]) -> (Vec<String>, String) {
    let outcome = generate(&inputs(files));
    let text = outcome.findings.render(Color::Never);
    assert!(outcome.files.is_none(), "a client came out; found: {text}");
    assert!(outcome.findings.has_errors(), "no client came out, and nothing says why");
    (places(&outcome.findings), text)
}

/// Generates from `files`, which have to give a client.
fn accepted(files: &[(&str, &str)]) -> Vec<String> {
    let outcome = generate(&inputs(files));
    assert!(outcome.files.is_some(), "{}", outcome.findings.render(Color::Never));
    places(&outcome.findings)
}

const MISTAKES: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      security: [{ nobody: [] }]
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer } }
        - { in: query, schema: { type: string } }
      responses:
        '20x': { description: OK }
    post:
      operationId: listPets
      responses: { '201': { description: Made } }
    put:
      operationId: list_pets
      responses: { '204': { description: Done } }
  /pets/{id}:
    get:
      operationId: getPet
      responses: { '204': { description: Done } }
  pets:
    trace:
      responses: { '204': { description: Done } }
components:
  schemas:
    File: { type: file }
    Loop: { $ref: '#/components/schemas/Loop' }
    Pair: { prefixItems: [{ type: string }] }
";

#[test]
fn all_mistakes_are_shown_at_once_each_with_its_place() {
    let outcome = generate(&inputs(&[("openapi.yaml", MISTAKES)]));
    let (places, text) = (places(&outcome.findings), outcome.findings.render(Color::Never));
    assert!(outcome.files.is_some(), "{text}");
    assert_eq!(outcome.summary.operations, 5, "all of them");
    assert_eq!(
        places,
        [
            "duplicate-operation-id openapi.yaml:15:7 /paths/~1pets/post/operationId",
            "duplicate-method-name openapi.yaml:17:5 /paths/~1pets/put",
            "invalid-path openapi.yaml:24:3 /paths/pets",
            "missing-operation-id openapi.yaml:25:5 /paths/pets/trace",
            "misspelt-type openapi.yaml:29:13 /components/schemas/File/type",
            "unknown-security-scheme openapi.yaml:7:20 /paths/~1pets/get/security/0/nobody",
            "duplicate-parameter openapi.yaml:10:11 /paths/~1pets/get/parameters/1",
            "invalid-document openapi.yaml:11:11 /paths/~1pets/get/parameters/2",
            "unknown-status openapi.yaml:13:9 /paths/~1pets/get/responses/20x",
            "missing-path-parameter openapi.yaml:21:5 /paths/~1pets~1{id}/get",
            "reference-cycle openapi.yaml:30:13 /components/schemas/Loop/$ref",
            "tuple openapi.yaml:31:13 /components/schemas/Pair/prefixItems",
        ]
    );
    // As they are rendered: title, place, the line itself, pointer, notes and help.
    for place in &places {
        let [rule, at, pointer] = place.split(' ').collect::<Vec<_>>()[..] else { panic!("{place}") };
        let shown = format!("[{rule}]: ");
        let rest = &text[text.find(&shown).unwrap_or_else(|| panic!("{shown} is not in\n{text}"))..];
        assert!(text.contains(&format!("--> specs/pets/{at}\n")), "{at} is not in\n{text}");
        assert!(rest.contains(&format!("= at: {pointer}\n")), "{pointer} is not in\n{rest}");
    }
    for part in [
        "warning[duplicate-operation-id]: operation id `listPets` is used twice; ",
        "15 |       operationId: listPets\n   |       ^^^^^^^^^^^^^^^^^^^^^\n",
        "= note: first used at specs/pets/openapi.yaml:6:7\n",
        "name it in moored.toml: [methods] \"post /pets\" = ",
        "warning[missing-operation-id]: ",
        "loss[tuple]: ",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn references_that_lead_nowhere_are_shown_together() {
    let document = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      parameters:
        - $ref: '#/components/parameters/Limit'
      responses: { '404': { $ref: other.yaml } }
components:
  schemas:
    Pet: { properties: { owner: { $ref: '#/components/schemas/Owner' } } }
";
    let places = accepted(&[("openapi.yaml", document)]);
    let found: Vec<&String> = places.iter().filter(|line| !line.starts_with("missing-operation-id")).collect();
    assert_eq!(
        found,
        [
            "dangling-reference openapi.yaml:7:11 /paths/~1pets/get/parameters/0/$ref",
            "external-reference openapi.yaml:8:29 /paths/~1pets/get/responses/404/$ref",
            "dangling-reference openapi.yaml:11:35 /components/schemas/Pet/properties/owner/$ref",
        ]
    );
}

#[test]
fn losses_of_one_rule_are_counted_beyond_the_fifth() {
    let mut document = String::from("openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\nwebhooks:\n");
    for number in 1..=8 {
        document.push_str(&format!("  hook{number}: {{}}\n"));
    }
    let outcome = generate(&inputs(&[("openapi.yaml", &document)]));
    let text = outcome.findings.render(Color::Never);
    assert_eq!(text.matches("loss[webhook]: the webhook `hook").count(), 5, "{text}");
    assert!(
        text.contains(
            "loss[webhook]: 3 more: A webhook has no operation, a body that is no JSON, or one to be answered with."
        ),
        "{text}"
    );
}

#[test]
fn other_versions_are_refused_by_name() {
    for (head, place, words) in [
        ("swagger: '1.2'\n", "1:1 /swagger", "this is a Swagger 1.2 document"),
        ("swaggerVersion: 1.1\n", "1:1 /swaggerVersion", "this is a Swagger 1.1 document"),
        ("swagger: 2.1\n", "1:1 /swagger", "this is a Swagger 2.1 document"),
        ("swagger: [2]\n", "1:1 /swagger", "`swagger` is not a version"),
        ("info: {}\nopenapi: 3.3.0\n", "2:1 /openapi", "OpenAPI version 3.3.0 is not known"),
        ("openapi: 4.0\n", "1:1 /openapi", "OpenAPI version 4.0 is not known"),
        ("openapi: 3.10.0\n", "1:1 /openapi", "OpenAPI version 3.10.0 is not known"),
        ("openapi: [3]\n", "1:1 /openapi", "`openapi` is not a version"),
        ("info: {}\n", "1:1 /openapi", "does not say which version"),
    ] {
        let (places, text) = refused(&[("openapi.yaml", head)]);
        assert_eq!(places, [format!("unsupported-version openapi.yaml:{place}")]);
        assert!(text.contains(words), "{words} is not in\n{text}");
        assert!(text.contains("Swagger 2.0 and OpenAPI 3.0.x, 3.1.x and 3.2.x"), "{text}");
    }
}

#[test]
fn the_versions_that_are_taken_may_be_written_in_any_way() {
    for head in [
        "openapi: 3.0",
        "openapi: '3.0'",
        "openapi: 3.0.4",
        "openapi: \"3.1.1\"",
        "openapi: 3.1",
        "'openapi' : 3.1.0",
        "swagger: '2.0'",
        "swagger: 2.0",
        "swagger: 2",
        "swagger: '2.0'\nopenapi: 3.0.0",
    ] {
        let document = format!("{head}\ninfo: {{ title: Pets, version: 1 }}\npaths: {{}}\n");
        assert_eq!(accepted(&[("openapi.yaml", &document)]), Vec::<String>::new(), "{head}");
    }
}

#[test]
fn a_text_that_is_no_yaml_is_refused_where_the_parser_stops() {
    for (text, place) in [
        ("openapi: 3.1.0\ninfo:\n  title: a: b\n", "3:11"),
        ("openapi: 3.1.0\npaths: {\n", "3:1"),
        ("openapi: 3.1.0\rinfo:\r  title: a: b\r", "3:11"),
        ("openapi: 3.1.0\r\ninfo:\r  title: a: b\r", "3:11"),
        ("openapi: 3.1.0\ninfo: \"\u{85}\u{2028}\"\npaths: {\n", "4:1"),
        ("openapi: 3.1.0\n---\nopenapi: 3.1.0\n", "2:1"),
        ("{\"openapi\": \"3.1.0\",\n \"paths\": ]\n", "2:11"),
        ("", "1:1"),
        ("null\n", "1:1"),
        ("- openapi: 3.1.0\n", "1:1"),
        ("just words\n", "1:1"),
    ] {
        let (places, found) = refused(&[("openapi.yaml", text)]);
        assert_eq!(places, [format!("unreadable openapi.yaml:{place}")], "{text:?}: {found}");
    }
}

#[test]
fn a_key_that_stands_twice_is_a_loss_with_both_places_and_the_last_counts() {
    let yaml = "openapi: 3.1.0\ninfo: { title: a, version: '1' }\npaths:\n  /a: { get: { operationId: one, responses: {} } }\n  /b: {}\n  /a: { get: { operationId: two, responses: {} } }\n";
    let json = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"a\", \"version\": \"1\"},\n \"paths\": {\n  \"/a\": {\"get\": {\"operationId\": \"one\", \"responses\": {}}},\n\n  \"/a\": {\"get\": {\"operationId\": \"two\", \"responses\": {}}}}}\n";
    for (text, first, second) in [(yaml, "4:3", "6:3"), (json, "3:3", "5:3")] {
        let outcome = generate(&inputs(&[("openapi.yaml", text)]));
        let found = outcome.findings.render(Color::Never);
        assert!(found.contains("loss[duplicate-key]: `/a` stands twice"), "{found}");
        assert!(found.contains(&format!("openapi.yaml:{second}")), "{found}");
        assert!(found.contains(&format!("it stands first at specs/pets/openapi.yaml:{first}")), "{found}");
        let files = outcome.files.unwrap_or_default();
        let has = |name: &str| files.keys().any(|path| path.as_str() == format!("src/operations/{name}.rs"));
        assert!(has("two") && !has("one"), "{found}");
    }
}

#[test]
fn characters_in_two_halves_leave_everything_in_its_place() {
    let text = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"\\ud83d\\uDE00 \\\\ud83d\", \"version\": \"1\"},\n \"webhooks\": {\n  \"a\": {}}}\n";
    assert_eq!(accepted(&[("openapi.yaml", text)]), ["webhook openapi.yaml:3:3 /webhooks/a"]);
}

#[test]
fn a_key_that_stands_twice_behind_what_has_no_places_is_a_loss_too() {
    // A directive that no reader of positions knows.
    for text in [
        "{\"openapi\": \"3.1.0\",\n \"x\": \"\u{b}\u{7f}\",\n \"webhooks\": {\"a\": {}, \"a\": {}}}\n",
        "{\"openapi\": \"3.1.0\",\n \"x\": 1, \"webhooks\": {\"a\": {},\n\t\"a\": {}}}\n",
    ] {
        let outcome = generate(&inputs(&[("openapi.yaml", text)]));
        let found = outcome.findings.render(Color::Never);
        assert!(found.contains("[unreadable]") || found.contains("loss[duplicate-key]: `a` stands twice"), "{found}");
    }
}

#[test]
fn json_with_tabs_and_escapes_is_read() {
    let document = "{\n\t\"openapi\": \"3.1.0\",\n\t\"info\": {\n\t\t\"title\": \"P\\u00e9ts \\/ Toys\",\n\t\t\"version\": \"1\"\n\t},\n\t\"webhooks\": {\n\t\t\"a\": {}\n\t}\n}\n";
    assert_eq!(accepted(&[("openapi.yaml", document)]), ["webhook openapi.yaml:8:3 /webhooks/a"]);
    let outcome = generate(&inputs(&[("openapi.yaml", document)]));
    let files = outcome.files.unwrap_or_default();
    let readme = files.iter().find(|(path, _)| path.as_str() == "README.md").map(|(_, text)| text.as_str());
    assert!(readme.is_some_and(|text| text.contains("A typed client for Péts / Toys")), "{readme:?}");
}

#[test]
fn a_folder_without_a_document_says_so() {
    let (places, text) = refused(&[("moored.toml", "title = \"Pets\"\n")]);
    assert_eq!(places, ["missing-source openapi.yaml:1:1"]);
    assert!(text.contains("put an OpenAPI document here"), "{text}");
}

mod overlay {
    use super::{accepted, refused};
    use moored_codegen::generate;
    use moored_document::{overlay::Overlay, source::Source};
    use serde_json::{Value, json};

    const DOCUMENT: &str = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths: {}\n";

    fn overlay(actions: &str) -> String {
        format!("overlay: 1.0.0\ninfo: {{ title: Ours, version: '1' }}\nactions:\n{actions}")
    }

    /// `document` with `actions` applied.
    fn apply(actions: &str, mut document: Value) -> Value {
        let text = overlay(actions);
        let overlay = Overlay::parse(&Source::new("overlay.yaml", &text)).expect("an overlay");
        let found = overlay.apply(&mut document);
        assert!(found.is_empty(), "{}", found.render(moored_document::finding::Color::Never));
        document
    }

    #[test]
    fn an_action_that_matches_nothing_is_refused_and_names_its_line() {
        let overlay = overlay(
            "  - { target: $.info, description: It has a title, update: { title: Dogs } }\n  - target: $.paths['/pets']\n    description: Gone\n    remove: true\n",
        );
        let (places, text) = refused(&[("document.yaml", DOCUMENT), ("overlay.yaml", &overlay)]);
        assert_eq!(places, ["dead-overlay-action overlay.yaml:5:5 /actions/1/target"]);
        assert!(text.contains("`$.paths['/pets']` matches nothing"), "{text}");
    }

    #[test]
    fn every_mistake_of_an_overlay_is_shown() {
        let overlay = overlay(
            "  - { target: $.info, update: { title: Dogs } }\n  - { target: $.info, description: \" \", remove: true }\n  - { target: '$.[', description: Why, remove: true }\n  - { target: $.info, description: Why, remove: true, update: {} }\n  - { target: $.info, description: Why }\n",
        );
        let (places, text) = refused(&[("document.yaml", DOCUMENT), ("overlay.yaml", &overlay)]);
        assert_eq!(
            places,
            [
                "missing-reason overlay.yaml:4:5 /actions/0",
                "missing-reason overlay.yaml:5:5 /actions/1",
                "overlay overlay.yaml:6:7 /actions/2/target",
                "overlay overlay.yaml:7:5 /actions/3",
                "overlay overlay.yaml:8:5 /actions/4",
            ]
        );
        for words in ["is not a JSONPath", "updates or removes, not both", "needs `update` or `remove: true`"] {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
    }

    #[test]
    fn what_is_no_overlay_is_refused() {
        for (text, place) in [
            ("overlay: 2.0.0\ninfo: {}\nactions: []\n", "overlay overlay.yaml:1:1 /overlay"),
            ("overlay: 1.0.0\ninfo: {}\n", "overlay overlay.yaml:1:1"),
            ("overlay: 1.0.0\ninfo: {}\nactions: [{ target: 3 }]\n", "overlay overlay.yaml:3:13 /actions/0/target"),
            (
                "overlay: 1.0.0\ninfo: {}\nactions: [{ target: $, descripton: a }]\n",
                "overlay overlay.yaml:3:24 /actions/0/descripton",
            ),
            ("- 1\n", "unreadable overlay.yaml:1:1"),
        ] {
            let (places, found) = refused(&[("document.yaml", DOCUMENT), ("overlay.yaml", text)]);
            assert_eq!(places, [place], "{found}");
        }
    }

    #[test]
    fn objects_merge_and_lists_grow() {
        let actions =
            "  - { target: $, description: Why, update: { a: { c: 2 }, list: [3, 4], same: [5], text: new } }\n";
        let document = json!({ "a": { "b": 1 }, "list": [1, 2], "text": "old" });
        let merged = json!({ "a": { "b": 1, "c": 2 }, "list": [1, 2, 3, 4], "text": "new", "same": [5] });
        assert_eq!(apply(actions, document), merged);
    }

    #[test]
    fn an_update_of_a_list_is_an_item_more() {
        let actions = "  - { target: $.list, description: Why, update: { name: b } }\n";
        assert_eq!(
            apply(actions, json!({ "list": [{ "name": "a" }] })),
            json!({ "list": [{ "name": "a" }, { "name": "b" }] })
        );
    }

    #[test]
    fn a_list_is_replaced_by_removing_it_first() {
        let actions = "  - { target: $.list, description: Why, remove: true }\n  - { target: $, description: Why, update: { list: [9] } }\n";
        assert_eq!(apply(actions, json!({ "list": [1, 2] })), json!({ "list": [9] }));
    }

    #[test]
    fn items_that_go_do_not_move_the_others_that_go() {
        let actions = "  - { target: '$.list[?@ != 2]', description: Why, remove: true }\n";
        let list: Vec<u32> = (0..12).collect();
        assert_eq!(apply(actions, json!({ "list": list })), json!({ "list": [2] }));
    }

    #[test]
    fn one_action_sees_what_the_one_before_it_did() {
        let actions = "  - { target: $.a, description: Why, update: { b: { c: 1 } } }\n  - { target: $.a.b, description: Why, update: { d: 2 } }\n";
        assert_eq!(apply(actions, json!({ "a": {} })), json!({ "a": { "b": { "c": 1, "d": 2 } } }));
    }

    #[test]
    fn a_correction_stands_in_the_document_that_is_derived() {
        let overlay = overlay("  - { target: $.info, description: Its name, update: { title: Dogs } }\n");
        let files = [("document.yaml", DOCUMENT), ("overlay.yaml", overlay.as_str())];
        assert_eq!(accepted(&files), Vec::<String>::new());
        let derived = generate(&super::inputs(&files)).openapi.expect("a derived document").text;
        assert!(derived.starts_with("# Derived from document.yaml and overlay.yaml by "), "{derived}");
        let value: Value = serde_yaml::from_str(&derived).expect("YAML");
        assert_eq!(value, json!({ "openapi": "3.1.0", "info": { "title": "Dogs", "version": "1" }, "paths": {} }));
    }
}

mod settings {
    use super::{accepted, refused};

    const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
webhooks: { a: {}, b: {} }
paths:
  /pets: { get: { responses: {} } }
";

    fn with(settings: &str) -> Vec<String> {
        refused(&[("openapi.yaml", DOCUMENT), ("moored.toml", settings)]).0
    }

    #[test]
    fn a_key_that_is_not_known_is_refused() {
        assert_eq!(with("title = \"Pets\"\ntitel = \"Pets\"\n"), ["config moored.toml:2:1"]);
        assert_eq!(with("[[allow]]\nrule = \"webhook\"\npointer = \"\"\n"), ["config moored.toml:1:1"]);
        assert_eq!(with("title = \n"), ["config moored.toml:1:9"]);
    }

    #[test]
    fn a_method_that_no_operation_has_is_refused() {
        let found = with("[methods]\n\"get /toys\" = \"toys\"\n");
        assert_eq!(found.first().map(String::as_str), Some("unused-setting moored.toml:2:15"));
    }

    #[test]
    fn a_type_that_no_schema_has_is_refused() {
        let found = with("[types]\n\"/components/schemas/Toy\" = \"Plaything\"\n");
        assert_eq!(found.first().map(String::as_str), Some("unused-setting moored.toml:2:29"));
    }

    #[test]
    fn an_allowed_finding_goes_with_what_is_below_its_pointer_and_nothing_else() {
        let allow = "[[allow]]\nrule = \"webhook\"\npointer = \"/webhooks/a\"\nreason = \"Not ours\"\n";
        let left = accepted(&[("openapi.yaml", DOCUMENT), ("moored.toml", allow)]);
        assert_eq!(
            left,
            ["missing-operation-id openapi.yaml:5:12 /paths/~1pets/get", "webhook openapi.yaml:3:20 /webhooks/b"]
        );
        let all = allow.replace("/webhooks/a", "/webhooks");
        let left = accepted(&[("openapi.yaml", DOCUMENT), ("moored.toml", &all)]);
        assert_eq!(left, ["missing-operation-id openapi.yaml:5:12 /paths/~1pets/get"]);
    }

    #[test]
    fn an_allow_that_is_not_needed_is_refused() {
        let allow = "[[allow]]\nrule = \"tuple\"\npointer = \"/webhooks\"\nreason = \"None\"\n";
        assert_eq!(with(allow).first().map(String::as_str), Some("unused-allow moored.toml:2:8"));
    }

    #[test]
    fn an_allow_names_a_rule_and_a_reason() {
        let unknown = "[[allow]]\nrule = \"tupel\"\npointer = \"\"\nreason = \"None\"\n";
        assert_eq!(with(unknown), ["config moored.toml:2:8"]);
        let silent = "[[allow]]\nrule = \"webhook\"\npointer = \"\"\nreason = \" \"\n";
        assert_eq!(with(silent), ["config moored.toml:2:8"]);
    }

    #[test]
    fn an_error_cannot_be_allowed() {
        let allow = "[[allow]]\nrule = \"unreadable\"\npointer = \"/paths\"\nreason = \"Not ours\"\n";
        assert_eq!(with(allow), ["config moored.toml:2:8"]);
    }
}

mod provenance {
    use super::{accepted, refused};

    const PAGE: &str =
        "# Pets\n\n```yaml\nopenapi: 3.1.0\ninfo: { title: Pets, version: '1' }\nwebhooks: { a: {} }\n```\n";

    fn source(published: &str, transcribed: &str) -> String {
        format!(
            "title = \"Pets\"\naddress = \"https://pets.example\"\nretrieved = 2025-01-01\nfile = \"published.md\"\nsha256 = \"{}\"\nlicence = \"none stated\"\ntranscribed = \"{transcribed}\"\n",
            moored_document::digest::digest(published)
        )
    }

    #[test]
    fn a_fenced_document_is_read() {
        let source = source(PAGE, "fenced");
        let found = accepted(&[("published.md", PAGE), ("source.toml", &source)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found.iter().all(|found| found.starts_with("webhook openapi.yaml:") && found.ends_with(" /webhooks/a")),
            "{found:?}"
        );
    }

    #[test]
    fn mistakes_in_a_fenced_document_have_the_lines_of_the_page() {
        let page = PAGE.replace("webhooks: {", "webhooks: }");
        let source = source(&page, "fenced");
        let (places, _) = refused(&[("published.md", &page), ("source.toml", &source)]);
        assert_eq!(places, ["unreadable published.md:6:11"]);
    }

    #[test]
    fn a_text_that_is_not_the_published_one_is_refused() {
        let source = source(PAGE, "fenced");
        let (places, text) = refused(&[("published.md", &PAGE.replace("Pets", "Dogs")), ("source.toml", &source)]);
        assert_eq!(places, ["published-digest source.toml:5:10"]);
        assert!(text.contains("its SHA-256 is "), "{text}");
    }

    #[test]
    fn a_page_without_one_fenced_document_is_refused() {
        for (page, words) in [
            ("# Pets\n\n```json\n{ \"pet\": 1 }\n```\n".to_owned(), "no fenced block holds"),
            (PAGE.repeat(2), "at lines 4, 11"),
            (PAGE.trim_end().trim_end_matches('`').to_owned(), "line 4 is not closed"),
        ] {
            let source = source(&page, "fenced");
            let (places, text) = refused(&[("published.md", &page), ("source.toml", &source)]);
            assert_eq!(places, ["fence published.md:1:1"]);
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
    }

    #[test]
    fn a_source_names_files_that_are_there_and_a_way_that_is_known() {
        let by_hand = source(PAGE, "by-hand");
        let (places, text) = refused(&[("published.md", PAGE), ("source.toml", &by_hand)]);
        assert_eq!(places, ["missing-source source.toml:1:1"]);
        assert!(text.contains("specs/pets/document.yaml does not exist"), "{text}");
        let (places, text) = refused(&[("source.toml", &by_hand)]);
        assert_eq!(places, ["missing-source source.toml:1:1"]);
        assert!(text.contains("specs/pets/published.md does not exist"), "{text}");
        let (places, _) = refused(&[("published.md", PAGE), ("source.toml", &source(PAGE, "guessed"))]);
        assert_eq!(places, ["config source.toml:7:15"]);
    }
}
