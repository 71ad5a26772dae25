//! What the workspace has already, which `init` does not contradict.

use std::path::Path;

use anyhow::bail;

use super::template::Values;
use super::tool::Tool;
use super::{MANIFEST, SETTINGS, folder};
use crate::{
    cli::Init,
    exit::UsageError,
    specs, tree,
    workspace::{NoWorkspace, Workspace},
};

/// The values of the settings in `moored.toml`; without one, those of the options.
pub(super) fn values(options: &Init, root: &Path) -> anyhow::Result<Values> {
    let tool = Tool::new(options);
    let path = root.join(SETTINGS);
    if path.exists() {
        let found = Workspace::find(root);
        if found.as_ref().map_or_else(|error| error.is::<NoWorkspace>(), |found| found.join(SETTINGS) != path) {
            bail!("{} has no table [workspace]: it is not the settings of a workspace of moored", path.display());
        }
        let workspace = found?;
        let settings = workspace.settings();
        return Ok(Values {
            command: settings.command().to_owned(),
            specs: settings.specs().to_owned(),
            generated: settings.generated().to_owned(),
            license: None,
            tool,
        });
    }
    let command = if options.xtask { "cargo xtask".to_owned() } else { options.command.clone() };
    let values = Values {
        command,
        specs: folder("--specs", &options.specs)?,
        generated: folder("--generated", &options.generated)?,
        license: license(&specs::text(&root.join(MANIFEST))?),
        tool,
    };
    reject_foreign_crates(&values.generated, root)?;
    Ok(values)
}

/// Codegen owns the folder of the crates: it reports what it does not know there.
fn reject_foreign_crates(generated: &str, root: &Path) -> anyhow::Result<()> {
    for name in specs::folders(&root.join(generated))? {
        if let Some(file) = tree::foreign_files(&root.join(generated).join(&name))?.first() {
            let message = format!(
                "{generated}/{name} contains files that codegen did not write ({file:?}); choose another folder with \
                 `--generated <DIR>`"
            );
            return Err(UsageError(message).into());
        }
    }
    Ok(())
}

/// The licence that the packages of the workspace have.
fn license(manifest: &str) -> Option<String> {
    let manifest: toml_edit::DocumentMut = manifest.parse().ok()?;
    let of = |item: Option<&toml_edit::Item>| Some(item?.get("package")?.get("license")?.as_str()?.to_owned());
    of(manifest.get("workspace")).or_else(|| of(Some(manifest.as_item())))
}
