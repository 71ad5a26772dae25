//! Files that are derived one by one, beside others that are not: `specs/<provider>/openapi.yaml`.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::Named as _;
use super::Staleness;
use super::compare::{self, Record};
use super::snapshot::{self, Kind};
use super::swap::SCRAP;
use super::sync::sync_folder;

/// Compares the file at `path` with `wanted`; `None` where they are equal. `recorded` is the digest of what the last run is
/// known to have left there.
///
/// # Errors
/// Where the file cannot be read.
pub fn check_file(wanted: &str, path: &Path, recorded: Option<&str>) -> io::Result<Option<Staleness>> {
    match snapshot::kind(path)? {
        None => Ok(Some(Staleness::Missing)),
        Some(Kind::File) => {
            let bytes = fs::read(path).named("read", path)?;
            Ok(compare::compare(wanted, &bytes, recorded.map_or(Record::Same, Record::Digest)))
        }
        Some(other) => Ok(Some(Staleness::HandEdited { diff: other.stands_for("file") })),
    }
}

/// Makes the file at `path` hold `wanted`, at once or not at all; does not touch it where it does.
///
/// The new file is first written below `staging`, on the same file system, and not beside its place: a temporary file that
/// a killed run leaves in `specs/<provider>/` would be taken for one of the provider's.
///
/// # Errors
/// Where the file, its folder or `staging` cannot be read or written.
pub fn write_file(wanted: &str, path: &Path, staging: &Path) -> io::Result<()> {
    if check_file(wanted, path, None)?.is_none() {
        return Ok(());
    }
    let scrap = staging.join(SCRAP);
    fs::create_dir_all(&scrap).named("create", &scrap)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // Anything else would be private to its owner, as temporary files are; the user's mask still applies.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(&scrap).named("create a file in", &scrap)?;
    file.write_all(wanted.as_bytes()).named("write", file.path())?;
    file.as_file().sync_all().named("write", file.path())?;
    if let Ok(old) = fs::symlink_metadata(path)
        && old.is_file()
    {
        fs::set_permissions(file.path(), old.permissions()).named("write", file.path())?;
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).named("create", folder)?;
    file.persist(path).named("replace", path)?;
    sync_folder(folder)
}
