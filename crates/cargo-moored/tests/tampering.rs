//! `--check` reports every change to the documents or the crate of a provider with the right kind and path, and exits
//! with 1.
//!
//! Each case changes a fresh copy of a project with the documents in `tampering/`.

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
        apply: |project| edit(project, "specs/shop/openapi.yaml", "title: Orders", "title: Sales"),
        expected: &["specs/shop/openapi.yaml: edited by hand"],
    },
    Change {
        what: "edits a transcription",
        apply: |project| edit(project, "specs/crew/document.yaml", "job_title:", "position:"),
        expected: &["specs/crew/openapi.yaml: changed", "generated/crew/src/types/member.rs: changed"],
    },
    Change {
        what: "edits the published text",
        apply: |project| edit(project, "specs/shop/published.md", "placed", "placedAt"),
        expected: &["error[published-digest]", "specs/shop/source.toml:"],
    },
    Change {
        what: "edits an overlay",
        apply: |project| edit(project, "specs/crew/overlay.yaml", "- stowaway", "- guest"),
        expected: &["specs/crew/openapi.yaml: changed", "generated/crew/src/types/member_rank.rs: changed"],
    },
    Change {
        what: "leaves a dead action in an overlay",
        apply: |project| {
            edit(
                project,
                "specs/shop/overlay.yaml",
                "$.paths['/orders'].get.responses",
                "$.paths['/gone'].get.responses",
            );
        },
        expected: &["error[dead-overlay-action]", "specs/shop/overlay.yaml:"],
    },
    Change {
        what: "edits a generated file",
        apply: |project| edit(project, "generated/shop/src/client.rs", "https://shop.example", "https://example.com"),
        expected: &["generated/shop/src/client.rs: edited by hand"],
    },
    Change {
        what: "deletes a generated file",
        apply: |project| fs::remove_file(project.path("generated/crew/src/types/member.rs")).unwrap(),
        expected: &["generated/crew/src/types/member.rs: missing"],
    },
    Change {
        what: "adds a file to a generated crate",
        apply: |project| project.put("generated/crew/src/extra.rs", "// mine\n"),
        expected: &["generated/crew/src/extra.rs: orphaned"],
    },
    Change {
        what: "renames a generated file",
        apply: |project| {
            let name = |name: &str| project.path("generated/shop/src/types").join(name);
            fs::rename(name("order.rs"), name("sale.rs")).unwrap();
        },
        expected: &["generated/shop/src/types/order.rs: missing", "generated/shop/src/types/sale.rs: orphaned"],
    },
    Change {
        what: "edits a lock",
        apply: |project| edit(project, "generated/shop/inputs.lock", "\"src/lib.rs\" = \"", "\"src/lib.rs\" = \"0"),
        expected: &["generated/shop/inputs.lock: edited by hand"],
    },
    Change {
        what: "renames a method in moored.toml",
        apply: |project| edit(project, "specs/crew/moored.toml", "\"get_me\"", "\"who_am_i\""),
        expected: &[
            "generated/crew/src/operations/who_am_i.rs: missing",
            "generated/crew/src/operations/get_me.rs: orphaned",
        ],
    },
    Change {
        what: "converts line ends",
        apply: |project| edit(project, "generated/shop/README.md", "\n", "\r\n"),
        expected: &["generated/shop/README.md: ", "CRLF"],
    },
];

#[test]
fn every_change_is_reported() {
    let generated = generated();
    let untouched = copy_of(&generated);
    let (code, out, error) = untouched.codegen(&["--check"]);
    assert_eq!(code, 0, "the copy is not up to date: {out}{error}");
    let mut wrong = Vec::new();
    for Change { what, apply, expected } in CASES {
        let project = copy_of(&generated);
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
    let project = generated();
    edit(&project, "generated/shop/src/client.rs", "https://shop.example", "https://example.com");
    project.put("generated/crew/src/types/member.rs", "");
    fs::remove_file(project.path("generated/shop/inputs.lock")).unwrap();
    assert_eq!(project.codegen(&["--check"]).0, 1);
    assert_eq!(project.codegen(&[]).0, 0);
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

/// A project with the documents in `tampering/`, whose crates are up to date.
fn generated() -> Project {
    let project = Project::with(&[]);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tampering"), "specs", &project);
    let (code, out, error) = project.codegen(&[]);
    assert_eq!(code, 0, "{out}{error}");
    project
}

fn copy_of(generated: &Project) -> Project {
    let project = Project::with(&[]);
    for path in ["Cargo.toml", "specs", "generated", "src"] {
        copy(&generated.path(""), path, &project);
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
