//! What a user sees of a generated struct: its fields, their order, presence and documentation, and what it implements.

use syn::ItemStruct;

use crate::shared::{NONE, Run, all, derives, docs, fields, serde_options, things, tokens, variants};

/// The run of a document with these schemas; see [`things`].
fn run(schemas: &str) -> Run {
    Run::document(&things(schemas))
}

/// The fields of the struct of the schema `Returned`.
fn returned(schemas: &str) -> Vec<String> {
    fields(run(schemas).ty("returned").structure("Returned"))
}

/// Every way in which a property can be absent or null.
const OPTIONAL: &str = "
      type: object
      required: [always, perhaps_null]
      properties:
        always: { type: string }
        perhaps_null: { type: [string, 'null'] }
        missing: { type: string }
        missing_or_null: { type: [string, 'null'] }
        list: { type: array, items: { type: string } }
        anything: {}
        whatever: { $ref: '#/components/schemas/Whatever' }
        owner: { oneOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }] }
    Owner: { type: object, properties: { id: { type: integer } } }
    Whatever: { description: Any value }
";

const ABSENT_FIELD: [&str; 2] = ["default", "skip_serializing_if = \"Field::is_absent\""];

#[test]
fn a_field_has_as_many_states_as_the_schema_in_requests_and_in_responses() {
    for name in ["Returned", "Sent", "Both"] {
        let ty = run(&format!("    {name}:{OPTIONAL}")).ty(&name.to_lowercase());
        let item = ty.structure(name);
        assert_eq!(
            fields(item),
            all([
                "always: String",
                "perhaps_null: Option<String>",
                "missing: Option<String>",
                "missing_or_null: Field<String>",
                "list: Option<Vec<String>>",
                "anything: Field<moored_runtime::JsonValue>",
                "whatever: Field<Whatever>",
                "owner: Field<Owner>",
            ]),
            "{name}"
        );
        let options: Vec<_> = item.fields.iter().map(|field| serde_options(&field.attrs)).collect();
        assert_eq!(options[0], NONE);
        let presence = [&[][..], &ABSENT_FIELD, &[], &ABSENT_FIELD, &ABSENT_FIELD, &ABSENT_FIELD];
        for (found, expected) in options[2..].iter().zip(presence) {
            assert_eq!(*found, expected.iter().map(|option| tokens(option)).collect::<Vec<_>>(), "{name}");
        }
        assert!(has_attribute(&item.attrs, "skip_serializing_none"), "{name}");
        let always = item.fields.iter().map(|field| has_attribute(&field.attrs, "serialize_always"));
        assert_eq!(always.collect::<Vec<_>>(), [false, true, false, false, false, false, false, false], "{name}");
    }
}

/// Whether one of the attributes has this name, whatever its path.
fn has_attribute(attributes: &[syn::Attribute], name: &str) -> bool {
    attributes.iter().any(|one| one.path().segments.last().is_some_and(|segment| segment.ident == name))
}

#[test]
fn a_struct_without_optional_members_writes_null_without_a_word_about_it() {
    let ty = run("    Returned: { type: object, required: [a], properties: { a: { type: [string, 'null'] } } }\n")
        .ty("returned");
    let item = ty.structure("Returned");
    assert_eq!(fields(item), all(["a: Option<String>"]));
    assert!(!has_attribute(&item.attrs, "skip_serializing_none"));
    assert!(item.fields.iter().all(|field| !has_attribute(&field.attrs, "serialize_always")));
}

