//! Links from page to page.

use std::path::{Component, Path, PathBuf};

use crate::markdown::Page;

/// The links of the page whose file or heading does not exist. Addresses of the web are not asked.
pub(crate) fn broken(root: &Path, page: &Page) -> Vec<String> {
    page.links
        .iter()
        .filter(|link| !link.target.contains(':'))
        .filter_map(|link| {
            let reason = reason(root, page, &link.target)?;
            Some(format!("{}:{}: {}: {reason}", page.path, link.line, link.target))
        })
        .collect()
}

/// Why the target does not exist.
fn reason(root: &Path, page: &Page, target: &str) -> Option<String> {
    let (file, heading) = target.split_once('#').map_or((target, None), |(file, heading)| (file, Some(heading)));
    let folder = Path::new(&page.path).parent().unwrap();
    let path = if file.is_empty() { PathBuf::from(&page.path) } else { normal(&folder.join(file)) };
    if !root.join(&path).exists() {
        return Some(format!("{} does not exist", path.display()));
    }
    // mdBook renders only what is below `docs`.
    if page.path.starts_with("docs/") && !path.starts_with("docs") {
        return Some("a page of the book cannot refer to a file outside of docs/".to_owned());
    }
    let heading = heading?;
    let anchors = Page::read(root, path.to_str().unwrap()).anchors;
    (!anchors.contains(heading)).then(|| format!("{} has no heading `{heading}`", path.display()))
}

/// Without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir => {}
            _ => normal.push(component),
        }
    }
    normal
}
