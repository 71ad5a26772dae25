//! Compares the public Rust of the two clients: every item that is gone or has another signature. It reads the models
//! alone, because to emit both clients would cost more than to read them. `tests/surface.rs` compares its items with
//! those of emitted clients.

mod aliases;
mod bodies;
mod boxes;
mod calls;
mod client;
mod difference;
mod item;
mod responses;
mod servers;
mod structs;
mod types;
mod usage;

use moored_model::api::Api;

use crate::{Side, rule::rules};

pub(crate) use difference::Difference;
pub(crate) use item::Subject;
pub use item::{Item, Kind, Trait};

rules! {
    ITEM_REMOVED [Source] "item-removed" "A public item of the client is gone, and no other finding explains it."
        "Code that names the item does not compile with the new client.";
    ITEM_CHANGED [Source] "item-changed" "A public item of the client has another signature, and no other finding explains it."
        "Code that uses the item may not compile with the new client.";
    COMPILE_ERROR [Source] "compile-error" "The compiler reports an error in a caller's code that no other finding explains."
        "The crate that `--compile` names does not compile with the new client.";
}

/// The public items of a client that depend on its document.
#[must_use]
pub fn items(api: &Api) -> Vec<Item> {
    let mut found = Vec::new();
    client::add(&mut found, api);
    servers::add(&mut found, &api.servers);
    calls::add(&mut found, api);
    types::add(&mut found, &api.types);
    found
}

/// The differences between the two clients.
pub(crate) fn compare(old: &Side<'_>, new: &Side<'_>) -> Vec<Difference> {
    let (mut old, mut new) = (items(old.api), items(new.api));
    aliases::resolve(&mut old);
    aliases::resolve(&mut new);
    let mut found = difference::compare(&old, &new);
    usage::connect(&mut found, &old, &new);
    found
}
