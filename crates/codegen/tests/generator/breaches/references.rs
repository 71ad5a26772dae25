//! References to what does not exist, or to something of another kind.

use serde_json::json;

use super::{Breach, Expected};

/// Nodes that are set to references.
const NODES: [&str; 11] = [
    "/components/schemas/Pet/properties/owner",
    "/components/schemas/Pet/properties/toys/items",
    "/paths/~1pets/get/parameters/0",
    "/paths/~1pets/get/responses/200",
    "/paths/~1pets/get/responses/default",
    "/paths/~1pets/get/responses/200/content/application~1json",
    "/paths/~1pets/post/requestBody",
    "/components/responses/Wrong",
    "/components/securitySchemes/key",
    "/components/schemas/Owner",
    "/paths/~1pets/get/responses/200/headers/X-A",
];

/// References that none of these nodes can be.
const DANGLING: [&str; 10] = [
    "#/components/schemas/Gone",
    "#/nowhere/at/all",
    "#gone",
    "#/paths",
    "other.yaml",
    "other.yaml#/Pet",
    "../other.yaml#/Pet",
    "https://pets.example/other.json",
    "",
    "Gone",
];

/// A node, and a reference to something of another kind or in another spelling.
const OF_ANOTHER_KIND: [(&str, &str); 7] = [
    ("/paths/~1pets/get/responses/200", "#/components/schemas/Pet"),
    ("/paths/~1pets/post/requestBody", "#/components/schemas/Pet"),
    ("/paths/~1pets/get/parameters/0", "#/components/schemas/Pet"),
    ("/components/schemas/Pet/properties/owner", "#/components/responses/Wrong"),
    ("/components/schemas/Pet/properties/owner", "Owner"),
    ("/components/schemas/Pet/properties/owner", "#/definitions/Owner"),
    ("/components/schemas/Pet/properties/owner", "#components/schemas/Owner"),
];

/// References that are unusual and correct.
const CORRECT: [&str; 3] = [
    "#/components/schemas/Owner/properties/name",
    "#/paths/~1pets/get/responses/200/content/application~1json/schema",
    "#/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json/schema",
];

pub(super) fn breaches() -> Vec<Breach> {
    let at = |node: &str, reference: &str, finding| Breach {
        at: node.to_owned(),
        value: json!({ "$ref": reference }),
        finding,
    };
    let reported = |node: &str, reference: &str| at(node, reference, Expected::At(format!("{node}/$ref")));
    let mut breaches = Vec::new();
    for node in NODES {
        breaches.extend(DANGLING.map(|reference| reported(node, reference)));
        breaches.push(reported(node, &format!("#{node}")));
        breaches.push(Breach { at: node.to_owned(), value: json!({ "$ref": 3 }), finding: Expected::Anywhere });
    }
    breaches.extend(OF_ANOTHER_KIND.map(|(node, reference)| reported(node, reference)));
    breaches
        .extend(CORRECT.map(|reference| at("/components/schemas/Pet/properties/owner", reference, Expected::Nowhere)));
    breaches
}
