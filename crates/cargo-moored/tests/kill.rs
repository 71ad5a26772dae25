//! A run that is killed at any moment leaves the complete old crate or the complete new one.
//!
//! The writer is this test program, started again: it replaces one crate by another until it is killed.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use cargo_moored::tree::{check, recover, update_folder, write};
use moored_codegen::files::{Files, RelPath};
use moored_codegen::lock::{FILE_NAME, Lock};

const ROOT: &str = "XTASK_TEST_KILL_ROOT";
/// A file that the writer creates before it starts.
const STARTED: &str = "started";
const KILLS: u64 = 80;

/// Two crates with one identical file, and many files that differ.
fn crates() -> [Files; 2] {
    ["one", "two"].map(|text| {
        let path = |path: String| RelPath::new(path).unwrap();
        let mut files = Files::from([(path("Cargo.toml".to_owned()), "[package]\n".to_owned())]);
        files.extend((0..25).map(|number| (path(format!("src/{text}/f{number}.rs")), text.repeat(500))));
        files.extend((0..25).map(|number| (path(format!("src/f{number}.rs")), text.repeat(500))));
        let lock = Lock::new(&BTreeMap::new(), &files, None);
        files.insert(path(FILE_NAME.to_owned()), lock.render());
        files
    })
}

fn folders(root: &Path) -> (PathBuf, PathBuf) {
    (root.join("generated/a"), root.join(".moored"))
}

#[test]
fn the_writer() {
    let Some(root) = env::var_os(ROOT) else { return };
    let (dir, staging) = folders(Path::new(&root));
    let crates = crates();
    std::fs::write(Path::new(&root).join(STARTED), "").unwrap();
    for wanted in crates.iter().cycle() {
        write(wanted, &dir, &staging).unwrap();
    }
}

#[test]
fn leaves_the_old_crate_or_the_new_one() {
    let root = tempfile::tempdir().unwrap();
    let (dir, staging) = folders(root.path());
    let crates = crates();
    write(&crates[0], &dir, &staging).unwrap();
    std::fs::create_dir_all(dir.join("target")).unwrap();
    std::fs::write(dir.join("target/built"), "").unwrap();

    // The time of two changes is measured, so that kills hit the first few changes on slow machines too.
    let start = Instant::now();
    for wanted in [&crates[1], &crates[0]] {
        write(wanted, &dir, &staging).unwrap();
    }
    let window = u64::try_from(start.elapsed().as_micros()).unwrap() * 2;

    let mut random = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
    let mut seen = [0, 0];
    for kill in 0..KILLS {
        let mut writer = Command::new(env::current_exe().unwrap())
            .args(["--exact", "the_writer"])
            .env(ROOT, root.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let marker = root.path().join(STARTED);
        while std::fs::remove_file(&marker).is_err() {
            thread::sleep(Duration::from_millis(1));
        }
        random = next(random);
        thread::sleep(Duration::from_micros(random % window));
        writer.kill().unwrap();
        assert!(!writer.wait().unwrap().success(), "the writer ended by itself");
        let stale = crates.each_ref().map(|wanted| check(wanted, &dir).unwrap());
        let which = stale.iter().position(Vec::is_empty);
        let which = which.unwrap_or_else(|| panic!("kill {kill} left neither crate: {stale:#?}"));
        seen[which] += 1;
    }
    assert!(seen.iter().all(|times| *times > 0), "no kill hit a change: {seen:?}");
    println!("{KILLS} kills left the first crate {} times, the second {} times", seen[0], seen[1]);

    // The next run cleans up, and restores the preserved files that a killed run may have moved.
    write(&crates[1], &dir, &staging).unwrap();
    assert!(dir.join("target/built").exists());
    assert_eq!(std::fs::read_dir(staging.join("new")).unwrap().count(), 0);
}

const FOLDER: &str = "XTASK_TEST_KILL_FOLDER";
const REPLACED: [&str; 3] = ["published.yaml", "source.toml", "openapi.yaml"];

#[test]
fn the_writer_of_a_folder() {
    let Some(root) = env::var_os(FOLDER) else { return };
    let root = Path::new(&root);
    std::fs::write(root.join(STARTED), "").unwrap();
    for text in ["one", "two"].iter().cycle() {
        recover(&root.join("specs"), &root.join(".moored/pull")).unwrap();
        let text = text.repeat(5_000);
        let files = REPLACED.iter().map(|file| (*file, text.as_str())).collect();
        update_folder(&files, &root.join("specs/a"), &root.join(".moored/pull")).unwrap();
    }
}

#[test]
fn leaves_the_old_files_of_a_folder_or_the_new_ones() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("specs/a");
    std::fs::create_dir_all(dir.join("tests")).unwrap();
    std::fs::write(dir.join("tests/wire.rs"), "ours").unwrap();
    for file in REPLACED {
        std::fs::write(dir.join(file), "one".repeat(5_000)).unwrap();
    }
    let mut random = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
    let mut seen = BTreeMap::new();
    for kill in 0..KILLS {
        let mut writer = Command::new(env::current_exe().unwrap())
            .args(["--exact", "the_writer_of_a_folder"])
            .env(FOLDER, root.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while std::fs::remove_file(root.path().join(STARTED)).is_err() {
            thread::sleep(Duration::from_millis(1));
        }
        random = next(random);
        thread::sleep(Duration::from_micros(random % 20_000));
        writer.kill().unwrap();
        assert!(!writer.wait().unwrap().success(), "the writer ended by itself");
        let texts = REPLACED.map(|file| std::fs::read_to_string(dir.join(file)).unwrap());
        assert!(texts.iter().all(|text| *text == texts[0] && text.len() == 15_000), "kill {kill} left a mixture");
        assert_eq!(std::fs::read_to_string(dir.join("tests/wire.rs")).unwrap(), "ours");
        *seen.entry(texts[0][..3].to_owned()).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 2, "no kill hit a change: {seen:?}");
    recover(&root.path().join("specs"), &root.path().join(".moored/pull")).unwrap();
    assert_eq!(std::fs::read_dir(root.path().join(".moored/pull/new")).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(dir).unwrap().count(), 4);
}

/// Knuth's linear congruential generator; the low bit is dropped, because low bits have short periods.
fn next(random: u64) -> u64 {
    random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 1
}
