//! `names.lock` on disk: in the folder of the provider, or beside a crate of `--out`.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use project::{DOCUMENT, Project};

const NAMES: &str = "specs/pets/names.lock";

/// The next version of [`DOCUMENT`]: a schema and a property that would take the names of others.
fn next_version() -> String {
    DOCUMENT
        .replace("    Pet:\n", "    pet: { type: object, properties: { id: { type: string } } }\n    Pet:\n")
        .replace("        name:\n", "        Name:\n          type: integer\n        name:\n")
}

/// A version in which the schema is called `pet`, so that its name depends on the last run.
fn first_version() -> String {
    DOCUMENT.replace("schemas/Pet", "schemas/pet").replace("    Pet:\n", "    pet:\n")
}

/// `Pet` beside [`first_version`]'s `pet`.
fn second_version() -> String {
    first_version() + "    Pet: { type: object, properties: { id: { type: string } } }\n"
}

fn read(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path(path)).unwrap()
}

#[test]
fn the_first_run_writes_the_names_and_the_next_touches_nothing() {
    let project = Project::with(&["pets"]);
    let (exit, _, error) = project.codegen(&["--check"]);
    assert_eq!(exit, 1, "{error}");
    let (exit, printed, error) = project.codegen(&[]);
    assert_eq!(exit, 0, "{error}");
    assert!(printed.contains(&format!("wrote {NAMES}")), "{printed}");
    assert!(read(&project, NAMES).contains("\n[methods]\n\"GET /pets\" = \"list_pets\"\n"));
    let traces = project.traces();
    assert_eq!(project.codegen(&[]).0, 0);
    assert_eq!(project.traces(), traces);
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn the_next_version_keeps_the_names() {
    let project = Project::with(&["pets"]);
    project.put("specs/pets/openapi.yaml", &first_version());
    assert_eq!(project.codegen(&[]).0, 0);
    let pet = read(&project, "generated/pets/src/types/pet.rs");
    project.put("specs/pets/openapi.yaml", &second_version());
    assert_eq!(project.codegen(&[]).0, 0);
    assert_eq!(read(&project, "generated/pets/src/types/pet.rs"), pet);
    assert!(read(&project, NAMES).contains("\nPet = \"Pet2\"\npet = \"Pet\"\n"));
    // Without the file, the new schema takes the name.
    fs::remove_file(project.path(NAMES)).unwrap();
    assert_eq!(project.codegen(&[]).0, 0);
    assert_ne!(read(&project, "generated/pets/src/types/pet.rs"), pet);
}

#[test]
fn check_reports_names_that_are_not_those_of_a_run() {
    let project = Project::with(&["pets"]);
    assert_eq!(project.codegen(&[]).0, 0);
    let names = read(&project, NAMES);
    let stale = |expected: &str| {
        let (exit, printed, error) = project.codegen(&["--check"]);
        assert_eq!(exit, 1, "{error}");
        assert!(printed.contains(expected), "{expected} is not in:\n{printed}\n{error}");
    };
    fs::remove_file(project.path(NAMES)).unwrap();
    stale(&format!("{NAMES}: missing"));
    project.put(NAMES, &format!("{names}\n[webhooks]\nx = \"y\"\n"));
    stale(&format!("{NAMES}: edited by hand"));
    project.put(NAMES, &names);
    project.put("specs/pets/openapi.yaml", &next_version());
    stale(&format!("{NAMES}: changed"));
}

#[test]
fn a_merge_conflict_is_an_error_and_nothing_is_written() {
    let project = Project::with(&["pets"]);
    assert_eq!(project.codegen(&[]).0, 0);
    project.put(NAMES, &read(&project, NAMES).replacen("[types]", "<<<<<<< HEAD\n[types]", 1));
    let traces = project.traces();
    let (exit, printed, error) = project.codegen(&[]);
    assert_eq!(exit, 1, "{error}");
    let shown = format!("{printed}{error}");
    assert!(shown.contains("error[names-lock]") && shown.contains(&format!("{NAMES}:")), "{shown}");
    assert_eq!(project.traces(), traces);
}

#[test]
fn a_crate_of_another_folder_has_its_names_beside_it() {
    let project = Project::with(&[]);
    project.put("documents/pets.yaml", &first_version());
    let arguments = ["--from", "documents/pets.yaml", "--out", "made"];
    let (exit, _, error) = project.codegen(&arguments);
    assert_eq!(exit, 0, "{error}");
    let (names, pet) = (read(&project, "made/names.lock"), read(&project, "made/src/types/pet.rs"));
    assert!(names.contains("\npet = \"Pet\"\n"), "{names}");
    project.put("documents/pets.yaml", &second_version());
    assert_eq!(project.codegen(&arguments).0, 0);
    assert_eq!(read(&project, "made/src/types/pet.rs"), pet);
    assert_eq!(project.codegen(&[&arguments[..], &["--check"]].concat()).0, 0);
    project.put("made/names.lock", &format!("{names}# mine\n"));
    let (exit, printed, _) = project.codegen(&[&arguments[..], &["--check"]].concat());
    assert_eq!(exit, 1);
    assert!(printed.contains("names.lock: edited by hand"), "{printed}");
    assert!(!project.path("documents/names.lock").exists());
}

/// How many runs are killed.
const KILLS: u32 = 24;

#[test]
fn a_killed_run_leaves_the_old_names_or_the_new_ones() {
    let project = Project::with(&["pets"]);
    let versions = [first_version(), second_version()];
    let mut names = Vec::new();
    for version in &versions {
        project.put("specs/pets/openapi.yaml", version);
        assert_eq!(project.codegen(&[]).0, 0);
        names.push(read(&project, NAMES));
    }
    let started = Instant::now();
    assert_eq!(project.codegen(&[]).0, 0);
    let usual = started.elapsed();
    for kill in 0..KILLS {
        let version = &versions[usize::from(kill % 2 == 1)];
        project.put("specs/pets/openapi.yaml", version);
        let mut run = project.command(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(usual * kill / KILLS + Duration::from_millis(1));
        let _ = run.kill();
        run.wait().unwrap();
        // `Pet2` of the second version is dropped in the first one.
        let left = read(&project, NAMES);
        assert!(names.contains(&left), "kill {kill} left:\n{left}");
    }
    // The next run completes what the killed ones began.
    project.put("specs/pets/openapi.yaml", &versions[1]);
    assert_eq!(project.codegen(&[]).0, 0);
    assert_eq!(read(&project, NAMES), names[1]);
    assert_eq!(project.codegen(&["--check"]).0, 0);
}
