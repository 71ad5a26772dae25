//! The targets of a discriminator whose variants have been replaced.

use serde_json::{Map, Value};

/// `discriminator` with the variants that stand for its targets now.
pub(super) fn replaced(discriminator: &Value, replaced: &[(Option<&Value>, &Value)]) -> Value {
    let mut discriminator = discriminator.clone();
    let replace = |target: &mut Value| {
        if let Some((_, variant)) = replaced.iter().find(|(before, _)| before.is_some_and(|before| before == target)) {
            *target = (*variant).clone();
        }
    };
    for part in ["mapping", "names"] {
        let targets = discriminator.get_mut(part).and_then(Value::as_object_mut);
        targets.into_iter().flat_map(Map::values_mut).for_each(replace);
    }
    discriminator.get_mut("defaultMapping").into_iter().for_each(replace);
    discriminator
}
