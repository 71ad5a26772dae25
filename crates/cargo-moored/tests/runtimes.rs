//! Where generated crates find the runtime: a copy that they share, a folder, a repository, a registry.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;

use project::{DOCUMENT, Project};
use toml::{Table, Value};

fn workspace(settings: &str) -> Project {
    let project = Project::with(&["cats", "dogs"]);
    project.put("moored.toml", &format!("[workspace]\ngenerator = \"{}\"\n{settings}", env!("CARGO_PKG_VERSION")));
    project
}

fn dependency(project: &Project, folder: &str) -> Table {
    let manifest: Table = fs::read_to_string(project.path(&format!("{folder}/Cargo.toml"))).unwrap().parse().unwrap();
    let dependency = manifest.get("dependencies").and_then(|table| table.get("moored-runtime"));
    dependency.and_then(Value::as_table).cloned().unwrap_or_default()
}

fn table(text: &str) -> Table {
    text.parse().unwrap()
}

#[test]
fn by_default_all_crates_share_one_copy() {
    let project = workspace("");
    assert_eq!(project.codegen(&[]).0, 0);
    for name in ["cats", "dogs"] {
        assert_eq!(
            dependency(&project, &format!("generated/{name}")),
            table("path = \"../moored-runtime\"\ndefault-features = false")
        );
        assert!(!project.path(&format!("generated/{name}/runtime")).exists());
        let lock = fs::read_to_string(project.path(&format!("generated/{name}/inputs.lock"))).unwrap();
        assert!(lock.contains("[vendored]\n\"generated/moored-gate\" = \""), "{lock}");
        assert!(lock.contains("\n\"generated/moored-runtime\" = \""), "{lock}");
    }
    assert!(project.path("generated/moored-runtime/src/lib.rs").exists());
    assert!(project.path("generated/moored-gate/src/lib.rs").exists());
    let before = project.traces();
    let (code, out, _) = project.codegen(&["--check"]);
    assert_eq!((code, out.as_str()), (0, "2 crates up to date\n"));
    assert_eq!(project.codegen(&[]).0, 0);
    assert!(project.traces() == before, "a second run touched something");

    project.put("generated/moored-runtime/src/lib.rs", "// mine\n");
    fs::remove_file(project.path("generated/moored-gate/inputs.lock")).unwrap();
    let (code, out, error) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(out.contains("generated/moored-gate/inputs.lock: missing\n"), "{out}");
    assert!(out.contains("generated/moored-runtime/src/lib.rs: edited by hand\n"), "{out}");
    assert!(error.ends_with("error: 2 paths are out of date; to update them, run `cargo moored codegen`\n"), "{error}");
    let (_, out, _) = project.codegen(&["--only", "cats"]);
    assert!(out.ends_with("\nwrote generated/moored-gate\nwrote generated/moored-runtime\n"), "{out}");
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn each_kind_of_runtime_is_a_dependency_and_a_copy_that_is_not_needed_is_removed() {
    let project = workspace("");
    assert_eq!(project.codegen(&[]).0, 0);
    for (settings, expected) in [
        ("runtime = { path = \"runtime\" }\n", "path = \"../../runtime\""),
        (
            "runtime = { git = \"https://code.example/m\", rev = \"0a1b\" }\n",
            "git = \"https://code.example/m\"\nrev = \"0a1b\"",
        ),
        ("runtime = { version = \"0.1.0\" }\n", "version = \"0.1.0\""),
    ] {
        let version = env!("CARGO_PKG_VERSION");
        project.put("moored.toml", &format!("[workspace]\ngenerator = \"{version}\"\n{settings}"));
        let (code, out, error) = project.codegen(&[]);
        assert_eq!(code, 0, "{out}{error}");
        assert_eq!(dependency(&project, "generated/cats"), table(&format!("{expected}\ndefault-features = false")));
        assert!(!project.path("generated/moored-runtime").exists() && !project.path("generated/moored-gate").exists());
        assert_eq!(project.codegen(&["--check"]).0, 0, "{settings}");
    }
}

#[test]
fn a_provider_cannot_have_the_name_of_a_copy() {
    let project = workspace("");
    project.put("specs/moored-runtime/openapi.yaml", DOCUMENT);
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 1);
    assert!(
        error.starts_with("error[config]: generated/moored-runtime is the folder of a crate of moored\n"),
        "{error}"
    );
    assert!(!project.path("generated").exists());
}

