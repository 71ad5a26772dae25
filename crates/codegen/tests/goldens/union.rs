//! Unions: every value has the right variant, nothing is lost, nothing is an error.

use serde_json::{Value, json};

use crate::unions::types::*;

/// Decodes `value` from text, as a response would be. Encoded again, it has to be the same.
fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> T {
    let decoded: T = serde_json::from_str(&value.to_string()).unwrap_or_else(|error| panic!("{value}: {error}"));
    assert_eq!(serde_json::to_value(&decoded).expect("it encodes"), *value);
    decoded
}

#[test]
fn the_discriminator_selects_the_variant() {
    // Without the discriminator, every cat would be a dog as well, and every dog a cat.
    assert!(matches!(read(&json!({ "kind": "cat", "name": "Tom", "lives": 9 })), Mapped::Cat(_)));
    assert!(matches!(read(&json!({ "name": "Rex", "kind": "dog" })), Mapped::Dog(_)));
    assert!(matches!(read(&json!({ "kind": "puppy" })), Mapped::Dog(_)));
}

#[test]
fn a_value_with_an_unknown_discriminator_is_kept_whole() {
    let Mapped::Unlisted(kept) = read(&json!({ "kind": "cow", "milk": [1.5, null] })) else {
        panic!("it has a variant")
    };
    assert_eq!(*kept.value(), json!({ "kind": "cow", "milk": [1.5, null] }));
    assert_eq!(format!("{:?}", Mapped::Unlisted(kept)), "Unlisted(an object)");
    for other in [json!(7), json!("cat"), json!(["cat"]), json!(true)] {
        assert!(matches!(read(&other), Mapped::Unlisted(_)), "{other}");
    }
}

#[test]
fn a_value_that_does_not_match_its_variant_is_kept() {
    assert!(matches!(read(&json!({ "kind": "cat", "lives": "nine" })), Mapped::Unlisted(_)));
}

#[test]
fn an_object_without_a_discriminator_is_recognised_by_its_members() {
    let dog = serde_json::from_value(json!({ "name": "Rex" })).expect("a dog");
    assert!(matches!(dog, Mapped::Dog(_)));
}

#[test]
fn names_of_schemas_are_discriminators_where_there_is_no_mapping() {
    assert!(matches!(read(&json!({ "species": "gold_fish", "name": "Wanda" })), NamedPet::GoldFish(_)));
    assert!(matches!(read(&json!({ "species": "parrot", "name": "Polly" })), NamedPet::Parrot(_)));
    assert!(matches!(read(&json!({ "species": "Parrot" })), NamedPet::Unlisted(_)));
}

#[test]
fn a_discriminator_is_written_even_where_the_type_leaves_it_out() {
    let parrot: Parrot = serde_json::from_value(json!({ "name": "Polly" })).expect("a parrot");
    let parrot = serde_json::to_value(NamedPet::from(parrot)).expect("it encodes");
    assert_eq!(parrot, json!({ "species": "parrot", "name": "Polly" }));
    let dog: Dog = serde_json::from_value(json!({ "name": "Rex" })).expect("a dog");
    assert_eq!(serde_json::to_value(Mapped::from(dog)).expect("it encodes"), json!({ "kind": "dog", "name": "Rex" }));
    let puppy: Dog = serde_json::from_value(json!({ "kind": "puppy" })).expect("a dog");
    assert_eq!(serde_json::to_value(Mapped::from(puppy)).expect("it encodes"), json!({ "kind": "puppy" }));
}

#[test]
fn inline_variants_are_recognised_by_their_enums() {
    assert!(matches!(read(&json!({ "type": "text", "text": "a" })), Inline::Text(_)));
    assert!(matches!(read(&json!({ "type": "photo", "text": "a" })), Inline::Image(_)));
    assert!(matches!(read(&json!({ "event": "deleted", "id": 1 })), Inferred::Deleted(_)));
    assert!(matches!(read(&json!({ "event": "changed", "id": 1 })), Inferred::Unlisted(_)));
    assert!(matches!(read(&json!({ "v": 2, "x": "y" })), Numbered::Two(_)));
    assert!(matches!(read(&json!({ "v": 3, "x": "y" })), Numbered::Unlisted(_)));
}

