//! Choices whose variants depend on what stands around them: beside them, in a parent, or in an extension.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::choices::types::*;

/// Decodes `value` from text, as a response would be.
fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(&value.to_string()).unwrap_or_else(|error| panic!("{value}: {error}"))
}

/// The same; encoded again, it has to be the same.
fn same<T: DeserializeOwned + Serialize>(value: &Value) -> T {
    let decoded: T = read(value);
    assert_eq!(encoded(&decoded), *value);
    decoded
}

fn encoded<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).expect("it encodes")
}

#[test]
fn variants_that_only_add_rules_have_the_type_of_the_whole() {
    let rules: Rules = same(&json!({
        "address": "192.0.2.1", "port": 5, "corners": [1, 2, 3, 4], "moment": "2026-01-31", "tags": ["a"],
    }));
    assert_eq!((rules.address.as_str(), rules.port, rules.corners), ("192.0.2.1", 5, vec![1, 2, 3, 4]));
}

#[test]
fn variants_that_add_types_have_the_type_of_the_whole_as_well() {
    let rules = |moment: &str, tags: Value| -> Rules {
        same(&json!({ "address": "", "port": 1, "corners": [], "moment": moment, "tags": tags }))
    };
    let day = rules("2026-01-31", json!(["a"]));
    assert!(matches!((day.moment, day.tags), (RulesMoment::Date(_), RulesTags::StringList(_))));
    let time = rules("2026-01-31T10:00:00Z", json!([1]));
    assert!(matches!((time.moment, time.tags), (RulesMoment::DateTime(_), RulesTags::IntegerList(_))));
}

#[test]
fn a_component_that_is_only_null_is_no_variant() {
    let stored: Stored = same(&json!({ "state": null, "owner": null, "none": null }));
    assert_eq!((stored.state, stored.owner, stored.none), (None, None, None));
    let stored: Stored = same(&json!({ "state": "archived", "owner": { "name": "Ada" }, "none": { "name": "Bob" } }));
    assert_eq!(stored.state, Some(State::Unlisted("archived".to_owned())));
    assert_eq!(stored.owner.map(|owner| owner.name).as_deref(), Some("Ada"));
    assert_eq!(stored.none.map(|person| person.name).as_deref(), Some("Bob"));
}

#[test]
fn a_child_that_is_a_parent_with_another_tag_keeps_its_children() {
    let bicycle = json!({ "wheels": "two", "drive": "pedal", "gears": 21 });
    let Vehicle::TwoWheeler(TwoWheeler::Bicycle(found)) = same(&bicycle) else { panic!("no bicycle") };
    assert_eq!(found.gears, Some(21));
    let Vehicle::TwoWheeler(two) = same(&json!({ "wheels": "two", "drive": "solar", "panels": 2 })) else {
        panic!("no two-wheeler")
    };
    assert!(matches!(two, TwoWheeler::Unlisted(_)));
    assert!(matches!(same(&json!({ "wheels": "four", "doors": 5 })), Vehicle::Car(_)));
    assert!(matches!(same::<Vehicle>(&json!({ "wheels": "six" })), Vehicle::Unlisted(_)));
}

#[test]
fn a_child_that_is_a_parent_with_the_same_tag_has_its_children_beside_it() {
    assert!(matches!(same(&json!({ "kind": "parrot", "wings": 2, "talks": true })), Animal::Parrot(_)));
    assert!(matches!(same(&json!({ "kind": "bird", "wings": 2 })), Animal::BirdBase(_)));
    assert!(matches!(same(&json!({ "kind": "parrot", "talks": true })), Bird::Parrot(_)));
}

#[test]
fn a_tag_may_be_stated_by_an_extension_of_the_child() {
    assert!(matches!(same(&json!({ "odata.type": "Example.Metric", "limit": 5 })), Rule::MetricRule(_)));
    assert!(matches!(same(&json!({ "odata.type": "EventRule", "event": "e" })), Rule::EventRule(_)));
    assert!(matches!(same(&json!({ "odata.type": "MetricRule", "limit": 5 })), Rule::Unlisted(_)));
}

