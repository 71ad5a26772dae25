//! The members of a Cargo workspace, in the text of its `Cargo.toml`.

use std::path::Path;

use anyhow::Context as _;
use glob::{MatchOptions, Pattern};
use toml_edit::{Array, Item, TableLike};

use crate::{exit::UsageError, toml_text};

/// What the workspace has to have.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The folder of the generated crates, each of which is a member.
    pub generated: &'a str,
    /// Other members.
    pub members: &'a [&'a str],
    /// A folder of which nothing is a crate.
    pub no_crates: &'a str,
}

/// `text`, the `Cargo.toml` of a workspace or of a single package, with what is `wanted`.
///
/// # Errors
/// Returns an error if `text` is not valid, or if its patterns contradict what is wanted.
pub fn with(text: &str, wanted: Wanted<'_>) -> anyhow::Result<String> {
    let generated = format!("{}/*", wanted.generated);
    let members: Vec<&str> = std::iter::once(generated.as_str()).chain(wanted.members.iter().copied()).collect();
    let mut has_workspace = true;
    let edited = toml_text::edited("Cargo.toml", text, |document| {
        let Some(workspace) = document.get_mut("workspace") else {
            has_workspace = false;
            return Ok(());
        };
        let workspace = workspace.as_table_like_mut().context("`workspace` in Cargo.toml is not a table")?;
        reject_contradictions(workspace, wanted.generated)?;
        for member in &members {
            let sample = member.replace('*', "x");
            if !entries(workspace, "members").iter().any(|pattern| matches(pattern, &sample)) {
                append(workspace, "members", member)?;
            }
        }
        // Cargo takes each folder that a pattern matches for a crate.
        if entries(workspace, "members").iter().any(|pattern| matches(pattern, wanted.no_crates))
            && !is_excluded(workspace, wanted.no_crates)
        {
            append(workspace, "exclude", wanted.no_crates)?;
        }
        Ok(())
    })?;
    if has_workspace {
        return Ok(edited);
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    let listed = members.iter().map(|member| format!("\"{member}\"")).collect::<Vec<_>>().join(", ");
    Ok(format!("{text}{gap}{end}[workspace]{end}members = [{listed}]{end}"))
}

fn reject_contradictions(workspace: &dyn TableLike, generated: &str) -> anyhow::Result<()> {
    let folders: Vec<_> = Path::new(generated).ancestors().filter_map(Path::to_str).collect();
    let is_contradiction = |pattern: &String| folders.iter().any(|folder| matches(pattern, folder));
    if let Some(pattern) = entries(workspace, "members").into_iter().find(is_contradiction) {
        let message = format!(
            "`members` in Cargo.toml has the pattern `{pattern}`, by which cargo takes {generated}/ itself for a crate; \
             list the members one by one, or choose another folder with `--generated <DIR>`"
        );
        return Err(UsageError(message).into());
    }
    if is_excluded(workspace, generated) {
        let message = format!(
            "`exclude` in Cargo.toml contains {generated}/, so the generated crates cannot be members; remove it \
             there, or choose another folder with `--generated <DIR>`"
        );
        return Err(UsageError(message).into());
    }
    Ok(())
}

/// The strings of a list of the workspace.
fn entries(workspace: &dyn TableLike, key: &str) -> Vec<String> {
    let list = workspace.get(key).and_then(Item::as_array);
    list.into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_owned())).collect()
}

fn append(workspace: &mut dyn TableLike, key: &str, word: &str) -> anyhow::Result<()> {
    if workspace.get(key).is_none() {
        workspace.insert(key, Item::Value(Array::new().into()));
    }
    let list = workspace.get_mut(key).and_then(Item::as_array_mut);
    toml_text::append(list.with_context(|| format!("`{key}` of the workspace in Cargo.toml is not a list"))?, word);
    Ok(())
}

/// As cargo does: `*` is one part of a path, and there are no other rules for hidden folders.
fn matches(pattern: &str, path: &str) -> bool {
    let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    Pattern::new(pattern).is_ok_and(|pattern| pattern.matches_with(path, options))
}

/// As cargo does: everything below a folder in `exclude`. Its entries are no patterns.
fn is_excluded(workspace: &dyn TableLike, path: &str) -> bool {
    let excluded = entries(workspace, "exclude");
    excluded.iter().any(|excluded| Path::new(path).starts_with(excluded.trim_start_matches("./")))
}

#[cfg(test)]
mod tests;