#[test]
fn a_schema_with_a_discriminator_may_be_any_schema_that_extends_it() {
    let Shape::Circle(circle) = read(&json!({ "type": "circle", "name": "c", "radius": 2.5 })) else {
        panic!("no circle")
    };
    assert_eq!(circle.type_, "circle");
    let nested = json!({ "type": "square", "side": 1, "inner": { "type": "circle", "radius": 1 } });
    assert!(matches!(read(&nested), Shape::Square(_)));
    assert!(matches!(read(&json!({ "type": "hexagon", "sides": 6 })), Shape::Unlisted(_)));
}

#[test]
fn a_union_of_unions_selects_by_the_same_discriminator() {
    let Outer::Mapped(Mapped::Dog(_)) = read(&json!({ "kind": "puppy", "name": "Rex" })) else { panic!("no dog") };
    assert!(matches!(read(&json!({ "kind": "bird", "wings": 2 })), Outer::Bird(_)));
    assert!(matches!(read(&json!({ "kind": "cow" })), Outer::Unlisted(_)));
}

#[test]
fn the_variant_with_all_members_of_a_value_is_chosen() {
    assert!(matches!(read(&json!({ "name": "Ada", "born": 1815 })), Similar::Person(_)));
    assert!(matches!(read(&json!({ "name": "Acme", "founded": 1949 })), Similar::Company(_)));
    assert!(matches!(read(&json!({ "b": "x", "c": "y" })), Overlapping::Right(_)));
}

#[test]
fn a_value_of_several_variants_is_kept_whole() {
    assert!(matches!(read(&json!({ "a": "x", "b": "y", "c": "z" })), Overlapping::Unlisted(_)));
}

#[test]
fn a_null_that_the_document_does_not_allow_excludes_no_variant() {
    let read = |value| serde_json::from_value::<Overlapping>(value).expect("a variant");
    let Overlapping::Right(right) = read(json!({ "a": null, "b": "x", "c": "y" })) else { panic!("not right") };
    assert_eq!((right.b.as_deref(), right.c.as_deref()), (Some("x"), Some("y")));
    let Overlapping::Left(left) = read(json!({ "a": "x", "b": null, "c": null })) else { panic!("not left") };
    assert_eq!((left.a.as_deref(), left.b), (Some("x"), None));
}

#[test]
fn members_of_no_variant_are_left_out_as_in_any_struct() {
    let founded: Similar = serde_json::from_value(json!({ "founded": 1949, "new": true })).expect("a company");
    let Similar::Company(company) = founded else { panic!("no company: {founded:?}") };
    assert_eq!(company.founded, Some(1949));
}

#[test]
fn scalars_are_recognised_by_their_json_types() {
    assert_eq!(read::<Scalar>(&json!(7)), Scalar::Integer(7));
    assert!(matches!(read(&json!(7.5)), Scalar::Number(_)));
    assert!(matches!(read(&json!(18_446_744_073_709_551_615_u64)), Scalar::Number(_)));
    assert_eq!(read::<Scalar>(&json!("7")), Scalar::String("7".into()));
    assert_eq!(read::<Scalar>(&json!(false)), Scalar::Boolean(false));
    assert!(matches!(read(&json!({})), Scalar::Unlisted(_)));
}

#[test]
fn the_more_specific_of_two_strings_is_chosen() {
    assert!(matches!(read(&json!("2026-01-02T03:04:05Z")), EverythingMoment::DateTime(_)));
    assert!(matches!(read(&json!("tomorrow")), EverythingMoment::String(_)));
    assert!(matches!(read(&json!("large")), EverythingListed::Listed(_)));
    assert!(matches!(read(&json!("huge")), EverythingListed::String(_)));
}

