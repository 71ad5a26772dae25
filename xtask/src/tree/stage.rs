//! Builds a whole new crate beside the old one, where nobody looks.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use moored_codegen::files::Files;

use super::Named as _;

/// Makes `staged` a folder that holds `wanted`: the paths in `touched` written anew, the others taken over from `old`.
pub(crate) fn stage(wanted: &Files, touched: &BTreeSet<&str>, old: &Path, staged: &Path) -> io::Result<()> {
    let mut folders = BTreeSet::from([staged.to_owned()]);
    fs::create_dir_all(staged).named("create", staged)?;
    for (path, text) in wanted {
        let path = path.as_str();
        let new = staged.join(path);
        for folder in new.ancestors().skip(1).take_while(|folder| *folder != staged) {
            if folders.insert(folder.to_owned()) {
                fs::create_dir_all(folder).named("create", folder)?;
            }
        }
        if touched.contains(path) { create(&new, text)? } else { keep(&old.join(path), &new)? }
    }
    // The names too must be on the disk before the crate takes its place.
    folders.iter().rev().try_for_each(|folder| sync_folder(folder))
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(path).named("create", path)?;
    file.write_all(text.as_bytes()).named("write", path)?;
    file.sync_all().named("write", path)
}

/// A second name for the same file, so that nothing that looks at times or inodes sees a change.
fn keep(old: &Path, new: &Path) -> io::Result<()> {
    if fs::hard_link(old, new).is_ok() {
        return Ok(());
    }
    // Not every file system has links. A copy keeps the permissions but not the time.
    fs::copy(old, new).named("copy", old)?;
    let modified = fs::metadata(old).and_then(|old| old.modified()).named("read", old)?;
    let file = File::options().write(true).open(new).named("write", new)?;
    file.set_modified(modified).named("write", new)?;
    file.sync_all().named("write", new)
}

/// Waits until the names in `folder` are on the disk.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder).and_then(|folder| folder.sync_all()).named("write", folder)
}

/// Elsewhere a folder cannot be opened; the system writes names in order.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
