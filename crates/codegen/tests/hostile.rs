//! Documents that want to be more than documents: code, attributes, doc tests, manifest entries, paths; and some that want to take the
//! generator down with them. Each becomes a client that says what it says as text, or a finding.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "this is test code throughout, and a surprise is a failed test"
)]

#[path = "hostile/check.rs"]
mod check;
#[path = "hostile/compiled.rs"]
mod compiled;
#[path = "shared/inputs.rs"]
mod inputs;

use std::fmt::Write as _;
use std::thread;

use check::check;
use inputs::inputs;
use moored_codegen::{Files, generate};
use moored_document::finding::Color;
use serde_json::{Value, json};

/// What somebody writes who wants out of a string, a comment, a name, a table, a file or a line.
const TEXTS: &[&str] = &[
    "",
    " ",
    "_",
    "self",
    "Self",
    "crate",
    "r#type",
    "async",
    "日本",
    "..",
    "../../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "a/../../b",
    "\"; fn main() { std::process::exit(1) } //",
    "\")] #[path = \"/etc/passwd\"] mod evil; #[doc(hidden",
    "*/ pub fn evil() { std::fs::remove_dir_all(\"/\").ok(); } /*",
    "]\nversion = \"6.6.6\"\n[dependencies]\nevil = \"1\"\n",
    "\"\n[dependencies]\nevil = \"1\"\n#",
    "'''\n[lib]\npath = \"/evil.rs\"\n'''",
    "```\nstd::process::exit(1);\n```",
    "```rust\nstd::process::exit(1);\n```",
    "~~~should_panic\nstd::process::exit(1);\n~~~",
    "> ```\n> std::process::exit(1);\n> ```",
    "- a\n\n  ```\n  std::process::exit(1);\n  ```",
    "words\n\n    std::process::exit(1);\n",
    "- words\n\n      std::process::exit(1);\n",
    "1. words\n\n\tstd::process::exit(1);\n",
    "\tstd::process::exit(1);",
    "```text\n```\n```\nstd::process::exit(1);\n```",
    "| a | b |\n| --- | --- |",
    "<script>alert(1)</script>",
    "[a](javascript:alert(1)) ![b](https://evil.example/b.png)",
    "{0} {} {name} {{}} %s ${HOME} $(id)",
    "#{expr} #(#a)* #doc",
    "line\r\nX-Evil: 1",
    "bell\u{7} escape\u{1b}[2J nul\u{0}",
    "right\u{202e}to left\u{2066}",
    "line\u{2028}separator\u{feff}",
    "include_str!(\"/etc/passwd\")",
    "concat!(env!(\"HOME\"))",
    "Option",
    "moored_runtime",
    "client",
    "body",
    "request",
    "value",
    "response",
    "OPERATION",
];

/// A place for a text in a document: its name, and the document with the text there.
type Slot = (&'static str, fn(&str) -> Value);

fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Pets", "version": "1" },
        "servers": [{ "url": "https://pets.example" }],
        "security": [{ "key": [] }],
        "paths": { "/pets": { "get": {
            "operationId": "listPets",
            "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer" } }],
            "responses": { "200": { "description": "OK", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } } } },
        } } },
        "components": {
            "securitySchemes": {
                "key": { "type": "apiKey", "in": "header", "name": "X-Key" },
                "oauth": { "type": "oauth2", "flows": { "password": { "tokenUrl": "/token", "scopes": { "read": "" } } } },
            },
            "schemas": { "Pet": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } } },
        },
    })
}

/// The document with `value` at the pointer `at`.
fn with(at: &str, value: Value) -> Value {
    let mut document = document();
    let (parent, key) = at.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).expect("a place in the document");
    match parent {
        Value::Object(members) => {
            members.insert(key.replace("~1", "/"), value);
        }
        Value::Array(items) => items.push(value),
        other => panic!("{other} holds nothing"),
    }
    document
}

fn under(at: &str, key: &str, value: Value) -> Value {
    with(at, json!({ key: value }))
}

const GET: &str = "/paths/~1pets/get";