#[test]
fn every_tag_without_a_variant_selects_the_default_variant() {
    assert!(matches!(same(&json!({ "kind": "created", "id": 1 })), Event::Created(_)));
    let Event::Other(other) = same(&json!({ "kind": "moved", "note": "n" })) else { panic!("another variant") };
    assert_eq!(other.note.as_deref(), Some("n"));
    // Without the tag, it is not one that is known either, whatever its members are.
    let Event::Other(other) = same(&json!({ "note": "n" })) else { panic!("another variant") };
    assert_eq!(encoded(&Event::from(other)), json!({ "note": "n" }));
    // An object of a known tag that does not fit is not of the default variant.
    assert!(matches!(same(&json!({ "kind": "created", "id": "one" })), Event::Unlisted(_)));
}

#[test]
fn a_new_tag_keeps_the_members_that_all_variants_have() {
    let Region::Aws(aws) = same(&json!({ "provider": "AWS", "name": "a", "iops": 5 })) else { panic!("not AWS") };
    assert_eq!(aws.name, "a");
    let Region::Other(other) = same(&json!({ "provider": "GCP", "name": "g", "zones": [1.50] })) else {
        panic!("not another one")
    };
    assert_eq!(other.name, "g");
    assert_eq!(other.provider.as_str(), "GCP");
    // What has not even these is kept as it is.
    assert!(matches!(same(&json!({ "provider": "GCP" })), Region::Unlisted(_)));
}

#[test]
fn a_variant_that_came_without_its_tag_goes_back_without_it() {
    let Payment::Card(card) = same(&json!({ "number": "2" })) else { panic!("no card") };
    assert_eq!(card.number.as_deref(), Some("2"));
    assert!(matches!(same(&json!({ "account": "3" })), Payment::Transfer(_)));
    assert!(matches!(same(&json!({ "account": "3", "method": "transfer" })), Payment::Transfer(_)));
    let parts = json!({ "parts": [{ "number": "1" }, { "account": "2", "method": "transfer" }] });
    assert!(matches!(same(&parts), Payment::Split(_)));
}

#[test]
fn a_variant_that_the_caller_makes_is_sent_with_its_tag() {
    let Payment::Card(card) = same(&json!({ "number": "2" })) else { panic!("no card") };
    assert_eq!(encoded(&Payment::from(card.into_inner())), json!({ "method": "card", "number": "2" }));
    let transfer = Transfer { account: Some("3".into()) };
    assert_eq!(encoded(&Payment::Transfer(transfer.into())), json!({ "method": "transfer", "account": "3" }));
}

#[test]
fn a_tag_is_sent_as_the_number_that_it_is() {
    assert!(matches!(same(&json!({ "version": 2, "label": "b" })), Numbered::Second(_)));
    let second = Second { label: Some("b".into()) };
    assert_eq!(encoded(&Numbered::from(second)), json!({ "version": 2, "label": "b" }));
}

#[test]
fn the_only_object_is_one_with_its_constant() {
    let Owner::Account(account) = same(&json!({ "object": "account", "id": "1", "status": "new" })) else {
        panic!("no account")
    };
    assert_eq!(account.status, AccountStatus::Unlisted("new".to_owned()).into());
    assert!(matches!(same(&json!({ "object": "bank", "id": "2", "last4": "4242" })), Owner::Unlisted(_)));
    assert_eq!(same::<Owner>(&json!("id")), Owner::String("id".to_owned()));
}

#[test]
fn an_object_with_another_constant_is_of_no_variant_that_has_it() {
    assert!(matches!(same(&json!({ "object": "account", "id": "1" })), Holder::Account(_)));
    assert!(matches!(same(&json!({ "object": "account", "id": "1", "closed": true })), Holder::ClosedAccount(_)));
    assert!(matches!(same(&json!({ "object": "bank", "id": "2", "last4": "4242" })), Holder::Unlisted(_)));
    assert!(matches!(read(&json!({ "object": "bank", "id": "2", "note": "n" })), Holder::Note(_)));
}

#[test]
fn a_part_that_lists_one_tag_leaves_one_variant() {
    let fan: OnlyFans = same(&json!({ "type": "fan", "speed": 3 }));
    assert_eq!(fan.speed, Some(3));
}