#[test]
fn lists_and_maps_are_recognised_by_their_elements() {
    assert!(matches!(read(&json!(["a"])), EverythingLists::StringList(_)));
    assert!(matches!(read(&json!([1, 2])), EverythingLists::IntegerList(_)));
    assert!(matches!(read(&json!([true])), EverythingLists::Unlisted(_)));
    assert!(matches!(read(&json!({ "a": 1 })), EverythingLists::Object(_)));
}

#[test]
fn null_belongs_to_the_field_of_the_union() {
    let everything: Everything = read(&json!({ "maybe": null, "price": 1.50, "anything": [null], "secret": "hush" }));
    assert!(everything.maybe.is_null());
    assert!(!format!("{everything:?}").contains("hush"));
}

#[test]
fn digits_beyond_those_of_a_float_are_kept() {
    let text = r#"{"price":0.10000000000000000000001}"#;
    let everything: Everything = serde_json::from_str(text).expect("it decodes");
    assert_eq!(serde_json::to_string(&everything).expect("it encodes"), text);
}

#[test]
fn a_recursive_union_is_as_deep_as_json_may_be() {
    let nested = |depth: usize| format!("{}\"x\"{}", "{\"not\":".repeat(depth), "}".repeat(depth));
    assert!(matches!(read(&serde_json::from_str(&nested(100)).expect("JSON")), Filter::Not(_)));
    for depth in [1_000, 200_000] {
        let error = serde_json::from_str::<Filter>(&nested(depth)).expect_err("it is too deep");
        assert!(error.to_string().contains("recursion limit exceeded"), "{error}");
    }
}

#[test]
fn shared_members_are_in_each_variant() {
    assert!(matches!(read(&json!({ "at": 1, "by": "Ada" })), Happening::Made(_)));
    assert!(matches!(
        read(&json!({ "at": 1, "by": "Ada", "excuse": "rain" })),
        Happening::Broken(HappeningBroken::Excuse(_))
    ));
    // Only `Broken` is possible, and neither of its variants matches.
    let both = read(&json!({ "at": 1, "cause": "x", "excuse": "rain" }));
    assert!(matches!(both, Happening::Broken(HappeningBroken::Unlisted(_))));
}

#[test]
fn a_discriminator_that_a_variant_does_not_declare_is_kept() {
    let Kennel::Hound(hound) = read(&json!({ "breed": "basset", "name": "Fred" })) else { panic!("no hound") };
    assert_eq!(hound.breed.as_deref(), Some("basset"));
    assert!(matches!(read(&json!({ "breed": "poodle" })), Kennel::Poodle(_)));
}

#[test]
fn a_tuple_has_an_item_of_each_type() {
    let point: Point = read(&json!([1, 2.5, { "kind": "cat" }]));
    assert_eq!(point.2.kind, "cat");
    assert!(serde_json::from_str::<Point>("[1, 2]").is_err());
    let everything: Everything = read(&json!({ "row": [1, "a", true] }));
    assert_eq!(everything.row.as_ref().map(Vec::len), Some(3));
}

#[test]
fn every_other_value_is_encoded_as_it_was_decoded() {
    let everything = json!({
        "id": 7,
        "level": 2,
        "headers": { "id": 1, "x-a": "b", "other": [1] },
        "payment": { "kind": "card", "number": "4242" },
        "account": { "id": "a", "name": "Ada" },
        "big": 18_446_744_073_709_551_615_u64,
        "bigger": 18_446_744_073_709_551_614_u64,
        "sign": "+1",
    });
    read::<Everything>(&everything);
    for level in [json!("low"), json!("high"), json!(3), json!({})] {
        read::<Everything>(&json!({ "level": level, "id": level }));
    }
    for sign in ["-1", "a", "A", "", "b"] {
        read::<Everything>(&json!({ "sign": sign }));
    }
}
