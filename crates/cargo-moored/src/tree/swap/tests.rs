//! Replacing a crate on systems without an exchange of two folders. The systems that run the tests have one.

use super::*;

fn crate_at(path: &Path, text: &str) {
    fs::create_dir_all(path).unwrap();
    fs::write(path.join("lib.rs"), text).unwrap();
}

fn text_at(path: &Path) -> String {
    fs::read_to_string(path.join("lib.rs")).unwrap()
}

#[test]
fn two_renames_replace_the_crate() {
    let root = tempfile::tempdir().unwrap();
    let (dest, staging) = (root.path().join("generated/a"), root.path().join(".moored"));
    crate_at(&dest, "old");
    crate_at(&staging.join("new/a"), "new");
    let old = rename_twice(&staging.join("new/a"), &dest, &staging.join("old/a")).unwrap();
    assert_eq!((text_at(&dest), text_at(&old)), ("new".to_owned(), "old".to_owned()));
}

#[test]
fn a_failing_second_rename_is_undone() {
    let root = tempfile::tempdir().unwrap();
    let (dest, staging) = (root.path().join("generated/a"), root.path().join(".moored"));
    crate_at(&dest, "old");
    let error = rename_twice(&staging.join("new/a"), &dest, &staging.join("old/a")).unwrap_err();
    assert!(error.to_string().contains("cannot replace"), "{error}");
    assert_eq!(text_at(&dest), "old");
}

#[test]
fn a_crate_is_restored_after_a_kill_between_two_renames() {
    let root = tempfile::tempdir().unwrap();
    let (parent, staging) = (root.path().join("generated"), root.path().join(".moored"));
    fs::create_dir_all(&parent).unwrap();
    crate_at(&staging.join("old/a"), "old");
    crate_at(&staging.join("new/a"), "new");
    recover(&parent, &staging).unwrap();
    assert_eq!(text_at(&parent.join("a")), "old");
    assert!(leftovers(&staging.join(NEW), &parent).unwrap().is_empty());
    assert!(leftovers(&staging.join(OLD), &parent).unwrap().is_empty());
}

#[test]
fn preserved_files_are_restored_after_a_kill() {
    let root = tempfile::tempdir().unwrap();
    let (parent, staging) = (root.path().join("generated"), root.path().join(".moored"));
    crate_at(&parent.join("a"), "new");
    crate_at(&staging.join("new/a/target"), "built");
    crate_at(&staging.join("scrap/b"), "scrap");
    recover(&parent, &staging).unwrap();
    assert_eq!(text_at(&parent.join("a/target")), "built");
    assert!(!staging.join("new/a").exists() && !staging.join("scrap").exists());
}