#[test]
fn a_recursive_field_that_may_be_null_distinguishes_absent_from_null() {
    let run = run("    Returned:
      type: [object, 'null']
      properties: { parent: { $ref: '#/components/schemas/Returned' } }
    Sent:
      type: object
      properties:
        next: { anyOf: [{ $ref: '#/components/schemas/Sent' }, { type: 'null' }] }
");
    assert_eq!(fields(run.ty("returned").structure("Returned")), all(["parent: Field<Box<Returned>>"]));
    assert_eq!(fields(run.ty("sent").structure("Sent")), all(["next: Field<Box<Sent>>"]));
}

#[test]
fn fields_have_the_order_of_the_properties_and_their_names_in_json() {
    let schema = "    Returned:
      type: object
      properties: { zoo: { type: string }, fullName: { type: string }, type: { type: string }, a: { type: string } }
";
    let ty = run(schema).ty("returned");
    let item = ty.structure("Returned");
    assert_eq!(
        fields(item),
        all(["zoo: Option<String>", "full_name: Option<String>", "type_: Option<String>", "a: Option<String>"])
    );
    assert_eq!(serde_options(&item.attrs), all(["rename_all = \"camelCase\""]));
    assert_eq!(renamed(item), [None, None, None, None]);
}

/// The name in JSON that each field has in its own attribute.
fn renamed(item: &ItemStruct) -> Vec<Option<String>> {
    let rename = |field: &syn::Field| serde_options(&field.attrs).into_iter().find(|one| one.starts_with("rename"));
    item.fields.iter().map(rename).collect()
}

#[test]
fn one_rule_names_all_fields_if_it_saves_two_names() {
    let rename = |name: &str| Some(tokens(&format!("rename = \"{name}\"")));
    for (names, rule, exceptions) in [
        (["fullName", "type", "firstName"], Some("camelCase"), [None, None, None]),
        (["FullName", "Type", "userID"], Some("PascalCase"), [None, None, rename("userID")]),
        (["full-name", "first-name", "id"], Some("kebab-case"), [None, None, None]),
        (["FULL_NAME", "ID", "A_B"], Some("SCREAMING_SNAKE_CASE"), [None, None, None]),
        (["fullName", "created_at", "id"], None, [rename("fullName"), None, None]),
        (["fullName", "first-name", "ID"], None, [rename("fullName"), rename("first-name"), rename("ID")]),
    ] {
        let properties = names.map(|name| format!("{name}: {{ type: string }}")).join(", ");
        let schema = format!("    Returned: {{ type: object, properties: {{ {properties} }} }}\n");
        let ty = run(&schema).ty("returned");
        let item = ty.structure("Returned");
        let rule = rule.map(|rule| tokens(&format!("rename_all = \"{rule}\"")));
        assert_eq!(serde_options(&item.attrs), rule.into_iter().collect::<Vec<_>>(), "{names:?}");
        assert_eq!(renamed(item), exceptions, "{names:?}");
    }
}

#[test]
fn the_property_that_has_the_name_gets_the_field() {
    let schema = "    Returned:
      type: object
      properties: { USER: { type: string }, user: { type: string }, $type: { type: string }, type: { type: string } }
";
    let expected = ["uppercase_user", "user", "dollar_type", "type_"].map(|name| format!("{name}: Option<String>"));
    assert_eq!(fields(run(schema).ty("returned").structure("Returned")), all(expected.each_ref().map(String::as_str)));
}

#[test]
fn the_keyword_gets_the_underscore_and_the_setter_without_it() {
    let schema = "    Returned:
      type: object
      properties: { type_: { type: string }, type: { type: integer } }
";
    let ty = run(schema).ty("returned");
    assert_eq!(fields(ty.structure("Returned")), all(["type_underscore: Option<String>", "type_: Option<i64>"]));
    assert_eq!(
        renamed(ty.structure("Returned")),
        [Some(tokens("rename = \"type_\"")), Some(tokens("rename = \"type\""))]
    );
    assert_eq!(ty.functions(), ["with_type_underscore", "with_type"]);
}

#[test]
fn a_merged_schema_has_the_properties_of_its_parts_in_order() {
    let schemas = "
    Returned:
      allOf:
        - { $ref: '#/components/schemas/Base' }
        - { type: object, required: [b], properties: { b: { type: integer } } }
      properties: { a: { type: boolean } }
    Base: { type: object, required: [z], properties: { z: { type: string } } }
";
    assert_eq!(returned(schemas), all(["z: String", "b: i64", "a: Option<bool>"]));
}

#[test]
fn types_and_fields_have_the_descriptions_of_the_document() {
    let schemas = "
    Returned:
      type: object
      description: \"A thing.\\n\\n```\\nlet x = panic!();\\n```\"
      properties:
        own: { $ref: '#/components/schemas/Owner', description: Its owner }
        theirs: { $ref: '#/components/schemas/Owner' }
        none: { type: string }
        old: { type: string, deprecated: true, default: a, description: Long ago }
    Owner: { type: object, description: Whoever pays, properties: { id: { type: integer } } }
";
    let ty = run(schemas).ty("returned");
    let item = ty.structure("Returned");
    let used = "A response of [`Client::get_thing`](crate::Client::get_thing).";
    assert_eq!(docs(&item.attrs), ["A thing.", "", "```text", "let x = panic!();", "```", "", used]);
    let described: Vec<Vec<String>> = item.fields.iter().map(|field| docs(&field.attrs)).collect();
    assert_eq!(described, [vec!["Its owner"], vec!["Whoever pays"], vec![], vec!["Long ago", "", "Default: `\"a\"`."]]);
    let deprecated = item.fields.iter().map(|field| field.attrs.iter().any(|one| one.path().is_ident("deprecated")));
    assert_eq!(deprecated.collect::<Vec<_>>(), [false, false, false, true]);
}

#[test]
fn only_a_field_that_is_a_part_of_a_recursion_is_boxed() {
    let run = run("
    Node: { type: object, properties: { next: { $ref: '#/components/schemas/Link' }, one: { $ref: '#/components/schemas/One' } } }
    Link: { $ref: '#/components/schemas/Node' }
    One: { type: object, properties: { n: { type: integer } } }
    Returned: { type: object, properties: { first: { $ref: '#/components/schemas/Node' }, last: { $ref: '#/components/schemas/Link' } } }
");
    let node = run.ty("node");
    assert_eq!(fields(node.structure("Node")), all(["next: Option<Box<Link>>", "one: Option<One>"]));
    assert_eq!(fields(run.ty("returned").structure("Returned")), all(["first: Option<Node>", "last: Option<Link>"]));
}

#[test]
fn every_type_can_be_compared_and_serialised() {
    let run = run("
    Returned: { type: object, required: [a], properties: { a: { type: string } } }
    Sent: { oneOf: [{ type: object, required: [b], properties: { b: { type: string } } }, { type: string }] }
    Both: { type: array, items: { $ref: '#/components/schemas/Both' } }
");
    let derived = ["Clone", "Debug", "Deserialize", "PartialEq", "Serialize"];
    assert_eq!(derives(&run.ty("returned").structure("Returned").attrs), derived);
    assert_eq!(derives(&run.ty("both").structure("Both").attrs), derived);
    // The macro of the runtime implements them for a union.
    let union = run.ty("sent");
    assert!(union.items().iter().any(|item| item.starts_with("moored_runtime :: union !")), "{:#?}", union.items());
    assert_eq!(variants(union.enumeration("Sent")).len(), 3, "the two of the document and `Unlisted`");
}

#[test]
fn formats_are_types_of_the_runtime() {
    let schemas = "
    Returned:
      type: object
      required: [at, on, id, cost, price, weight, height, length, secret, count, flag]
      properties:
        at: { type: string, format: date-time }
        on: { type: string, format: date }
        id: { type: string, format: uuid }
        cost: { type: string, format: decimal }
        price: { type: number, format: decimal }
        weight: { type: number }
        height: { type: number, format: float }
        length: { type: number, format: double }
        secret: { type: string, format: password }
        count: { type: integer, format: int32 }
        flag: { type: boolean }
";
    assert_eq!(
        returned(schemas),
        all([
            "at: moored_runtime::DateTime",
            "on: moored_runtime::Date",
            "id: moored_runtime::Uuid",
            "cost: moored_runtime::Decimal",
            "price: moored_runtime::Decimal",
            "weight: moored_runtime::Number",
            "height: f64",
            "length: f64",
            "secret: moored_runtime::Secret",
            "count: i64",
            "flag: bool",
        ])
    );
}
