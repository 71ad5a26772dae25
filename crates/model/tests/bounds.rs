//! The bounds of what requests contain, as the model has them.

#![expect(clippy::expect_used, reason = "this is test code throughout, and a surprise is a failed test")]

use moored_document::document::Document;
use moored_document::finding::{Color, Findings};
use moored_document::source::Source;
use moored_model::api::Api;
use moored_model::bounds::{Alternative, Bound, Bounds, JsonType};
use moored_model::config::Config;
use moored_model::lower;
use serde_json::Number;

/// The model of a document with one operation, `POST /pets`, and the pointers of what is reported.
fn read(operation: &str, components: &str) -> (Api, Vec<String>) {
    let text = format!("openapi: 3.1.0\npaths: {{ /pets: {{ post: {operation} }} }}\ncomponents: {components}\n");
    let document = Document::parse(&Source::new("openapi.yaml", text));
    let mut document = document.map_err(|found| found.render(Color::Never)).expect("an OpenAPI document");
    let published = document.value.clone();
    let mut findings = Findings::default();
    let lowered = lower::run(&mut document, &Config::default(), &mut findings).expect("the document can be lowered");
    let reported = findings.iter().map(|found| format!("{} {}", found.rule.id, found.location.pointer)).collect();
    (Api::read(&document, &lowered, &published, &Config::default(), &mut findings), reported)
}

/// The bounds of the parameter `name`.
fn of_parameter<'a>(api: &'a Api, name: &str) -> &'a [Bound] {
    let parameters = &api.operations.first().expect("an operation").parameters;
    &parameters.iter().find(|parameter| parameter.name == name).expect("the parameter").bounds.0
}

/// The bounds of the first body.
fn of_body(api: &Api) -> &[Bound] {
    let body = api.operations.first().and_then(|operation| operation.body.as_ref()).expect("a body");
    &body.contents.first().expect("a media type").bounds.0
}

fn member(name: &str, bounds: &[Bound]) -> Bound {
    Bound::Member(name.to_owned(), Bounds(bounds.to_vec()))
}

fn component(name: &str) -> Bound {
    Bound::Component(name.to_owned())
}

#[test]
fn parameters_have_their_bounds_wherever_they_are_declared() {
    let (api, _) = read(
        "{ parameters: [{ name: Accept, in: header, schema: { type: string, maxLength: 1 } },
            { name: limit, in: query, schema: { type: integer, exclusiveMinimum: 0, maximum: 100, multipleOf: 1 } },
            { name: color, in: query, schema: { type: string } },
            { name: where, in: query, content: { application/json: { schema: { $ref: '#/components/schemas/Name' } } } }] }",
        "{ schemas: { Name: { type: string, minLength: 1 } } }",
    );
    assert_eq!(of_parameter(&api, "limit"), [Bound::Maximum(100.into()), Bound::ExclusiveMinimum(0.into())]);
    assert_eq!(of_parameter(&api, "color"), []);
    assert_eq!(of_parameter(&api, "where"), [component("Name")]);
    assert_eq!(api.bounds.get("Name").map(|bounds| &*bounds.0), Some(&[Bound::MinLength(1)][..]));
}

#[test]
fn a_body_has_the_bounds_of_all_its_values() {
    let (api, _) = read(
        "{ requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }",
        "{ schemas: {
            Pet: { type: object, minProperties: 1, additionalProperties: { type: string, maxLength: 4 }, properties: {
                name: { $ref: '#/components/schemas/Name' }, plain: { properties: { color: { minLength: 0 } } },
                parents: { type: array, uniqueItems: true, items: { $ref: '#/components/schemas/Pet' } },
                pair: { type: array, prefixItems: [{ type: string }, { type: number, minimum: 0.5 }], minItems: 2, items: false } } },
            Name: { type: string, minLength: 1 } } }",
    );
    assert_eq!(of_body(&api), [component("Pet")]);
    let half = Number::from_f64(0.5).expect("a number");
    let names = ["name", "plain", "parents", "pair"].map(str::to_owned).to_vec();
    let expected = [
        Bound::MinProperties(1),
        member("name", &[component("Name")]),
        member("parents", &[Bound::UniqueItems, Bound::Items(0, Bounds(vec![component("Pet")]))]),
        member("pair", &[Bound::MinItems(2), Bound::MaxItems(2), Bound::Item(1, Bounds(vec![Bound::Minimum(half)]))]),
        Bound::OtherMembers(names, Bounds(vec![Bound::MaxLength(4)])),
    ];
    assert_eq!(api.bounds.get("Pet").map(|bounds| &*bounds.0), Some(&expected[..]));
}

