//! `tree`: the comparison with files on disk, and the result of writing.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_moored::tree::{Staleness, Written, check, check_file, discard, foreign_files, recover, write, write_file};
use moored_codegen::files::{Files, RelPath};
use moored_codegen::lock::{self, Lock};
use tempfile::TempDir;

struct TestDir {
    _root: TempDir,
    dir: PathBuf,
    staging: PathBuf,
}

impl TestDir {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let (dir, staging) = (root.path().join("generated/a"), root.path().join(".moored"));
        Self { _root: root, dir, staging }
    }

    fn with(wanted: &Files) -> Self {
        let test_dir = Self::new();
        test_dir.write(wanted);
        test_dir
    }

    fn write(&self, wanted: &Files) -> Written {
        let written = write(wanted, &self.dir, &self.staging).unwrap();
        assert_eq!(check(wanted, &self.dir).unwrap(), [], "the written crate differs from the wanted one");
        for folder in ["new", "old", "scrap"] {
            let left = fs::read_dir(self.staging.join(folder)).map_or(0, Iterator::count);
            assert_eq!(left, 0, "staging folder `{folder}` is not empty");
        }
        written
    }

    /// `path: why` for everything that is out of date.
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
    let lock = Lock::new(&BTreeMap::new(), &files, None);
    files.insert(RelPath::new(lock::FILE_NAME).unwrap(), lock.render());
    files
}

fn old() -> Files {
    files([("Cargo.toml", "[package]\n"), ("src/lib.rs", "//! one\n"), ("src/types/a.rs", "// a\n")])
}

fn new() -> Files {
    files([("Cargo.toml", "[package]\n"), ("src/lib.rs", "//! two\n"), ("src/types/b.rs", "// b\n")])
}

/// The inodes and times of all entries. Every write changes one of them.
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
fn a_missing_crate_is_reported_as_one_line() {
    assert_eq!(TestDir::new().stale(&old()), [": missing"]);
}

#[test]
fn writes_a_new_crate_and_a_second_run_changes_nothing() {
    let test_dir = TestDir::new();
    assert_eq!(test_dir.write(&old()).created.len(), 4);
    assert_eq!(test_dir.write(&old()), Written::default());
}

#[cfg(unix)]
#[test]
fn touches_nothing_if_the_crate_is_up_to_date() {
    let test_dir = TestDir::with(&old());
    let before = traces(&test_dir.dir);
    test_dir.write(&old());
    assert_eq!(traces(&test_dir.dir), before);
}

#[cfg(unix)]
#[test]
fn unchanged_files_keep_their_inode_and_modification_time() {
    let test_dir = TestDir::with(&old());
    let before = traces(&test_dir.dir);
    let written = test_dir.write(&new());
    let expected = Written {
        created: vec!["src/types/b.rs".to_owned()],
        replaced: vec!["inputs.lock".to_owned(), "src/lib.rs".to_owned()],
        removed: vec!["src/types/a.rs".to_owned()],
        leftovers: Vec::new(),
    };
    assert_eq!(written, expected);
    let trace = |of: &BTreeMap<PathBuf, (u64, i64, i64, i64)>, path: &str| {
        of.get(&test_dir.dir.join(path)).map(|(inode, seconds, nanoseconds, _)| (*inode, *seconds, *nanoseconds))
    };
    let after = traces(&test_dir.dir);
    assert_eq!(trace(&after, "Cargo.toml"), trace(&before, "Cargo.toml"));
    assert_ne!(trace(&after, "src/lib.rs"), trace(&before, "src/lib.rs"));
    assert!(!test_dir.dir.join("src/types/a.rs").exists());
}

