//! The second check: samples of the responses of the new document, decoded and encoded by the old client.

use std::collections::BTreeSet;
use std::path::PathBuf;

use moored_document::pointer::Pointer;
use serde_json::Value;

use super::{
    Folders, Pair, Sides,
    record::{Failure, Wire, operation_key},
};
use crate::{
    client::{Operation, Response, of_media_type},
    compare::loss,
    program::Call,
    prove,
    subjects::{Role, Subject, essence, is_json, members, operations, subjects},
    trips::{self, Trip},
    validation::Validators,
    workspace::Workspace,
};
use moored_samples::{Sampler, follow};

/// The program of the old client, and the samples of the new document.
pub(super) struct Compiled {
    pub(super) workspace: Workspace,
    pub(super) program: PathBuf,
    pub(super) calls: Vec<Option<Call>>,
    trips: Vec<Trip>,
    planned: Planned,
}

/// What the old client does with each response of the new document.
#[derive(Default)]
struct Planned {
    wire: Wire,
    /// The response of each trip, and the schema of the old document.
    trips: Vec<(String, String, Option<Pointer>)>,
}

impl Compiled {
    /// Compiles the old client with the program that decodes the samples. Returns the reason if this is not possible.
    pub(super) fn new(pair: &Pair, sides: &Sides, folders: &Folders) -> anyhow::Result<Result<Self, String>> {
        let validators = match Validators::new(&sides.new.value, sides.new.dialect) {
            Ok(validators) => validators,
            Err(error) => return Ok(Err(format!("the validator does not support the new document: {}", error.0))),
        };
        let sampler = Sampler::new(&sides.new.value, sides.new.dialect);
        let (planned, mut trips) = plan(pair, sides, &sampler, &validators);
        let workspace = Workspace::new(folders, &pair.name);
        workspace.write_client(&pair.old)?;
        Ok(prove::compile(&workspace, &pair.client, &mut trips)?.map(|compiled| {
            let prove::Compiled { program, calls, .. } = compiled;
            Self { workspace, program, calls, trips, planned }
        }))
    }

    /// Decodes and encodes the samples.
    pub(super) fn responses(&self, sides: &Sides) -> anyhow::Result<Wire> {
        let old = Sampler::new(&sides.old.value, sides.old.dialect);
        let mut wire = self.planned.wire.clone();
        let results = trips::results(&self.trips, &self.program, &self.workspace)?;
        let mut found = results.found.iter();
        for (trip, (operation, of, schema)) in self.trips.iter().zip(&self.planned.trips) {
            if trip.kind.is_none() {
                let reason = trip.schema.skipped.clone().unwrap_or_else(|| "no sample".to_owned());
                wire.skipped.push(format!("{operation} {of}: {reason}"));
                // Of such an operation, the check does not know everything.
                wire.operations.retain(|known| known != operation);
                continue;
            }
            for sample in &trip.samples {
                wire.tried += 1;
                let declared =
                    schema.as_ref().map_or_else(|| sample.value.clone(), |at| old.example(at, &sample.value));
                let Some(why) = lost(&declared, found.next()) else { continue };
                let failure = Failure {
                    operation: operation.clone(),
                    of: of.clone(),
                    why: format!("{} ({}): {why}", trip.schema.rust.as_deref().unwrap_or_default(), sample.name),
                };
                wire.failures.push(failure);
            }
        }
        Ok(wire)
    }
}

/// What the result of a sample lacks of `declared`, which is the sample without the members that the old document does
/// not declare.
fn lost(declared: &Value, result: Option<&Value>) -> Option<String> {
    let Some(result) = result else { return Some("the program did not get to it".to_owned()) };
    match result.get("error").and_then(Value::as_str) {
        Some(error) => Some(error.to_owned()),
        None => loss(declared, result.get("once")?),
    }
}

