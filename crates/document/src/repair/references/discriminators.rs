//! The targets of discriminators, which are references without a `$ref`.

use super::{
    hoisting::Hoister,
    targets::{Found, Targets},
};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Kind, kind_at},
    path::Path,
    pointer::Pointer,
    references, rules,
};

/// Makes every target that is a reference one to a component. Returns the components that are new in the document. A
/// target that does not exist is left to `lower::discriminator`, which also resolves names.
pub(super) fn resolve(
    document: &mut Document,
    targets: &Targets,
    hoister: &mut Hoister,
    findings: &mut Findings,
) -> Vec<Pointer> {
    let mut found: Vec<Pointer> = Vec::new();
    grammar::for_each(&document.value, &Path::root(), Kind::Document, &mut |path, kind, _| {
        if kind == Kind::Discriminator {
            found.push(path.pointer());
        }
    });
    let mut hoisted = Vec::new();
    for at in found {
        let Some(discriminator) = at.get_mut(&mut document.value).and_then(|node| node.as_object_mut()) else {
            continue;
        };
        let texts = references::targets(discriminator)
            .map(|(keys, text)| (keys.iter().fold(at.clone(), |at, key| at.join(*key)), text.clone()));
        let texts: Vec<(Pointer, String)> = texts.filter(|(_, text)| text.contains(['#', '/'])).collect();
        for (at, text) in texts {
            let to = match targets.find(&document.value, &at, Kind::Schema, &text) {
                Found::At(to) => to,
                Found::Misspelt(to) => {
                    let message = format!("`{text}` is not a valid reference; interpreted as `#{to}`");
                    findings.push(Finding::new(&rules::MISSPELT_REFERENCE, document.locate(&at), message));
                    to
                }
                Found::Elsewhere | Found::Nowhere => continue,
            };
            let component = match kind_at(&to) {
                Some(_) => to,
                None => match hoister.hoist(document, Kind::Schema, &to) {
                    Some((component, true)) => {
                        hoisted.push(component.clone());
                        component
                    }
                    Some((component, false)) => component,
                    None => continue,
                },
            };
            if let Some(node) = at.get_mut(&mut document.value) {
                *node = component.to_reference().into();
            }
        }
    }
    hoisted
}
