//! The round trip: each sample is decoded by its type, encoded and compared with the original, twice.

use std::fs;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    compare::difference,
    decoded::{Decoded, DecodedAs},
    report::{Schema, Wrong},
    subjects::{Role, Subject, is_json},
    validation::{Validators, objection},
    workspace::{Ended, Workspace, run},
};
use moored_samples::{Origin, Sample, Sampler, Unsampled};

/// A schema and its samples.
#[derive(Debug)]
pub struct Trip {
    /// Its part of the report.
    pub schema: Schema,
    /// The number of its type in the program.
    pub kind: Option<usize>,
    /// The samples that the validator accepts.
    pub samples: Vec<Sample>,
    /// Where the schema is used.
    pub subject: Subject,
}

/// Builds the samples of `subject`, whose type is `rust`.
#[must_use]
pub fn prepare(
    subject: &Subject,
    rust: Option<&str>,
    sampler: &Sampler<'_>,
    validators: &Validators,
    document: &Value,
) -> Trip {
    let mut schema = Schema {
        role: subject.role.word().to_owned(),
        location: subject.location.to_string(),
        rust: rust.map(str::to_owned),
        right: 0,
        wrong: Vec::new(),
        rejected: Vec::new(),
        skipped: None,
    };
    let is_json = subject.media_type.as_deref().is_none_or(is_json);
    let samples = match reason_to_skip(subject, rust) {
        Some(reason) => Err(reason),
        // A call tests it.
        None if !is_json => Ok(Vec::new()),
        None => valid_samples(subject, sampler, validators, document, &mut schema.rejected),
    };
    let subject = subject.clone();
    match samples {
        Ok(samples) => {
            // A component that may be `null` is an `Option` wherever it is used, and its type excludes `null`.
            let may_be_null = subject.role == Role::Component && samples.iter().any(|sample| sample.value.is_null());
            schema.rust = schema.rust.map(|rust| if may_be_null { format!("Option<{rust}>") } else { rust });
            Trip { schema, kind: None, samples, subject }
        }
        Err(reason) => {
            schema.skipped = Some(reason);
            Trip { schema, kind: None, samples: Vec::new(), subject }
        }
    }
}

fn reason_to_skip(subject: &Subject, rust: Option<&str>) -> Option<String> {
    if !subject.media_type.as_deref().is_none_or(is_json) {
        let is_webhook = subject.role == Role::Webhook;
        return is_webhook.then(|| "the body of a webhook that is not JSON has no function: a loss".to_owned());
    }
    match (subject.role, rust) {
        (_, Some(_)) => None,
        (Role::Component, None) => Some("the crate has no type for it".to_owned()),
        (Role::Webhook, None) => Some("the crate has no function for this webhook".to_owned()),
        (Role::Request | Role::Response, None) => Some("the crate has no type for this body".to_owned()),
    }
}

/// The samples that the validator accepts; the others are added to `rejected`.
fn valid_samples(
    subject: &Subject,
    sampler: &Sampler<'_>,
    validators: &Validators,
    document: &Value,
    rejected: &mut Vec<Wrong>,
) -> Result<Vec<Sample>, String> {
    let mut samples = sampler.samples(&subject.schema).map_err(|error: Unsampled| error.to_string())?;
    for example in &subject.examples {
        if let Some(value) = example.get(document) {
            let value = sampler.example(&subject.schema, value);
            samples.push(Sample { name: example.to_string(), value, origin: Origin::Document });
        }
    }
    let validator = validators
        .of(&subject.schema)
        .map_err(|error| format!("the validator does not support the schema: {}", error.0))?;
    let mut taken = Vec::new();
    for sample in samples {
        match objection(&validator, &sample.value) {
            None => taken.push(sample),
            Some(why) => rejected.push(Wrong { sample: sample.name, why, value: None }),
        }
    }
    match rejected.first() {
        Some(first) if taken.is_empty() => Err(format!("no sample is valid: {}", first.why)),
        _ => Ok(taken),
    }
}

/// Runs `program` with the samples of `trips` and stores the results in them.
///
/// # Errors
/// If the program cannot be run.
pub fn travel(
    trips: &mut [Trip],
    program: &std::path::Path,
    workspace: &Workspace,
    decoded: &Decoded<'_>,
) -> anyhow::Result<()> {
    let Results { found, ended } = results(trips, program, workspace)?;
    let mut found = found.iter();
    for trip in trips.iter_mut().filter(|trip| trip.kind.is_some()) {
        for sample in &trip.samples {
            match verdict(sample, found.next(), ended, decoded) {
                None => trip.schema.right += 1,
                Some(why) => {
                    let value = Some(sample.value.clone());
                    trip.schema.wrong.push(Wrong { sample: sample.name.clone(), why, value });
                }
            }
        }
    }
    Ok(())
}

/// What the program printed for each sample, in order.
#[derive(Debug)]
pub(crate) struct Results {
    pub(crate) found: Vec<Value>,
    pub(crate) ended: Ended,
}

/// Runs `program` with the samples of the trips that have a type.
pub(crate) fn results(trips: &[Trip], program: &std::path::Path, workspace: &Workspace) -> anyhow::Result<Results> {
    let (tasks, results) = (workspace.file("trips.json"), workspace.file("trips-results.json"));
    let mut asked = Vec::new();
    for trip in trips.iter() {
        let Some(kind) = trip.kind else { continue };
        asked.extend(trip.samples.iter().map(|sample| json!({ "kind": kind, "sample": sample.value.to_string() })));
    }
    fs::write(&tasks, Value::from(asked).to_string())?;
    let _ = fs::remove_file(&results);
    let ended = run(Command::new(program).arg("trip").arg(&tasks).arg(&results), Duration::from_secs(300))?;
    let found = fs::read_to_string(&results).unwrap_or_default();
    let found: Vec<Value> = serde_json::from_str(&found).unwrap_or_default();
    Ok(Results { found, ended })
}

/// The difference after the round trip of `sample`, if there is one.
fn verdict(sample: &Sample, result: Option<&Value>, ended: Ended, decoded: &Decoded<'_>) -> Option<String> {
    let Some(result) = result else { return Some(format!("the program did not get to it ({ended:?})")) };
    if let Some(error) = result.get("error").and_then(Value::as_str) {
        return Some(error.to_owned());
    }
    let (once, twice) = (result.get("once")?, result.get("twice")?);
    difference(&sample.value, once)
        .or_else(|| difference(once, twice).map(|difference| format!("the second time {difference}")))
        .or_else(|| match serde_json::from_str::<DecodedAs>(result.get("described")?.as_str()?) {
            Ok(described) => decoded.difference(&sample.value, &described),
            Err(error) => Some(format!("what it was decoded as cannot be read: {error}")),
        })
}
