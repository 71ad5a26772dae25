//! Every breach of the specification that we know, one at a time in a document that is right otherwise: a client comes out, it has all operations,
//! and a finding names the place.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "hostile/check.rs"]
mod check;
#[path = "shared/inputs.rs"]
mod inputs;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use check::check;
use inputs::inputs;
use moored_codegen::{Outcome, RelPath, generate};
use moored_codegen::needed;
use moored_document::finding::{Color, Findings};
use serde_json::{Value, json};

const PETS: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example' }]
security: [{ key: [] }]
tags: [{ name: pets }]
paths:
  /pets:
    parameters: [{ name: tenant, in: header, schema: { type: string } }]
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1 } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
      responses:
        '200': { description: OK, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
        default: { $ref: '#/components/responses/Wrong' }
    post:
      operationId: addPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses:
        '201': { description: Added, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
    delete:
      operationId: removePet
      deprecated: true
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Removed } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  responses:
    Wrong: { description: Wrong, content: { application/json: { schema: { type: object, properties: { message: { type: string } } } } } }
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1, description: A name }
        kind: { type: string, enum: [cat, dog] }
        born: { type: [string, 'null'], format: date }
        owner: { $ref: '#/components/schemas/Owner' }
        toys: { type: array, items: { type: string } }
    Owner: { type: object, properties: { name: { type: string } } }
";

const GET: &str = "/paths/~1pets/get";
const POST: &str = "/paths/~1pets/post";
const ONE: &str = "/paths/~1pets~1{id}";
const PET: &str = "/components/schemas/Pet";

/// A breach: where it stands, what stands there, and where the finding points; nowhere where there is nothing to say.
struct Breach {
    at: String,
    value: Value,
    found: Option<String>,
}

/// At a place, and found there.
fn at(at: impl Into<String>, value: Value) -> Breach {
    let at = at.into();
    Breach { found: Some(at.clone()), at, value }
}

impl Breach {
    /// Found elsewhere.
    fn found(self, at: impl Into<String>) -> Self {
        Self { found: Some(at.into()), ..self }
    }

    /// What nobody has to hear of.
    fn silent(self) -> Self {
        Self { found: None, ..self }
    }
}

/// What has the wrong form.
fn shapes() -> Vec<Breach> {
    vec![
        at("/info", json!("Pets")),
        at("/info", json!(null)),
        at("/info/version", json!(1.0)).silent(),
        at("/info/description", json!(null)),
        at("/servers", json!({ "url": "https://pets.example" })),
        at("/servers", json!("https://pets.example")),
        at("/servers/0", json!("https://pets.example")),
        at("/security", json!({ "key": [] })),
        at("/security/0", json!("key")),
        at("/tags", json!("pets")).silent(),
        at(format!("{GET}/tags"), json!("pets")).silent(),
        at(format!("{GET}/description"), json!(null)),
        at(format!("{GET}/description"), json!(["a"])),
        at(format!("{GET}/operationId"), json!(7)).silent(),
        at(format!("{GET}/deprecated"), json!("true")),
        at(format!("{GET}/parameters"), json!({ "limit": { "in": "query", "schema": {} } })),
        at(format!("{GET}/parameters"), json!({ "name": "limit", "in": "query" })),
        at(format!("{GET}/parameters"), json!(null)),
        at(format!("{GET}/parameters"), json!("limit")),
        at(format!("{GET}/parameters/0"), json!(null)),
        at(format!("{GET}/parameters/0"), json!(3)),
        at(format!("{GET}/responses"), json!(null)),
        at(format!("{GET}/responses"), json!([{ "200": { "description": "OK" } }])),
        at(format!("{GET}/responses"), json!("OK")),
        at(format!("{GET}/responses/200"), json!("OK")),
        at(format!("{GET}/responses/200"), json!(null)),
        at(format!("{GET}/responses/200/content"), json!(["application/json"])),
        at(format!("{GET}/responses/200/content"), json!(null)),
        at(format!("{GET}/responses/200/content/application~1json"), json!(null)),
        at(format!("{GET}/responses/200/content/application~1json/schema"), json!(null)),
        at(format!("{GET}/responses/200/content/application~1json/schema"), json!("Pet")),
        at(format!("{GET}/responses/200/headers"), json!({ "X-A": null }))
            .found(format!("{GET}/responses/200/headers/X-A")),
        at(format!("{POST}/requestBody"), json!([])),
        at(format!("{POST}/requestBody/required"), json!("true")),
        at(POST, json!(null)),
        at(POST, json!([])),
        at("/paths/~1pets/put", json!(null)),
        at("/paths/~1pets/put", json!("none")),
        at("/paths/~1toys", json!(null)),
        at("/components/responses", json!(null)),
        at("/components/schemas", json!([])),
        at("/components/securitySchemes/key", json!(null)),
        at("/components/securitySchemes/key/name", json!(null)),
        at("/components/examples", json!(null)).silent(),
    ]
}