const SLOTS: &[Slot] = &[
    // Where words are expected, all at once.
    ("words", |text| {
        let mut document = document();
        document["info"]["description"] = json!(text);
        let get = &mut document["paths"]["/pets"]["get"];
        get["summary"] = json!(text);
        get["description"] = json!(text);
        get["parameters"][0]["description"] = json!(text);
        get["parameters"][0]["example"] = json!(text);
        get["responses"]["404"] = json!({ "description": text });
        let pet = &mut document["components"]["schemas"]["Pet"];
        pet["description"] = json!(text);
        pet["properties"] = json!({
            "name": { "type": "string", "description": text, "default": text, "example": text, "pattern": text, "format": text },
            "kind": { "type": "string", "enum": ["a"], "description": text },
            "owner": { "type": "object", "properties": { "a": {} }, "description": text, "title": text },
        });
        document
    }),
    ("title", |text| with("/info/title", json!(text))),
    ("version", |text| with("/info/version", json!(text))),
    ("server address", |text| with("/servers", json!([{ "url": text }]))),
    ("end of a server address", |text| with("/servers", json!([{ "url": format!("https://a.example/{text}") }]))),
    ("server variable", |text| {
        with("/servers", json!([{ "url": "https://{a}.example", "variables": { "a": { "default": text } } }]))
    }),
    ("operation id", |text| with(&format!("{GET}/operationId"), json!(text))),
    ("path", |text| under("/paths", &format!("/{text}"), json!({ "get": { "responses": {} } }))),
    ("path parameter", |text| {
        let parameter = json!([{ "name": text, "in": "path", "required": true, "schema": { "type": "string" } }]);
        under("/paths", &format!("/pets/{{{text}}}"), json!({ "get": { "parameters": parameter, "responses": {} } }))
    }),
    ("query parameter", |text| {
        with(&format!("{GET}/parameters/1"), json!({ "name": text, "in": "query", "schema": { "type": "string" } }))
    }),
    ("required query parameter", |text| {
        with(
            &format!("{GET}/parameters/1"),
            json!({ "name": text, "in": "query", "required": true, "schema": { "type": "string" } }),
        )
    }),
    ("header parameter", |text| {
        with(&format!("{GET}/parameters/1"), json!({ "name": text, "in": "header", "schema": { "type": "string" } }))
    }),
    ("parameter of several words", |text| {
        let schema = json!({ "type": "string", "enum": [text, "b"] });
        with(
            &format!("{GET}/parameters/1"),
            json!({ "name": "a", "in": "query", "required": true, "description": text, "schema": schema }),
        )
    }),
    ("request media type", |text| {
        with(&format!("{GET}/requestBody"), json!({ "content": { text: { "schema": { "type": "object" } } } }))
    }),
    ("json media type", |text| {
        with(
            &format!("{GET}/requestBody"),
            json!({ "content": { format!("{text}+json"): { "schema": { "type": "object" } } } }),
        )
    }),
    ("response media type", |text| {
        with(&format!("{GET}/responses/200"), json!({ "description": "", "content": { text: {} } }))
    }),
    ("status", |text| with(&format!("{GET}/responses/{}", text.replace('/', "~1")), json!({ "description": "" }))),
    ("schema name", |text| under("/components/schemas", text, json!({ "type": "object", "properties": { "a": {} } }))),
    ("enum schema name", |text| under("/components/schemas", text, json!({ "type": "string", "enum": ["a"] }))),
    ("property", |text| under("/components/schemas/Pet/properties", text, json!({ "type": "string" }))),
    ("property of an object", |text| {
        under("/components/schemas/Pet/properties", text, json!({ "properties": { "a": {} } }))
    }),
    ("enum value", |text| {
        with("/components/schemas/Pet/properties/name", json!({ "type": "string", "enum": [text, "b"] }))
    }),
    ("value of several types", |text| with("/components/schemas/Pet/properties/name", json!({ "enum": [text, 1] }))),
    ("const", |text| with("/components/schemas/Pet/properties/name", json!({ "const": text }))),
    ("type", |text| with("/components/schemas/Pet/properties/name", json!({ "type": text }))),
    ("extension", |text| {
        with(
            "/components/schemas/Pet/properties/name",
            json!({ "type": "string", format!("x-{text}"): text, "x-rust-type": text }),
        )
    }),
    ("rust type", |text| {
        let rust = json!({ "crate": "std", "version": "1.0.0", "path": text, "parameters": [] });
        with("/components/schemas/Pet/x-rust-type", rust)
    }),
    ("reference", |text| with("/components/schemas/Pet/properties/name", json!({ "$ref": text }))),
    ("end of a reference", |text| {
        with("/components/schemas/Pet/properties/name", json!({ "$ref": format!("#/components/schemas/{text}") }))
    }),
    ("security scheme", |text| {
        let mut document = under(
            "/components/securitySchemes",
            text,
            json!({ "type": "http", "scheme": "bearer", "description": text }),
        );
        document["security"] = json!([{ text: [] }]);
        document
    }),
    ("two security schemes", |text| {
        let scheme = json!({ "type": "http", "scheme": "bearer" });
        with("/components/securitySchemes", json!({ text: scheme, "other": scheme }))
    }),
    ("key in a header", |text| {
        with("/components/securitySchemes/key", json!({ "type": "apiKey", "in": "header", "name": text }))
    }),
    ("key in a query", |text| {
        with("/components/securitySchemes/key", json!({ "type": "apiKey", "in": "query", "name": text }))
    }),
    ("key in a cookie", |text| {
        with("/components/securitySchemes/key", json!({ "type": "apiKey", "in": "cookie", "name": text }))
    }),
    ("two schemes of OAuth 2", |text| {
        let scheme = json!({ "type": "oauth2", "description": text, "flows": {
            "clientCredentials": { "tokenUrl": "/token", "scopes": {} },
            "password": { "tokenUrl": "/token", "scopes": {} },
        } });
        with("/components/securitySchemes", json!({ text: scheme, "other": scheme }))
    }),
    ("addresses and scopes of OAuth 2", |text| {
        let flow = json!({ "tokenUrl": text, "refreshUrl": text, "scopes": { text: text, "other": text } });
        let refreshed =
            json!({ "tokenUrl": "https://pets.example/token", "refreshUrl": text, "scopes": { text: text } });
        let flows = json!({ "clientCredentials": flow, "password": refreshed, text: flow });
        let mut document = with("/components/securitySchemes/key", json!({ "type": "oauth2", "flows": flows }));
        document["security"] = json!([{ "key": [text, "other"] }]);
        document
    }),
    // What nobody reads yet, or as data alone, all at once.
    ("data", |text| {
        let mut document = document();
        document["info"]["termsOfService"] = json!(text);
        document["info"]["contact"] = json!({ "name": text, "url": text, "email": text });
        document["info"]["license"] = json!({ "name": text, "identifier": text, "url": text });
        document["tags"] = json!([{ "name": text, "description": text, "externalDocs": { "url": text } }]);
        document["externalDocs"] = json!({ "url": text, "description": text });
        document["components"]["examples"] = json!({ text: { "summary": text, "value": text } });
        let get = &mut document["paths"]["/pets"]["get"];
        get["tags"] = json!([text]);
        get["parameters"][0]["examples"] = json!({ text: { "summary": text, "value": text } });
        let content = &mut get["responses"]["200"]["content"]["application/json"];
        content["examples"] = json!({ text: { "summary": text, "description": text, "value": { text: text } } });
        let pet = &mut document["components"]["schemas"]["Pet"];
        pet["examples"] = json!([text, { text: text }]);
        pet["externalDocs"] = json!({ "url": text });
        pet["xml"] = json!({ "name": text, "namespace": text });
        document
    }),
    ("header of an answer", |text| {
        let header = json!({ "description": text, "schema": { "type": "string", "enum": [text] } });
        with(&format!("{GET}/responses/200"), json!({ "description": text, "headers": { text: header } }))
    }),
    ("link", |text| {
        let link = json!({ "operationId": text, "description": text, "parameters": { text: text } });
        with(&format!("{GET}/responses/200"), json!({ "description": "", "links": { text: link } }))
    }),
    ("tag of a union", |text| {
        let variant =
            |tag: &str| json!({ "type": "object", "required": [text], "properties": { text: { "const": tag } } });
        let discriminator = json!({ "propertyName": text, "mapping": { text: "#/components/schemas/A", "b": "#/components/schemas/B" } });
        let union = json!({ "discriminator": discriminator, "oneOf": [
            { "$ref": "#/components/schemas/A" },
            { "$ref": "#/components/schemas/B" },
        ] });
        let mut document = with("/components/schemas/A", variant(text));
        document["components"]["schemas"]["B"] = variant("b");
        document["components"]["schemas"]["Pet"] = union;
        document
    }),
    ("target of a tag", |text| {
        let discriminator = json!({ "propertyName": "kind", "mapping": { "a": text, "b": "#/components/schemas/B" } });
        let variant = json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } });
        let mut document = with("/components/schemas/A", variant.clone());
        document["components"]["schemas"]["B"] = variant;
        document["components"]["schemas"]["Pet"] = json!({ "discriminator": discriminator, "oneOf": [{ "$ref": "#/components/schemas/B" }, { "$ref": "#/components/schemas/A" }] });
        document
    }),
    ("part of a form", |text| {
        let schema = json!({ "type": "object", "properties": { text: { "type": "string", "format": "binary" }, "b": { "type": "string" } } });
        let encoding = json!({ text: { "contentType": text, "style": text, "headers": { text: { "schema": { "type": "string" } } } } });
        let content = json!({ "multipart/form-data": { "schema": schema, "encoding": encoding } });
        with(&format!("{GET}/requestBody"), json!({ "content": content, "description": text }))
    }),
    ("field of a form", |text| {
        let schema =
            json!({ "type": "object", "properties": { text: { "type": "array", "items": { "type": "string" } } } });
        let encoding = json!({ text: { "contentType": text, "style": text } });
        let content = json!({ "application/x-www-form-urlencoded": { "schema": schema, "encoding": encoding } });
        with(&format!("{GET}/requestBody"), json!({ "content": content }))
    }),
    ("webhook", |text| {
        let body = json!({ "content": { "application/json": { "schema": { "type": "object", "properties": { text: { "type": "string" } } } } } });
        let operation = json!({ "summary": text, "description": text, "operationId": text, "requestBody": body });
        with("/webhooks", json!({ text: { "post": operation } }))
    }),
    ("callback", |text| {
        let body = json!({ "content": { "application/json": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } } } } });
        let callback = json!({ text: { "post": { "description": text, "requestBody": body, "responses": {} } } });
        with(&format!("{GET}/callbacks"), json!({ text: callback }))
    }),
    ("names of variables of a server", |text| {
        let variables = json!({ text: { "default": text, "enum": [text], "description": text } });
        with(
            "/servers",
            json!([{ "url": format!("https://{{{text}}}.example"), "description": text, "variables": variables }]),
        )
    }),
    ("extensions that are read", |text| {
        let schema = json!({ "type": "string", "enum": ["a", "b"], "x-nullable": text, "x-enum-varnames": [text, text],
            "x-enum-descriptions": [text], "x-moored-title": text, "x-moored-enum": [text], "x-moored-tag": text });
        let mut document = with("/components/schemas/Pet/properties/name", schema);
        document["x-moored-received"] = json!([{ "name": text, "content": { text: { "schema": {} } } }]);
        document["x-moored-files"] = json!({ text: text });
        document
    }),
    ("events", |text| {
        let event = json!({ "type": "object", "properties": { text: { "type": "string" }, "data": { "contentSchema": { "const": text } } } });
        let content = json!({ "text/event-stream": { "itemSchema": event, "schema": { "title": text } } });
        with(&format!("{GET}/responses/200"), json!({ "description": "", "content": content }))
    }),
    ("our own id", |text| with(&format!("{GET}/x-moored-id"), json!(text))),
    ("our own body", |text| {
        let body = json!({ "x-moored-body": text, "x-moored-media-type": text, "content": { text: {}, "application/xml": {} } });
        with(&format!("{GET}/requestBody"), body)
    }),
];