#[test]
fn parts_of_a_multipart_body_without_names_have_bounds() {
    let (api, _) = read(
        "{ requestBody: { content: { multipart/mixed: { schema: { type: array, items: { type: string, maxLength: 3 } } } } } }",
        "{}",
    );
    assert_eq!(of_body(&api), [Bound::Items(0, Bounds(vec![Bound::MaxLength(3)]))]);
}

#[test]
fn an_alternative_is_recognised_by_its_tag() {
    let (api, _) = read(
        "{ requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }",
        "{ schemas: {
            Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
                discriminator: { propertyName: kind, mapping: { cat: Cat } } },
            Cat: { required: [name], properties: { name: { type: string, maxLength: 5 } } },
            Dog: { type: object, properties: { age: { type: integer, minimum: 1 } } } } }",
    );
    let alternative = |required: &[&str], tag: &str, name: &str| Alternative {
        ty: Some(JsonType::Object),
        required: required.iter().map(|name| (*name).to_owned()).collect(),
        tags: vec![("kind".to_owned(), vec![tag.to_owned()])],
        bounds: Bounds(vec![component(name)]),
        ..Alternative::default()
    };
    let expected = [Bound::AnyOf(vec![alternative(&["name"], "cat", "Cat"), alternative(&[], "Dog", "Dog")])];
    assert_eq!(api.bounds.get("Pet").map(|bounds| &*bounds.0), Some(&expected[..]));
}

#[test]
fn of_alternatives_that_are_bounds_one_has_to_hold() {
    let (api, reported) = read(
        "{ parameters: [{ name: code, in: query, schema: { type: string, anyOf: [{ maxLength: 2 }, { minLength: 8 }] } }] }",
        "{}",
    );
    let alternative = |bound: Bound| Alternative { bounds: Bounds(vec![bound]), ..Alternative::default() };
    let expected = [Bound::MaxLength(2), Bound::MinLength(8)].map(alternative).to_vec();
    assert_eq!(of_parameter(&api, "code"), [Bound::AnyOf(expected)]);
    assert!(reported.is_empty(), "{reported:?}");
}

#[test]
fn recursion_within_one_value_ends() {
    let (api, _) = read(
        "{ requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }",
        "{ schemas: {
            A: { allOf: [{ $ref: '#/components/schemas/B' }], maxProperties: 5 },
            B: { allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/C' }] },
            C: { properties: { c: { $ref: '#/components/schemas/C' } } } } }",
    );
    assert_eq!(api.bounds.keys().collect::<Vec<_>>(), ["A"]);
    assert_eq!(api.bounds.get("A").map(|bounds| &*bounds.0), Some(&[Bound::MaxProperties(5)][..]));
}

#[test]
fn a_pattern_that_cannot_be_checked_is_reported_once() {
    let (api, reported) = read(
        r"{ parameters: [{ name: order, in: query, schema: { type: string, pattern: '^\d+$' } },
            { name: to, in: query, schema: { type: string, pattern: '^(?!x)', maxLength: 5 } }] }",
        "{}",
    );
    let [Bound::Pattern(pattern)] = of_parameter(&api, "order") else { panic!("one pattern") };
    assert_eq!((pattern.source.as_str(), pattern.translated.as_str()), (r"^\d+$", r"\A[0-9]+\z"));
    assert_eq!(of_parameter(&api, "to"), [Bound::MaxLength(5)]);
    assert_eq!(reported, ["unchecked-pattern /paths/~1pets/post/parameters/1/schema/pattern"]);
}
