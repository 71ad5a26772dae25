//! The other files of a document in several files.

use std::collections::BTreeMap;

use moored_codegen::files::RelPath;
use moored_document::{bundle, folder::Folder};
use reqwest::Url;

use super::problem::Problem;

/// The largest number of files of one document.
const FILES: usize = 500;

/// The texts of the files to which the document `name` with the text `text` refers, by their paths. `get` requests one.
pub(super) fn all(
    (name, text): (&str, &str),
    url: &Url,
    get: impl Fn(Url) -> Result<String, Problem>,
) -> Result<BTreeMap<String, String>, Problem> {
    let mut files = BTreeMap::from([(name.to_owned(), text.to_owned())]);
    loop {
        let folder = Folder { display: "", files: &files, document: name };
        let reached = bundle::reached(folder, Some(text));
        let new: Vec<String> = reached.into_iter().filter(|file| is_part(file) && !files.contains_key(file)).collect();
        if new.is_empty() {
            files.remove(name);
            return Ok(files);
        }
        for file in new {
            if files.len() > FILES {
                let message = format!("the document consists of more than {FILES} files");
                return Err(Problem::new(message, "store the document by hand, in one file"));
            }
            let named = |problem: Problem| Problem {
                message: format!("the document refers to `{file}`, and {}", problem.message),
                ..problem
            };
            let part = url.join(&file.replace('%', "%25").replace(' ', "%20")).ok();
            let part = part.ok_or_else(|| Problem::new(format!("`{file}` has no address"), "check the document"))?;
            let text = get(part).map_err(named)?;
            files.insert(file, text);
        }
    }
}

/// Whether a file may be a part of a document: not a file that has a meaning of its own in the folder.
pub(super) fn is_part(file: &str) -> bool {
    let is_data = [".yaml", ".yml", ".json"].iter().any(|extension| file.ends_with(extension));
    let is_own = ["openapi.yaml", "document.yaml", "overlay.yaml"].contains(&file) || file.starts_with("tests/");
    let is_hidden = file.split('/').any(|part| part.starts_with('.'));
    is_data && !is_own && !is_hidden && RelPath::new(file).is_ok()
}
