//! Schemas that refer to themselves, to each other, or to the next of very many.

use std::fmt::Write as _;

use super::{Failures, generate, schemas};

#[test]
fn recursive_schemas_have_types() {
    let cases: serde_json::Map<String, serde_json::Value> =
        serde_yaml::from_str(include_str!("recursion.yaml")).expect("YAML");
    let mut failures = Failures::default();
    for (name, value) in &cases {
        let text = serde_yaml::to_string(value).expect("YAML");
        let indented: String = text.lines().map(|line| format!("    {line}\n")).collect();
        match generate(&schemas(&indented)) {
            Some(files) => failures.check(name, &files),
            None => failures.add(name, "no client is generated"),
        }
    }
    assert_eq!(cases.len(), 11);
    failures.assert_none();
}

#[test]
fn schemas_that_double_at_each_level_are_resolved_once() {
    for key in ["allOf", "oneOf", "anyOf"] {
        let reference = |name: String| format!("{{ $ref: '#/components/schemas/{name}' }}");
        let mut text = String::new();
        for level in 0..60 {
            let (next, name) = (level + 1, if level == 0 { "A".to_owned() } else { format!("A{level}") });
            let (a, b) = (reference(format!("A{next}")), reference(format!("B{next}")));
            let _ = writeln!(text, "    {name}: {{ {key}: [{a}, {b}] }}");
            let _ =
                writeln!(text, "    B{next}: {{ {key}: [{a}, {{ type: object, properties: {{ p{level}: {{}} }} }}] }}");
        }
        let document = schemas(&format!("{text}    A60: {{ type: object }}\n"));
        generate(&document);
        // Without an unconstrained schema, all of them are asked whether they are unconstrained.
        generate(&schemas(&format!("{text}    A60: {{ type: string }}\n")));
        // A parameter is asked whether it is a string or a list.
        let parameter = "      operationId: a
      parameters: [{ name: a, in: query, explode: false, schema: { $ref: '#/components/schemas/A' } }]";
        generate(&document.replace("      operationId: a", parameter));
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
        generate(&schemas(&text));
    }
}