/// Schemas that are none.
fn schemas() -> Vec<Breach> {
    let property = |key: &str| format!("{PET}/properties/name/{key}");
    let mut found = vec![
        at(PET, json!(null)),
        at(PET, json!("object")),
        at(PET, json!([])),
        at(format!("{PET}/required"), json!(true)),
        at(format!("{PET}/required"), json!("name")),
        at(format!("{PET}/required"), json!([{ "name": true }])).found(format!("{PET}/required/0")),
        at(format!("{PET}/required"), json!(["name", "nobody"])).silent(),
        at(format!("{PET}/properties"), json!([{ "name": { "type": "string" } }])),
        at(format!("{PET}/properties"), json!(["name"])),
        at(format!("{PET}/properties"), json!(null)),
        at(format!("{PET}/properties/name"), json!("string")),
        at(format!("{PET}/properties/name"), json!(null)),
        at(format!("{PET}/properties/name"), json!([])),
        at(format!("{PET}/properties"), json!({ "$ref": "#/components/schemas/Owner/properties" }))
            .found(format!("{PET}/properties/$ref")),
        at(format!("{PET}/items"), json!({ "type": "string" })),
        at(format!("{PET}/allOf"), json!({ "$ref": "#/components/schemas/Owner" })),
        at(format!("{PET}/allOf"), json!("Owner")),
        at(format!("{PET}/oneOf"), json!(null)),
        at(format!("{PET}/anyOf"), json!(3)),
        at(format!("{PET}/additionalProperties"), json!("string")),
        at(format!("{PET}/additionalProperties"), json!("yes")),
        at(format!("{PET}/nullable"), json!("true")),
        at(format!("{PET}/discriminator"), json!("kind")),
        at(format!("{PET}/properties/toys/items"), json!(null)),
        at(format!("{PET}/properties/toys"), json!({ "type": "array" })).silent(),
        at(format!("{PET}/properties/kind/enum"), json!("cat")),
        at(format!("{PET}/properties/kind/enum"), json!({ "cat": 1 })),
        at(format!("{PET}/properties/kind/enum"), json!(null)),
        at(format!("{PET}/properties/kind/enum"), json!([])).silent(),
        at(property("required"), json!(true)),
        at(property("required"), json!("true")),
        at(property("minLength"), json!("1")),
        at(property("minLength"), json!("one")),
        at(property("minLength"), json!(-1)),
        at(property("pattern"), json!(null)),
        at(property("readOnly"), json!("yes")),
        at(property("description"), json!(3)).silent(),
        at(property("example"), json!(null)).silent(),
        at(property("properties"), json!({ "a": {} })),
    ];
    for name in
        ["file", "Integer", "int", "float", "date", "datetime", "bool", "any", "enum", "", "string|null", "text?"]
    {
        found.push(at(property("type"), json!(name)));
    }
    for value in
        [json!(null), json!(3), json!([]), json!({}), json!(["string", null]), json!([["string"]]), json!(["whatever"])]
    {
        found.push(at(property("type"), value));
    }
    // 3.0 in 3.1, which counts.
    for (key, value) in [
        ("nullable", json!(true)),
        ("exclusiveMinimum", json!(true)),
        ("exclusiveMaximum", json!(3)),
        ("const", json!("a")),
        ("examples", json!(["a"])),
        ("examples", json!({ "a": { "value": 1 } })),
        ("x-anything", json!([null])),
    ] {
        found.push(at(property(key), value).silent());
    }
    found
}