/// Generates; findings or a crate, and never nothing.
fn run(name: &str, text: &str) -> Option<Files> {
    let outcome = generate(&inputs(&[(name, text)]));
    let found = outcome.findings.render(Color::Never);
    assert_eq!(outcome.files.is_none(), outcome.findings.has_errors(), "a crate or an error; found: {found}");
    outcome.files
}

#[test]
fn a_text_stays_text_wherever_it_stands() {
    // Each of four threads takes every fourth slot.
    let parts: Vec<(usize, String)> = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|first| scope.spawn(move || texts_in(SLOTS.iter().skip(first).step_by(4)))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no run panics")).collect()
    });
    let crates: usize = parts.iter().map(|(crates, _)| crates).sum();
    let failures: String = parts.into_iter().map(|(_, failures)| failures).collect();
    // Most of them are harmless where they stand: if all were refused, nothing would have been looked at.
    assert!(crates > SLOTS.len() * TEXTS.len() / 2, "{crates} crates of {}", SLOTS.len() * TEXTS.len());
    assert!(failures.is_empty(), "\n{failures}");
}

/// How many crates came out, and what is wrong with them.
fn texts_in(slots: impl Iterator<Item = &'static Slot>) -> (usize, String) {
    let mut crates = 0;
    let mut failures = String::new();
    for (slot, make) in slots {
        for text in TEXTS {
            let document = serde_json::to_string(&make(text)).expect("JSON");
            let Some(files) = run("openapi.yaml", &document) else { continue };
            crates += 1;
            for problem in check(&files) {
                let _ = writeln!(failures, "{slot} {text:?}: {problem}");
            }
        }
    }
    (crates, failures)
}