#[test]
fn distinguishes_an_edit_by_hand_from_an_older_output() {
    let test_dir = TestDir::with(&old());
    assert_eq!(
        test_dir.stale(&new()),
        ["inputs.lock: changed", "src/lib.rs: changed", "src/types/a.rs: orphaned", "src/types/b.rs: missing"]
    );
    test_dir.put("src/lib.rs", "//! one, and a half\n");
    let stale = check(&old(), &test_dir.dir).unwrap();
    let expected = Staleness::HandEdited { diff: "@@ line 1\n-//! one, and a half\n+//! one\n".to_owned() };
    assert_eq!(
        stale.iter().map(|stale| (stale.path.as_str(), &stale.why)).collect::<Vec<_>>(),
        [("src/lib.rs", &expected)]
    );
    assert!(test_dir.stale(&new()).contains(&"src/lib.rs: edited by hand".to_owned()), "also if the output is older");
}

#[test]
fn a_changed_lock_does_not_hide_an_edit() {
    let test_dir = TestDir::with(&old());
    test_dir.put("src/lib.rs", "//! mine\n");
    let lock = fs::read_to_string(test_dir.dir.join("inputs.lock")).unwrap();
    test_dir.put(
        "inputs.lock",
        lock.replace(&moored_document::digest::digest("//! one\n"), &moored_document::digest::digest("//! mine\n")),
    );
    assert_eq!(test_dir.stale(&old()), ["inputs.lock: edited by hand", "src/lib.rs: changed"]);
    // If the lock's own digest were corrected too, the two files would still differ from the generated ones.
    fs::remove_file(test_dir.dir.join("inputs.lock")).unwrap();
    assert_eq!(test_dir.stale(&old()), ["inputs.lock: missing", "src/lib.rs: changed"]);
    test_dir.write(&old());
}

#[test]
fn converted_line_endings_are_reported_as_such() {
    let test_dir = TestDir::with(&old());
    for (path, text) in &old() {
        test_dir.put(path.as_str(), text.replace('\n', "\r\n"));
    }
    let stale = test_dir.stale(&old());
    assert_eq!(stale.len(), 4);
    assert!(stale.iter().all(|line| line.ends_with(": line endings differ: CRLF")), "{stale:?}");
    let stale = test_dir.stale(&new());
    assert!(stale.contains(&"src/lib.rs: changed".to_owned()), "not an edit by hand: {stale:?}");
    test_dir.write(&old());
}

#[test]
fn a_long_difference_is_truncated_and_control_characters_are_escaped() {
    let long: String = (0..40).map(|line| format!("// {line}\n")).collect();
    let test_dir = TestDir::with(&files([("src/lib.rs", &long)]));
    test_dir.put("src/lib.rs", "\u{1b}[31mred\n");
    let stale = check(&files([("src/lib.rs", &long)]), &test_dir.dir).unwrap();
    let diff = stale[0].why.diff().unwrap();
    assert!(diff.starts_with("@@ line 1\n-\\u{1b}[31mred\n+// 0\n"), "{diff}");
    assert!(diff.ends_with("… 30 more lines\n"), "{diff}");
    assert_eq!(diff.lines().count(), 13);
}

#[cfg(unix)]
#[test]
fn reports_entries_of_the_wrong_kind() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let test_dir = TestDir::with(&old());
    let beside = test_dir.dir.with_file_name("beside");
    fs::write(&beside, "[package]\n").unwrap();
    fs::remove_file(test_dir.dir.join("Cargo.toml")).unwrap();
    symlink(&beside, test_dir.dir.join("Cargo.toml")).unwrap();
    fs::remove_file(test_dir.dir.join("src/lib.rs")).unwrap();
    test_dir.put("src/lib.rs/inside", "");
    test_dir.put("src/types/a.rs", b"\xff\xfe");
    fs::write(test_dir.dir.join(OsStr::from_bytes(b"\xff.rs")), "").unwrap();
    symlink(&test_dir.dir, test_dir.dir.join("src/loop")).unwrap();
    let expected = [
        "Cargo.toml: edited by hand",
        "src/lib.rs: edited by hand",
        "src/lib.rs/inside: orphaned",
        "src/loop: orphaned",
        "src/types/a.rs: edited by hand",
        "\u{fffd}.rs: orphaned",
    ];
    assert_eq!(test_dir.stale(&old()), expected);
    test_dir.write(&old());
    assert_eq!(fs::read_to_string(&beside).unwrap(), "[package]\n", "the target of the link was written");
}

