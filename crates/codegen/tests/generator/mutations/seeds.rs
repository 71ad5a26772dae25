//! The documents that are changed: those of the cases, and one with everything else.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Every `in.yaml` below `cases`, in the order of their paths, and `everything.yaml`.
pub(crate) fn documents(cases: &str) -> Vec<Value> {
    let mut paths: Vec<PathBuf> = vec![PathBuf::from(cases)];
    let mut documents = Vec::new();
    let mut files = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if path.file_name() == Some("in.yaml".as_ref()) {
            files.push(path);
        }
    }
    files.sort();
    documents.extend(files.iter().filter_map(|path| read(path)));
    documents.extend(serde_yaml::from_str::<Value>(include_str!("everything.yaml")));
    documents
}

fn read(path: &Path) -> Option<Value> {
    serde_yaml::from_str(&fs::read_to_string(path).ok()?).ok()
}
