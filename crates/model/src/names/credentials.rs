//! The names of the constructors of credentials.

use moored_document::{pointer::Pointer, scope::Scope};

use super::{
    ledger::Ledger,
    members::{Member, name_all},
};
use crate::{
    api::{Api, SchemeKind},
    naming::is_identifier,
    pins::Table,
};

pub(super) fn keep(api: &mut Api, ledger: &mut Ledger<'_>) {
    let mut members = Vec::new();
    for scheme in &mut api.schemes {
        let mut member = |key: String, name| {
            let pin = ledger.find(Table::Credentials, Some(""), &key);
            Member { table: Table::Credentials, keys: vec![key], pin, word: "the constructor", name }
        };
        members.push(member(scheme.name.clone(), &mut scheme.constructor));
        let SchemeKind::OAuth2 { token_source, grants } = &mut scheme.kind else { continue };
        members.push(member(format!("{} token_source", scheme.name), token_source));
        for grant in grants {
            members.push(member(format!("{} {}", scheme.name, grant.kind.name()), &mut grant.constructor));
        }
    }
    let mut scope = Scope::default();
    // The type already implements `From`.
    scope.take("from");
    let schemes = Pointer::root().join("components").join("securitySchemes");
    let at = |_: Table, key: &str| schemes.join(key.split(' ').next().unwrap_or(key));
    name_all(members, "", &mut scope, &is_identifier, &at, ledger);
}
