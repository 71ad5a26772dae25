//! Every kind of value at every node: each is a finding or has no effect.

use std::thread;

use serde_json::{Value, json};

use super::{Failures, document, generate};
use crate::shared::put;
use crate::upgrade::PETS;

/// The nodes of an OpenAPI document, and of Swagger 2.0 one, by their pointers.
const OPENAPI: &str = include_str!("wrong_kinds/openapi.txt");
const SWAGGER: &str = include_str!("wrong_kinds/swagger.txt");

/// Values for the nodes of a Swagger 2.0 document.
const VALUES: &str = include_str!("wrong_kinds/values.yaml");

/// Puts each of `values` at each of `pointers`, and checks what is generated.
fn assert_no_failures(document: &Value, pointers: &str, values: &[Value]) {
    let pointers: Vec<&str> = pointers.lines().collect();
    let failures = |pointers: Vec<&str>| {
        let mut failures = Failures::default();
        for (pointer, value) in pointers.iter().flat_map(|pointer| values.iter().map(move |value| (pointer, value))) {
            let mut document = document.clone();
            put(&mut document, pointer, value.clone());
            let Some(files) = generate(&document.to_string()) else { continue };
            failures.check(format_args!("{pointer} {value}"), &files);
        }
        failures
    };
    // Each of four threads takes every fourth pointer.
    let (failures, pointers) = (&failures, &pointers);
    let parts: Vec<Failures> = thread::scope(|scope| {
        let part = |first: usize| pointers.iter().copied().skip(first).step_by(4).collect();
        let threads: Vec<_> = (0..4).map(|first| scope.spawn(move || failures(part(first)))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no run panics")).collect()
    });
    for part in parts {
        part.assert_none();
    }
}

#[test]
fn values_of_the_wrong_kind_in_an_openapi_document() {
    let values = [
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
    assert_no_failures(&document(), OPENAPI, &values);
}

#[test]
fn values_of_the_wrong_kind_in_a_swagger_document() {
    let document = serde_yaml::from_str(PETS).expect("YAML");
    let values: Vec<Value> = serde_yaml::from_str(VALUES).expect("YAML");
    assert_no_failures(&document, SWAGGER, &values);
}
