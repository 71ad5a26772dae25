//! `tree`: what is said about files on disk, and what writing leaves there.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up, it cannot test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use moored_codegen::files::{Files, RelPath};
use moored_codegen::lock::{self, Lock};
use tempfile::TempDir;
use xtask::tree::{Staleness, Written, check, check_file, discard, recover, strangers, write, write_file};

struct Place {
    _root: TempDir,
    dir: PathBuf,
    staging: PathBuf,
}

impl Place {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let (dir, staging) = (root.path().join("generated/a"), root.path().join(".moored"));
        Self { _root: root, dir, staging }
    }

    fn holding(wanted: &Files) -> Self {
        let place = Self::new();
        place.write(wanted);
        place
    }

    fn write(&self, wanted: &Files) -> Written {
        let written = write(wanted, &self.dir, &self.staging).unwrap();
        assert_eq!(check(wanted, &self.dir).unwrap(), [], "what was written is what was wanted");
        for room in ["new", "old", "scrap"] {
            let left = fs::read_dir(self.staging.join(room)).map_or(0, Iterator::count);
            assert_eq!(left, 0, "something is left in {room}");
        }
        written
    }

    /// `path: why` of all that is stale.
    fn stale(&self, wanted: &Files) -> Vec<String> {
        check(wanted, &self.dir).unwrap().iter().map(|stale| format!("{}: {}", stale.path, stale.why)).collect()
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn files<const N: usize>(texts: [(&str, &str); N]) -> Files {
    let mut files: Files = texts.map(|(path, text)| (RelPath::new(path).unwrap(), text.to_owned())).into();
    let lock = Lock::new(&BTreeMap::new(), &files);
    files.insert(RelPath::new(lock::FILE_NAME).unwrap(), lock.render());
    files
}

fn old() -> Files {
    files([("Cargo.toml", "[package]\n"), ("src/lib.rs", "//! one\n"), ("src/types/a.rs", "// a\n")])
}

fn new() -> Files {
    files([("Cargo.toml", "[package]\n"), ("src/lib.rs", "//! two\n"), ("src/types/b.rs", "// b\n")])
}

/// Inode and times of everything: whoever touches anything changes one of them.
#[cfg(unix)]
fn traces(dir: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, i64)> {
    use std::os::unix::fs::MetadataExt as _;
    let mut traces = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(path) = open.pop() {
        let found = fs::symlink_metadata(&path).unwrap();
        if found.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        traces.insert(path, (found.ino(), found.mtime(), found.mtime_nsec(), found.ctime_nsec()));
    }
    traces
}

#[test]
fn a_crate_that_is_not_there_is_one_line() {
    assert_eq!(Place::new().stale(&old()), [": missing"]);
}

#[test]
fn writes_a_new_crate_and_finds_nothing_more_to_do() {
    let place = Place::new();
    assert_eq!(place.write(&old()).created.len(), 4);
    assert_eq!(place.write(&old()), Written::default());
}

#[cfg(unix)]
#[test]
fn touches_nothing_where_all_is_equal() {
    let place = Place::holding(&old());
    let before = traces(&place.dir);
    place.write(&old());
    assert_eq!(traces(&place.dir), before);
}

#[cfg(unix)]
#[test]
fn keeps_inode_and_time_of_what_stays_the_same() {
    let place = Place::holding(&old());
    let before = traces(&place.dir);
    let written = place.write(&new());
    let expected = Written {
        created: vec!["src/types/b.rs".to_owned()],
        replaced: vec!["inputs.lock".to_owned(), "src/lib.rs".to_owned()],
        removed: vec!["src/types/a.rs".to_owned()],
    };
    assert_eq!(written, expected);
    let trace = |of: &BTreeMap<PathBuf, (u64, i64, i64, i64)>, path: &str| {
        of.get(&place.dir.join(path)).map(|(inode, seconds, nanoseconds, _)| (*inode, *seconds, *nanoseconds))
    };
    let after = traces(&place.dir);
    assert_eq!(trace(&after, "Cargo.toml"), trace(&before, "Cargo.toml"));
    assert_ne!(trace(&after, "src/lib.rs"), trace(&before, "src/lib.rs"));
    assert!(!place.dir.join("src/types/a.rs").exists());
}

#[test]
fn tells_an_edit_by_hand_from_an_older_output() {
    let place = Place::holding(&old());
    assert_eq!(
        place.stale(&new()),
        ["inputs.lock: changed", "src/lib.rs: changed", "src/types/a.rs: orphaned", "src/types/b.rs: missing"]
    );
    place.put("src/lib.rs", "//! one, and a half\n");
    let stale = check(&old(), &place.dir).unwrap();
    let expected = Staleness::HandEdited { diff: "@@ line 1\n-//! one, and a half\n+//! one\n".to_owned() };
    assert_eq!(
        stale.iter().map(|stale| (stale.path.as_str(), &stale.why)).collect::<Vec<_>>(),
        [("src/lib.rs", &expected)]
    );
    assert!(place.stale(&new()).contains(&"src/lib.rs: edited by hand".to_owned()), "also where the output is older");
}

#[test]
fn an_edited_lock_cannot_cover_an_edit() {
    let place = Place::holding(&old());
    place.put("src/lib.rs", "//! mine\n");
    let lock = fs::read_to_string(place.dir.join("inputs.lock")).unwrap();
    place.put("inputs.lock", lock.replace(&moored_document::digest::digest("//! one\n"), &moored_document::digest::digest("//! mine\n")));
    assert_eq!(place.stale(&old()), ["inputs.lock: edited by hand", "src/lib.rs: changed"]);
    // And were its own digest corrected too, both would still differ from what codegen makes.
    fs::remove_file(place.dir.join("inputs.lock")).unwrap();
    assert_eq!(place.stale(&old()), ["inputs.lock: missing", "src/lib.rs: changed"]);
    place.write(&old());
}

#[test]
fn converted_line_ends_are_called_so() {
    let place = Place::holding(&old());
    for (path, text) in &old() {
        place.put(path.as_str(), text.replace('\n', "\r\n"));
    }
    let stale = place.stale(&old());
    assert_eq!(stale.len(), 4);
    assert!(stale.iter().all(|line| line.ends_with(": line ends differ: CRLF")), "{stale:?}");
    let stale = place.stale(&new());
    assert!(stale.contains(&"src/lib.rs: changed".to_owned()), "no edit by hand: {stale:?}");
    place.write(&old());
}

#[test]
fn a_long_difference_is_cut_and_cannot_steer_the_terminal() {
    let long: String = (0..40).map(|line| format!("// {line}\n")).collect();
    let place = Place::holding(&files([("src/lib.rs", &long)]));
    place.put("src/lib.rs", "\u{1b}[31mred\n");
    let stale = check(&files([("src/lib.rs", &long)]), &place.dir).unwrap();
    let diff = stale[0].why.diff().unwrap();
    assert!(diff.starts_with("@@ line 1\n-\\u{1b}[31mred\n+// 0\n"), "{diff}");
    assert!(diff.ends_with("… 30 more lines\n"), "{diff}");
    assert_eq!(diff.lines().count(), 13);
}

#[cfg(unix)]
#[test]
fn reports_whatever_stands_where_a_file_belongs() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let place = Place::holding(&old());
    let beside = place.dir.with_file_name("beside");
    fs::write(&beside, "[package]\n").unwrap();
    fs::remove_file(place.dir.join("Cargo.toml")).unwrap();
    symlink(&beside, place.dir.join("Cargo.toml")).unwrap();
    fs::remove_file(place.dir.join("src/lib.rs")).unwrap();
    place.put("src/lib.rs/inside", "");
    place.put("src/types/a.rs", b"\xff\xfe");
    fs::write(place.dir.join(OsStr::from_bytes(b"\xff.rs")), "").unwrap();
    symlink(&place.dir, place.dir.join("src/loop")).unwrap();
    let expected = [
        "Cargo.toml: edited by hand",
        "src/lib.rs: edited by hand",
        "src/lib.rs/inside: orphaned",
        "src/loop: orphaned",
        "src/types/a.rs: edited by hand",
        "\u{fffd}.rs: orphaned",
    ];
    assert_eq!(place.stale(&old()), expected);
    place.write(&old());
    assert_eq!(fs::read_to_string(&beside).unwrap(), "[package]\n", "the link was replaced, not what it leads to");
}