#[test]
fn the_check_sees_what_it_looks_for() {
    let files = run("openapi.yaml", &document().to_string()).expect("a crate");
    assert_eq!(check(&files), Vec::<String>::new());
    for (path, add, word) in [
        ("src/types/pet.rs", "#[path = \"/etc/passwd\"] mod evil;", "attribute"),
        ("src/types/pet.rs", "pub fn evil() { std::process::exit(1) }", "std::process"),
        ("src/types/pet.rs", "pub fn evil() -> &'static str { include_str!(\"/etc/passwd\") }", "macro"),
        ("src/types/pet.rs", "const EVIL: u8 = 1;", "another kind"),
        ("src/types/pet.rs", "/// >     evil()\npub struct Evil;", "code"),
        ("src/types/pet.rs", "/// <div>\npub struct Evil;", "HTML"),
        ("src/types/pet.rs", "/// ```\n/// evil()\n/// ```\npub struct Evil;", "code"),
        ("src/types/pet.rs", "/// words\n///\n///     evil()\npub struct Evil;", "code"),
        ("src/types/pet.rs", "pub struct Pet;", "twice"),
        ("src/types/pet.rs", "fn {", "Rust"),
        ("src/types/pet.rs", "// \u{202e}", "direction"),
        ("Cargo.toml", "[lib]\npath = \"/evil.rs\"", "Cargo.toml"),
        ("Cargo.toml", "[dependencies.evil]\nversion = \"1\"", "Cargo.toml"),
        ("README.md", "```\nevil()\n```", "README.md"),
        ("README.md", "    evil()", "README.md"),
    ] {
        let mut changed = files.clone();
        let (_, text) = changed.iter_mut().find(|(other, _)| other.as_str() == path).expect("a file");
        text.push_str(&format!("\n\n{add}\n"));
        let found = check(&changed);
        assert!(found.iter().any(|problem| problem.contains(word)), "{add}: {found:?}");
    }
}

