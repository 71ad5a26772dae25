//! The names of the functions that decode webhooks and callbacks.

use moored_document::{pointer::Pointer, scope::Scope};

use super::{
    ledger::Ledger,
    members::{Member, name_all},
    owners::Owners,
};
use crate::{
    api::{Api, WebhookKind, name_variants},
    naming::is_method_name,
    pins::Table,
};

pub(super) fn keep(api: &mut Api, owners: &Owners, ledger: &mut Ledger<'_>) {
    // Each kind has a module of its own.
    for kind in [WebhookKind::Webhook, WebhookKind::Callback] {
        let mut scope = Scope::default();
        let requests = api.webhooks.iter_mut().zip(&owners.webhooks).filter(|(webhook, _)| webhook.kind == kind);
        let members = requests.filter_map(|(webhook, key)| {
            let Some(key) = key else {
                // Without a body there is no function, but the name stands in the documentation.
                scope.take(&webhook.name);
                return None;
            };
            let pin = ledger.find(Table::Webhooks, Some(""), key);
            let keys = vec![key.clone()];
            Some(Member { table: Table::Webhooks, keys, pin, word: "the function", name: &mut webhook.name })
        });
        let members: Vec<_> = members.collect();
        name_all(members, "", &mut scope, &is_method_name, &|_, key| Pointer::parse(key), ledger);
    }
    name_variants(&mut api.webhooks);
}
