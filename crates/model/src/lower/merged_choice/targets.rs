//! The targets of a discriminator whose variants have been replaced.

use moored_document::schemas::TAG_NAMES;
use serde_json::Value;

/// `discriminator` with the variants that stand for its targets now, and without those that are `excluded`.
pub(super) fn replaced(discriminator: &Value, replaced: &[(Option<&Value>, &Value)], excluded: &[&Value]) -> Value {
    let mut discriminator = discriminator.clone();
    let replace = |target: &mut Value| {
        if let Some((_, variant)) = replaced.iter().find(|(before, _)| before.is_some_and(|before| before == target)) {
            *target = (*variant).clone();
        }
    };
    for part in ["mapping", TAG_NAMES] {
        if let Some(targets) = discriminator.get_mut(part).and_then(|targets| targets.as_object_mut()) {
            targets.retain(|_, target| !excluded.contains(&&*target));
            targets.values_mut().for_each(replace);
        }
    }
    if let Value::Object(members) = &mut discriminator {
        members.retain(|key, target| key != "defaultMapping" || !excluded.contains(&&*target));
        members.get_mut("defaultMapping").into_iter().for_each(replace);
    }
    discriminator
}