#[test]
fn operations_and_answers_may_be_called_like_what_calls_use() {
    let mut failures = String::new();
    for id in [
        "error",
        "response",
        "operation",
        "client",
        "types",
        "no_error_body",
        "encode_path",
        "send",
        "send_with",
        "call_options",
        "core",
        "core_builder",
        "duration",
    ] {
        let document = with(&format!("{GET}/operationId"), json!(id)).to_string();
        let Some(files) = run("openapi.yaml", &document) else { continue };
        for problem in check(&files) {
            let _ = writeln!(failures, "{id}: {problem}");
        }
    }
    // The second is called like the first one's failures.
    let answers = json!({ "404": { "description": "" }, "200": { "description": "" }, "201": { "description": "", "content": { "text/plain": {} } } });
    for second in ["list_pets_error", "list_pets_success"] {
        let mut document = with(&format!("{GET}/responses"), answers.clone());
        document["paths"]["/other"] = json!({ "get": { "operationId": second, "responses": {} } });
        let Some(files) = run("openapi.yaml", &document.to_string()) else { continue };
        for problem in check(&files) {
            let _ = writeln!(failures, "{second}: {problem}");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn types_may_be_called_like_what_types_use() {
    let mut failures = String::new();
    for name in [
        "Box",
        "Clone",
        "Debug",
        "Default",
        "Deref",
        "Err",
        "Error",
        "Field",
        "From",
        "FromStr",
        "Into",
        "None",
        "Ok",
        "Option",
        "Result",
        "Serde",
        "Some",
        "Std",
        "String",
        "TryFrom",
        "Vec",
        "MooredRuntime",
        "SerdeJson",
        "Types",
        "MooredDate",
    ] {
        for schema in [
            json!({ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": ["string", "null"], "format": "date" } } }),
            json!({ "type": "string", "enum": ["a", "b"] }),
            json!({ "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] }),
        ] {
            let mut document = with(&format!("/components/schemas/{name}"), schema);
            document["components"]["schemas"]["Pet"]["properties"]["other"] =
                json!({ "$ref": format!("#/components/schemas/{name}") });
            let Some(files) = run("openapi.yaml", &document.to_string()) else {
                let _ = writeln!(failures, "{name}: refused");
                continue;
            };
            for problem in check(&files) {
                let _ = writeln!(failures, "{name}: {problem}");
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// A document that is short of its end; `text` goes into `components.schemas`, in YAML's block style.
fn schemas(text: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Pets, version: '1' }}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200': {{ description: OK, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/A' }} }} }} }}\ncomponents:\n  schemas:\n{text}"
    )
}

/// Runs what would never come to an end if each step doubled the next: no stopwatch is needed to see that.
fn ends(text: &str) -> Option<Files> {
    run("openapi.yaml", text)
}

fn refuses_depth(levels: usize) {
    let head = "openapi: 3.1.0\nx-deep: ";
    for (what, text) in [
        ("flow lists", format!("{head}{}{}", "[".repeat(levels), "]".repeat(levels))),
        ("flow mappings", format!("{head}{}1{}", "{a: ".repeat(levels), "}".repeat(levels))),
        ("JSON lists", format!("{{\"openapi\":\"3.1.0\",\"x\":{}{}}}", "[".repeat(levels), "]".repeat(levels))),
        (
            "JSON objects",
            format!("{{\"openapi\":\"3.1.0\",\"x\":{}1{}}}", "{\"a\":".repeat(levels), "}".repeat(levels)),
        ),
        ("open lists", format!("{head}{}", "[".repeat(levels))),
        ("compact lists", format!("openapi: 3.1.0\nx:\n {}a\n", "- ".repeat(levels))),
    ] {
        assert!(ends(&text).is_none(), "{levels} {what}");
    }
}

#[test]
fn a_thousand_levels_are_refused_by_a_finding() {
    refuses_depth(1_000);
}

#[test]
fn a_hundred_thousand_levels_are_refused_by_a_finding() {
    refuses_depth(100_000);
}

#[test]
fn a_schema_may_be_as_deep_as_a_document_can_be() {
    let mut schema = json!({ "type": "string", "enum": ["a"] });
    for _ in 0..40 {
        schema = json!({ "type": "object", "properties": { "a": schema } });
    }
    let document = with("/components/schemas/Pet", schema).to_string();
    let files = ends(&document).expect("a crate");
    assert_eq!(check(&files), Vec::<String>::new());
}

