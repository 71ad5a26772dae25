//! The third check: what the old client sends, validated by Prism with the new document. What Prism rejects with the
//! old document as well is not counted.

use std::collections::BTreeMap;
use std::path::Path;

use super::{
    Sides,
    record::{Failure, Wire, operation_key},
    responses::Compiled,
};
use crate::{
    report::{Operation, Verdict},
    validation::Validators,
    wire::{self, Base},
};
use moored_samples::Sampler;

pub(super) fn check(compiled: &Compiled, sides: &Sides, prism: &Path) -> anyhow::Result<Wire> {
    let (old, new) = (&sides.old, &sides.new);
    let mut found = Wire::default();
    let validators = match Validators::new(&old.value, old.dialect) {
        Ok(validators) => validators,
        Err(error) => {
            found.obstacle = Some(format!("the validator does not support the old document: {}", error.0));
            return Ok(found);
        }
    };
    let sampler = Sampler::new(&old.value, old.dialect);
    let calls = wire::Wire {
        document: &old.value,
        sampler: &sampler,
        validators: &validators,
        calls: &compiled.calls,
        program: &compiled.program,
        workspace: &compiled.workspace,
    };
    let (called, served) = sides.bases();
    let before = calls.prove(&old.text, prism, &Base::default())?;
    let after = calls.prove(&new.text, prism, &Base { called, served })?;
    let accepted: BTreeMap<(&str, &str), Verdict> = before.iter().flat_map(results).collect();
    for operation in &after {
        let key = operation.name.split_once(' ').map_or_else(String::new, |(verb, path)| operation_key(verb, path));
        if let Some(reason) = &operation.skipped {
            found.skipped.push(format!("{key}: {reason}"));
            continue;
        }
        let before = found.tried;
        for call in &operation.calls {
            // What Prism rejects with the old document is not counted, and if it cannot validate a call, it may do so
            // with the new one.
            let is_counted = accepted.get(&(operation.name.as_str(), call.name.as_str())).is_some_and(|was| {
                matches!(was, Verdict::Right | Verdict::Accepted | Verdict::Undecodable | Verdict::Unchecked)
            });
            if !is_counted {
                continue;
            }
            found.tried += 1;
            if call.verdict == Verdict::Rejected {
                found.failures.push(Failure {
                    operation: key.clone(),
                    of: call.name.clone(),
                    why: call.message.clone(),
                });
            }
        }
        if found.tried > before {
            found.operations.push(key);
        }
    }
    Ok(found)
}

fn results(operation: &Operation) -> impl Iterator<Item = ((&str, &str), Verdict)> {
    operation.calls.iter().map(|call| ((operation.name.as_str(), call.name.as_str()), call.verdict))
}