#[test]
fn a_runtime_that_does_not_fit_is_rejected_before_anything_is_written() {
    let project = workspace("runtime = { path = \"runtime\" }\n");
    let version = env!("CARGO_PKG_VERSION");
    for (manifest, message) in [
        (
            "[package]\nname = \"moored-runtime\"\nversion = \"0.0.9\"\n",
            format!("the runtime in `runtime` has version 0.0.9, and this is moored {version}"),
        ),
        ("[package]\nname = \"other\"\n", "`runtime` is not the folder of the crate `moored-runtime`".to_owned()),
    ] {
        project.put("runtime/Cargo.toml", manifest);
        let (code, _, error) = project.codegen(&[]);
        assert_eq!(code, 1);
        assert!(error.starts_with(&format!("error[config]: {message}\n")), "{error}");
        assert!(error.contains("--> moored.toml:3:11\n"), "{error}");
    }
    fs::remove_file(project.path("runtime/Cargo.toml")).unwrap();
    let (_, _, error) = project.codegen(&["--check"]);
    assert!(error.contains("there is no runtime in `runtime`: it has no Cargo.toml"), "{error}");
    assert!(!project.path("generated").exists());
}

#[test]
fn crates_of_single_documents_share_a_runtime_and_keep_it() {
    let project = workspace("");
    project.put("pets.yaml", DOCUMENT);
    let from = |out: &'static str| ["--from", "pets.yaml", "--out", out];
    let shared = ["--runtime", "crates/moored-runtime", "--license", "MIT"];
    let (code, out, error) = project.codegen(&[&from("crates/one")[..], &shared, &["--dry-run"]].concat());
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("crates/moored-runtime\n") && !project.path("crates").exists(), "{out}");
    for out in ["crates/one", "crates/two"] {
        let (code, _, error) = project.codegen(&[&from(out)[..], &shared].concat());
        assert_eq!(code, 0, "{error}");
        assert_eq!(dependency(&project, out), table("path = \"../moored-runtime\"\ndefault-features = false"));
        let manifest = fs::read_to_string(project.path(out).join("Cargo.toml")).unwrap();
        assert!(!manifest.contains("[workspace]") && manifest.contains("license = \"MIT\"\n"), "{manifest}");
        assert!(!project.path(out).join("runtime").exists());
    }
    assert!(project.path("crates/moored-runtime/src/lib.rs").exists());
    assert_eq!(fs::read_dir(project.path("crates")).unwrap().count(), 3, "the staging folders were not removed");

    // The second run states neither.
    let manifest = fs::read(project.path("crates/one/Cargo.toml")).unwrap();
    let files = || project.traces().into_iter().filter(|(path, _)| path.is_file()).collect::<Vec<_>>();
    let before = files();
    assert_eq!(project.codegen(&from("crates/one")).0, 0);
    assert!(files() == before, "a file was touched");
    assert_eq!(fs::read(project.path("crates/one/Cargo.toml")).unwrap(), manifest);
    project.put("crates/one/src/lib.rs", "");
    let (code, _, error) = project.codegen(&[&from("crates/one")[..], &shared, &["--check"]].concat());
    assert_eq!(code, 1);
    let command = "--from pets.yaml --out crates/one --runtime crates/moored-runtime --license 'MIT'`\n";
    assert!(error.ends_with(command), "{error}");

    project.put("crates/moored-runtime/Cargo.toml", "[package]\nname = \"moored-runtime\"\nversion = \"9.0.0\"\n");
    let (code, _, error) = project.codegen(&from("crates/two"));
    assert_eq!(code, 2);
    assert!(error.contains("has version 9.0.0") && error.contains("choose another folder with --runtime"), "{error}");
}