#[cfg(unix)]
#[test]
fn a_link_or_a_file_in_the_place_of_the_crate_is_replaced_and_not_followed() {
    let place = Place::holding(&old());
    let elsewhere = place.dir.with_file_name("elsewhere");
    fs::rename(&place.dir, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &place.dir).unwrap();
    assert_eq!(place.stale(&old()), [": edited by hand"]);
    place.write(&new());
    assert_eq!(check(&old(), &elsewhere).unwrap(), []);
    fs::remove_dir_all(&place.dir).unwrap();
    fs::write(&place.dir, "a file").unwrap();
    assert_eq!(place.stale(&old()), [": edited by hand"]);
    place.write(&old());
}

#[test]
fn what_building_leaves_there_is_not_compared_and_stays() {
    let place = Place::holding(&old());
    for path in ["target/debug/out", "Cargo.lock", ".git/HEAD"] {
        place.put(path, "mine");
    }
    place.put("src/target/x.rs", "");
    assert_eq!(place.stale(&old()), ["src/target/x.rs: orphaned"]);
    place.write(&new());
    for path in ["target/debug/out", "Cargo.lock", ".git/HEAD"] {
        assert_eq!(fs::read_to_string(place.dir.join(path)).unwrap(), "mine");
    }
}

#[test]
fn knows_what_it_did_not_write() {
    let place = Place::holding(&old());
    assert_eq!(strangers(&place.dir).unwrap(), [""; 0]);
    place.put("notes.md", "");
    assert_eq!(strangers(&place.dir).unwrap(), ["notes.md"]);
    fs::remove_file(place.dir.join("inputs.lock")).unwrap();
    assert_eq!(strangers(&place.dir).unwrap().len(), 4, "without a lock nothing is ours");
    assert_eq!(strangers(&place.staging.join("nowhere")).unwrap(), [""; 0]);
}

