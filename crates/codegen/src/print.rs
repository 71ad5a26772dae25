//! `--print`: the result of a stage, for whoever corrects a document or writes a pass.

use crate::{
    Inputs, Outcome,
    emit::{Emitted, Module},
    guard,
    package::source_text,
    pipeline::{self, Product},
    stage::Stage,
};
use moored_document::finding::Findings;

/// Runs the pipeline up to `stage` and shows what it made.
///
/// # Errors
/// The findings, where one before that stage is an error.
pub fn print(inputs: &Inputs, stage: Stage) -> Result<String, Findings> {
    guard::run(|| guarded(inputs, stage)).unwrap_or_else(|message| Err(inputs.defect(&message)))
}

fn guarded(inputs: &Inputs, stage: Stage) -> Result<String, Findings> {
    let mut outcome = Outcome::default();
    let product = pipeline::run(inputs, stage, &mut outcome);
    let product = product.map_err(|found| {
        outcome.findings.extend(found);
        std::mem::take(&mut outcome.findings)
    })?;
    Ok(match product {
        // The text itself, with its comments.
        Product::Document(document) if stage == Stage::Openapi && !document.is_corrected() => {
            document.source().text().to_owned()
        }
        Product::Document(document) => serde_yaml::to_string(&document.value).unwrap_or_default(),
        Product::Rust(emitted) => rust(*emitted),
        Product::Files(_) if outcome.findings.has_errors() => return Err(outcome.findings),
        Product::Files(files) => files.iter().map(|(path, text)| format!("==> {path} <==\n{text}\n")).collect(),
    })
}

/// All modules behind each other.
fn rust(emitted: Emitted) -> String {
    let modules = emitted.types.into_iter().chain(emitted.groups).chain(emitted.calls);
    let text = |Module { name, file, table, .. }| format!("// {name}\n{}\n", source_text(file, table.as_ref()));
    modules.map(text).collect()
}
