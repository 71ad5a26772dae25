//! How a document states its version, and documents that lack a part.

use super::PETS;
use crate::shared::{NONE, Run};

#[test]
fn every_way_to_write_a_version_is_accepted() {
    for version in ["3", "'3'", "3.0", "'3.0'", "3.1", "3.2.0", "v3.0.1", "3.1.0-rc1", "'3.0.x'"] {
        let run = Run::document(&PETS.replacen("3.1.0", version, 1));
        assert_eq!(run.outcome.summary.operations, 4, "{version}: {}", run.rendered());
    }
}

#[test]
fn the_quotes_and_digits_of_a_version_do_not_matter() {
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
        let run = Run::document(&format!("{head}\ninfo: {{ title: Pets, version: 1 }}\npaths: {{}}\n"));
        assert!(run.outcome.files.is_some(), "{}", run.rendered());
        assert_eq!(run.findings(), NONE, "{head}");
    }
}

#[test]
fn any_other_version_is_an_error_that_names_it() {
    for (head, location, message) in [
        ("swagger: '1.2'\n", "1:1 /swagger", "Swagger version `1.2` is not supported"),
        ("swaggerVersion: 1.1\n", "1:1 /swaggerVersion", "Swagger version `1.1` is not supported"),
        ("swagger: 2.1\n", "1:1 /swagger", "Swagger version `2.1` is not supported"),
        ("swagger: [2]\n", "1:1 /swagger", "the value of `swagger` is not a version"),
        ("info: {}\nopenapi: 3.3.0\n", "2:1 /openapi", "OpenAPI version `3.3.0` is not supported"),
        ("openapi: 4.0\n", "1:1 /openapi", "OpenAPI version `4.0` is not supported"),
        ("openapi: 3.10.0\n", "1:1 /openapi", "OpenAPI version `3.10.0` is not supported"),
        ("openapi: [3]\n", "1:1 /openapi", "the value of `openapi` is not a version"),
        ("info: {}\n", "1:1 /openapi", "does not declare its version"),
    ] {
        let run = Run::document(head);
        assert!(run.outcome.files.is_none(), "{head}");
        assert_eq!(run.findings(), [format!("unsupported-version openapi.yaml:{location}")]);
        let text = run.rendered();
        assert!(text.contains(message), "{message} is not in\n{text}");
        assert!(text.contains("Swagger 2.0 and OpenAPI 3.0.x, 3.1.x and 3.2.x"), "{text}");
    }
}

#[test]
fn the_method_query_of_3_2_is_sent() {
    let query = "    query: { operationId: findPets, responses: { '204': { description: None } } }\n    post:\n";
    let run = Run::document(&PETS.replacen("3.1.0", "3.2.0", 1).replacen("    post:\n", query, 1));
    assert_eq!(run.outcome.summary.operations, 5, "{}", run.rendered());
    run.rust("src/operations/find_pets.rs").assert_has(&["Operation::new(\"findPets\", \"QUERY\", \"/pets\")"]);
}

#[test]
fn a_document_without_operations_has_types() {
    let (head, components) = (PETS.split("paths:").next().expect("a head"), PETS.split("components:").nth(1));
    let run = Run::document(&format!("{head}components:{}", components.expect("components")));
    assert!(run.outcome.files.is_some() && run.outcome.summary.types >= 2, "{}", run.rendered());
}

#[test]
fn a_document_without_operations_and_types_is_an_error() {
    let run = Run::document("openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\n");
    assert!(run.outcome.files.is_none());
    assert_eq!(run.findings(), ["empty-document openapi.yaml:1:1"]);
}
