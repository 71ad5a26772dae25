//! The check of the finished model, which compares it with the document before all passes.
//!
//! A model that lacks something is made from a document without it, and compared with one that has it.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

use moored_document::document::Document;
use moored_document::finding::{Color, Finding, Findings};
use moored_document::rules;
use moored_document::source::Source;
use moored_model::api::Api;
use moored_model::completeness;
use moored_model::config::Config;
use moored_model::lower;
use serde_json::Value;

/// A document whose one operation sends and receives a `Thing`, with these schemas.
fn document(schemas: &str) -> Document {
    let text = format!(
        "openapi: 3.1.0
info: {{ title: T, version: '1' }}
paths:
  /things:
    put:
      operationId: putThing
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Thing' }} }} }} }}
      responses: {{ '200': {{ description: OK, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Thing' }} }} }} }} }}
components:
  schemas:{schemas}"
    );
    let document = Document::parse(&Source::new("openapi.yaml", text));
    document.map_err(|found| found.render(Color::Never)).expect("an OpenAPI document")
}

/// What the check reports about the model of `modelled`, as if `published` had been the document: rules and pointers.
/// `before` reports what passes would have reported.
fn check_after(modelled: &str, published: &str, before: impl Fn(&Document, &mut Findings)) -> Vec<String> {
    let published = document(published);
    let mut document = document(modelled);
    let value: Value = published.value.clone();
    let mut findings = Findings::default();
    let lowered = lower::run(&mut document, &Config::default(), &mut findings);
    let Some(lowered) = lowered else { panic!("{}", findings.render(Color::Never)) };
    let api = Api::read(&document, &lowered, &value, &Config::default(), &mut findings);
    assert!(findings.is_empty(), "{}", findings.render(Color::Never));
    before(&published, &mut findings);
    let count = findings.iter().count();
    completeness::check(&api, &published, &value, &mut findings);
    findings.iter().skip(count).map(|found| format!("{} {}", found.rule.id, found.location.pointer)).collect()
}

fn check(modelled: &str, published: &str) -> Vec<String> {
    check_after(modelled, published, |_, _| {})
}

const THING: &str = "
    Thing: { type: object, required: [id], properties: { id: { type: string }, name: { type: string } } }
";

#[test]
fn a_complete_model_has_no_gaps() {
    for schemas in [
        THING,
        "
    Thing: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { own: { type: number } } }] }
    Base: { type: object, required: [id], properties: { id: { type: string, readOnly: true }, none: false } }
",
        "
    Thing: { type: object, discriminator: { propertyName: kind }, required: [kind], properties: { kind: { type: string } } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Thing' }, { type: object, properties: { lives: { type: integer } } }] }
    Dog: { allOf: [{ $ref: '#/components/schemas/Thing' }, { type: object, properties: { name: { type: string } } }] }
",
        "
    Thing:
      oneOf: [{ type: object, properties: { a: { type: string } } }, { type: string }, { type: array, items: {} }, {}]
",
    ] {
        assert_eq!(check(schemas, schemas), [""; 0], "{schemas}");
    }
}

#[test]
fn a_property_without_a_field_is_a_loss() {
    let published = "
    Thing: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { gears: { type: integer } } }] }
    Base: { type: object, required: [id], properties: { id: { type: string }, name: { type: string } } }
";
    assert_eq!(check(THING, published), ["missing-property /components/schemas/Thing/allOf/1/properties/gears"]);
}

#[test]
fn an_optional_field_that_requests_require_is_a_loss() {
    let required = |required: &str, name: &str| {
        format!(
            "
    Thing: {{ type: object, required: [{required}], properties: {{ id: {{ type: string }}, name: {name} }} }}
"
        )
    };
    let published = required("id, name", "{ type: string }");
    assert_eq!(check(THING, &published), ["optional-property /components/schemas/Thing/properties/name"]);
    let one_way = required("id, name", "{ type: string, readOnly: true }");
    assert_eq!(check(THING, &one_way), [""; 0], "requests do not require it");
}

#[test]
fn a_value_without_a_type_is_a_loss_unless_one_explains_it() {
    let modelled = "
    Thing: { type: object, properties: { id: {} } }
";
    let published = "
    Thing: { type: object, properties: { id: { const: { a: 1 } } } }
";
    let expected = ["untyped-value /components/schemas/Thing/properties/id"];
    assert_eq!(check(modelled, published), expected);
    let report = |rule: &'static rules::Rule, keys: &'static [&'static str]| {
        move |document: &Document, findings: &mut Findings| {
            let mut pointer = moored_document::pointer::Pointer::root().join("components").join("schemas");
            keys.iter().for_each(|key| pointer = pointer.join(key));
            findings.push(Finding::new(rule, document.locate(&pointer), "reported before"));
        }
    };
    for (rule, keys, left) in [
        (&rules::UNKNOWN_TYPE, &["Thing"][..], &[][..]),
        (&rules::UNKNOWN_TYPE, &["Thing", "properties", "id", "const"], &[]),
        // About something else, or about values that the type has.
        (&rules::UNKNOWN_TYPE, &["Thing", "properties", "name"], &expected),
        (&rules::UNTYPED_KEYWORD, &["Thing", "properties", "id", "const"], &[]),
        (&rules::UNCHECKED_BOUND, &["Thing", "properties", "id"], &expected),
        // A warning is not in the report of the losses.
        (&rules::UNUSUAL_FORM, &["Thing", "properties", "id"], &expected),
    ] {
        assert_eq!(check_after(modelled, published, report(rule, keys)), left, "{} {keys:?}", rule.id);
    }
}

#[test]
fn a_child_that_is_no_variant_of_its_parent_is_a_loss() {
    let parent = "
    Thing: { type: object, discriminator: { propertyName: kind }, required: [kind], properties: { kind: { type: string } } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Thing' }, { type: object, properties: { lives: { type: integer } } }] }
";
    let modelled = format!(
        "{parent}    Dog: {{ type: object, properties: {{ name: {{ type: string }}, kind: {{ type: string }} }} }}\n"
    );
    let published = format!(
        "{parent}    Dog: {{ allOf: [{{ $ref: '#/components/schemas/Thing' }}, {{ type: object, properties: {{ name: {{ type: string }} }} }}] }}\n"
    );
    assert_eq!(check(&modelled, &published), ["unreachable-variant /components/schemas/Dog"]);
}

#[test]
fn a_variant_that_another_one_hides_is_a_loss() {
    let hidden = "
    Thing: { oneOf: [{ type: array, items: {} }, { type: array, items: { type: string } }] }
";
    assert_eq!(check(hidden, hidden), ["unreachable-variant /components/schemas/Thing"]);
}

#[test]
fn a_tag_that_the_document_does_not_have_is_a_loss() {
    let union = |tag: &str| {
        format!(
            "
    Thing:
      oneOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Dog' }}]
      discriminator: {{ propertyName: kind, mapping: {{ {tag}: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' }} }}
    Cat: {{ type: object, properties: {{ kind: {{ type: string }} }} }}
    Dog: {{ type: object, properties: {{ kind: {{ type: string }}, name: {{ type: string }} }} }}
"
        )
    };
    assert_eq!(check(&union("invented"), &union("cat")), ["invented-tag /components/schemas/Thing"]);
}
