//! Removes components without bounds, and recursion within the bounds of one value.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::pointer::Pointer;

use crate::bounds::{Alternative, Bound, Bounds};

/// Removes the components that bound nothing, and what refers to them.
pub(super) fn without_empty(named: &mut BTreeMap<String, Bounds>, holders: &mut [(Pointer, Bounds)]) {
    for (from, to) in recursive_references(named) {
        if let Some(bounds) = named.get_mut(&from) {
            remove(bounds, &|name| name == to, Reach::SameValue);
        }
    }
    let bounded = bounded(named);
    named.retain(|name, _| bounded.contains(name));
    let is_gone = |name: &str| !bounded.contains(name);
    for bounds in named.values_mut().chain(holders.iter_mut().map(|(_, bounds)| bounds)) {
        remove(bounds, &is_gone, Reach::All);
    }
}

/// The components that bound a value, or refer to one that does.
fn bounded(named: &BTreeMap<String, Bounds>) -> BTreeSet<String> {
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut queue: Vec<&str> = Vec::new();
    for (name, bounds) in named {
        let mut has_own = false;
        bounds.each(&mut |bound| match bound {
            Bound::Component(_) | Bound::AnyOf(_) => {}
            Bound::Member(..) | Bound::OtherMembers(..) | Bound::Item(..) | Bound::Items(..) => {}
            _ => has_own = true,
        });
        references(bounds, Reach::All, &mut |target| users.entry(target).or_default().push(name));
        if has_own {
            queue.push(name);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(name) = queue.pop() {
        if found.insert(name.to_owned()) {
            queue.extend(users.get(name).into_iter().flatten());
        }
    }
    found
}

/// Which references are meant.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Those that bound the value itself.
    SameValue,
    /// Those that bound the values in it as well.
    All,
}

/// Calls `visit` with the components that `bounds` refer to.
fn references<'a>(bounds: &'a Bounds, reach: Reach, visit: &mut dyn FnMut(&'a str)) {
    for bound in &bounds.0 {
        match bound {
            Bound::Component(name) => visit(name),
            Bound::AnyOf(alternatives) => {
                for Alternative { bounds, .. } in alternatives {
                    references(bounds, reach, visit);
                }
            }
            Bound::Member(_, inner)
            | Bound::OtherMembers(_, inner)
            | Bound::Item(_, inner)
            | Bound::Items(_, inner)
                if reach == Reach::All =>
            {
                references(inner, reach, visit);
            }
            _ => {}
        }
    }
}

/// Removes the references to components that `is_gone`, and what is empty then.
fn remove(bounds: &mut Bounds, is_gone: &dyn Fn(&str) -> bool, reach: Reach) {
    bounds.0.retain_mut(|bound| match bound {
        Bound::Component(name) => !is_gone(name),
        Bound::AnyOf(alternatives) => {
            alternatives.iter_mut().for_each(|alternative| remove(&mut alternative.bounds, is_gone, reach));
            alternatives.iter().any(|alternative| !alternative.bounds.is_empty())
        }
        Bound::Member(_, inner) | Bound::OtherMembers(_, inner) | Bound::Item(_, inner) | Bound::Items(_, inner) => {
            if reach == Reach::All {
                remove(inner, is_gone, reach);
            }
            !inner.is_empty()
        }
        _ => true,
    });
}

/// References by which a component refers to itself for the same value, directly or through others: for each such
/// recursion the one that closes it. Without them every walk through the bounds of a value ends.
fn recursive_references(named: &BTreeMap<String, Bounds>) -> Vec<(String, String)> {
    let targets = |name: &str| {
        let mut targets: Vec<&str> = Vec::new();
        if let Some((_, bounds)) = named.get_key_value(name) {
            references(bounds, Reach::SameValue, &mut |target| targets.push(target));
        }
        targets
    };
    let mut closing = Vec::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for root in named.keys() {
        // The components on the way to the current one, with the references that remain to be followed.
        let mut way: Vec<(&str, Vec<&str>)> = Vec::new();
        if done.insert(root) {
            way.push((root, targets(root)));
        }
        while let Some((name, rest)) = way.last_mut() {
            let name = *name;
            let Some(target) = rest.pop() else {
                way.pop();
                continue;
            };
            if way.iter().any(|(other, _)| *other == target) {
                closing.push((name.to_owned(), target.to_owned()));
            } else if done.insert(target) {
                way.push((target, targets(target)));
            }
        }
    }
    closing
}