/// References to what is not there, or is something else.
fn references() -> Vec<Breach> {
    let reference = |text: &str| json!({ "$ref": text });
    let mut found = Vec::new();
    for place in [
        format!("{PET}/properties/owner"),
        format!("{PET}/properties/toys/items"),
        format!("{GET}/parameters/0"),
        format!("{GET}/responses/200"),
        format!("{GET}/responses/default"),
        format!("{GET}/responses/200/content/application~1json"),
        format!("{POST}/requestBody"),
        "/components/responses/Wrong".to_owned(),
        "/components/securitySchemes/key".to_owned(),
        "/components/schemas/Owner".to_owned(),
        format!("{GET}/responses/200/headers/X-A"),
    ] {
        for text in [
            "#/components/schemas/Gone",
            "#/nowhere/at/all",
            "#gone",
            "#/paths",
            "other.yaml",
            "other.yaml#/Pet",
            "../other.yaml#/Pet",
            "https://pets.example/other.json",
            "",
            "Gone",
        ] {
            found.push(at(&*place, reference(text)).found(format!("{place}/$ref")));
        }
        found.push(at(&*place, reference(&format!("#{place}"))).found(format!("{place}/$ref")));
        found.push(at(&*place, json!({ "$ref": 3 })).found(""));
    }
    for (place, text) in [
        (format!("{GET}/responses/200"), "#/components/schemas/Pet"),
        (format!("{POST}/requestBody"), "#/components/schemas/Pet"),
        (format!("{GET}/parameters/0"), "#/components/schemas/Pet"),
        (format!("{PET}/properties/owner"), "#/components/responses/Wrong"),
        (format!("{PET}/properties/owner"), "Owner"),
        (format!("{PET}/properties/owner"), "#/definitions/Owner"),
        (format!("{PET}/properties/owner"), "#components/schemas/Owner"),
    ] {
        found.push(at(&*place, reference(text)).found(format!("{place}/$ref")));
    }
    for text in [
        "#/components/schemas/Owner/properties/name",
        "#/paths/~1pets/get/responses/200/content/application~1json/schema",
        "#/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json/schema",
    ] {
        found.push(at(format!("{PET}/properties/owner"), reference(text)).silent());
    }
    found
}

/// Operations, their parameters and answers.
fn operations() -> Vec<Breach> {
    let first = format!("{GET}/parameters/0");
    let mut found = vec![
        at(format!("{GET}/operationId"), json!("addPet")).found(format!("{POST}/operationId")),
        at(format!("{GET}/operationId"), json!("add-pet")).found(POST),
        at(format!("{ONE}/get/parameters"), json!([])).found(format!("{ONE}/get")),
        at(format!("{ONE}/get/parameters/0/name"), json!("petId")).found(format!("{ONE}/get/parameters/0")),
        at(format!("{ONE}/get/parameters/0/required"), json!("true")),
        at(format!("{ONE}/get/parameters/0/required"), json!(false)).found(format!("{ONE}/get/parameters/0")),
        at(&*first, json!({ "name": "id", "in": "path", "required": true, "schema": {} })),
        at(&*first, json!({ "in": "query", "schema": {} })),
        at(&*first, json!({ "name": "a", "schema": {} })),
        at(&*first, json!({ "name": "a", "in": "nowhere", "schema": {} })),
        at(&*first, json!({ "name": "a", "in": "query" })),
        at(&*first, json!({ "name": "a", "in": "query", "type": "integer" })),
        at(&*first, json!({ "name": "a", "in": "body", "schema": {} })),
        at(&*first, json!({ "name": "a", "in": "formData", "type": "file" })),
        at(&*first, json!({ "name": "tags", "in": "query", "schema": {} })).found(format!("{GET}/parameters/1")),
        at(format!("{first}/in"), json!("Query")),
        at(format!("{GET}/security"), json!([{ "nobody": [] }])).found(format!("{GET}/security/0/nobody")),
        at("/security", json!([{ "nobody": [] }])).found("/security/0/nobody"),
        at(format!("{GET}/responses"), json!({})).silent(),
        at(format!("{GET}/responses/200"), json!({ "schema": { "type": "string" } })),
        at(format!("{GET}/responses/200"), json!({ "type": "object", "properties": { "a": {} } })),
        at(format!("{GET}/responses/200"), json!({ "application/json": { "schema": {} } })),
        at(format!("{GET}/responses/200/content/application~1json"), json!({ "type": "string" })),
        at("/paths/~1pets/GET", json!({ "responses": {} })),
        at("/paths/~1pets/Put", json!({ "responses": {} })),
    ];
    for status in ["4xx", "200,201", " 201 ", "200 OK", "Default", "ok", "600", "20x", ""] {
        found.push(at(format!("{GET}/responses/{status}"), json!({ "description": "A" })));
    }
    found
}

