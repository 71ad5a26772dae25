//! The operations that the documentation of a type links.

use crate::shared::{Run, docs};

/// A document with an operation for each of `methods`, which sends and returns a `Pet`, and fails with a `Problem`.
fn document(methods: &[&str]) -> String {
    let json = |schema: &str| format!("content: {{ application/json: {{ schema: {schema} }} }}");
    let reference = |name: &str| format!("{{ $ref: '#/components/schemas/{name}' }}");
    let list = format!("{{ type: array, items: {} }}", reference("Pet"));
    let operations: Vec<String> = methods
        .iter()
        .map(|method| {
            let body = if *method == "get" { String::new() } else { format!("requestBody: {{ {} }}, ", json(&reference("Pet"))) };
            let (success, error) = (json(&list), json(&reference("Problem")));
            format!(
                "    {method}: {{ operationId: {method}_pet, {body}responses: {{ '200': {{ description: OK, {success} }}, \
                 '400': {{ description: No, {error} }} }} }}\n"
            )
        })
        .collect();
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\nservers: [{{ url: 'https://pets.example' }}]\npaths:\n  /pets:\n{}\
         components:\n  schemas:\n    Pet: {{ type: object, properties: {{ home: {} }} }}\n    Home: {{ type: object, properties: {{ a: {{ type: string }} }} }}\n    \
         Problem: {{ type: object, properties: {{ a: {{ type: string }} }} }}\n",
        operations.concat(),
        reference("Home")
    )
}

/// The documentation of a type, whose lines are at most 120 columns wide.
fn docs_of(run: &Run, module: &str, name: &str) -> String {
    let lines = docs(&run.ty(module).structure(name).attrs);
    assert!(lines.iter().all(|line| line.len() <= 116), "{lines:#?}");
    lines.join(" ")
}

#[test]
fn a_type_links_the_operations_that_it_is_a_body_of() {
    let run = Run::document(&document(&["get", "put", "patch"]));
    let link = |method: &str| format!("[`Client::{method}_pet`](crate::Client::{method}_pet)");
    let (get, put, patch) = (link("get"), link("put"), link("patch"));
    assert_eq!(
        docs_of(&run, "pet", "Pet"),
        format!("The request body of {put} and {patch}. A response of {get}, {put} and {patch}.")
    );
    assert_eq!(docs_of(&run, "problem", "Problem"), format!("An error response of {get}, {put} and {patch}."));
    assert_eq!(docs_of(&run, "home", "Home"), "", "a part of a body is found through the body");
}

#[test]
fn a_type_of_many_operations_links_none() {
    let run = Run::document(&document(&["get", "put", "patch", "post"]));
    let (put, patch, post) = ("put", "patch", "post");
    let link = |method: &str| format!("[`Client::{method}_pet`](crate::Client::{method}_pet)");
    // Four return it, and three send it.
    for method in [put, patch, post] {
        assert!(docs_of(&run, "pet", "Pet").contains(&link(method)), "{method}");
    }
    assert!(!docs_of(&run, "pet", "Pet").contains("A response"));
    assert_eq!(docs_of(&run, "problem", "Problem"), "");
}