#[test]
fn copies_of_copies_are_not_made() {
    let mut aliases = String::from("openapi: 3.1.0\nx-0: &x0 [a, a, a, a, a, a, a, a, a]\n");
    for level in 1..=12 {
        let _ = writeln!(aliases, "x-{level}: &x{level} [{}]", vec![format!("*x{}", level - 1); 9].join(", "));
    }
    assert!(ends(&aliases).is_none());

    // Responses that hold the paths, or the document, that hold them.
    for target in ["#", "#/paths", "#/paths/~1p", "#/components"] {
        let responses: Vec<String> = (200..260).map(|status| format!("'{status}': {{ $ref: '{target}' }}")).collect();
        let text =
            format!("openapi: 3.1.0\npaths:\n  /p: {{ get: {{ responses: {{ {} }} }} }}\n", responses.join(", "));
        ends(&text);
    }
    // Each path holds the one before it ten times.
    let mut paths = String::from("openapi: 3.1.0\npaths:\n  /p0: { get: { responses: {} } }\n");
    for level in 1..=20 {
        let responses: Vec<String> =
            (200..210).map(|status| format!("'{status}': {{ $ref: '#/paths/~1p{}' }}", level - 1)).collect();
        let _ = writeln!(paths, "  /p{level}: {{ get: {{ responses: {{ {} }} }} }}", responses.join(", "));
    }
    ends(&paths);
    // One pointer, spelled in sixty-four ways, to what holds them all.
    let spelled: Vec<String> = (0..64_u32)
        .map(|number| {
            let word: String = "schema"
                .chars()
                .enumerate()
                .map(
                    |(at, letter)| {
                        if number >> at & 1 == 1 { format!("%{:02x}", u32::from(letter)) } else { letter.to_string() }
                    },
                )
                .collect();
            format!("p{number}: {{ $ref: '#/components/{word}s' }}")
        })
        .collect();
    ends(&schemas(&format!("    A: {{ properties: {{ {} }} }}\n", spelled.join(", "))));
}

#[test]
fn what_is_too_large_to_be_read_is_refused_at_its_place() {
    let head = "openapi: 3.1.0\n";
    let long = |length: usize| "a".repeat(length);
    for (what, text, place) in [
        // Each of 20,000 aliases stands for 20,000 strings, or for 100,000 bytes: the 102nd, or the 671st, is more than 64 MiB.
        ("lists", format!("{head}x: &x [{}]\ny:\n{}", vec!["a"; 20_000].join(", "), "- *x\n".repeat(20_000)), "105:3"),
        ("strings", format!("{head}x: &x {}\ny:\n{}", long(100_000), "- *x\n".repeat(20_000)), "674:3"),
        ("a description", format!("{head}info:\n  description: {}\n", long(20_000_000)), "3:16"),
        ("a description in JSON", format!("{{\"openapi\": \"3.1.0\",\n \"x\": \"{}\"}}", long(20_000_000)), "2:7"),
        ("a key", format!("{{\"openapi\": \"3.1.0\",\n \"paths\": {{ \"/{}\": {{}} }} }}", long(100_000)), "2:13"),
        (
            "blocks",
            format!("{head}x:\n{}", (1..400).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>()),
            "12",
        ),
        ("a second document", format!("{head}paths: {{}}\n---\n{head}"), "3:1"),
    ] {
        let outcome = generate(&inputs(&[("openapi.yaml", text.as_str())]));
        let found = outcome.findings.render(Color::Never);
        assert!(outcome.files.is_none() && found.contains("error[unreadable]"), "{what}: {found}");
        assert!(found.contains(&format!("openapi.yaml:{place}")), "{what}: {found}");
        assert!(found.len() < 4_000, "{what}: {} bytes of findings", found.len());
    }
}

#[test]
fn names_of_any_length_are_files_of_every_system() {
    let mut document = document();
    let long = "aVeryLongName".repeat(4_000);
    for name in [&long, &format!("{long}2"), "aux", "Con", "NUL", "com1", "LPT9"] {
        document["components"]["schemas"][name] = json!({ "type": "object", "properties": { "a": {} } });
        document["paths"][format!("/{name}")] = json!({ "get": { "operationId": name, "responses": {} } });
    }
    let files = run("openapi.yaml", &document.to_string()).expect("a crate");
    assert_eq!(check(&files), Vec::<String>::new());
    assert!(files.keys().filter(|path| path.as_str().contains("a_very_long_name")).count() >= 4);
}

#[test]
fn brackets_in_words_are_no_depth() {
    let mut document = document();
    for number in 0..2_000 {
        document["components"]["schemas"]["Pet"]["properties"][format!("p{number}")] =
            json!({ "type": "integer", "description": "from [ on" });
    }
    let text = serde_yaml::to_string(&document).expect("YAML");
    assert!(run("openapi.yaml", &text).is_some() && run("openapi.yaml", &document.to_string()).is_some());
}

