//! The credentials that operations require.

use std::collections::BTreeMap;

use moored_document::{finding::Location, schemas::members};
use moored_model::api::{Operation, Requirement};
use serde_json::Value;

use super::schemes::Partners;
use crate::{
    Change, Class, Direction, Rule, Side,
    comparison::Comparison,
    families::both::{self, Both},
    rule::rules,
};

rules! {
    REQUIRED [Wire] "credential-required" "An operation that was open to everybody requires a credential."
        "Calls of a client without the credential are rejected.";
    ALTERNATIVE_REMOVED [Wire] "credential-no-longer-accepted" "An operation no longer accepts a credential, or requires another one beside it."
        "Calls with this credential alone are rejected.";
    ALTERNATIVE_ADDED [Additive] "credential-accepted" "An operation accepts another credential."
        "Calls work as before.";
    OPENED [Additive] "credential-optional" "An operation no longer requires a credential."
        "Calls work as before: the client still sends the credential that it has.";
    SCOPE_ADDED [Wire] "scope-required" "An operation requires a scope that it did not require."
        "Calls with a token without the scope are rejected. If the client requests the tokens by itself, a client that is \
         generated again requests the scope.";
    SCOPE_REMOVED [Additive] "scope-no-longer-required" "An operation no longer requires a scope."
        "Calls work as before.";
}

/// The schemes of an alternative, which are sent together.
type Alternative = Vec<Requirement>;