#[cfg(unix)]
#[test]
fn a_link_or_a_file_at_the_path_of_the_crate_is_replaced() {
    let test_dir = TestDir::with(&old());
    let elsewhere = test_dir.dir.with_file_name("elsewhere");
    fs::rename(&test_dir.dir, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &test_dir.dir).unwrap();
    assert_eq!(test_dir.stale(&old()), [": edited by hand"]);
    test_dir.write(&new());
    assert_eq!(check(&old(), &elsewhere).unwrap(), []);
    fs::remove_dir_all(&test_dir.dir).unwrap();
    fs::write(&test_dir.dir, "a file").unwrap();
    assert_eq!(test_dir.stale(&old()), [": edited by hand"]);
    test_dir.write(&old());
}

#[test]
fn files_that_cargo_and_git_create_are_not_compared_and_are_kept() {
    let test_dir = TestDir::with(&old());
    for path in ["target/debug/out", "Cargo.lock", ".git/HEAD"] {
        test_dir.put(path, "mine");
    }
    test_dir.put("src/target/x.rs", "");
    assert_eq!(test_dir.stale(&old()), ["src/target/x.rs: orphaned"]);
    test_dir.write(&new());
    for path in ["target/debug/out", "Cargo.lock", ".git/HEAD"] {
        assert_eq!(fs::read_to_string(test_dir.dir.join(path)).unwrap(), "mine");
    }
}

#[test]
fn finds_files_that_it_did_not_write() {
    let test_dir = TestDir::with(&old());
    assert_eq!(foreign_files(&test_dir.dir).unwrap(), [""; 0]);
    test_dir.put("notes.md", "");
    assert_eq!(foreign_files(&test_dir.dir).unwrap(), ["notes.md"]);
    fs::remove_file(test_dir.dir.join("inputs.lock")).unwrap();
    assert_eq!(foreign_files(&test_dir.dir).unwrap().len(), 4, "without a lock all files are foreign");
    assert_eq!(foreign_files(&test_dir.staging.join("nowhere")).unwrap(), [""; 0]);
}

#[test]
fn completes_what_a_killed_run_left() {
    let test_dir = TestDir::with(&old());
    for half in ["new/a/src", "scrap/a", "old/b/src"] {
        fs::create_dir_all(test_dir.staging.join(half)).unwrap();
    }
    test_dir.write(&old());
    recover(test_dir.dir.parent().unwrap(), &test_dir.staging).unwrap();
    assert!(test_dir.dir.with_file_name("b").exists(), "the only copy of a crate was not restored");
    discard(&test_dir.dir.with_file_name("b"), &test_dir.staging).unwrap();
    assert!(!test_dir.dir.with_file_name("b").exists());
}

#[test]
fn a_single_file_is_replaced_atomically_and_only_if_it_differs() {
    let test_dir = TestDir::new();
    fs::create_dir_all(test_dir.dir.parent().unwrap()).unwrap();
    let path = test_dir.dir.with_file_name("openapi.yaml");
    assert_eq!(check_file("a\n", &path, None).unwrap(), Some(Staleness::Missing));
    write_file("a\n", &path, &test_dir.staging).unwrap();
    let changed = fs::metadata(&path).unwrap().modified().unwrap();
    write_file("a\n", &path, &test_dir.staging).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), changed);
    let why = |recorded: &str| check_file("b\n", &path, Some(recorded)).unwrap().unwrap().to_string();
    assert_eq!(why(&moored_document::digest::digest("a\n")), "changed");
    assert_eq!(why(&moored_document::digest::digest("other\n")), "edited by hand");
    write_file("b\n", &path, &test_dir.staging).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "b\n");
    assert_eq!(fs::read_dir(test_dir.staging.join("scrap")).unwrap().count(), 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o444, 0o444, "not readable for other users");
    }
}
