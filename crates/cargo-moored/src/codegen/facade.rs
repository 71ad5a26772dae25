//! The files of the facade, which are generated from the list of all providers: `Cargo.toml`, `src/providers.rs`, and
//! the table in `README.md`, if there is one.

use super::generate::Generated;
use super::paths::ShownPath;
use super::plan::Single;
use super::subject::Subject;
use crate::{
    exit::Exit,
    generator::{self, Findings},
    report::Run,
    specs,
    workspace::Workspace,
};

/// These files. Findings about them become findings of the run.
///
/// There are none without a facade, if only some providers were selected, or if one provider has errors: the files
/// list all providers.
pub(crate) fn files(generated: &[Generated], subject: &Subject, run: &mut Run) -> anyhow::Result<Vec<Single>> {
    let workspace = match (subject.whole_workspace(), run.exit) {
        (Some(workspace), Exit::Success) if workspace.settings().has_facade() => workspace,
        _ => return Ok(Vec::new()),
    };
    match files_of(&generated.iter().collect::<Vec<_>>(), workspace)? {
        Ok(files) => Ok(files),
        Err(findings) => {
            run.findings.extend(findings);
            run.exit = Exit::Findings;
            Ok(Vec::new())
        }
    }
}

/// The files for `generated`, which are all providers of the workspace, or the findings that prevent them.
pub(crate) fn files_of(
    generated: &[&Generated],
    workspace: &Workspace,
) -> anyhow::Result<Result<Vec<Single>, Findings>> {
    let manifest = specs::text(&workspace.join("Cargo.toml"))?;
    let readme = match workspace.join("README.md") {
        path if path.exists() => specs::text(&path)?,
        _ => String::new(),
    };
    let providers: Vec<_> = generated
        .iter()
        .filter_map(|generated| Some((generated.inputs.as_ref()?, generated.outcome.as_ref().ok()?)))
        .collect();
    let single = |path: &str, text| Single {
        provider: None,
        target: ShownPath::in_workspace(workspace, path.to_owned()),
        text,
        recorded_in: None,
    };
    Ok(generator::facade(&manifest, &readme, &providers).map(|facade| {
        let mut files = vec![single("Cargo.toml", facade.manifest), single("src/providers.rs", facade.providers)];
        if facade.readme != readme {
            files.push(single("README.md", facade.readme));
        }
        files
    }))
}
