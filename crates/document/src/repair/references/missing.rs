//! Reports a reference to nothing, with what it probably means.

use super::{Reference, hoisting::Hoister, instead};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    locator::FILES,
    pointer::Pointer,
    rules, suggest,
};

pub(super) fn report(document: &Document, hoister: &mut Hoister, reference: &Reference, findings: &mut Findings) {
    let Reference { at, kind, text } = reference;
    let pointer = Pointer::parse(text.trim());
    let similar = hoister.may_search().then(|| similar(document, &pointer)).flatten();
    let message = format!("`{}` does not exist", if is_in_file(&pointer) { shown(&pointer) } else { text.clone() });
    let help = similar.map(|similar| format!("did you mean `{}`?", shown(&similar)));
    let finding = Finding::new(&rules::DANGLING_REFERENCE, document.locate(&at.join("$ref")), message);
    findings.push(finding.instead(instead(*kind)).help_if(help));
}

/// The node beside the one at `pointer`, which does not exist, that has the most similar name.
fn similar(document: &Document, pointer: &Pointer) -> Option<Pointer> {
    let parent = pointer.parent()?;
    let known = parent.get(&document.value)?.as_object()?;
    let name = suggest::nearest(pointer.last()?, known.keys().map(String::as_str))?;
    Some(parent.join(name))
}

fn is_in_file(pointer: &Pointer) -> bool {
    pointer.keys().first().is_some_and(|key| key == FILES)
}

/// The reference to `pointer` as a document has it: the other files are parts of it here.
fn shown(pointer: &Pointer) -> String {
    match pointer.keys() {
        [files, name, rest @ ..] if files == FILES => format!("{name}#{}", Pointer::root().extend(rest)),
        _ => format!("#{pointer}"),
    }
}