/// Finds what the old client decodes each response of the new document as.
fn plan(pair: &Pair, sides: &Sides, sampler: &Sampler<'_>, validators: &Validators) -> (Planned, Vec<Trip>) {
    let document = &sides.new.value;
    let (mut planned, mut trips) = (Planned::default(), Vec::new());
    let mut known = BTreeSet::new();
    let bases = sides.bases();
    let (all, before) = (subjects(document), subjects(&sides.old.value));
    for (at, operation) in operations(document) {
        let [_, path, verb] = at.keys() else { continue };
        // The same address: a part of it may have moved from the path of the server.
        let address = operation_key(verb, &format!("{}{path}", bases.1));
        let same = |one: &&Operation| operation_key(&one.verb, &format!("{}{}", bases.0, one.path)) == address;
        let Some(old) = pair.client.operations.iter().find(same) else { continue };
        let key = operation_key(&old.verb, &old.path);
        for (status, _) in members(operation.get("responses")).filter(|(status, _)| !status.starts_with("x-")) {
            let location = at.join("responses").join(status);
            let mut fail = |why: String| {
                planned.wire.failures.push(Failure { operation: key.clone(), of: status.clone(), why });
            };
            known.insert(key.clone());
            let Some(response) = response(old, status) else {
                if status.starts_with('2') {
                    fail("the old client does not know this status of a success".to_owned());
                }
                continue;
            };
            let bodies = || {
                all.iter().filter(|subject| {
                    subject.role == Role::Response && subject.location.strip_prefix(&location).is_some()
                })
            };
            let typed = response.representations.iter().any(|one| one.ty.is_some());
            let is_empty =
                members(follow(document, &location).get(document).and_then(|one| one.get("content"))).next().is_none()
                    && bodies().next().is_none();
            if is_empty {
                if typed && !["204", "205", "304"].contains(&status.as_str()) && verb != "head" {
                    fail("the response has no body any more".to_owned());
                }
                continue;
            }
            if let Some(why) = no_media_type(response, bodies()) {
                fail(why);
                continue;
            }
            for subject in bodies() {
                let media_type = subject.media_type.as_deref().unwrap_or_default();
                let types = response.representations.iter().filter(|one| one.ty.is_some());
                let types = types.map(|one| (one.media_types.as_slice(), one.ty.as_ref()));
                let Some(ty) = of_media_type(types, media_type) else { continue };
                let trip = trips::prepare(subject, Some(&ty.rust()), sampler, validators, document);
                let of = format!("{status} {media_type}");
                planned.trips.push((key.clone(), of, schema(&before, &key, &response.status, media_type)));
                trips.push(trip);
            }
        }
    }
    planned.wire.operations = known.into_iter().collect();
    (planned, trips)
}

/// The response of the old client that `status` of the new document arrives as.
fn response<'a>(operation: &'a Operation, status: &str) -> Option<&'a Response> {
    let find = |wanted: &str| operation.responses.iter().find(|one| one.status.eq_ignore_ascii_case(wanted));
    let range = status.chars().next().map(|first| format!("{first}XX")).unwrap_or_default();
    let is_range = status.eq_ignore_ascii_case(&range);
    let first = || operation.responses.iter().find(|one| one.status.starts_with('2'));
    find(status)
        .or_else(|| find(&range))
        .or_else(|| first().filter(|_| is_range && status.starts_with('2')))
        .or_else(|| find("default").filter(|_| !status.eq_ignore_ascii_case("default")))
}

/// Why the old client rejects every media type of a response.
fn no_media_type<'a>(response: &Response, mut bodies: impl Iterator<Item = &'a Subject>) -> Option<String> {
    let first = response.representations.first()?;
    let takes = |media_type: &str| {
        let known = |name: &String| {
            essence(name) == essence(media_type) || (is_json(name) && is_json(media_type)) || name.contains('*')
        };
        response.representations.iter().any(|one| one.ty.is_none() || one.media_types.iter().any(known))
    };
    let mut offered = Vec::new();
    let is_taken = bodies.any(|subject| {
        let media_type = subject.media_type.as_deref().unwrap_or_default();
        offered.push(media_type.to_owned());
        takes(media_type) || media_type.contains('*')
    });
    let expected = first.media_types.join(", ");
    (!is_taken && !offered.is_empty())
        .then(|| format!("the body is {}, the old client expects {expected}", offered.join(", ")))
}

/// The schema of a response in the old document.
fn schema(subjects: &[Subject], operation: &str, status: &str, media_type: &str) -> Option<Pointer> {
    let mut same = subjects.iter().filter(|subject| {
        let [_, path, verb, _, own, ..] = subject.location.keys() else { return false };
        subject.role == Role::Response && own.eq_ignore_ascii_case(status) && operation_key(verb, path) == operation
    });
    let of = |subject: &&Subject| subject.media_type.as_deref().is_some_and(|own| essence(own) == essence(media_type));
    let all: Vec<&Subject> = same.by_ref().collect();
    let found = all
        .iter()
        .copied()
        .find(|subject| of(subject))
        .or_else(|| all.iter().copied().find(|subject| subject.media_type.as_deref().is_none_or(is_json)));
    found.map(|subject| subject.schema.clone())
}
