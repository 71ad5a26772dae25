//! Whatever is done to a provider's documents or crate, `--check` sees it, says the right word, names the path, and ends with 1.
//!
//! The project is ours: its documents, its crates. Each case tampers with a fresh copy of it.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up, it cannot test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;
use std::path::Path;

use project::Project;

/// What somebody does, and what `--check` must say of it: a line of its output, or of its findings.
struct Tampering {
    what: &'static str,
    act: fn(&Project),
    says: &'static [&'static str],
}

const CASES: &[Tampering] = &[
    Tampering {
        what: "edits the derived document",
        act: |project| edit(project, "specs/sendcloud/openapi.yaml", "title: Users", "title: People"),
        says: &["specs/sendcloud/openapi.yaml: edited by hand"],
    },
    Tampering {
        what: "edits a transcription",
        act: |project| edit(project, "specs/strawblond/document.yaml", "job_title:", "position:"),
        says: &["specs/strawblond/openapi.yaml: changed", "generated/strawblond/src/types/user.rs: changed"],
    },
    Tampering {
        what: "edits the published text",
        act: |project| edit(project, "specs/sendcloud/published.md", "company_name", "companyName"),
        says: &["error[published-digest]", "specs/sendcloud/source.toml:"],
    },
    Tampering {
        what: "edits an overlay",
        act: |project| edit(project, "specs/unleash/overlay.yaml", "- Service Account", "- Robot"),
        says: &[
            "specs/unleash/openapi.yaml: changed",
            "generated/unleash/src/types/user_schema_account_type.rs: changed",
        ],
    },
    Tampering {
        what: "leaves a dead action in an overlay",
        act: |project| {
            edit(
                project,
                "specs/sendcloud/overlay.yaml",
                "$.paths['/user'].get.responses",
                "$.paths['/gone'].get.responses",
            );
        },
        says: &["error[dead-overlay-action]", "specs/sendcloud/overlay.yaml:"],
    },
    Tampering {
        what: "edits a generated file",
        act: |project| {
            edit(project, "generated/insighto/src/client.rs", "https://api.insighto.ai", "https://example.com")
        },
        says: &["generated/insighto/src/client.rs: edited by hand"],
    },
    Tampering {
        what: "deletes a generated file",
        act: |project| fs::remove_file(project.path("generated/unleash/src/types/me_schema.rs")).unwrap(),
        says: &["generated/unleash/src/types/me_schema.rs: missing"],
    },
    Tampering {
        what: "adds a file to a generated crate",
        act: |project| project.put("generated/unleash/src/extra.rs", "// mine\n"),
        says: &["generated/unleash/src/extra.rs: orphaned"],
    },
    Tampering {
        what: "renames a generated file",
        act: |project| {
            let name = |name: &str| project.path("generated/sendcloud/src/types").join(name);
            fs::rename(name("user.rs"), name("person.rs")).unwrap();
        },
        says: &["generated/sendcloud/src/types/user.rs: missing", "generated/sendcloud/src/types/person.rs: orphaned"],
    },
    Tampering {
        what: "edits a lock",
        act: |project| edit(project, "generated/sendcloud/inputs.lock", "\"src/lib.rs\" = \"", "\"src/lib.rs\" = \"0"),
        says: &["generated/sendcloud/inputs.lock: edited by hand"],
    },
    Tampering {
        what: "renames a method in moored.toml",
        act: |project| edit(project, "specs/unleash/moored.toml", "\"get_me\"", "\"who_am_i\""),
        says: &[
            "generated/unleash/src/operations/who_am_i.rs: missing",
            "generated/unleash/src/operations/get_me.rs: orphaned",
        ],
    },
    Tampering {
        what: "converts line ends",
        act: |project| edit(project, "generated/sendcloud/README.md", "\n", "\r\n"),
        says: &["generated/sendcloud/README.md: ", "CRLF"],
    },
];

#[test]
fn each_is_seen_and_called_by_its_name() {
    let untouched = ours();
    let (code, out, error) = untouched.codegen(&["--check"]);
    assert_eq!(code, 0, "the project itself is not fresh: {out}{error}");
    let mut wrong = Vec::new();
    for Tampering { what, act, says } in CASES {
        let project = ours();
        act(&project);
        let before = project.traces();
        let (code, out, error) = project.codegen(&["--check"]);
        let said = format!("{out}{error}");
        let missing: Vec<_> = says.iter().filter(|line| !said.contains(*line)).collect();
        if code != 1 || !missing.is_empty() {
            wrong.push(format!("somebody {what}: exit {code}, nothing of {missing:?} in\n{said}"));
        }
        assert_eq!(project.traces(), before, "somebody {what}: --check wrote something");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_run_mends_what_was_done_to_the_output() {
    let project = ours();
    edit(&project, "generated/insighto/src/client.rs", "https://api.insighto.ai", "https://example.com");
    project.put("generated/unleash/src/types/me_schema.rs", "");
    fs::remove_file(project.path("generated/sendcloud/inputs.lock")).unwrap();
    assert_eq!(project.codegen(&["--check"]).0, 1);
    assert_eq!(project.codegen(&[]).0, 0);
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

/// A copy of this project: all that the command reads of it.
fn ours() -> Project {
    let project = Project::with(&[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for path in ["specs", "generated", "src/providers.rs"] {
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

/// Replaces `old`, which must be there, everywhere in a file.
fn edit(project: &Project, path: &str, old: &str, new: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    assert!(text.contains(old), "{path} has no {old:?}");
    project.put(path, &text.replace(old, new));
}
