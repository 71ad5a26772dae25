//! Reports the pins of what the document no longer has.

use std::collections::BTreeSet;

use moored_document::{
    finding::{Finding, Findings, Location},
    rules,
};

use super::{ledger::Ledger, owners::Owners, servers};
use crate::{
    api::Api,
    pins::{Pin, Table},
};

/// More dead pins are one finding.
const MOST: usize = 10;

/// Reports the dead pins. The members of a type or an operation that is gone are not reported besides it.
pub(super) fn dead(ledger: &Ledger<'_>, owners: &Owners, api: &Api, findings: &mut Findings) {
    // After an error, something may be missing only because of it.
    if findings.has_errors() {
        return;
    }
    let types: BTreeSet<&str> = api.types.iter().map(|ty| ty.name.as_str()).collect();
    let keys = owners.operations.iter().chain(owners.webhooks.iter().flatten()).map(String::as_str);
    let holders: BTreeSet<&str> =
        keys.chain((0..owners.old.len()).filter_map(|index| owners.old_name(index))).collect();
    let servers = servers::addresses(api);
    let is_reported = |table: Table, owner: &str, key: &str, pin: &Pin| match table {
        // The operations of a tag and the type of a variable are reported themselves.
        Table::Operations | Table::Groups | Table::Tags | Table::Handles | Table::ServerValues => false,
        Table::Methods | Table::Credentials | Table::Webhooks | Table::Servers | Table::ServerTypes => true,
        // The name may stay where the schema moves.
        Table::Types => !types.contains(pin.name.as_str()),
        Table::Inline => holders.contains(owner) && !types.contains(pin.name.as_str()),
        Table::Others => holders.contains(key),
        Table::ServerVariables => servers.contains(owner),
        Table::Arguments | Table::Bodies | Table::Parts | Table::Errors | Table::Fields | Table::Variants => {
            holders.contains(owner)
        }
    };
    let dead: Vec<(String, Location)> = ledger
        .old
        .iter()
        .filter(|(table, owner, key, pin)| !ledger.is_alive(pin) && is_reported(*table, owner, key, pin))
        .map(|(table, owner, key, pin)| (described(table, owner, key, pin), ledger.old.locate(pin)))
        .collect();
    let gone = "which the document no longer has; the pin is dropped";
    match dead.as_slice() {
        [(first, location), .., (last, _)] if dead.len() > MOST => {
            let message = format!(
                "{} pins are of names that the document no longer has, from {first} to {last}; they are dropped",
                dead.len()
            );
            findings.push(Finding::new(&rules::DEAD_PIN, location.clone(), message));
        }
        _ => {
            for (label, location) in dead {
                findings.push(Finding::new(&rules::DEAD_PIN, location, format!("{label}, {gone}")));
            }
        }
    }
}

fn described(table: Table, owner: &str, key: &str, pin: &Pin) -> String {
    let name = &pin.name;
    match table {
        Table::Methods | Table::Operations | Table::Groups | Table::Tags => {
            format!("`{name}` is the method of `{key}`")
        }
        Table::Handles => format!("`{name}` is the handle of the group `{key}`"),
        Table::Types => format!("`{name}` is the type of the schema `{key}`"),
        Table::Inline => format!("`{name}` is the type of `{key}` in `{owner}`"),
        Table::Arguments => format!("`{name}` is the argument for `{key}` of `{owner}`"),
        Table::Bodies => format!("`{name}` is the variant for `{key}` of the body of `{owner}`"),
        Table::Errors => format!("`{name}` is the variant for `{key}` of the error of `{owner}`"),
        Table::Parts | Table::Fields => format!("`{name}` is the field for `{key}` of `{owner}`"),
        Table::Variants => format!("`{name}` is the variant for `{key}` of `{owner}`"),
        Table::Others => format!("`{name}` is the member of `{key}` for everything else"),
        Table::Credentials => format!("`{name}` is the constructor for `{key}`"),
        Table::Servers => format!("`{name}` is the variant for the server `{key}`"),
        Table::ServerTypes => format!("`{name}` is the type of the {key}"),
        Table::ServerVariables => format!("`{name}` is the setter of the variable `{key}` of `{owner}`"),
        Table::ServerValues => format!("`{name}` is the variant for `{key}` of `{owner}`"),
        Table::Webhooks => format!("`{name}` is the function for `{key}`"),
    }
}