/// Paths, each with an operation more.
fn paths() -> Vec<Breach> {
    let item = || json!({ "get": { "responses": { "204": { "description": "Done" } } } });
    let written = |path: &str| format!("/paths/{}", path.replace('/', "~1"));
    let mut found = Vec::new();
    for path in [
        "toys",
        "/toys/{id",
        "/toys/id}",
        "/toys/{}",
        "/toys?a=b",
        "/toys#b",
        "/toys/{id:[0-9]+}",
        "/toys{?a,b}",
        "/toys?a={a}",
        " /toys",
        "pets",
        "/pets?a=b",
        "/pets#b",
        "/pets/{name}",
        "https://pets.example/toys",
        "/a b",
        "",
    ] {
        found.push(at(written(path), item()));
    }
    found.push(at(written("/toys/{id}"), item()).found(format!("{}/get", written("/toys/{id}"))));
    found.push(at("/paths/x-toys", json!({ "get": 3 })).silent());
    found.push(at("/paths/~1pets/x-get", json!(null)).silent());
    found.push(at(format!("{GET}/responses/x-a"), json!(null)).silent());
    found
}

/// Puts the value where the breach is.
fn with(breach: &Breach) -> Value {
    let mut document: Value = serde_yaml::from_str(PETS).expect("YAML");
    let keys: Vec<String> = breach.at.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect();
    let (last, parents) = keys.split_last().expect("a pointer");
    let mut here = &mut document;
    for key in parents {
        here = match here {
            Value::Array(items) => items.get_mut(key.parse::<usize>().expect("an index")).expect("an item"),
            Value::Object(members) => members.entry(key.clone()).or_insert_with(|| json!({})),
            other => panic!("{}: {other} holds nothing", breach.at),
        };
    }
    match here {
        Value::Array(items) => {
            *items.get_mut(last.parse::<usize>().expect("an index")).expect("an item") = breach.value.clone()
        }
        Value::Object(members) => {
            members.insert(last.clone(), breach.value.clone());
        }
        other => panic!("{}: {other} holds nothing", breach.at),
    }
    document
}

/// How many operations a document has: every key that is a method, in whatever case.
fn count(document: &Value) -> usize {
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
    let items = document["paths"].as_object().into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"));
    let keys = items.flat_map(|(_, item)| {
        item.as_object()
            .into_iter()
            .flatten()
            .map(|(key, _)| key.to_ascii_lowercase())
            .collect::<std::collections::BTreeSet<_>>()
    });
    keys.filter(|key| methods.contains(&key.as_str())).count()
}

fn places(found: &Findings) -> Vec<String> {
    found.iter().map(|found| format!("{} {}", found.rule.id, found.location.pointer)).collect()
}

