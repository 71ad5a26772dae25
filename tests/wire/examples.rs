//! Every documented example decodes, and encodes to the same JSON.

use std::collections::BTreeMap;

use crate::{
    calls::{PROVIDERS, calls},
    document::Document,
    schema::with,
    server::round_trip,
};

#[tokio::test]
async fn documented_examples_survive_the_round_trip() {
    let mut seen = Vec::new();
    for call in calls() {
        for example in Document::of(call.provider).examples(call) {
            let encoded = round_trip(call, &example).await;
            assert_eq!(encoded, Ok(example), "{}", call.name());
            seen.push((call.provider, call.operation()));
        }
    }
    let expected = PROVIDERS.iter().flat_map(|one| one.facts.examples.iter().map(|of| (one.name, (*of).to_owned())));
    assert_eq!(seen, expected.collect::<Vec<_>>());
}

/// The examples of single properties, each inserted into the example of the whole body.
#[tokio::test]
async fn documented_examples_of_properties_survive_the_round_trip() {
    let mut seen = BTreeMap::new();
    for call in calls() {
        let document = Document::of(call.provider);
        let Some(schema) = document.response_schema(call, 200) else {
            continue;
        };
        for node in crate::schema::nodes(&document, schema) {
            if let Some(value) = node.schema.get("example") {
                let whole = document.examples(call).swap_remove(0);
                let example = with(&whole, &node.pointer, value.clone());
                assert_eq!(round_trip(call, &example).await, Ok(example), "{}", node.pointer);
                *seen.entry(call.provider).or_insert(0) += 1;
            }
        }
    }
    let expected = PROVIDERS.iter().map(|one| (one.name, one.facts.examples_of_properties));
    assert_eq!(seen, expected.filter(|(_, count)| *count > 0).collect());
}
