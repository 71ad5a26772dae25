//! Where pairs of documents are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use moored_document::{document, source::Source};
use serde_json::{Map, Value, json};

use super::{name_of, report::Report};

/// Two versions of a document.
#[derive(Clone, Debug)]
pub struct Documents {
    /// The name of the pair.
    pub name: String,
    /// The old version.
    pub old: PathBuf,
    /// The new version.
    pub new: PathBuf,
}

/// The pairs below `folder`: each folder with `old.*` and `new.*`, sorted by name.
///
/// # Errors
/// If a folder cannot be read.
pub fn versions(folder: &Path) -> anyhow::Result<Vec<Documents>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let (mut old, mut new) = (None, None);
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let is_document = path.extension().is_some_and(|end| end == "json" || end == "yaml" || end == "yml");
            match stem.as_str() {
                _ if path.is_dir() => folders.push(path),
                "old" if is_document => old = Some(path),
                "new" if is_document => new = Some(path),
                _ => {}
            }
        }
        if let (Some(old), Some(new)) = (old, new) {
            found.push(Documents { name: name_of(&folder), old, new });
        }
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(found)
}

/// The small pairs below `folder`, one file each with `old` and `new`. Their documents are completed and written into
/// `target`. Each has the report that the file expects.
///
/// # Errors
/// If a file cannot be read or written.
pub fn small(folder: &Path, target: &Path) -> anyhow::Result<Vec<(Documents, Report)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                let text = fs::read_to_string(&path)?;
                let pair = document::read(&Source::new(path.display().to_string(), &text));
                let pair = pair.map_err(|_| anyhow::anyhow!("{} is not YAML", path.display()))?;
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let name = format!("{}-{stem}", name_of(&folder));
                let stated = serde_json::from_value(pair.clone());
                let stated = stated.with_context(|| format!("{} states no verdict", path.display()))?;
                let write = |side: &str| -> anyhow::Result<PathBuf> {
                    let path = target.join(&name).join(format!("{side}.json"));
                    let side = pair.get(side).with_context(|| format!("{name} has no `{side}`"))?;
                    crate::workspace::write(&path, &completed(side).to_string())?;
                    Ok(path)
                };
                let (old, new) = (write("old")?, write("new")?);
                found.push((Documents { name, old, new }, stated));
            }
        }
    }
    found.sort_by(|(left, _), (right, _)| left.name.cmp(&right.name));
    Ok(found)
}

/// `document` with what every document has and small pairs omit.
fn completed(document: &Value) -> Value {
    let mut members = Map::new();
    let own = document.as_object().cloned().unwrap_or_default();
    if !own.contains_key("swagger") {
        members.insert("openapi".to_owned(), "3.1.0".into());
        members.insert("servers".to_owned(), json!([{ "url": "https://api.example.com" }]));
    }
    members.insert("info".to_owned(), json!({ "title": "Example", "version": "1.0.0" }));
    if !own.contains_key("paths") && !own.contains_key("webhooks") && !own.contains_key("components") {
        members.insert("paths".to_owned(), json!({}));
    }
    members.extend(own);
    members.into()
}
