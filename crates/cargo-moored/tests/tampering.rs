//! `--check` reports every change to the documents or the crate of a provider with the right kind and path, and exits
//! with 1.
//!
//! Each case changes a fresh copy of this project's documents and crates.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;
use std::path::Path;

use project::Project;

/// A change, and lines that the output or the findings of `--check` must contain.
struct Change {
    what: &'static str,
    apply: fn(&Project),
    expected: &'static [&'static str],
}

const CASES: &[Change] = &[
    Change {
        what: "edits the derived document",
        apply: |project| edit(project, "specs/sendcloud/openapi.yaml", "title: Users", "title: People"),
        expected: &["specs/sendcloud/openapi.yaml: edited by hand"],
    },
    Change {
        what: "edits a transcription",
        apply: |project| edit(project, "specs/strawblond/document.yaml", "job_title:", "position:"),
        expected: &["specs/strawblond/openapi.yaml: changed", "generated/strawblond/src/types/user.rs: changed"],
    },
    Change {
        what: "edits the published text",
        apply: |project| edit(project, "specs/sendcloud/published.md", "company_name", "companyName"),
        expected: &["error[published-digest]", "specs/sendcloud/source.toml:"],
    },
    Change {
        what: "edits an overlay",
        apply: |project| edit(project, "specs/unleash/overlay.yaml", "- Service Account", "- Robot"),
        expected: &[
            "specs/unleash/openapi.yaml: changed",
            "generated/unleash/src/types/user_schema_account_type.rs: changed",
        ],
    },
    Change {
        what: "leaves a dead action in an overlay",
        apply: |project| {
            edit(
                project,
                "specs/sendcloud/overlay.yaml",
                "$.paths['/user'].get.responses",
                "$.paths['/gone'].get.responses",
            );
        },
        expected: &["error[dead-overlay-action]", "specs/sendcloud/overlay.yaml:"],
    },
    Change {
        what: "edits a generated file",
        apply: |project| {
            edit(project, "generated/insighto/src/client.rs", "https://api.insighto.ai", "https://example.com")
        },
        expected: &["generated/insighto/src/client.rs: edited by hand"],
    },
    Change {
        what: "deletes a generated file",
        apply: |project| fs::remove_file(project.path("generated/unleash/src/types/me_schema.rs")).unwrap(),
        expected: &["generated/unleash/src/types/me_schema.rs: missing"],
    },
    Change {
        what: "adds a file to a generated crate",
        apply: |project| project.put("generated/unleash/src/extra.rs", "// mine\n"),
        expected: &["generated/unleash/src/extra.rs: orphaned"],
    },
    Change {
        what: "renames a generated file",
        apply: |project| {
            let name = |name: &str| project.path("generated/sendcloud/src/types").join(name);
            fs::rename(name("user.rs"), name("person.rs")).unwrap();
        },
        expected: &[
            "generated/sendcloud/src/types/user.rs: missing",
            "generated/sendcloud/src/types/person.rs: orphaned",
        ],
    },
    Change {
        what: "edits a lock",
        apply: |project| {
            edit(project, "generated/sendcloud/inputs.lock", "\"src/lib.rs\" = \"", "\"src/lib.rs\" = \"0")
        },
        expected: &["generated/sendcloud/inputs.lock: edited by hand"],
    },
    Change {
        what: "renames a method in moored.toml",
        apply: |project| edit(project, "specs/unleash/moored.toml", "\"get_me\"", "\"who_am_i\""),
        expected: &[
            "generated/unleash/src/operations/who_am_i.rs: missing",
            "generated/unleash/src/operations/get_me.rs: orphaned",
        ],
    },
    Change {
        what: "converts line ends",
        apply: |project| edit(project, "generated/sendcloud/README.md", "\n", "\r\n"),
        expected: &["generated/sendcloud/README.md: ", "CRLF"],
    },
];

#[test]
fn every_change_is_reported() {
    let untouched = this_project();
    let (code, out, error) = untouched.codegen(&["--check"]);
    assert_eq!(code, 0, "the project itself is not up to date: {out}{error}");
    let mut wrong = Vec::new();
    for Change { what, apply, expected } in CASES {
        let project = this_project();
        apply(&project);
        let before = project.traces();
        let (code, out, error) = project.codegen(&["--check"]);
        let output = format!("{out}{error}");
        let missing: Vec<_> = expected.iter().filter(|line| !output.contains(*line)).collect();
        if code != 1 || !missing.is_empty() {
            wrong.push(format!("the user {what}: exit code {code}, {missing:?} missing in\n{output}"));
        }
        assert_eq!(project.traces(), before, "the user {what}: --check wrote something");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_run_updates_generated_files_that_were_changed() {
    let project = this_project();
    edit(&project, "generated/insighto/src/client.rs", "https://api.insighto.ai", "https://example.com");
    project.put("generated/unleash/src/types/me_schema.rs", "");
    fs::remove_file(project.path("generated/sendcloud/inputs.lock")).unwrap();
    assert_eq!(project.codegen(&["--check"]).0, 1);
    assert_eq!(project.codegen(&[]).0, 0);
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

/// A copy of this workspace, as far as the command reads it.
fn this_project() -> Project {
    let project = Project::with(&[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for path in ["moored.toml", "Cargo.toml", "specs", "generated", "src/providers.rs"] {
        copy(&root, path, &project);
    }
    project
}

fn copy(root: &Path, path: &str, project: &Project) {
    let from = root.join(path);
    if !from.is_dir() {
        return project.put(path, &fs::read_to_string(from).unwrap());
    }
    for entry in fs::read_dir(from).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        copy(root, &format!("{path}/{name}"), project);
    }
}

/// Replaces every `old` in a file, which must contain it.
fn edit(project: &Project, path: &str, old: &str, new: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    assert!(text.contains(old), "{path} has no {old:?}");
    project.put(path, &text.replace(old, new));
}
