//! What cannot keep its name, and names of what is gone.

use super::{client::Client, names_of, run};
use crate::shared::Run;

fn document(schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\nservers: [{{ url: 'https://pets.example' }}]\n\
         paths:\n  /pets:\n    get:\n      operationId: listPets\n      responses:\n        '200':\n          description: OK\n\
         \x20         content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Pet' }} }} }}\n\
         components:\n  schemas:\n{schemas}"
    )
}

const PET: &str = "    Pet: { type: object, properties: { name: { type: string }, age: { type: integer } } }\n";

fn names() -> String {
    names_of(&run(&document(PET), None)).to_owned()
}

#[test]
fn a_name_that_is_not_possible_any_more_is_reported_where_it_belongs() {
    // As if a former generator had allowed these names.
    let names = names().replace("Pet = \"Pet\"", "Pet = \"Option\"").replace("[fields.Pet]", "[fields.Option]");
    let found = run(&document(PET), Some(&names));
    assert_eq!(found.findings(), ["renamed openapi.yaml:14:5 /components/schemas/Pet"]);
    assert!(found.messages()[0].contains("was called `Option` and is called `Pet` now"), "{:?}", found.messages());
    assert_eq!(Client::of(&found).name("type age"), "Pet");
}

#[test]
fn two_pins_of_one_name_are_reported() {
    let names = names().replace("age = \"age\"", "age = \"name\"");
    let found = run(&document(PET), Some(&names));
    assert_eq!(found.findings(), ["renamed openapi.yaml:14:64 /components/schemas/Pet/properties/age"]);
    let client = Client::of(&found);
    assert_eq!([client.name("field name"), client.name("field age")], ["name", "age"]);
}

#[test]
fn settings_win_and_are_no_findings() {
    let settings = "[methods]\nlistPets = \"all\"\n[types]\n\"/components/schemas/Pet\" = \"Animal\"\n";
    let folder = |names: &str| {
        Run::folder(&[("openapi.yaml", &document(PET)), ("moored.toml", settings), ("names.lock", names)])
    };
    let found = folder(&names().replace("name = \"name\"", "name = \"label\""));
    assert_eq!(found.findings(), [""; 0]);
    let client = Client::of(&found);
    assert_eq!(
        [client.name("method GET /pets"), client.name("type age"), client.name("field name")],
        ["all", "Animal", "label"],
        "a member keeps its name where its type is renamed"
    );
    assert!(names_of(&found).contains("[fields.Animal]"));
}

#[test]
fn a_setting_with_the_name_that_another_type_had_in_the_last_run_is_an_error() {
    let schemas = format!(
        "{PET}    Other: {{ type: object, properties: {{ id: {{ type: string }}, pet: {{ $ref: '#/components/schemas/Pet' }} }} }}\n"
    );
    // The name of a type that was not renamed, and of one that was.
    for name in ["Pet", "Animal"] {
        let names = names()
            .replace("Pet = \"Pet\"", &format!("Pet = \"{name}\""))
            .replace("[fields.Pet]", &format!("[fields.{name}]"));
        let settings = format!("[types]\n\"/components/schemas/Other\" = \"{name}\"\n");
        let found =
            Run::folder(&[("openapi.yaml", &document(&schemas)), ("moored.toml", &settings), ("names.lock", &names)]);
        assert_eq!(found.findings(), ["taken-name moored.toml:2:31"]);
        assert!(found.outcome.files.is_none());
    }
}

#[test]
fn dead_pins_are_dropped_and_reported() {
    let after = document("    Pet: { type: object, properties: { name: { type: string } } }\n");
    let names = names();
    let found = run(&after, Some(&names));
    let line = names.lines().position(|line| line == "age = \"age\"").expect("the pin") + 1;
    assert_eq!(found.findings(), [format!("dead-pin names.lock:{line}:1")]);
    assert!(!names_of(&found).contains("age"));
    assert_eq!(run(&after, Some(names_of(&found))).findings(), [""; 0]);
}

#[test]
fn what_is_gone_with_its_members_is_one_finding() {
    let before = document(&format!(
        "{PET}    Cat: {{ type: object, properties: {{ purr: {{ type: string }}, hiss: {{ type: string }} }} }}\n"
    ));
    let names = names_of(&run(&before, None)).to_owned();
    let found = run(&document(PET), Some(&names));
    assert_eq!(
        found.messages(),
        ["`Cat` is the type of the schema `Cat`, which the document no longer has; the pin is dropped"]
    );
}

#[test]
fn many_dead_pins_are_one_finding() {
    let properties: Vec<String> = (0..20).map(|number| format!("p{number}: {{ type: string }}")).collect();
    let before = document(&format!(
        "    Pet: {{ type: object, properties: {{ name: {{ type: string }}, {} }} }}\n",
        properties.join(", ")
    ));
    let names = names_of(&run(&before, None)).to_owned();
    let found = run(&document(PET), Some(&names));
    assert_eq!(found.findings().len(), 1);
    assert!(found.messages()[0].starts_with("20 pins"), "{:?}", found.messages());
}
