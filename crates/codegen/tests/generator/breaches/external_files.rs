//! A document in several files.

use std::collections::BTreeMap;

use moored_codegen::needed;
use serde_json::{Value, json};

use crate::check::check;
use crate::shared::{NONE, Run, fields, inputs, tokens};

const FILES: [(&str, &str); 4] = [
    ("openapi.yaml", include_str!("external_files/openapi.yaml")),
    ("paths/pets.yaml", include_str!("external_files/paths/pets.yaml")),
    ("schemas/Pet.yaml", include_str!("external_files/schemas/Pet.yaml")),
    ("shared.json", include_str!("external_files/shared.json")),
];

#[test]
fn the_generator_needs_the_files_that_references_name_and_no_others() {
    let mut given = vec![FILES[0]];
    let mut asked = Vec::new();
    let known = BTreeMap::from(FILES);
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
fn the_contents_of_other_files_are_in_the_client() {
    let run = Run::folder(&FILES);
    assert_eq!(check(run.files()), NONE);
    let call = run.rust("src/operations/list_pets.rs");
    assert!(call.functions().contains(&"limit".to_owned()), "the parameter");
    let pet = fields(run.ty("pet").structure("Pet"));
    for field in ["toy: Option<Toy>", "parent: Option<Box<Pet>>", "tag: Option<Tag>", "size: Option<i64>"] {
        assert!(pet.contains(&tokens(field)), "{field} is not in {pet:?}");
    }
    let problem = run.ty("problem");
    assert_eq!(problem.structure("Problem").fields.len(), 1, "the schema of the shared response");
    assert!(run.file("inputs.lock").contains("specs/pets/schemas/Pet.yaml"), "every file that was read is recorded");
}

#[test]
fn findings_point_into_the_file_that_they_are_about() {
    assert_eq!(
        Run::folder(&FILES).findings(),
        [
            "misspelt-type schemas/Pet.yaml:6:11 /properties/size/type",
            "external-reference openapi.yaml:8:34 /components/schemas/Box/properties/gone/$ref",
            "external-reference openapi.yaml:8:68 /components/schemas/Box/properties/far/$ref",
            "external-reference openapi.yaml:8:114 /components/schemas/Box/properties/out/$ref",
        ]
    );
}

#[test]
fn a_mapping_is_relative_to_its_file() {
    const ROOT: &str = "
openapi: 3.2.0
info: { title: Pets, version: '1' }
paths: { /: { get: { operationId: getPet, responses: { '200': { description: OK, content: { application/json: { schema: { $ref: 'models/pets.yaml#/Pet' } } } } } } } }
";
    const PETS: &str = "
Pet:
  oneOf: [{ $ref: '#/Dog' }]
  discriminator:
    propertyName: kind
    mapping: { hound: '#/Dog', cat: cats/cat.yaml }
    defaultMapping: 'cats/more.yaml#/Other'
Dog: { type: object, properties: { bark: { type: string } } }
";
    const CAT: &str = "{ type: object, properties: { lives: { type: integer } } }";
    const MORE: &str = "Other: { type: object, properties: { name: { type: string } } }";
    let run = Run::folder(&[
        ("openapi.yaml", ROOT),
        ("models/pets.yaml", PETS),
        ("models/cats/cat.yaml", CAT),
        ("models/cats/more.yaml", MORE),
    ]);
    assert_eq!(run.findings(), NONE);
    let client: Value = serde_json::from_str(run.file("client.json")).expect("JSON");
    let pet =
        client["types"].as_array().and_then(|types| types.iter().find(|ty| ty["name"] == "Pet")).expect("the union");
    let variants: Vec<(&str, &Value, &Value)> = pet["variants"]
        .as_array()
        .expect("its variants")
        .iter()
        .map(|variant| (variant["name"].as_str().unwrap_or_default(), &variant["tags"], &variant["default"]))
        .collect();
    let (hound, cat) = (json!(["hound"]), json!(["cat"]));
    let none = Value::Null;
    assert_eq!(variants, [("Dog", &hound, &none), ("Cat", &cat, &none), ("Other", &none, &json!(true))]);
}
