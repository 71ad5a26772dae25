//! Corrections that a new document no longer needs.

use moored_document::{document, pointer::Pointer, rules};

use crate::generator::{Finding, Findings, OVERLAY};

/// `findings` about the new document of `provider`. A correction that matches nothing in it matched the stored one: the
/// finding states its reason, and what to do.
pub(super) fn explained(findings: Findings, provider: &str, command: &str) -> Findings {
    let mut explained = Findings::default();
    for finding in findings.iter() {
        explained.push(match finding.rule.id == rules::DEAD_OVERLAY_ACTION.id {
            true => of_dead_action(finding.clone(), provider, command),
            false => finding.clone(),
        });
    }
    explained
}

fn of_dead_action(mut finding: Finding, provider: &str, command: &str) -> Finding {
    finding.message = format!("{} in the new document", finding.message);
    if let Some(reason) = reason(&finding) {
        finding = finding.note(format!("its reason: {}", reason.trim()), None);
    }
    finding.help(format!(
        "the provider has corrected its document, or moved this part: remove the action from {OVERLAY}, or correct its \
         target, and run `{command} pull {provider}` again; until then, the stored document needs it"
    ))
}

/// The `description` of the action.
fn reason(finding: &Finding) -> Option<String> {
    let overlay = document::read(&finding.location.source).ok()?;
    let action: Pointer = finding.location.pointer.parent()?;
    Some(action.join("description").get(&overlay)?.as_str()?.to_owned())
}
