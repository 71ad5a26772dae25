//! Proves one document, from its text to its report.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use moored_codegen::{Files, Inputs, Packaging, Runtime, generate};
use moored_document::{
    document::{self, Document},
    finding::Color,
    source::Source,
};
use serde_json::Value;

use crate::{
    client::Client,
    decoded::Decoded,
    folders::Folders,
    program::{self, Call, FIRST_DESCRIPTION, FIRST_TRIP},
    report::{Report, Schema, Wrong},
    subjects::{Subject, subjects},
    trips::{self, Trip},
    validation::Validators,
    wire::{Base, Wire},
    workspace::{Built, Workspace, broken, distinct},
};
use moored_samples::{Dialect, Sampler};

/// The time limit of one build.
const BUILD: Duration = Duration::from_secs(1_800);

/// How often a program is built again without the lines that did not compile.
const ROUNDS: usize = 6;

/// Proves the document at `path`. Without Prism, the second proof is skipped. `change` modifies the crate, for tests
/// that the proof finds errors.
///
/// # Errors
/// If a file cannot be read or written, or a process cannot be started. Errors of the document or its crate are in the
/// report.
pub fn prove(path: &Path, folders: &Folders, change: &dyn Fn(&mut Files)) -> anyhow::Result<Report> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let shown = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut report = Report { document: shown.clone(), ..Report::default() };
    let name = name_of(path);
    let runtime = folders.project.join("crates/runtime").display().to_string();
    let runtime = Runtime::Path { runtime, gate: None };
    let inputs = Inputs {
        provider: name.clone(),
        display: String::new(),
        specs: BTreeMap::from([("openapi.yaml".to_owned(), text.clone())]),
        packaging: Packaging::of_provider("client", runtime),
    };
    let outcome = generate(&inputs);
    let Some(mut files) = outcome.files else {
        let rendered = outcome.findings.render(Color::Never);
        let first: Vec<&str> = rendered.lines().take(2).collect();
        report.obstacle = Some(format!("it does not generate: {}", first.join(" ")));
        return Ok(report);
    };
    change(&mut files);
    let source = Source::new(shown, &text);
    let (Ok(value), Ok(parsed)) = (document::read(&source), Document::parse(&source)) else {
        report.obstacle = Some("it cannot be read".to_owned());
        return Ok(report);
    };
    let dialect = Dialect::from(parsed.version);
    let validators = match Validators::new(&value, dialect) {
        Ok(validators) => validators,
        Err(error) => {
            report.obstacle = Some(format!("the validator does not support the document: {}", error.0));
            return Ok(report);
        }
    };
    let sampler = Sampler::new(&value, dialect);
    let client = Client::read(&files)?;
    let mut trips = round_trips(&client, &value, &sampler, &validators);
    let workspace = Workspace::new(folders, &name);
    workspace.write_client(&files)?;
    match compile(&workspace, &client, &mut trips)? {
        Ok(Compiled { program, calls, undescribed }) => {
            report.schemas = undescribed;
            let decoded = Decoded::new(&client, &value, &sampler, &validators);
            trips::travel(&mut trips, &program, &workspace, &decoded)?;
            let wire = Wire {
                document: &value,
                sampler: &sampler,
                validators: &validators,
                calls: &calls,
                program: &program,
                workspace: &workspace,
            };
            wire.bodies(&mut trips)?;
            if let Some(prism) = &folders.prism {
                report.operations = wire.prove(&text, prism, &Base::default())?;
            }
        }
        Err(obstacle) => report.obstacle = Some(obstacle),
    }
    report.schemas.extend(trips.into_iter().map(|trip| trip.schema));
    Ok(report)
}

/// All subjects with their samples and what decodes them.
fn round_trips(client: &Client, document: &Value, sampler: &Sampler<'_>, validators: &Validators) -> Vec<Trip> {
    let prepare =
        |subject: &Subject| trips::prepare(subject, client.decoder(subject).as_deref(), sampler, validators, document);
    subjects(document).iter().map(prepare).collect()
}

/// A program that compiled.
pub(crate) struct Compiled {
    pub(crate) program: PathBuf,
    pub(crate) calls: Vec<Option<Call>>,
    /// The types that are not what `client.json` states of them.
    undescribed: Vec<Schema>,
}

/// Compiles the crate and its program, without the lines of the program that do not compile. Returns the obstacle if
/// this is not possible.
pub(crate) fn compile(
    workspace: &Workspace,
    client: &Client,
    trips: &mut [Trip],
) -> anyhow::Result<Result<Compiled, String>> {
    let wanted = trips.iter().filter(|trip| !trip.samples.is_empty()).filter_map(|trip| trip.schema.rust.as_ref());
    let names = distinct(wanted);
    let mut types: Vec<Option<&str>> = names.iter().map(|name| Some(name.as_str())).collect();
    for trip in trips.iter_mut().filter(|trip| !trip.samples.is_empty()) {
        trip.kind = names.iter().position(|name| Some(name) == trip.schema.rust.as_ref());
    }
    let mut calls: Vec<Option<Call>> = program::calls(client).into_iter().map(Some).collect();
    let mut descriptions: Vec<_> = program::descriptions(client).into_iter().map(Some).collect();
    let mut undescribed = Vec::new();
    for _ in 0..ROUNDS {
        workspace.write_program(&program::program(&types, &calls, &descriptions, client))?;
        let lines = match workspace.build(BUILD)? {
            Built::Program(program) => return Ok(Ok(Compiled { program, calls, undescribed })),
            Built::BrokenClient(message) => return Ok(Err(format!("its crate does not compile: {message}"))),
            Built::Failed(message) => return Ok(Err(format!("cargo failed: {message}"))),
            Built::BrokenLines(lines) => lines,
        };
        let (broken_types, broken_calls) =
            (broken(&lines, "trips.rs", FIRST_TRIP), broken(&lines, "calls.rs", program::first_call()));
        let broken_descriptions = broken(&lines, "descriptions.rs", FIRST_DESCRIPTION);
        if broken_types.is_empty() && broken_calls.is_empty() && broken_descriptions.is_empty() {
            return Ok(Err(format!("the program does not compile: {:?}", lines.first_key_value())));
        }
        for (index, message) in broken_types {
            types.get_mut(index).map(Option::take);
            for trip in trips.iter_mut().filter(|trip| trip.kind == Some(index)) {
                trip.kind = None;
                trip.schema.skipped = Some(format!("the program for its type does not compile: {message}"));
            }
        }
        for (index, message) in broken_descriptions {
            let description = descriptions.get_mut(index).and_then(Option::take);
            let ty = description.and_then(|description| client.types.get(description.ty?));
            undescribed.extend(ty.map(|ty| Schema {
                role: "type".to_owned(),
                location: ty.origin.clone(),
                rust: Some(ty.name.clone()),
                wrong: vec![Wrong { sample: "client.json".to_owned(), why: message, value: None }],
                ..Schema::default()
            }));
        }
        for (index, _) in broken_calls {
            calls.get_mut(index).map(Option::take);
        }
    }
    Ok(Err("the program does not compile, whatever is left out".to_owned()))
}

/// The name of the file as the name of a provider.
fn name_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let parts: Vec<_> =
        stem.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!("d-{}", parts.join("-").to_ascii_lowercase())
}