#[test]
fn doubling_schemas_are_not_followed_twice() {
    for key in ["allOf", "oneOf", "anyOf"] {
        let mut text = String::new();
        for level in 0..60 {
            let (next, name) = (level + 1, if level == 0 { "A".to_owned() } else { format!("A{level}") });
            let _ = writeln!(
                text,
                "    {name}: {{ {key}: [{{ $ref: '#/components/schemas/A{next}' }}, {{ $ref: '#/components/schemas/B{next}' }}] }}"
            );
            let _ = writeln!(
                text,
                "    B{next}: {{ {key}: [{{ $ref: '#/components/schemas/A{next}' }}, {{ type: object, properties: {{ p{level}: {{}} }} }}] }}"
            );
        }
        let document = schemas(&format!("{text}    A60: {{ type: object }}\n"));
        ends(&document);
        // Where none of them leaves anything open, whether one does is asked of all.
        ends(&schemas(&format!("{text}    A60: {{ type: string }}\n")));
        // The same as a parameter, which is asked whether it is a string or a list.
        let parameter = "      operationId: a\n      parameters: [{ name: a, in: query, explode: false, schema: { $ref: '#/components/schemas/A' } }]";
        ends(&document.replace("      operationId: a", parameter));
    }
}

#[test]
fn circles_end() {
    for (what, text) in [
        ("a merge of itself", "    A: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { a: {} } }] }\n"),
        (
            "a parent's choice and its children's merge",
            "    A: { oneOf: [{ $ref: '#/components/schemas/B' }, { type: string }] }\n    B: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { b: {} } }] }\n",
        ),
        ("a reference to itself", "    A: { $ref: '#/components/schemas/A' }\n"),
        ("two references", "    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n"),
        ("a choice of itself", "    A: { oneOf: [{ $ref: '#/components/schemas/A' }, { type: string }] }\n"),
        ("a described reference", "    A: { description: a, allOf: [{ $ref: '#/components/schemas/A' }] }\n"),
        (
            "a tree",
            "    A: { properties: { a: { $ref: '#/components/schemas/A' }, b: { type: array, items: { $ref: '#/components/schemas/A' } } }, required: [a] }\n",
        ),
        (
            "a member of both sides",
            "    A: { allOf: [{ $ref: '#/components/schemas/B' }, { properties: { c: { $ref: '#/components/schemas/A' } } }] }\n    B: { type: object, properties: { c: { $ref: '#/components/schemas/B' } } }\n",
        ),
        (
            "a merge in a member",
            "    A: { properties: { c: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { c: { properties: { y: {} } } } }] } } }\n",
        ),
        ("a list of itself", "    A: { type: array, items: { $ref: '#/components/schemas/A' } }\n"),
        ("a map of itself", "    A: { type: object, additionalProperties: { $ref: '#/components/schemas/A' } }\n"),
    ] {
        let files = ends(&schemas(text)).unwrap_or_else(|| panic!("{what}: no client comes out"));
        let problems = check(&files);
        assert!(problems.is_empty(), "{what}: {problems:?}");
    }
}

#[test]
fn long_chains_end() {
    for link in [
        "{ $ref: '#/components/schemas/NEXT' }",
        "{ allOf: [{ $ref: '#/components/schemas/NEXT' }, { properties: { pNEXT: {} } }] }",
        "{ oneOf: [{ $ref: '#/components/schemas/NEXT' }, { type: string }] }",
        "{ type: object, properties: { next: { $ref: '#/components/schemas/NEXT' } } }",
    ] {
        let mut text = String::new();
        for level in 0..600 {
            let name = if level == 0 { "A".to_owned() } else { format!("A{level}") };
            let _ = writeln!(text, "    {name}: {}", link.replace("NEXT", &format!("A{}", level + 1)));
        }
        text.push_str("    A600: { type: object, properties: { a: {} } }\n");
        ends(&schemas(&text));
    }
}

#[test]
fn unusual_texts_are_read_or_refused() {
    let plain = schemas("    A: { type: object, properties: { a: { type: string } } }\n");
    let expected = run("openapi.yaml", &plain).expect("a crate");
    let same = |what: &str, text: &str| {
        let mut files = run("openapi.yaml", text).unwrap_or_else(|| panic!("{what} is refused"));
        let mut expected = expected.clone();
        let lock = moored_codegen::RelPath::new("inputs.lock").expect("a path");
        expected.remove(&lock);
        files.remove(&lock);
        assert_eq!(files, expected, "{what}");
    };
    same("a byte order mark", &format!("\u{feff}{plain}"));
    same("CRLF", &plain.replace('\n', "\r\n"));
    same("a marker of the document's start", &format!("%YAML 1.2\n---\n{plain}...\n"));
    same("a status as a number", &plain.replace("'200'", "200"));
    same("tags", &plain.replace("openapi: 3.1.0", "openapi: !!str 3.1.0"));
    for (what, text) in [
        ("nothing", String::new()),
        ("blanks", " \n\t\n".to_owned()),
        ("null", "null".to_owned()),
        ("a list", "[]".to_owned()),
        ("a string", "\"openapi\"".to_owned()),
        ("a byte order mark alone", "\u{feff}".to_owned()),
        ("two documents", format!("{plain}---\n{plain}")),
        ("a list as a key", "openapi: 3.1.0\n? [a, b]\n: c\n".to_owned()),
        ("an alias of nothing", "openapi: *nothing\n".to_owned()),
        ("an alias of itself", "openapi: 3.1.0\nx: &x [*x]\n".to_owned()),
        ("a wrong escape", "openapi: \"\\q\"\n".to_owned()),
        ("control characters", "openapi: 3.1.0\nx: \u{1}\n".to_owned()),
        ("half of JSON", "{\"openapi\": \"3.1.0\"".to_owned()),
    ] {
        assert!(run("openapi.yaml", &text).is_none(), "{what} is taken");
    }
}

