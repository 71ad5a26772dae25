//! `cargo xtask codegen` under adverse conditions: concurrent runs, a full disk, missing permissions, no workspace.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use project::{DOCUMENT, Project, run};

/// The command with a limit of half a kilobyte for every file that it writes, which simulates a full disk.
fn on_a_full_disk(project: &Project, arguments: &[&str]) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_cargo-moored"), "codegen"]);
    shell.args(arguments).current_dir(project.path("."));
    shell
}

#[test]
fn a_full_disk_leaves_the_old_crate() {
    let project = Project::with(&["alpha"]);
    assert_eq!(project.codegen(&[]).0, 0);
    let before = project.traces();
    let many: String = (0..200).map(|number| format!("        p{number}:\n          type: string\n")).collect();
    project.put("specs/alpha/openapi.yaml", &format!("{DOCUMENT}{many}"));
    let (code, _, error) = run(&mut on_a_full_disk(&project, &[]));
    assert_eq!(code, 3, "{error}");
    assert!(error.contains("error: cannot write ") && error.contains(".moored/new/alpha/"), "no path: {error}");
    let after = project.traces();
    let crate_is_old = before.iter().filter(|(path, _)| path.starts_with(project.path("generated")));
    assert!(crate_is_old.clone().count() > 3);
    crate_is_old.for_each(|(path, changed)| assert_eq!(after.get(path), Some(changed), "{}", path.display()));
    assert!(!project.path(".moored/new/alpha").exists(), "the staged files were not removed");
    assert_eq!(project.codegen(&[]).0, 0, "does not work after space was freed");
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn a_full_standard_output_is_an_error() {
    let Ok(full) = File::options().write(true).open("/dev/full") else { return };
    let project = Project::with(&["alpha"]);
    let mut command = project.command(&["--print", "files", "--only", "alpha"]);
    let output = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write to "));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let project = Project::with(&["alpha"]);
    let mut run = project.command(&["--print", "files", "--only", "alpha"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(run.stdout.take());
    assert_eq!(run.wait().unwrap().code(), Some(0));
}

#[test]
fn a_path_that_cannot_be_written_is_reported() {
    let project = Project::with(&["alpha"]);
    project.put("generated", "a file");
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 3);
    assert!(error.contains("generated"), "{error}");
    project.put("petstore.yaml", DOCUMENT);
    let (code, _, error) = project.codegen(&["--from", "petstore.yaml", "--out", "petstore.yaml/crate"]);
    assert_eq!(code, 3);
    assert!(error.contains("petstore.yaml/crate"), "{error}");
}

#[test]
fn fails_outside_of_a_workspace() {
    let elsewhere = tempfile::tempdir().unwrap();
    let (code, _, error) =
        run(Command::new(env!("CARGO_BIN_EXE_cargo-moored")).arg("codegen").current_dir(elsewhere.path()));
    assert_eq!(code, 3);
    assert!(error.contains("is not inside a workspace of moored"), "{error}");
}

#[test]
fn works_in_any_folder_and_after_the_project_was_moved() {
    let project = Project::with(&["alpha"]);
    let (code, _, _) = run(project.command(&[]).current_dir(project.path("specs/alpha")));
    assert_eq!(code, 0);
    let moved = tempfile::tempdir().unwrap();
    let there = moved.path().join("clone");
    fs::rename(project.path("generated").parent().unwrap(), &there).unwrap();
    let (code, out, _) =
        run(Command::new(env!("CARGO_BIN_EXE_cargo-moored")).args(["codegen", "--check"]).current_dir(&there));
    assert_eq!((code, out.as_str()), (0, "1 crate up to date\n"));
}

#[test]
fn the_second_of_two_runs_waits_and_reports_it() {
    let project = Project::with(&["alpha"]);
    fs::create_dir(project.path(".moored")).unwrap();
    let lock = File::create(project.path(".moored/lock")).unwrap();
    lock.lock().unwrap();
    let mut runs = [&[][..], &["--check"]].map(|arguments| {
        let mut command = project.command(arguments);
        let mut run = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(run.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "waiting for another run of `cargo xtask codegen`\n");
        run
    });
    assert!(!project.path("generated").exists());
    assert!(runs.iter_mut().all(|run| run.try_wait().unwrap().is_none()), "a run did not wait");
    drop(lock);
    let [mut write, mut check] = runs;
    assert_eq!(write.wait().unwrap().code(), Some(0));
    // Either run may be the first, so the check may fail, but not because it saw a half-written crate.
    assert!(matches!(check.wait().unwrap().code(), Some(0 | 1)));
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn many_concurrent_runs_leave_complete_crates() {
    let project = Project::with(&["alpha", "beta"]);
    project.put("petstore.yaml", DOCUMENT);
    let arguments = [&[][..], &["--only", "beta"], &["--from", "petstore.yaml", "--out", "out"]];
    let runs: Vec<_> = (0..12)
        .map(|number| {
            let mut command = project.command(arguments[number % arguments.len()]);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut run in runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(project.codegen(&["--check"]).0, 0);
    assert!(!project.path(".out.moored").exists());
}

#[test]
fn a_run_killed_at_any_moment_leaves_complete_crates() {
    let project = Project::with(&["alpha"]);
    let texts = [DOCUMENT.to_owned(), DOCUMENT.replace("pets", "dogs").replace("Pet", "Dog")];
    let whole = texts.clone().map(|text| {
        project.put("specs/alpha/openapi.yaml", &text);
        assert_eq!(project.codegen(&[]).0, 0);
        fs::read(project.path("generated/alpha/inputs.lock")).unwrap()
    });
    let started = std::time::Instant::now();
    assert_eq!(project.codegen(&[]).0, 0);
    let usual = started.elapsed();
    for kill in 0..50 {
        project.put("specs/alpha/openapi.yaml", &texts[kill % 2]);
        let mut run = project.command(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(usual.mul_f64(f64::from(kill as u32 % 25) / 16.0));
        let _ = run.kill();
        run.wait().unwrap();
        // Whichever crate was left: it is up to date with the document it was generated from.
        let lock = fs::read(project.path("generated/alpha/inputs.lock")).unwrap();
        let which = whole.iter().position(|whole| *whole == lock).expect("one of the two locks");
        project.put("specs/alpha/openapi.yaml", &texts[which]);
        let (code, out, error) = project.codegen(&["--check"]);
        let is_crate_complete = code == 0 || out.starts_with("specs/alpha/names.lock: ");
        assert!(is_crate_complete && !out.contains("generated/"), "kill {kill}: {out}{error}");
        // The names are written after the crate. The next run writes them, and not the crate.
        assert_eq!(project.codegen(&[]).0, 0);
        assert_eq!(fs::read(project.path("generated/alpha/inputs.lock")).unwrap(), lock, "kill {kill}");
    }
}

/// Makes `folder` one whose files cannot be removed, or makes them removable again.
fn keep_files(folder: &std::path::Path, are_kept: bool) {
    use std::os::unix::fs::PermissionsExt as _;
    let set_mode = |mode| fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    // Permissions do not concern root, and the attribute is only for root.
    let attribute = |change: &str| Command::new("chattr").arg(change).arg(folder).stderr(Stdio::null()).status();
    if are_kept {
        set_mode(0o555);
        let _ = attribute("+i");
    } else {
        let _ = attribute("-i");
        set_mode(0o755);
    }
}

#[test]
fn what_cannot_be_deleted_of_an_old_crate_is_a_warning() {
    let project = Project::with(&["alpha"]);
    assert_eq!(project.codegen(&[]).0, 0);
    let source = project.path("generated/alpha/src");
    keep_files(&source, true);
    if fs::remove_file(source.join("lib.rs")).is_ok() {
        eprintln!("skipped: this system cannot keep files from being removed");
        return;
    }
    for (title, leftover) in
        [("Dogs", ".moored/scrap/alpha"), ("Cats", ".moored/scrap/alpha"), ("Cows", ".moored/scrap/alpha")]
    {
        project.put("specs/alpha/openapi.yaml", &DOCUMENT.replace("title: Pets", &format!("title: {title}")));
        let (code, out, error) = project.codegen(&[]);
        assert_eq!(code, 0, "{title}: {error}");
        assert!(error.contains("warning: cannot remove ") && error.contains(leftover), "{title}: {error}");
        assert!(out.starts_with("provider  operations"), "{out}");
        assert_eq!(project.codegen(&["--check"]).0, 0, "{title}: the crate was not written");
    }
    for left in fs::read_dir(project.path(".moored/scrap")).unwrap() {
        keep_files(&left.unwrap().path().join("src"), false);
    }
    let (code, _, error) = project.codegen(&[]);
    assert_eq!((code, error.contains("warning")), (0, false), "{error}");
    assert!(!project.path(".moored/scrap/alpha").exists());
}
