//! Builds a whole new crate beside the old one, where nobody looks.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use moored_codegen::files::Files;

use super::Named as _;
use super::sync::{sync_files, sync_folder};

/// Makes `staged` a folder that holds `wanted`: the paths in `touched` written anew, the others taken over from `old`.
pub(crate) fn stage(wanted: &Files, touched: &BTreeSet<&str>, old: &Path, staged: &Path) -> io::Result<()> {
    let mut folders = BTreeSet::from([staged.to_owned()]);
    let mut new_files = Vec::new();
    fs::create_dir_all(staged).named("create", staged)?;
    for (path, text) in wanted {
        let path = path.as_str();
        let new = staged.join(path);
        for folder in new.ancestors().skip(1).take_while(|folder| *folder != staged) {
            if folders.insert(folder.to_owned()) {
                fs::create_dir_all(folder).named("create", folder)?;
            }
        }
        let kept = if touched.contains(path) { create(&new, text)? } else { keep(&old.join(path), &new)? };
        if kept == Kept::Anew {
            new_files.push(new);
        }
    }
    sync_files(&new_files)?;
    // The names too must be on the disk before the crate takes its place.
    folders.iter().rev().try_for_each(|folder| sync_folder(folder))
}

/// Whether a file has yet to reach the disk.
#[derive(PartialEq, Eq)]
enum Kept {
    AsItWas,
    Anew,
}

fn create(path: &Path, text: &str) -> io::Result<Kept> {
    let mut file = File::create_new(path).named("create", path)?;
    file.write_all(text.as_bytes()).named("write", path)?;
    Ok(Kept::Anew)
}

/// A second name for the same file, so that nothing that looks at times or inodes sees a change.
fn keep(old: &Path, new: &Path) -> io::Result<Kept> {
    if fs::hard_link(old, new).is_ok() {
        return Ok(Kept::AsItWas);
    }
    // Not every file system has links. A copy keeps the permissions but not the time.
    fs::copy(old, new).named("copy", old)?;
    let modified = fs::metadata(old).and_then(|old| old.modified()).named("read", old)?;
    let file = File::options().write(true).open(new).named("write", new)?;
    file.set_modified(modified).named("write", new)?;
    Ok(Kept::Anew)
}
