//! The pipeline: every stage from a provider's files to a crate, in order.

use moored_document::{
    bundle, compose,
    document::Document,
    finding::{Finding, Findings},
    overlay::Actions,
    repair, rules, upgrade,
};
use moored_model::{api::Api, completeness, config::Config, lower, names};
use serde_json::Value;

use crate::{
    Files, Inputs, Model, Outcome, Summary,
    emit::{self, Emitted},
    package,
    stage::Stage,
    stubs,
};

/// The result of the last stage that ran.
pub(crate) enum Product {
    /// After [`Stage::Openapi`], [`Stage::Repaired`] and [`Stage::Lowered`].
    Document(Box<Document>),
    /// After [`Stage::Emitted`].
    Rust(Box<Emitted>),
    /// After [`Stage::Files`].
    Files(Files),
}

/// Runs the stages up to `last`. Everything about the client except its files is stored in `outcome`.
///
/// # Errors
/// Findings that prevent a stage. All other findings are in `outcome`.
pub(crate) fn run(inputs: &Inputs, last: Stage, outcome: &mut Outcome) -> Result<Product, Findings> {
    let config = settings(inputs)?;
    let mut document = composed(inputs, Actions::All, outcome)?;
    if last == Stage::Openapi {
        return Ok(Product::Document(Box::new(document)));
    }
    let published = repaired(&mut document, inputs, outcome);
    if last == Stage::Repaired {
        return Ok(Product::Document(Box::new(document)));
    }
    let Model { document, published, api, names } = modelled(document, published, &config, Actions::All, outcome)?;
    if last == Stage::Lowered {
        outcome.api = Some(api);
        return Ok(Product::Document(Box::new(document)));
    }
    let emitted = emit::client(&api, document.source())?;
    if last == Stage::Emitted {
        return Ok(Product::Rust(Box::new(emitted)));
    }
    outcome.summary = Summary { operations: api.operations.len(), types: api.types.len(), fields: api.fields };
    outcome.names = Some(names.render());
    let name = package::crate_name(inputs, config.crate_name.as_ref().map(|name| name.get_ref().as_str()));
    let stubs = stubs::Published::of(&published, document.version);
    let files = package::assemble(inputs, outcome, name, &api, emitted, &stubs)?;
    outcome.api = Some(api);
    Ok(Product::Files(files))
}

/// Runs the stages up to the model. Actions of the overlay and settings that have no effect are no errors. Findings
/// that do not prevent it are in `outcome`.
///
/// # Errors
/// Findings that prevent the model; all other findings are in `outcome`.
pub(crate) fn model(inputs: &Inputs, outcome: &mut Outcome) -> Result<Model, Findings> {
    let config = settings(inputs)?;
    let mut document = composed(inputs, Actions::Effective, outcome)?;
    let published = repaired(&mut document, inputs, outcome);
    modelled(document, published, &config, Actions::Effective, outcome)
}

/// The document with the corrections of its overlay.
fn composed(inputs: &Inputs, actions: Actions, outcome: &mut Outcome) -> Result<Document, Findings> {
    outcome.openapi = compose::run(inputs.folder(), actions)?;
    inputs.check(outcome.openapi.as_ref(), &mut outcome.findings)?;
    inputs.document(outcome.openapi.as_ref(), actions)
}

/// Makes `document` one file that obeys its specification, and returns what it was before the passes.
fn repaired(document: &mut Document, inputs: &Inputs, outcome: &mut Outcome) -> Value {
    let findings = &mut outcome.findings;
    bundle::run(document, inputs.folder());
    let published = document.value.clone();
    document.report_duplicates(findings);
    upgrade::run(document, findings);
    repair::run(document, findings);
    published
}

/// Lowers `document` and reads the model. Where actions of the overlay without an effect are no errors, neither are
/// settings without one.
fn modelled(
    mut document: Document,
    published: Value,
    config: &Config,
    actions: Actions,
    outcome: &mut Outcome,
) -> Result<Model, Findings> {
    let findings = &mut outcome.findings;
    let lowered = lower::run(&mut document, config, findings);
    let mut api = lowered.map(|lowered| Api::read(&document, &lowered, &published, config, findings));
    let kept = api.as_mut().map(|api| names::keep(api, &document, &published, config, findings));
    api.iter().for_each(|api| completeness::check(api, &document, &published, findings));
    let prevents = |found: &Finding| actions == Actions::All || found.rule != &rules::UNUSED_SETTING;
    let read = api.zip(kept).filter(|_| !findings.errors().any(prevents));
    outcome.losses = config.accept(findings);
    // The errors are in `outcome.findings`.
    let Some((api, names)) = read else { return Err(Findings::default()) };
    Ok(Model { document, published, api, names })
}

/// The settings and the names of the last run.
fn settings(inputs: &Inputs) -> Result<Config, Findings> {
    match (inputs.config(), inputs.pins()) {
        (Ok(mut config), Ok(pins)) => {
            config.pins = pins;
            Ok(config)
        }
        (Err(mut findings), Err(others)) => {
            findings.extend(others);
            Err(findings)
        }
        (Err(findings), _) | (_, Err(findings)) => Err(findings),
    }
}
