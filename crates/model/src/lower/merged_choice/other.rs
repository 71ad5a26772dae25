//! The variant for a tag that is not in the document.

use moored_document::schemas::members;
use serde_json::{Map, Value, json};

use super::Choice;
use crate::parts::Parts;

/// What the whole has in common, as a variant of `choice`; `None` if a tag could be that of several variants, or the
/// parts that are `shared` have no more than it. Members that the document does not know are kept.
pub(super) fn variant(choice: &Choice<'_>, shared: &[Value], named: &Map<String, Value>) -> Option<Value> {
    let discriminator = choice.discriminator?;
    let tag = discriminator.get("propertyName")?.as_str()?;
    let is_mapped = |variant: &&Value| members(discriminator.get("mapping")).any(|(_, target)| target == *variant);
    if discriminator.get("defaultMapping").is_some() || !choice.variants.iter().all(is_mapped) {
        return None;
    }
    let whole = json!({ "allOf": shared });
    let (mut has_tag, mut has_more) = (false, false);
    for part in Parts::of(&whole, named) {
        // A part that is closed, or describes all other members itself.
        if part.members.contains_key("additionalProperties") {
            return None;
        }
        for (name, _) in members(part.members.get("properties")) {
            has_tag |= name == tag;
            has_more |= name != tag;
        }
    }
    let open = json!({ "type": "object", "additionalProperties": {} });
    (has_tag && has_more).then(|| {
        json!({
            "description": format!("An object whose `{tag}` is another one: what all have in common."),
            "allOf": Value::Array(shared.iter().cloned().chain([open]).collect()),
        })
    })
}
