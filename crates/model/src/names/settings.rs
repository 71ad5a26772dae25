//! Settings in `[types]` whose name another type has.

use moored_document::finding::{Finding, Location};
use moored_document::rules;

use super::{
    ledger::Ledger,
    owners::{Owners, component},
};
use crate::{api::Api, config::Config, naming::type_name};

/// Reports each setting in `[types]` with the name of another type: one of the document, of the last run, or of another
/// setting. `api` has the names that its types would have without the last run. Returns whether there is one.
pub(super) fn report_taken(api: &Api, owners: &Owners, config: &Config, ledger: &mut Ledger<'_>) -> bool {
    if config.types.is_empty() {
        return false;
    }
    let settings: Vec<_> = api.types.iter().map(|ty| config.type_setting(ledger.document, &component(ty))).collect();
    let mut found = Vec::new();
    for (index, setting) in settings.iter().enumerate() {
        let Some((key, name)) = setting else { continue };
        let wanted = type_name(name.get_ref());
        let taken = api.types.iter().enumerate().find(|(other, ty)| match settings.get(*other) {
            // Several types can be made of one schema.
            Some(Some((other, name))) => other != key && type_name(name.get_ref()) == wanted,
            _ => *other != index && (ty.name == wanted || owners.old_name(*other) == Some(&wanted)),
        });
        let Some((_, other)) = taken else { continue };
        let at: Location = ledger.document.locate(&component(other));
        let help = format!("choose another name, or give the other type one as well: \"{}\" = \"…\"", at.pointer);
        found.push(
            Finding::new(&rules::TAKEN_NAME, config.locate(name), format!("`{wanted}` is the name of another type"))
                .note("it is made of the schema", Some(at))
                .help(help),
        );
    }
    let is_taken = !found.is_empty();
    found.into_iter().for_each(|finding| ledger.add_finding(finding));
    is_taken
}