#[test]
fn values_of_the_wrong_kind_are_findings_or_nothing() {
    let wrong = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!("a"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "a": null }),
    ];
    let pointers = [
        "/info",
        "/info/title",
        "/info/version",
        "/servers",
        "/servers/0",
        "/security",
        "/paths",
        "/paths/~1pets",
        GET,
        "/paths/~1pets/parameters",
        "/paths/~1pets/get/parameters",
        "/paths/~1pets/get/operationId",
        "/paths/~1pets/get/responses",
        "/paths/~1pets/get/responses/200",
        "/paths/~1pets/get/responses/200/content",
        "/paths/~1pets/get/responses/200/headers",
        "/paths/~1pets/get/requestBody",
        "/paths/~1pets/get/security",
        "/paths/~1pets/get/tags",
        "/paths/~1pets/get/deprecated",
        "/components",
        "/components/schemas",
        "/components/schemas/Pet",
        "/components/schemas/Pet/type",
        "/components/schemas/Pet/properties",
        "/components/schemas/Pet/properties/name",
        "/components/schemas/Pet/required",
        "/components/schemas/Pet/allOf",
        "/components/schemas/Pet/oneOf",
        "/components/schemas/Pet/anyOf",
        "/components/schemas/Pet/not",
        "/components/schemas/Pet/enum",
        "/components/schemas/Pet/items",
        "/components/schemas/Pet/additionalProperties",
        "/components/schemas/Pet/nullable",
        "/components/schemas/Pet/format",
        "/components/schemas/Pet/description",
        "/components/schemas/Pet/$ref",
        "/components/schemas/Pet/minLength",
        "/components/schemas/Pet/maximum",
        "/components/schemas/Pet/default",
        "/components/schemas/Pet/discriminator",
        "/components/schemas/Pet/deprecated",
        "/components/schemas/Pet/readOnly",
        "/components/schemas/Pet/x-moored-null",
        "/components/securitySchemes",
        "/components/securitySchemes/key",
        "/components/securitySchemes/oauth/flows",
        "/components/securitySchemes/oauth/flows/password",
        "/components/securitySchemes/oauth/flows/password/tokenUrl",
        "/components/securitySchemes/oauth/flows/password/refreshUrl",
        "/components/securitySchemes/oauth/flows/password/scopes",
        "/paths/~1pets/get/x-moored-id",
        "/webhooks",
    ];
    let mut failures = String::new();
    for at in pointers {
        for value in &wrong {
            let document = with(at, value.clone()).to_string();
            let Some(files) = run("openapi.yaml", &document) else { continue };
            for problem in check(&files) {
                let _ = writeln!(failures, "{at} {value}: {problem}");
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_other_files_of_a_folder_are_no_way_out_either() {
    let plain = document().to_string();
    let mut failures = String::new();
    let mut crates = 0;
    for text in TEXTS {
        let quoted = toml::Value::String((*text).to_owned());
        for settings in [
            format!("crate = {quoted}\n"),
            format!("title = {quoted}\n"),
            format!("accept = {quoted}\n"),
            format!("[methods]\nlistPets = {quoted}\n"),
            format!("[types]\n\"/components/schemas/Pet\" = {quoted}\n"),
        ] {
            let mut inputs = inputs(&[("openapi.yaml", plain.as_str()), ("moored.toml", settings.as_str())]);
            inputs.provider = (*text).to_owned();
            let outcome = generate(&inputs);
            assert_eq!(outcome.files.is_none(), outcome.findings.has_errors(), "{text:?}");
            crates += usize::from(outcome.files.is_some());
            for problem in outcome.files.iter().flat_map(check) {
                let _ = writeln!(failures, "{settings}: {problem}");
            }
        }
    }
    assert!(crates > TEXTS.len() * 4, "{crates} crates");
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn a_finding_does_not_reach_for_the_terminal() {
    for (slot, make) in SLOTS {
        for text in ["bell\u{7} escape\u{1b}[2J nul\u{0}", "right\u{202e}to left"] {
            let document = serde_json::to_string(&make(text)).expect("JSON");
            let found = generate(&inputs(&[("openapi.yaml", document.as_str())])).findings.render(Color::Never);
            let wrong = found.chars().find(|letter| (letter.is_control() && *letter != '\n') || *letter == '\u{202e}');
            assert_eq!(wrong, None, "{slot}: {found:?}");
        }
    }
}
