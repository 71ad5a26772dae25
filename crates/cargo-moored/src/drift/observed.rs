//! `drift --observed`: what clients have reported of real responses, as differences from the document of a provider,
//! and drafts of the corrections.

use std::path::Path;

use serde_json::{Value, json};

use super::sides;
use crate::{
    cli::{Drift, DriftFormat},
    exit::{Exit, UsageError},
    generator::{self, Inputs, Model, OVERLAY},
    report::Console,
    specs,
    workspace::Workspace,
};

mod current;
mod difference;
mod draft;
mod lines;
mod node;
mod text;

use difference::Difference;
use draft::Draft;
use lines::{Line, Problem};

/// A document, and what clients have reported of its provider.
struct Subject {
    /// The name for the output: of the provider, or of the document.
    name: String,
    /// The overlay that a correction belongs into.
    overlay: String,
    inputs: Inputs,
    lines: Vec<Line>,
}

/// The result for one document.
struct Observed {
    name: String,
    overlay: String,
    has_overlay: bool,
    differences: Vec<Difference>,
    /// How many differences the document has been corrected for since.
    corrected: usize,
    drafts: Vec<Draft>,
}

/// Reads `file`, prints what it states about the documents, and returns the exit code.
///
/// # Errors
/// Returns an error if the file or a document cannot be read, if there is no such provider, or if the result cannot be
/// printed.
pub(super) fn run(file: &Path, options: &Drift, here: &Path, console: &Console) -> anyhow::Result<Exit> {
    if !matches!(options.format, DriftFormat::Text | DriftFormat::Json) {
        return Err(UsageError("`--observed` has the formats text and json".to_owned()).into());
    }
    let name = file.display().to_string();
    let read = lines::read(&specs::text(file)?);
    let subjects = read.map_err(Ok).and_then(|lines| subjects(lines, options, here));
    let subjects = match subjects {
        Ok(subjects) => subjects,
        Err(Ok(problems)) => {
            for Problem { line, column, message } in problems {
                console.error(&format!("{name}:{line}:{column}: {message}"));
            }
            return Ok(Exit::Failed);
        }
        Err(Err(error)) => return Err(error),
    };
    let mut exit = Exit::Success;
    let mut observed = Vec::new();
    for Subject { name, overlay, inputs, lines } in subjects {
        match generator::model(&inputs) {
            Ok(model) => {
                observed.push(compare(name, overlay, inputs.specs.contains_key(OVERLAY), lines, &model));
            }
            Err(findings) => {
                console.findings(&findings)?;
                exit = Exit::Failed;
            }
        }
    }
    if observed.iter().any(|one| !one.differences.is_empty()) {
        exit = exit.max(Exit::Findings);
    }
    match options.format {
        DriftFormat::Json => {
            let all: Vec<Value> = observed.iter().map(json).collect();
            console.text(&format!("{:#}\n", json!({ "version": 1, "observed": all })))?;
        }
        _ => observed.iter().try_for_each(|one| console.text(&text::of(one)))?,
    }
    Ok(exit)
}

fn compare(name: String, overlay: String, has_overlay: bool, lines: Vec<Line>, model: &Model) -> Observed {
    let all = difference::of(lines, model);
    let total = all.len();
    let differences: Vec<Difference> =
        all.into_iter().filter(|one| !current::is_corrected(one, &model.published)).collect();
    let drafts = draft::of(&differences, &model.published);
    Observed { name, overlay, has_overlay, corrected: total - differences.len(), differences, drafts }
}

/// The documents that `lines` are about: that of `--from`, or those of the providers. The error is a list of lines
/// about documents that no provider has, or one of the workspace.
fn subjects(
    lines: Vec<Line>,
    options: &Drift,
    here: &Path,
) -> Result<Vec<Subject>, Result<Vec<Problem>, anyhow::Error>> {
    if let Some(from) = &options.from {
        let inputs = sides::document(from).map_err(Err)?;
        let folder = if from.is_dir() { from.as_path() } else { from.parent().unwrap_or(from) };
        let overlay = folder.join(OVERLAY).display().to_string();
        return Ok(vec![Subject { name: from.display().to_string(), overlay, inputs, lines }]);
    }
    let workspace = Workspace::find(here).map_err(Err)?;
    let known = specs::selected(&workspace, &[]).map_err(Err)?;
    let selected = specs::selected(&workspace, &options.providers).map_err(Err)?;
    let mut of_providers: Vec<(String, Vec<Line>)> = known.into_iter().map(|name| (name, Vec::new())).collect();
    let mut problems = Vec::new();
    for line in lines {
        let is_of = |name: &str| {
            let folder = workspace.specs_of(name);
            line.document.strip_prefix(&folder).is_some_and(|rest| rest.starts_with('/'))
        };
        match of_providers.iter_mut().find(|(name, _)| is_of(name)) {
            Some((_, lines)) => lines.push(line),
            None => {
                let message =
                    format!("no provider has the document `{}`; pass the document with `--from`", line.document);
                problems.push(Problem { line: line.number, column: 1, message });
            }
        }
    }
    if !problems.is_empty() {
        return Err(Ok(problems));
    }
    of_providers.retain(|(name, lines)| selected.contains(name) && !lines.is_empty());
    let subject = |(name, lines): (String, Vec<Line>)| {
        let inputs = sides::ours(&name, &workspace).map_err(|error| Err(error.into()))?;
        let overlay = format!("{}/{OVERLAY}", workspace.specs_of(&name));
        Ok(Subject { name, overlay, inputs, lines })
    };
    of_providers.into_iter().map(subject).collect()
}

fn json(observed: &Observed) -> Value {
    let differences = observed.differences.iter().map(Difference::json);
    let actions = observed.drafts.iter().filter_map(Draft::action);
    json!({
        "name": observed.name,
        "overlay": observed.overlay,
        "corrected": observed.corrected,
        "differences": differences.collect::<Vec<_>>(),
        "actions": actions.collect::<Vec<_>>(),
    })
}
