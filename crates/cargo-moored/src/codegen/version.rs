//! The version of moored that writes the crates of a workspace, and the move to another one.

use std::cmp::Ordering;

use moored_document::finding::Findings;
use semver::Version;
use toml_edit::{Item, Table, value};

use super::paths::ShownPath;
use super::plan::Single;
use crate::{
    exit::UsageError,
    generator::VERSION,
    specs, toml_text, tree,
    workspace::{self, InvalidSettings, Runtime, Workspace},
};

/// Rejects a workspace whose crates another version of moored writes: its output would differ, and seem out of date.
///
/// # Errors
/// [`UsageError`] if the settings or the lock of a crate have another version, [`InvalidSettings`] if the settings have
/// none.
pub(crate) fn validate(workspace: &Workspace) -> anyhow::Result<()> {
    let settings = workspace.settings();
    let Some(pinned) = settings.generator() else {
        let finding = settings.invalid("[workspace] does not state which version of moored writes the crates");
        let finding = finding.help(format!("add `generator = \"{VERSION}\"`"));
        return Err(InvalidSettings(Findings::from(finding)).into());
    };
    compare(workspace, "moored.toml", pinned)?;
    for name in specs::folders(&workspace.join(settings.generated()))? {
        let folder = workspace.generated(&name);
        if let Some(Ok(lock)) = tree::read_lock(&workspace.join(&folder))? {
            compare(workspace, &format!("{folder}/inputs.lock"), &lock.generator)?;
        }
    }
    Ok(())
}

/// `found` is the version that `file` states.
fn compare(workspace: &Workspace, file: &str, found: &str) -> anyhow::Result<()> {
    let command = workspace.settings().command();
    let install = format!("install that version: `cargo install cargo-moored --version {found}`");
    let help = match order(found) {
        Ordering::Equal => return Ok(()),
        Ordering::Less => format!("run `{command} upgrade` to move the workspace to this version, or {install}"),
        Ordering::Greater => install,
    };
    Err(UsageError(format!("{file} is of moored {found}, and this is moored {VERSION}: {help}")).into())
}

/// How `found` compares with this version.
fn order(found: &str) -> Ordering {
    match (Version::parse(found), Version::parse(VERSION)) {
        (Ok(found), Ok(this)) => found.cmp(&this),
        // Something that is no version was never written by moored.
        _ => Ordering::Less,
    }
}

/// The settings of the workspace with this version.
///
/// # Errors
/// [`UsageError`] if they have a newer one.
pub(crate) fn upgraded(workspace: &Workspace) -> anyhow::Result<Single> {
    if let Some(pinned) = workspace.settings().generator().filter(|pinned| order(pinned) == Ordering::Greater) {
        compare(workspace, "moored.toml", pinned)?;
    }
    let target = ShownPath::in_workspace(workspace, workspace::FILE_NAME.to_owned());
    let text = toml_text::edited(&target.shown, &specs::text(&target.path)?, |document| {
        let table = document.entry("workspace").or_insert(Item::Table(Table::new()));
        set(table, "generator");
        if let (Runtime::Version(_), Some(runtime)) = (workspace.settings().runtime(), table.get_mut("runtime")) {
            set(runtime, "version");
        }
        Ok(())
    })?;
    Ok(Single { provider: None, target, text, recorded_in: None })
}

/// Sets `key` to this version; the comment behind it stays.
fn set(table: &mut Item, key: &str) {
    let Some(table) = table.as_table_like_mut() else { return };
    let decor = table.get(key).and_then(Item::as_value).map(|old| old.decor().clone());
    let mut new = value(VERSION);
    if let (Some(decor), Some(new)) = (decor, new.as_value_mut()) {
        *new.decor_mut() = decor;
    }
    table.insert(key, new);
}
