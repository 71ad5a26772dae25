//! Single generated files in folders with hand-written files: `specs/<provider>/openapi.yaml`.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::PathContext as _;
use super::Staleness;
use super::compare::{self, Record};
use super::snapshot::{self, Kind};
use super::swap::SCRAP;
use super::sync::sync_folder;

/// Compares the file at `path` with `wanted`; `None` if they are equal. `recorded` is the digest of the file after the
/// last run, if known.
///
/// # Errors
/// Returns an error if the file cannot be read.
pub fn check_file(wanted: &str, path: &Path, recorded: Option<&str>) -> io::Result<Option<Staleness>> {
    match snapshot::kind(path)? {
        None => Ok(Some(Staleness::Missing)),
        Some(Kind::File) => {
            let bytes = fs::read(path).path_context("read", path)?;
            Ok(compare::compare(wanted, &bytes, recorded.map_or(Record::Same, Record::Digest)))
        }
        Some(other) => Ok(Some(Staleness::HandEdited { diff: other.found_instead_of("file") })),
    }
}

/// Writes `wanted` to the file at `path`, atomically. If the file is already equal, it is not touched.
///
/// The new file is first written below `staging`, which is on the same file system, and not next to `path`: a temporary
/// file that a killed run leaves in `specs/<provider>/` would become an input.
///
/// # Errors
/// Returns an error if the file, its folder or `staging` cannot be read or written.
pub fn write_file(wanted: &str, path: &Path, staging: &Path) -> io::Result<()> {
    if check_file(wanted, path, None)?.is_none() {
        return Ok(());
    }
    let scrap = staging.join(SCRAP);
    fs::create_dir_all(&scrap).path_context("create", &scrap)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // Temporary files are private to their owner by default. The umask still applies.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(&scrap).path_context("create a file in", &scrap)?;
    file.write_all(wanted.as_bytes()).path_context("write", file.path())?;
    file.as_file().sync_all().path_context("write", file.path())?;
    if let Ok(old) = fs::symlink_metadata(path)
        && old.is_file()
    {
        fs::set_permissions(file.path(), old.permissions()).path_context("write", file.path())?;
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).path_context("create", folder)?;
    file.persist(path).path_context("replace", path)?;
    sync_folder(folder)
}