#[test]
fn leftovers_of_a_killed_run_are_finished() {
    let place = Place::holding(&old());
    for half in ["new/a/src", "scrap/a", "old/b/src"] {
        fs::create_dir_all(place.staging.join(half)).unwrap();
    }
    place.write(&old());
    recover(place.dir.parent().unwrap(), &place.staging).unwrap();
    assert!(place.dir.with_file_name("b").exists(), "the only copy of a crate comes back");
    discard(&place.dir.with_file_name("b"), &place.staging).unwrap();
    assert!(!place.dir.with_file_name("b").exists());
}

#[test]
fn a_single_file_is_replaced_at_once_and_only_if_it_differs() {
    let place = Place::new();
    fs::create_dir_all(place.dir.parent().unwrap()).unwrap();
    let path = place.dir.with_file_name("openapi.yaml");
    assert_eq!(check_file("a\n", &path, None).unwrap(), Some(Staleness::Missing));
    write_file("a\n", &path, &place.staging).unwrap();
    let changed = fs::metadata(&path).unwrap().modified().unwrap();
    write_file("a\n", &path, &place.staging).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), changed);
    let why = |recorded: &str| check_file("b\n", &path, Some(recorded)).unwrap().unwrap().to_string();
    assert_eq!(why(&moored_document::digest::digest("a\n")), "changed");
    assert_eq!(why(&moored_document::digest::digest("other\n")), "edited by hand");
    write_file("b\n", &path, &place.staging).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "b\n");
    assert_eq!(fs::read_dir(place.staging.join("scrap")).unwrap().count(), 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o444, 0o444, "others may read it");
    }
}