/// What is wrong with the outcome.
fn problems(breach: &Breach, document: &Value, outcome: &Outcome) -> Vec<String> {
    let Some(files) = &outcome.files else {
        return vec![format!("no client comes out\n{}", outcome.findings.render(Color::Never))];
    };
    let mut problems = check(files);
    let wanted = count(document);
    if outcome.summary.operations != wanted {
        problems.push(format!("{} of {wanted} operations", outcome.summary.operations));
    }
    let found = places(&outcome.findings);
    if let Some(place) = &breach.found
        && !found.iter().any(|found| found.split_once(' ').is_some_and(|(_, at)| at == place || (place.is_empty())))
    {
        problems.push(format!("nothing is found at {place}: {found:?}"));
    }
    problems
}

#[test]
fn every_breach_is_a_finding_and_a_client_comes_out_with_all_operations() {
    let mut failures = String::new();
    let mut tried = 0;
    for breach in [shapes(), schemas(), references(), operations(), paths()].into_iter().flatten() {
        tried += 1;
        let document = with(&breach);
        let outcome = generate(&inputs(&[("openapi.yaml", &document.to_string())]));
        for problem in problems(&breach, &document, &outcome) {
            let _ = writeln!(failures, "{} {}: {problem}", breach.at, breach.value);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(tried > 250, "{tried} breaches");
}

#[test]
fn the_document_itself_is_right() {
    let outcome = generate(&inputs(&[("openapi.yaml", PETS)]));
    // Nothing is wrong with these two; they are what no client of ours says of any document.
    let bounds = [
        "unchecked-bound /paths/~1pets/get/parameters/0/schema/minimum",
        "unchecked-bound /components/schemas/Pet/properties/name/minLength",
    ];
    assert_eq!(places(&outcome.findings), bounds);
    assert_eq!(outcome.summary.operations, 4);
}

mod files {
    use super::*;

    const ROOT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets: { $ref: paths/pets.yaml }
components:
  schemas:
    Toy: { type: object, properties: { color: { type: string } } }
    Box: { properties: { gone: { $ref: 'gone.yaml#/Gone' }, far: { $ref: 'https://pets.example/a.json' }, out: { $ref: '../out.yaml' } } }
";
    const PATHS: &str = "\
get:
  operationId: listPets
  parameters: [{ $ref: '../shared.json#/parameters/Limit' }]
  responses:
    '200': { description: OK, content: { application/json: { schema: { $ref: '../schemas/Pet.yaml' } } } }
    '404': { $ref: '../shared.json#/responses/Gone' }
";
    const PET: &str = "\
type: object
properties:
  toy: { $ref: '../openapi.yaml#/components/schemas/Toy' }
  parent: { $ref: '#' }
  tag: { $ref: '#/$defs/Tag' }
  size: { type: Integer }
$defs: { Tag: { type: object, properties: { name: { type: string } } } }
";
    const SHARED: &str = r##"{
  "parameters": { "Limit": { "name": "limit", "in": "query", "schema": { "type": "integer" } } },
  "responses": { "Gone": { "description": "Gone", "content": { "application/json": { "schema": { "$ref": "#/Problem" } } } } },
  "Problem": { "type": "object", "properties": { "message": { "type": "string" } } }
}"##;

    fn all() -> Vec<(&'static str, &'static str)> {
        vec![("openapi.yaml", ROOT), ("paths/pets.yaml", PATHS), ("schemas/Pet.yaml", PET), ("shared.json", SHARED)]
    }

    #[test]
    fn the_generator_asks_for_what_it_does_not_have_and_for_nothing_else() {
        let mut given = vec![("openapi.yaml", ROOT)];
        let mut asked = Vec::new();
        let known: BTreeMap<&str, &str> = all().into_iter().collect();
        loop {
            let new: Vec<String> = needed(&inputs(&given)).into_iter().filter(|file| !asked.contains(file)).collect();
            if new.is_empty() {
                break;
            }
            for file in new {
                given.extend(known.get_key_value(file.as_str()).map(|(file, text)| (*file, *text)));
                asked.push(file);
            }
        }
        asked.sort();
        assert_eq!(asked, ["gone.yaml", "paths/pets.yaml", "schemas/Pet.yaml", "shared.json"]);
    }

    #[test]
    fn what_is_in_other_files_is_in_the_client() {
        let outcome = generate(&inputs(&all()));
        let files = outcome.files.as_ref().unwrap_or_else(|| panic!("{}", outcome.findings.render(Color::Never)));
        assert_eq!(check(files), Vec::<String>::new());
        let text = |path: &str| {
            files.get(&RelPath::new(path).expect("a path")).unwrap_or_else(|| panic!("no {path}: {:?}", files.keys()))
        };
        assert!(text("src/operations/list_pets.rs").contains("limit"), "the parameter");
        let pet = text("src/types/pet.rs");
        for part in ["toy: Field<Toy>", "parent: Field<Box<Pet>>", "tag: Field<Tag>", "size: Field<i64>"] {
            assert!(pet.contains(part), "{part} is not in\n{pet}");
        }
        assert!(text("src/types/problem.rs").contains("message"), "the shared response");
        assert!(text("inputs.lock").contains("specs/pets/schemas/Pet.yaml"), "what was read is recorded");
    }

    #[test]
    fn findings_point_into_the_file_that_they_are_about() {
        let found = generate(&inputs(&all())).findings;
        let lines: Vec<String> = found
            .iter()
            .map(|found| {
                let place = &found.location;
                format!(
                    "{} {}:{}:{} {}",
                    found.rule.id,
                    place.source.name(),
                    place.position.line,
                    place.position.column,
                    place.pointer
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                "misspelt-type specs/pets/schemas/Pet.yaml:6:11 /properties/size/type",
                "external-reference specs/pets/openapi.yaml:8:34 /components/schemas/Box/properties/gone/$ref",
                "external-reference specs/pets/openapi.yaml:8:68 /components/schemas/Box/properties/far/$ref",
                "external-reference specs/pets/openapi.yaml:8:114 /components/schemas/Box/properties/out/$ref",
            ]
        );
    }
}

mod versions {
    use super::*;

    fn run(text: &str) -> Outcome {
        generate(&inputs(&[("openapi.yaml", text)]))
    }

    #[test]
    fn all_ways_to_write_a_version_are_taken() {
        for version in ["3", "'3'", "3.0", "'3.0'", "3.1", "3.2.0", "v3.0.1", "3.1.0-rc1", "'3.0.x'"] {
            let outcome = run(&PETS.replacen("3.1.0", version, 1));
            assert_eq!(outcome.summary.operations, 4, "{version}: {}", outcome.findings.render(Color::Never));
        }
    }

    #[test]
    fn the_method_of_3_2_is_sent() {
        let query = "    query: { operationId: findPets, responses: { '204': { description: None } } }\n    post:\n";
        let outcome = run(&PETS.replacen("3.1.0", "3.2.0", 1).replacen("    post:\n", query, 1));
        assert_eq!(outcome.summary.operations, 5, "{}", outcome.findings.render(Color::Never));
        let files = outcome.files.unwrap_or_default();
        let call = &files[&RelPath::new("src/operations/find_pets.rs").expect("a path")];
        assert!(call.contains("method: \"QUERY\""), "{call}");
    }

    #[test]
    fn a_document_without_operations_has_types() {
        let (head, components) = (PETS.split("paths:").next().expect("a head"), PETS.split("components:").nth(1));
        let outcome = run(&format!("{head}components:{}", components.expect("components")));
        assert!(outcome.files.is_some() && outcome.summary.types >= 2, "{}", outcome.findings.render(Color::Never));
    }

    #[test]
    fn a_document_of_nothing_is_refused() {
        let outcome = run("openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\n");
        assert!(outcome.files.is_none());
        assert_eq!(places(&outcome.findings), ["empty-document "]);
    }
}