/// What has changed for an operation. Operations with the same change are one finding.
type Key = (&'static str, String, String, String);

/// The operations of a change, with where the first one is in both documents.
struct Group {
    rule: &'static Rule,
    class: Class,
    operations: Vec<String>,
    at: (Location, Location),
}

pub(super) fn compare(comparison: &mut Comparison<'_>, partners: &Partners<'_>) {
    let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
    for both in both::operations(comparison) {
        for (rule, class, element, before, after) in operation(&both, partners) {
            let at = || {
                let at: &[&str] = &["security"];
                let (old, new) = both.pointers((at, at));
                (both.before.locate(&old), both.after.locate(&new))
            };
            let group = groups.entry((rule.id, element, before, after)).or_insert_with(|| Group {
                rule,
                class,
                operations: Vec::new(),
                at: at(),
            });
            group.operations.push(both.key.clone());
        }
    }
    for ((id, element, before, after), Group { rule, class, operations, at }) in groups {
        let message = match id {
            _ if rule == &REQUIRED => format!("calls without a credential are rejected: {after} is required"),
            _ if rule == &ALTERNATIVE_REMOVED => format!("calls with {before} are rejected: {after} is required"),
            _ if rule == &ALTERNATIVE_ADDED => format!("{after} is accepted"),
            _ if rule == &OPENED => "no credential is required".to_owned(),
            _ if rule == &SCOPE_ADDED => format!("calls with a token without {after} are rejected"),
            _ => format!("{before} is no longer required"),
        };
        let mut change = Change::new(rule, class, element, message).at(at.0, at.1).values(before, after);
        change.operations = operations;
        comparison.push(change.direction(Direction::Request));
    }
}

/// The changes of an operation: rule, class, element, old and new value.
fn operation(both: &Both<'_>, partners: &Partners<'_>) -> Vec<(&'static Rule, Class, String, String, String)> {
    let (old, new) = (alternatives(&both.before, both.old), alternatives(&both.after, both.new));
    let mut found = Vec::new();
    let after = new.iter().map(text).collect::<Vec<_>>().join(" or ");
    let mut is_rejected = false;
    for alternative in &old {
        let sufficient: Vec<&Alternative> =
            new.iter().filter(|wanted| wanted.iter().all(|one| has(alternative, one, partners))).collect();
        let before = text(alternative);
        if sufficient.is_empty() {
            is_rejected = true;
            let rule = if alternative.is_empty() { &REQUIRED } else { &ALTERNATIVE_REMOVED };
            found.push((rule, Class::Wire, format!("security {before}"), before, after.clone()));
            continue;
        }
        let missing = |wanted: &&Alternative| scopes(wanted, alternative, partners);
        let fewest = sufficient.iter().map(missing).min_by_key(Vec::len).unwrap_or_default();
        for scope in fewest {
            let element = format!("security {before} scope {scope}");
            found.push((&SCOPE_ADDED, Class::Wire, element, "none".to_owned(), format!("the scope `{scope}`")));
        }
        let same = sufficient.iter().find(|wanted| wanted.len() == alternative.len());
        for scope in same.map(|wanted| no_longer(wanted, alternative, partners)).unwrap_or_default() {
            let element = format!("security {before} scope {scope}");
            found.push((&SCOPE_REMOVED, Class::Additive, element, format!("the scope `{scope}`"), "none".to_owned()));
        }
    }
    for alternative in new.iter().filter(|_| !is_rejected) {
        let is_known = |known: &Alternative| {
            known.len() == alternative.len() && alternative.iter().all(|one| has(known, one, partners))
        };
        if !old.iter().any(is_known) {
            let rule = if alternative.is_empty() { &OPENED } else { &ALTERNATIVE_ADDED };
            let before = old.iter().map(text).collect::<Vec<_>>().join(" or ");
            let after = text(alternative);
            found.push((rule, Class::Additive, format!("security {after}"), before, after));
        }
    }
    found
}

/// The alternatives of an operation; an empty one if it requires no credential. What an operation requires that a
/// client cannot send is no alternative of the model, but a requirement all the same.
fn alternatives(side: &Side<'_>, operation: &Operation) -> Vec<Alternative> {
    if !operation.security.is_empty() {
        return operation.security.clone();
    }
    let own = side.operation_at(operation).join("security");
    let document = &side.document.value;
    let declared = own.get(document).or_else(|| document.get("security")).and_then(Value::as_array);
    let declared: Vec<Alternative> = declared.into_iter().flatten().map(unsupported).collect();
    if declared.is_empty() || declared.iter().any(Vec::is_empty) { vec![Vec::new()] } else { declared }
}

/// An alternative that the client does not support.
fn unsupported(alternative: &Value) -> Alternative {
    let texts =
        |list: &Value| list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let requirement = |(name, scopes): (&String, &Value)| Requirement { scheme: name.clone(), scopes: texts(scopes) };
    members(Some(alternative)).map(requirement).collect()
}

/// Whether calls with `sent` send the credential of `wanted`.
fn has(sent: &Alternative, wanted: &Requirement, partners: &Partners<'_>) -> bool {
    sent.iter().any(|one| is_same(one, wanted, partners))
}

fn is_same(old: &Requirement, new: &Requirement, partners: &Partners<'_>) -> bool {
    partners.get(&old.scheme).map_or(&old.scheme, |scheme| &scheme.name) == &new.scheme
}

/// The scopes that `wanted` has, and `sent` has not.
fn scopes(wanted: &Alternative, sent: &Alternative, partners: &Partners<'_>) -> Vec<String> {
    let missing = wanted.iter().flat_map(|one| {
        let known: Vec<&String> =
            sent.iter().filter(|old| is_same(old, one, partners)).flat_map(|old| &old.scopes).collect();
        one.scopes.iter().filter(move |scope| !known.contains(scope)).cloned()
    });
    missing.collect()
}

/// The scopes that `sent` has, and `wanted` has not.
fn no_longer(wanted: &Alternative, sent: &Alternative, partners: &Partners<'_>) -> Vec<String> {
    let missing = sent.iter().flat_map(|one| {
        let known: Vec<&String> =
            wanted.iter().filter(|new| is_same(one, new, partners)).flat_map(|new| &new.scopes).collect();
        one.scopes.iter().filter(move |scope| !known.contains(scope)).cloned()
    });
    missing.collect()
}

/// `` `key` and `token` ``, or `no credential`.
fn text(alternative: &Alternative) -> String {
    match alternative.as_slice() {
        [] => "no credential".to_owned(),
        all => all.iter().map(|one| format!("`{}`", one.scheme)).collect::<Vec<_>>().join(" and "),
    }
}
