//! Nothing of a document is lost silently: every field of every object of OpenAPI 2.0 and 3.x changes the client, is
//! reported, or is documentation, as `moored_document::grammar` states it.
//!
//! Each field is put into a small document (`grammar/samples.yaml`), and the client is compared with that of the
//! document without it.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "grammar/client.rs"]
mod client;
#[path = "generator/shared/inputs.rs"]
mod inputs;
#[path = "grammar/samples.rs"]
mod samples;

use std::collections::BTreeSet;

use client::{Client, Clients};
use moored_document::grammar::{Field, Kind, Usage};
use samples::{Sample, Version, samples};

#[test]
fn every_field_is_consumed_reported_or_documentation() {
    let samples = samples();
    let mut clients = Clients::default();
    let mut wrong = Vec::new();
    for (kind, version, field) in fields() {
        let Some(sample) = samples.iter().find(|sample| sample.is_of(kind, version)) else {
            wrong.push(format!("{kind:?}: no sample"));
            continue;
        };
        let sample = sample.with(field);
        let before = clients.generate(&sample.document(None));
        let after: Vec<Client> =
            sample.values.iter().map(|value| clients.generate(&sample.document(Some(value)))).collect();
        if let Err(message) = check(field, &sample, &before, &after) {
            wrong.push(format!("{kind:?}.{} ({:?}) {message}", field.name, field.usage));
        }
    }
    assert!(wrong.is_empty(), "{} fields are not what the table states:\n  {}", wrong.len(), wrong.join("\n  "));
}

/// A sample for a field that the table does not have would prove nothing.
#[test]
fn every_sample_is_of_a_field() {
    let known: BTreeSet<_> =
        fields().into_iter().map(|(kind, version, field)| (kind, version, field.name.to_owned())).collect();
    for sample in samples() {
        for name in sample.fields() {
            let key = (sample.kind(), sample.version(), name.to_owned());
            assert!(known.contains(&key), "{key:?} is no field of the grammar");
        }
    }
}

fn fields() -> Vec<(Kind, Version, &'static Field)> {
    let of_3_x = Kind::ALL.iter().flat_map(|kind| kind.fields().iter().map(|field| (*kind, Version::V3, field)));
    let of_2_0 =
        Kind::ALL.iter().flat_map(|kind| kind.swagger_fields().iter().map(|field| (*kind, Version::V2, field)));
    of_3_x.chain(of_2_0).collect()
}

fn check(field: &Field, sample: &Sample<'_>, before: &Client, after: &[Client]) -> Result<(), String> {
    let at = sample.field_pointer();
    let changes = after.iter().any(|client| client.code != before.code);
    let reports = |client: &Client, rule: &str| {
        client
            .findings
            .iter()
            .any(|(id, pointer)| id == rule && (*pointer == at || pointer.starts_with(&format!("{at}/"))))
    };
    let shown = || {
        format!(
            "\n    before: {:?}\n    after: {:?}",
            before.findings,
            after.iter().map(|one| &one.findings).collect::<Vec<_>>()
        )
    };
    let is_right = match field.usage {
        _ if after.is_empty() => return Err("has no values".to_owned()),
        Usage::Consumed => changes,
        Usage::Reported(rule) => after.iter().any(|client| reports(client, rule.id)),
        Usage::Unsupported(rule, _) => !changes && after.iter().all(|client| reports(client, rule.id)),
        Usage::Documentation(_) => !changes && after.iter().all(|client| client.findings == before.findings),
    };
    if is_right { Ok(()) } else { Err(format!("changes the code: {changes}{}", shown())) }
}
