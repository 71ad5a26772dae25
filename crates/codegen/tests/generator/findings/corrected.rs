//! An overlay beside a document that is not derived: it is applied in memory, and findings point to the file that has
//! what they are about.

use std::collections::BTreeMap;

use moored_codegen::{Inputs, Stage, lock::Lock, print};
use serde_json::{Value, json};

use super::rejected;
use crate::shared::{Run, inputs};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: old, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer, not: { enum: [9] } } }
        - { name: page, in: query, schema: { type: integer, not: { enum: [0] } } }
      responses: { '200': { description: All } }
";

const OVERLAY: &str = "\
overlay: 1.0.0
info: { title: Ours, version: '1' }
actions:
  - target: $.paths['/pets'].get.parameters[0]
    description: The server has no such parameter
    remove: true
  - target: $.paths['/pets'].get
    description: The name of the others
    update:
      operationId: findPets
      parameters:
        - { name: sort, in: query, schema: { type: string, not: { enum: [x] } } }
";

fn files(overlay: &str) -> Vec<(&'static str, String)> {
    vec![("openapi.yaml", DOCUMENT.to_owned()), ("overlay.yaml", overlay.to_owned())]
}

fn run(overlay: &str) -> Run {
    let files = files(overlay);
    Run::folder(&files.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
}

#[test]
fn the_client_is_that_of_the_corrected_document_and_the_document_stays_as_it_is() {
    let run = run(OVERLAY);
    let outcome = &run.outcome;
    assert!(outcome.openapi.is_none(), "the document would be written");
    let files = outcome.files.as_ref().expect("a client");
    let paths: Vec<&str> =
        files.keys().map(|path| path.as_str()).filter(|path| path.starts_with("src/operations/")).collect();
    assert_eq!(paths, ["src/operations/find_pets.rs"]);
    let call = files.iter().find(|(path, _)| path.as_str() == "src/operations/find_pets.rs").expect("the call").1;
    assert!(call.contains("sort") && call.contains("limit") && !call.contains("old"), "{call}");
    let lock = files.iter().find(|(path, _)| path.as_str() == "inputs.lock").expect("a lock").1;
    let lock = Lock::parse(lock).expect("a lock");
    for (file, text) in [("openapi.yaml", DOCUMENT), ("overlay.yaml", OVERLAY)] {
        let digest = moored_document::digest::digest(text);
        assert_eq!(lock.inputs.get(&format!("specs/pets/{file}")), Some(&digest), "{file}");
    }
}

#[test]
fn findings_point_to_the_file_and_the_line_of_what_they_are_about() {
    // The first parameter is gone, so that the pointers of the others are not those of the text.
    assert_eq!(
        run(OVERLAY).findings(),
        [
            "untyped-keyword openapi.yaml:9:62 /paths/~1pets/get/parameters/0/schema/not",
            "untyped-keyword openapi.yaml:10:61 /paths/~1pets/get/parameters/1/schema/not",
            "untyped-keyword overlay.yaml:12:60 /paths/~1pets/get/parameters/2/schema/not",
        ]
    );
}

#[test]
fn a_dead_action_is_an_error_beside_any_document() {
    let dead = OVERLAY.replace("$.paths['/pets'].get\n", "$.paths['/toys'].get\n");
    let run = run(&dead);
    assert!(run.outcome.files.is_none(), "{}", run.rendered());
    assert_eq!(run.findings(), ["dead-overlay-action overlay.yaml:7:5 /actions/1/target"]);
}

#[test]
fn mistakes_of_both_files_are_shown_together() {
    let run = rejected(&[("openapi.yaml", "openapi: 3.1.0\npaths: [\n"), ("overlay.yaml", "overlay: 1.0.0\n")]);
    let rules: Vec<_> = run.findings().iter().map(|line| line.split(':').next().map(str::to_owned)).collect();
    assert_eq!(rules, [Some("unreadable openapi.yaml".to_owned()), Some("overlay overlay.yaml".to_owned())]);
}

#[test]
fn the_corrected_document_can_be_printed() {
    let specs: BTreeMap<String, String> =
        files(OVERLAY).into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    let inputs = Inputs { specs, ..inputs(&[]) };
    let text = print(&inputs, Stage::Openapi).expect("the document");
    let value: Value = serde_yaml::from_str(&text).expect("YAML");
    assert_eq!(value["paths"]["/pets"]["get"]["operationId"], json!("findPets"));
    let names: Vec<&Value> = value["paths"]["/pets"]["get"]["parameters"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|parameter| &parameter["name"])
        .collect();
    assert_eq!(names, ["limit", "page", "sort"]);
}

#[test]
fn an_overlay_may_refer_to_another_file() {
    let overlay = OVERLAY.replace("{ type: string, not: { enum: [x] } }", "{ $ref: 'schemas/sort.yaml' }");
    let sort = "type: string\nenum: [name, age]\n";
    let run = Run::folder(&[("openapi.yaml", DOCUMENT), ("overlay.yaml", &overlay), ("schemas/sort.yaml", sort)]);
    let findings = run.findings();
    assert!(findings.iter().all(|finding| finding.starts_with("untyped-keyword openapi.yaml:")), "{findings:?}");
    let files = run.outcome.files.expect("a client");
    assert!(files.keys().any(|path| path.as_str() == "src/types/sort.rs"), "{:?}", files.keys());
}
