//! The manifests of the user that depend on a generated crate.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use toml_edit::{Document, Item, TableLike};

use crate::{specs, toml_text, tree::PathContext as _};

/// The lists of dependencies in a table of a manifest.
const LISTS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// A `Cargo.toml` of the user.
#[derive(Debug)]
pub struct Manifest {
    /// Relative to the workspace, with `/` between its parts.
    pub path: String,
    text: String,
}

/// A dependency on a generated crate.
#[derive(Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The line in the manifest, counted from 1.
    pub line: usize,
    /// The keys from the top of the manifest; the last is the name of the dependency.
    keys: Vec<String>,
}

/// All manifests below the folder `root`, but those of the generated crates; sorted by path. Those that are no member
/// of a workspace are among them.
///
/// # Errors
/// Returns an error if a folder or a manifest cannot be read.
pub fn manifests(root: &Path, generated: &Path) -> io::Result<Vec<Manifest>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(folder) = open.pop() {
        let path = root.join(&folder);
        for entry in fs::read_dir(&path).path_context("read", &path)? {
            let entry = entry.path_context("read", &path)?;
            let name = entry.file_name();
            let inner = folder.join(&name);
            let is_skipped = name.to_string_lossy().starts_with('.') || name == "target" || name == "node_modules";
            if is_skipped || inner == generated {
                continue;
            }
            let kind = entry.file_type().path_context("read", &inner)?;
            if kind.is_dir() {
                open.push(inner);
            } else if name == "Cargo.toml" {
                let text = specs::text(&root.join(&inner))?;
                found.push(Manifest { path: inner.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(found)
}

impl Manifest {
    /// The name of the package; `None` if there is none.
    #[must_use]
    pub fn package(&self) -> Option<String> {
        let document = Document::parse(self.text.as_str()).ok()?;
        Some(document.get("package")?.get("name")?.as_str()?.to_owned())
    }

    /// The dependencies on the crate in `folder`, relative to the workspace. A manifest that is not valid has none:
    /// cargo reports it.
    #[must_use]
    pub fn dependencies_on(&self, folder: &str) -> Vec<Dependency> {
        let Ok(document) = Document::parse(self.text.as_str()) else { return Vec::new() };
        let mut found = Vec::new();
        for list in lists(document.as_table()) {
            let Some(table) = list.iter().try_fold(document.as_item(), |item, key| item.get(key)) else { continue };
            for (name, dependency) in table.as_table_like().into_iter().flat_map(TableLike::iter) {
                let path = dependency.get("path").and_then(Item::as_str);
                if path.is_some_and(|path| self.resolve(path) == Path::new(folder)) {
                    let at = dependency.span().map_or(0, |span| span.start);
                    let line = self.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
                    let mut keys = list.clone();
                    keys.push(name.to_owned());
                    found.push(Dependency { line, keys });
                }
            }
        }
        found
    }

    /// The text with the crate `package` in the folder `new` for each dependency on the crate in `old`. The names of
    /// the dependencies stay, so that no source file has to change.
    ///
    /// # Errors
    /// Returns an error if the text is not valid, which it was when the dependencies were found.
    pub fn moved(&self, old: &str, new: &str, package: &str) -> anyhow::Result<String> {
        toml_text::edited(&self.path, &self.text, |document| {
            for Dependency { keys, .. } in self.dependencies_on(old) {
                let mut item = Some(document.as_item_mut());
                for key in &keys {
                    item = item.and_then(|item| item.get_mut(key));
                }
                let Some(item) = item else { continue };
                let is_inline = item.is_inline_table();
                let Some(table) = item.as_table_like_mut() else { continue };
                let Some(path) = table.get("path").and_then(Item::as_str) else { continue };
                let moved = match path.trim_end_matches('/').rsplit_once('/') {
                    Some((parent, _)) => format!("{parent}/{}", new.rsplit('/').next().unwrap_or(new)),
                    None => new.to_owned(),
                };
                replace(table, "path", &moved);
                if keys.last().is_some_and(|name| name == package) {
                    table.remove("package");
                } else {
                    replace(table, "package", package);
                }
                // A table in braces has no comments, so that spaces are all that this changes.
                if is_inline {
                    table.fmt();
                }
            }
            Ok(())
        })
    }

    /// The folder at `path` from this manifest, relative to the workspace.
    fn resolve(&self, path: &str) -> PathBuf {
        let mut resolved = Path::new(&self.path).parent().unwrap_or(Path::new("")).to_owned();
        for part in Path::new(path).components() {
            match part {
                Component::ParentDir => {
                    resolved.pop();
                }
                Component::CurDir => {}
                part => resolved.push(part),
            }
        }
        resolved
    }
}

/// The paths of the tables in `manifest` whose entries are dependencies.
fn lists(manifest: &dyn TableLike) -> Vec<Vec<String>> {
    let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let mut found: Vec<_> = LISTS.iter().map(|list| owned(&[list])).collect();
    found.push(owned(&["workspace", "dependencies"]));
    let inner = |key: &str| manifest.get(key).and_then(Item::as_table_like).into_iter().flat_map(TableLike::iter);
    for (target, _) in inner("target") {
        found.extend(LISTS.iter().map(|list| owned(&["target", target, list])));
    }
    found.extend(inner("patch").map(|(registry, _)| owned(&["patch", registry])));
    found
}

/// Replaces or adds a text; what stands around it stays.
fn replace(table: &mut dyn TableLike, key: &str, text: &str) {
    let mut value = toml_edit::Value::from(text);
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(text: &str) -> Manifest {
        Manifest { path: "crates/app/Cargo.toml".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_dependency_is_found_in_every_list_with_its_line() {
        let text = "\
[dependencies]
serde = \"1\"
a = { path = \"../../generated/chat\" }
b = { path = \"../../generated/chats\" }

[dev-dependencies.c]
path = \"../.././generated/chat\"

[target.'cfg(unix)'.build-dependencies]
d = { path = \"../../generated/chat/\", optional = true }
";
        let found = manifest(text).dependencies_on("generated/chat");
        let found: Vec<_> = found.iter().map(|found| (found.line, found.keys.last().unwrap().as_str())).collect();
        assert_eq!(found, [(3, "a"), (6, "c"), (10, "d")]);
        assert_eq!(manifest("[dependencies\n").dependencies_on("generated/chat"), []);
    }

    #[test]
    fn the_name_of_a_dependency_stays() {
        let text = "\
[workspace.dependencies]
moored-chat = { path = \"../../generated/chat\", features = [\"tracing\"] } # ours
talk = { package = \"moored-chat\", path = \"../../generated/chat\" }
moored-mail = { path = \"../../generated/chat\", package = \"moored-chat\" }
";
        let expected = "\
[workspace.dependencies]
moored-chat = { path = \"../../generated/mail\", features = [\"tracing\"], package = \"moored-mail\" } # ours
talk = { package = \"moored-mail\", path = \"../../generated/mail\" }
moored-mail = { path = \"../../generated/mail\" }
";
        let moved = manifest(text).moved("generated/chat", "generated/mail", "moored-mail").unwrap();
        assert_eq!(moved, expected);
    }
}
