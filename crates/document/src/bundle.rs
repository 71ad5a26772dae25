//! Bundling: the other files of a folder that its document refers to become a part of the document.
//!
//! The generator does not read files: [`needed`] returns the ones that it needs, and [`run`] gets their texts. The
//! files are under a private key of the document until `repair::references` has hoisted what is used of them. Findings
//! point into the files.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    document::{Document, read, without_marks},
    folder::Folder,
    locator::FILES,
    overlay,
    pointer::Pointer,
    provenance, references,
    source::Source,
};

/// The files that the document of `folder` refers to, directly or not, and that `folder` does not contain, by their
/// paths in it.
///
/// Files outside of the folder or on a server are never needed. A file that is added may need others.
#[must_use]
pub fn needed(folder: Folder<'_>) -> Vec<String> {
    let document = folder.files.get(folder.document).map(String::as_str);
    let seen = reached(folder, document);
    let mut wanted: Vec<String> = seen.into_iter().filter(|file| !folder.files.contains_key(file)).collect();
    if document.is_none() {
        wanted.push(folder.document.to_owned());
    }
    wanted
}

/// The files that `text`, the document of `folder`, and its overlay refer to, directly or not, by their paths in the
/// folder, whether or not it contains them.
#[must_use]
pub fn reached(folder: Folder<'_>, text: Option<&str>) -> BTreeSet<String> {
    let name = folder.document;
    let mut seen = BTreeSet::new();
    let overlay = folder.files.get(overlay::FILE_NAME).map(String::as_str);
    // A reference in the overlay is one of the document after the overlay was applied.
    let mut queue: Vec<(String, &str)> =
        [text, overlay].into_iter().flatten().map(|text| (name.to_owned(), text)).collect();
    while let Some((file, text)) = queue.pop() {
        // Most documents have no such reference and need not be parsed for it.
        let Some(mut value) = names_files(text).then(|| parsed(&file, text)).flatten() else { continue };
        references::for_each(&mut value, &mut |reference| {
            let Some((target, _)) = target(&file, reference).filter(|(target, _)| target != name) else { return };
            if seen.insert(target.clone()) {
                queue.extend(folder.files.get(&target).map(|text| (target, text.as_str())));
            }
        });
    }
    seen
}

/// The value of a text of which only the references are read: without its positions if it is JSON.
fn parsed(file: &str, text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().or_else(|| read(&Source::new(file, text)).ok())
}

/// Adds the files that `document` refers to to it, and rewrites every reference to them as one within the document.
pub fn run(document: &mut Document, folder: Folder<'_>) {
    document.drop_marks();
    let name = folder.document.to_owned();
    // The other files may name the published text, from which the document is derived.
    let published = folder.files.get(provenance::FILE_NAME).and_then(|source| provenance::file(source));
    let names: Vec<String> = std::iter::once(name.clone()).chain(published).collect();
    let overlay = folder.files.get(overlay::FILE_NAME).filter(|_| document.is_corrected());
    if !names_files(document.source().text()) && !overlay.is_some_and(|overlay| names_files(overlay)) {
        return;
    }
    let mut seen = BTreeSet::from([name.clone()]);
    let mut queue: Vec<String> = Vec::new();
    references::for_each(&mut document.value, &mut |reference| {
        queue.extend(rewrite(&name, &names, folder, reference).filter(|target| seen.insert(target.clone())));
    });
    while let Some(file) = queue.pop() {
        let Some(text) = folder.files.get(&file) else { continue };
        let source = Source::new(folder.path(&file), text);
        // The references to a file that cannot be read are reported as dangling.
        let Ok(value) = read(&source) else { continue };
        let mut value = without_marks(value);
        references::for_each(&mut value, &mut |reference| {
            queue.extend(rewrite(&file, &names, folder, reference).filter(|target| seen.insert(target.clone())));
        });
        document.attach(&file, source, value);
    }
}

/// Rewrites `reference` in `file` as one within the document with these `names`; returns the file that it refers to.
fn rewrite(file: &str, names: &[String], folder: Folder<'_>, reference: &mut String) -> Option<String> {
    let Some((target, fragment)) = target(file, reference) else {
        // A file within the document has no root of its own.
        if !names.iter().any(|name| name == file) && (reference == "#" || reference.starts_with("#/")) {
            *reference = within(file, reference.strip_prefix('#').unwrap_or_default());
        }
        return None;
    };
    if names.contains(&target) {
        *reference = format!("#{fragment}");
        return None;
    }
    *reference = folder.files.contains_key(&target).then(|| within(&target, fragment))?;
    Some(target)
}

/// The reference to the node `fragment` of `file` within the document.
fn within(file: &str, fragment: &str) -> String {
    Pointer::root().join(FILES).join(file).to_reference() + fragment
}

/// The file that `reference` in `file` refers to, by its path in the folder, and the fragment; `None` for a reference
/// to the same file, to a server, or to a file outside of the folder.
fn target<'a>(file: &str, reference: &'a str) -> Option<(String, &'a str)> {
    let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    // The name of a file has an extension; `Pet` is the name of a schema.
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

/// Whether a text may have a `$ref` that does not start with `#`, or a discriminator that names a file. A false
/// positive only costs time.
fn names_files(text: &str) -> bool {
    let names_target = || {
        let rest = text.split_once("apping").map_or("", |(_, rest)| rest);
        ["yaml", "yml", "json"].iter().any(|extension| rest.contains(&format!(".{extension}")))
    };
    let has_reference = text.match_indices("$ref").any(|(at, found)| {
        let rest = text.get(at + found.len()..).unwrap_or_default();
        let rest = rest.trim_start_matches(['"', '\'', ':', ' ', '\t', '\r', '\n', '>', '|', '-']);
        !rest.starts_with('#')
    });
    has_reference || (text.contains("discriminator") && names_target())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_their_paths_in_the_folder() {
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
