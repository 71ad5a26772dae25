//! What the document says that an operation answers: to judge Prism's answers by, and to give one in place of those that it spoils.

use std::collections::BTreeMap;

use moored_codegen::Pointer;
use serde_json::Value;

use super::Task;
use super::arguments::{Operation, samples};
use super::recorder::Exchange;
use crate::judge::{Judge, objection};
use crate::samples::Sampler;
use crate::subjects::{follow, is_json, members};

/// A whole answer as it goes over the wire, for each task that has one.
pub(super) fn substitutes(
    tasks: &[Task],
    operations: &[Operation<'_>],
    document: &Value,
    sampler: &Sampler<'_>,
    judge: &Judge,
) -> BTreeMap<usize, Vec<u8>> {
    let mut known: BTreeMap<(usize, String), Option<Vec<u8>>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (id, task) in tasks.iter().enumerate() {
        let Some(operation) = operations.get(task.operation) else { continue };
        let Some(status) = task.status(operation) else { continue };
        let answer = known.entry((task.operation, status.clone())).or_insert_with(|| {
            let schema = schema(document, operation, &status)?;
            let samples = samples(&schema, sampler, judge).ok()?;
            let sample = samples.iter().find(|sample| sample.name == "maximal").or(samples.first())?;
            let body = sample.value.to_string();
            let head = format!(
                "HTTP/1.1 {status} Ours\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            Some((head + &body).into_bytes())
        });
        if let Some(answer) = answer {
            found.insert(id, answer.clone());
        }
    }
    found
}

/// What is wrong with Prism's answer by the document, if the judge finds something.
pub(super) fn fault(document: &Value, operation: &Operation<'_>, judge: &Judge, exchange: &Exchange) -> Option<String> {
    let schema = schema(document, operation, &exchange.status()?.to_string())?;
    let validator = judge.of(&schema).ok()?;
    let Ok(body) = serde_json::from_slice(&exchange.answer_body()) else {
        return Some("Prism's answer is no JSON".to_owned());
    };
    objection(&validator, &body).map(|words| format!("Prism's answer is not what the document says: {words}"))
}

/// The schema of the JSON that `operation` answers with `status`.
fn schema(document: &Value, operation: &Operation<'_>, status: &str) -> Option<Pointer> {
    let responses = operation.at.join("responses");
    let range = format!("{}XX", status.chars().next()?);
    let keys = [status.to_owned(), range.clone(), range.to_lowercase(), "default".to_owned()];
    let key = keys.iter().find(|key| responses.join(key).get(document).is_some())?;
    let response = follow(document, &responses.join(key));
    let value = response.get(document)?;
    // Swagger 2.0 has it without a media type.
    if value.get("schema").is_some() {
        return Some(response.join("schema"));
    }
    let (kind, media) = members(value.get("content")).find(|(kind, _)| is_json(kind))?;
    media.get("schema").map(|_| response.join("content").join(kind).join("schema"))
}
