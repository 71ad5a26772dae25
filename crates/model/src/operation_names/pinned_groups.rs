//! The groups that operations had in the last run.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::pointer::Pointer;

use super::pinned;
use crate::{
    config::{Arrangement, Config},
    pins::Table,
};

/// How the operations were arranged; `None` before the first run.
pub(super) fn arrangement(config: &Config) -> Option<Arrangement> {
    match (config.pins.has(Table::Groups), config.pins.has(Table::Methods)) {
        (true, _) => Some(Arrangement::ByTag),
        (false, true) => Some(Arrangement::Flat),
        (false, false) => None,
    }
}

/// The operations with their tags, such that each stays in its group, and the module that each tag had.
pub(super) fn keep<'a>(
    mut tagged: Vec<(&'a Pointer, String)>,
    operations: &'a [Pointer],
    config: &Config,
) -> (Vec<(&'a Pointer, String)>, BTreeMap<String, String>) {
    if !config.pins.has(Table::Groups) {
        return (tagged, BTreeMap::new());
    }
    let keys = pinned::keys(operations);
    let pin = |table: Table, key: &str| config.pins.get(table, "", key).map(|pin| pin.name.clone());
    let before: BTreeMap<&Pointer, Option<String>> = operations
        .iter()
        .zip(&keys)
        .filter(|(_, key)| pin(Table::Methods, key).is_some())
        .map(|(operation, key)| (operation, pin(Table::Groups, key)))
        .collect();
    let mut modules: BTreeMap<String, String> =
        tagged.iter().filter_map(|(_, tag)| Some((tag.clone(), pin(Table::Tags, tag)?))).collect();
    // The tag is new, and all of its operations that are not were in one group that no other tag has: it has another
    // name now.
    let tags: BTreeSet<&String> = tagged.iter().map(|(_, tag)| tag).collect();
    for tag in tags {
        if modules.contains_key(tag) {
            continue;
        }
        let own = tagged.iter().filter(|(_, other)| other == tag).filter_map(|(operation, _)| before.get(operation));
        let own: BTreeSet<&Option<String>> = own.collect();
        if let (1, Some(Some(module))) = (own.len(), own.first())
            && !modules.values().any(|other| other == module)
        {
            modules.insert(tag.clone(), module.clone());
        }
    }
    let tag_of: BTreeMap<String, String> = modules.iter().map(|(tag, module)| (module.clone(), tag.clone())).collect();
    // What had no group gets none.
    tagged.retain(|(operation, _)| before.get(operation) != Some(&None));
    for (operation, tag) in &mut tagged {
        let kept = before.get(operation).and_then(|module| tag_of.get(module.as_ref()?));
        if let Some(kept) = kept.filter(|_| modules.get(tag) != before.get(operation).and_then(Option::as_ref)) {
            tag.clone_from(kept);
        }
    }
    let has_tag: BTreeSet<&Pointer> = tagged.iter().map(|(operation, _)| *operation).collect();
    let untagged = operations.iter().filter(|operation| !has_tag.contains(operation));
    let kept =
        untagged.filter_map(|operation| Some((operation, tag_of.get(before.get(operation)?.as_ref()?)?.clone())));
    let kept: Vec<_> = kept.collect();
    tagged.extend(kept);
    (tagged, modules)
}
