//! The crates of the workspace, found in its manifest, so that a new crate is checked without being named here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::Table;

use crate::sources::{SourceFile, workspace_root};

/// The crates that the generator writes; they are checked by comparing, not by their structure.
const GENERATED: &str = "generated";

/// A package of the workspace, without its tests.
pub(crate) struct Crate {
    pub(crate) name: String,
    /// Relative to the workspace; empty for the package in its root.
    pub(crate) folder: String,
    /// Path → text of every source file.
    pub(crate) sources: BTreeMap<String, String>,
    /// The sources that cargo compiles; the others are modules of these.
    pub(crate) roots: Vec<String>,
}

/// Every package but the generated ones.
pub(crate) fn workspace_crates(files: &[SourceFile]) -> Vec<Crate> {
    let root = workspace_root();
    member_folders(&root).into_iter().map(|folder| read_crate(&root, folder, files)).collect()
}

fn member_folders(root: &Path) -> BTreeSet<String> {
    let manifest = read_manifest(root);
    let members = manifest["workspace"]["members"].as_array().unwrap();
    let mut folders = BTreeSet::from([String::new()]);
    for member in members.iter().filter_map(|member| member.as_str()) {
        match member.strip_suffix("/*") {
            Some(GENERATED) => {}
            Some(parent) => folders.extend(packages_in(root, parent)),
            None => {
                folders.insert(member.to_owned());
            }
        }
    }
    folders
}

fn packages_in(root: &Path, parent: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join(parent)).unwrap().map(|entry| entry.unwrap());
    let packages = entries.filter(|entry| entry.path().join("Cargo.toml").is_file());
    packages.map(|entry| format!("{parent}/{}", entry.file_name().to_string_lossy())).collect()
}

fn read_crate(root: &Path, folder: String, files: &[SourceFile]) -> Crate {
    let manifest = read_manifest(&root.join(&folder));
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let is_source = |path: &str| path.starts_with("src/") || path.starts_with("build/") || path == "build.rs";
    let sources: BTreeMap<String, String> = files
        .iter()
        .filter(|file| file.path.strip_prefix(&prefix).is_some_and(is_source))
        .map(|file| (file.path.clone(), file.text.clone()))
        .collect();
    let mut roots = declared_roots(&manifest);
    roots.extend(["src/lib.rs", "src/main.rs", "build.rs"].map(str::to_owned));
    let mut roots: Vec<_> = roots.into_iter().map(|path| format!("{prefix}{path}")).collect();
    let binaries = format!("{prefix}src/bin/");
    roots.extend(sources.keys().filter(|path| is_directly_in(path, &binaries)).cloned());
    roots.retain(|path| sources.contains_key(path));
    roots.sort();
    roots.dedup();
    let name = manifest["package"]["name"].as_str().unwrap().to_owned();
    Crate { name, folder, sources, roots }
}

/// The paths of the library and the binaries that the manifest puts elsewhere than cargo looks.
fn declared_roots(manifest: &Table) -> Vec<String> {
    let library = manifest.get("lib").into_iter();
    let binaries = manifest.get("bin").and_then(|binaries| binaries.as_array()).into_iter().flatten();
    let paths = library.chain(binaries).filter_map(|target| target.get("path")?.as_str());
    paths.map(str::to_owned).collect()
}

fn is_directly_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| !rest.contains('/'))
}

fn read_manifest(folder: &Path) -> Table {
    fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap()
}
