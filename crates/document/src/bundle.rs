//! References to other files of the document's folder.
//!
//! The generator reads no files: it says which ones it wants ([`needed`]), and takes those that it is given. What they hold stands under a
//! key of ours until `mend::references` has taken out of it what is used; findings point into the files.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    document::{Document, FILES, read, without_marks},
    folder::Folder,
    pointer::Pointer,
    source::Source,
};

/// Keys whose value is the provider's data and holds no references.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const"];

/// The files that references of `inputs` lead to and that are not among them, by their paths in the document's folder.
///
/// What is outside of the folder, or on a server, is never asked for. A file that was given may ask for more.
#[must_use]
pub fn needed(folder: Folder<'_>) -> Vec<String> {
    let name = folder.document;
    let mut seen = BTreeSet::from([name.to_owned()]);
    let mut queue = vec![name.to_owned()];
    let mut wanted = Vec::new();
    while let Some(file) = queue.pop() {
        let Some(text) = folder.files.get(&file) else {
            wanted.push(file);
            continue;
        };
        // Most documents have no such reference, and are not read for it.
        let Some(mut value) = names_files(text).then(|| read(&Source::new(&file, text)).ok()).flatten() else {
            continue;
        };
        each_reference(&mut value, &mut |reference| {
            let new = target(&file, reference).map(|(target, _)| target).filter(|target| seen.insert(target.clone()));
            queue.extend(new);
        });
    }
    wanted.sort();
    wanted
}

/// Takes the files that `document` refers to into it, and makes every reference to them one within it.
pub fn run(document: &mut Document, folder: Folder<'_>) {
    document.drop_marks();
    let name = folder.document.to_owned();
    if !names_files(document.source().text()) {
        return;
    }
    let mut seen = BTreeSet::from([name.clone()]);
    let mut queue: Vec<String> = Vec::new();
    each_reference(&mut document.value, &mut |reference| {
        queue.extend(repoint(&name, &name, folder, reference).filter(|target| seen.insert(target.clone())));
    });
    while let Some(file) = queue.pop() {
        let Some(text) = folder.files.get(&file) else { continue };
        let source = Source::new(folder.path(&file), text);
        // What cannot be read is not there: the references to it are findings.
        let Ok(value) = read(&source) else { continue };
        let mut value = without_marks(value);
        each_reference(&mut value, &mut |reference| {
            queue.extend(repoint(&file, &name, folder, reference).filter(|target| seen.insert(target.clone())));
        });
        document.attach(&file, source, value);
    }
}

/// Makes `reference`, which stands in `file`, lead to where its target stands in the document called `name`; the file that has it.
fn repoint(file: &str, name: &str, folder: Folder<'_>, reference: &mut String) -> Option<String> {
    let Some((target, fragment)) = target(file, reference) else {
        // A file that stands in the document has no root of its own.
        if file != name && (reference == "#" || reference.starts_with("#/")) {
            *reference = within(file, reference.strip_prefix('#').unwrap_or_default());
        }
        return None;
    };
    if target == name {
        *reference = format!("#{fragment}");
        return None;
    }
    let there = folder.files.contains_key(&target).then(|| within(&target, fragment));
    *reference = there?;
    Some(target)
}

/// The node `fragment` of `file`, as the document has it.
fn within(file: &str, fragment: &str) -> String {
    format!("#{}{fragment}", Pointer::root().join(FILES).join(file).to_string().replace('%', "%25"))
}

/// The file that `reference` in `file` leads to, by its path in the document's folder, and the fragment; `None` for one to the same file, to
/// a server, or to what is outside of the folder.
fn target<'a>(file: &str, reference: &'a str) -> Option<(String, &'a str)> {
    let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    // A file's name has an ending; `Pet` is a schema's.
    if address.is_empty() || address.contains([':', '\\', '?']) || address.starts_with('/') || !address.contains('.') {
        return None;
    }
    let decoded = Pointer::parse(&format!("#/{}", address.replace('/', "~1"))).last()?.to_owned();
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    (!path.is_empty()).then(|| (path.join("/"), fragment))
}

/// Whether a text has a `$ref` that does not begin with `#`; it may say so where there is none.
fn names_files(text: &str) -> bool {
    text.match_indices("$ref").any(|(at, found)| {
        let rest = text.get(at + found.len()..).unwrap_or_default();
        let rest = rest.trim_start_matches(['"', '\'', ':', ' ', '\t', '\r', '\n', '>', '|', '-']);
        !rest.starts_with('#')
    })
}

/// Calls `visit` with the text of every `$ref` in `value`.
fn each_reference(value: &mut Value, visit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if key == "$ref" => visit(text),
                    _ if DATA.contains(&key.as_str()) => {}
                    value => each_reference(value, visit),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_reference(item, visit)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_document_s_folder_and_none_outside_of_it() {
        let named = |file: &str, reference: &str| {
            target(file, reference).map(|(target, fragment)| format!("{target} {fragment}"))
        };
        for (file, reference, wanted) in [
            ("openapi.yaml", "./schemas.yaml#/Pet", Some("schemas.yaml /Pet")),
            ("openapi.yaml", "schemas/My%20Pet.json", Some("schemas/My Pet.json ")),
            ("paths/pets.yaml", "../schemas/Pet.yaml", Some("schemas/Pet.yaml ")),
            ("paths/pets.yaml", "toys.yaml#/get", Some("paths/toys.yaml /get")),
            ("openapi.yaml", "../secret.yaml", None),
            ("openapi.yaml", "a/../../secret.yaml", None),
            ("openapi.yaml", "/etc/passwd.yaml", None),
            ("openapi.yaml", "%2e%2e/secret.yaml", None),
            ("openapi.yaml", "https://pets.example/a.yaml", None),
            ("openapi.yaml", "file:///a.yaml", None),
            ("openapi.yaml", "..\\secret.yaml", None),
            ("openapi.yaml", "#/components/schemas/Pet", None),
            ("openapi.yaml", "Pet", None),
        ] {
            assert_eq!(named(file, reference).as_deref(), wanted, "{reference} in {file}");
        }
    }
}
