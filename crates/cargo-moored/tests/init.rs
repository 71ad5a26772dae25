//! Runs `cargo moored init` in temporary workspaces.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/cargo.rs"]
mod cargo;
#[path = "shared/folder.rs"]
mod folder;

use std::fs;
use std::process::Command;

use cargo::loads;
use folder::{Folder, run};

const PACKAGE: &str = "[package]\nname = \"app\"\nedition = \"2024\"\nlicense = \"Apache-2.0\"\n";
const MEMBER: &str = "[package]\nname = \"app\"\nedition = \"2024\"\n";
const VIRTUAL: &str = "# Ours.\n[workspace]\nresolver = \"3\"\nmembers = [\n    \"app\", # the service\n]\n";

fn package() -> Folder {
    Folder::new(&[("Cargo.toml", PACKAGE), ("src/main.rs", "fn main() {}\n")])
}

fn workspace(manifest: &str) -> Folder {
    Folder::new(&[("Cargo.toml", manifest), ("app/Cargo.toml", MEMBER), ("app/src/main.rs", "fn main() {}\n")])
}

#[test]
fn a_single_package_becomes_a_workspace() {
    let folder = package();
    let (code, out, error) = folder.moored("init");
    assert_eq!((code, error.as_str()), (0, ""));
    let expected = "\
created moored.toml
created specs/README.md
created generated/README.md
changed Cargo.toml
created .gitattributes
created .github/workflows/moored.yml
";
    assert!(out.starts_with(expected) && out.contains("`cargo moored add <name> <file>`"), "{out}");
    assert_eq!(folder.text("Cargo.toml"), format!("{PACKAGE}\n[workspace]\nmembers = [\"generated/*\"]\n"));
    let settings = folder.text("moored.toml");
    assert!(settings.contains("\nlicense = \"Apache-2.0\"\n"), "{settings}");
    assert!(folder.text("generated/README.md").contains("from specs/, and"), "a word was not replaced");
    assert!(folder.files().values().all(|text| !text.contains("{command}") && !text.contains("{specs}")));
    assert!(loads(&folder.path("")));
    assert!(!folder.path(".moored").exists(), "temporary files are left");

    let before = folder.files();
    let (code, out, error) = folder.moored("init");
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(out.starts_with("nothing to do: "), "{out}");
    assert_eq!(folder.files(), before);
}

#[test]
fn a_workspace_keeps_its_comments_and_is_found_from_below() {
    let folder = workspace(VIRTUAL);
    assert_eq!(folder.moored_in("app/src", "init --ci none").0, 0);
    let expected = VIRTUAL.replace("# the service\n", "# the service\n    \"generated/*\",\n");
    assert_eq!(folder.text("Cargo.toml"), expected);
    assert!(folder.path("moored.toml").exists() && !folder.path("app/moored.toml").exists());
    assert!(!folder.path(".github").exists());
    assert!(loads(&folder.path("")));
}

#[test]
fn a_dry_run_writes_nothing_and_prints_what_git_applies() {
    let (shown, made) = (workspace(VIRTUAL), workspace(VIRTUAL));
    for folder in [&shown, &made] {
        folder.put(".gitattributes", "*.png binary");
    }
    let before = shown.files();
    let (code, diff, error) = shown.moored("init --dry-run --xtask --git https://git.example/moored --ci gitlab");
    assert_eq!((code, error.as_str()), (0, ""));
    assert_eq!(shown.files(), before);
    let plan = tempfile::NamedTempFile::new().unwrap();
    fs::write(plan.path(), diff).unwrap();
    let applied = run(Command::new("git").arg("apply").arg(plan.path()).current_dir(shown.path("")));
    assert_eq!(applied.0, 0, "{}", applied.2);
    let (code, _, error) = made.moored("init --xtask --git https://git.example/moored --ci gitlab");
    assert_eq!(code, 0, "{error}");
    assert_eq!(shown.files(), made.files());
    assert!(made.text(".gitattributes").starts_with("*.png binary\n# moored takes"), "{}", made.text(".gitattributes"));
}

#[test]
fn an_xtask_has_an_alias_and_names_the_command() {
    let folder = workspace("[workspace]\nresolver = \"3\"\nmembers = [\"app\"]\n");
    folder.put(".cargo/config.toml", "# ours\n[alias]\nb = \"build\" # short\n\n[net]\nretry = 3\n");
    let (code, _, error) = folder.moored("init --xtask --git https://git.example/moored --rev abc --ci github");
    assert_eq!(code, 0, "{error}");
    let expected =
        "# ours\n[alias]\nb = \"build\" # short\nxtask = \"run --quiet --package xtask --\"\n\n[net]\nretry = 3\n";
    assert_eq!(folder.text(".cargo/config.toml"), expected);
    let manifest = folder.text("xtask/Cargo.toml");
    let dependency = "cargo-moored = { git = \"https://git.example/moored\", rev = \"abc\" }\n";
    assert!(manifest.ends_with(dependency), "{manifest}");
    assert!(folder.text("moored.toml").contains("\ncommand = \"cargo xtask\"\n"));
    let workflow = folder.text(".github/workflows/moored.yml");
    assert!(workflow.contains("run: cargo xtask codegen --check") && !workflow.contains("install"), "{workflow}");
    assert!(loads(&folder.path("")));
    let (code, out, _) = folder.moored("init --xtask --git https://git.example/moored --rev abc --ci github");
    assert!(code == 0 && out.starts_with("nothing to do"), "{out}");
}

#[test]
fn an_xtask_of_the_user_is_not_touched() {
    let folder = workspace(VIRTUAL);
    folder.put("xtask/src/main.rs", "fn main() {}\n");
    let before = folder.files();
    let (code, out, error) = folder.moored("init --xtask");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(error.starts_with("error: this workspace has xtask/, which was not changed."), "{error}");
    assert!(error.contains("Moored(cargo_moored::cli::Command)"), "{error}");
    assert_eq!(folder.files(), before);

    let folder = workspace(VIRTUAL);
    folder.put(".cargo/config", "alias = { xtask = [\"run\", \"-p\", \"tasks\"] }\n");
    let (code, _, error) = folder.moored("init --xtask");
    assert_eq!(code, 2);
    assert!(error.contains("the alias `xtask` in .cargo/config, which was not changed"), "{error}");
    let (code, _, error) = folder.moored("init --command cargo-tasks");
    assert_eq!(code, 0, "{error}");
    assert!(folder.text("moored.toml").contains("\ncommand = \"cargo-tasks\"\n"));
}

#[test]
fn files_of_the_user_are_kept() {
    let folder = workspace(VIRTUAL);
    let mine = [".github/workflows/moored.yml", "specs/README.md", ".gitlab-ci.yml"];
    for path in mine {
        folder.put(path, "mine\n");
    }
    folder.put(".gitattributes", "* -text\n");
    let (code, out, error) = folder.moored("init");
    assert_eq!(code, 0, "{error}");
    for path in mine {
        assert_eq!(folder.text(path), "mine\n");
    }
    assert_eq!(folder.text(".gitattributes"), "* -text\n");
    assert!(out.contains("created .gitlab/moored.yml\n"), "{out}");
    assert!(out.contains("Add this to .gitlab-ci.yml, which was not changed:\n\ninclude:\n  - local: "), "{out}");
    assert!(folder.text(".gitlab/moored.yml").contains("cargo install --locked \"cargo-moored@$(sed -n ''s/"));
}

#[test]
fn what_cargo_does_not_load_is_undone() {
    let folder = workspace(VIRTUAL);
    let before = folder.files();
    let (code, out, error) = folder.moored("init --xtask --path ../nowhere");
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(error.contains("cargo does not load the workspace with these changes, so they were undone: "), "{error}");
    assert!(error.contains("nowhere/Cargo.toml"), "cargo's message is missing: {error}");
    assert_eq!(folder.files(), before);
    assert!(!folder.path("specs").exists() && !folder.path("generated").exists());
}

#[test]
fn contradictions_are_errors_before_anything_is_written() {
    for (manifest, arguments, code, named) in [
        ("[workspace]\nmembers = [\"*\"]\n", "init", 2, "the pattern `*`"),
        ("[workspace]\nmembers = [\"app\"]\nexclude = [\"generated\"]\n", "init", 2, "`exclude` in Cargo.toml"),
        (
            "[workspace]\nmembers = [\"app\"]\n",
            "init --generated ../clients",
            2,
            "--generated ../clients: expected a folder",
        ),
        ("[workspace]\nmembers = [\"app\"]\n", "init --generated app/..", 2, "expected a folder in the workspace"),
        ("[workspace]\nmembers = [\"app\"]\n", "init --ci jenkins", 2, "possible values: github, gitlab, none"),
        ("[workspace]\nmembers = [\"app\"]\n", "init --rev abc", 2, "--git"),
        ("[workspace]\nmembers = [\"app\"\n", "init", 3, "Cargo.toml"),
    ] {
        let folder = workspace(manifest);
        let before = folder.files();
        let (actual, out, error) = folder.moored(arguments);
        assert_eq!((actual, out.as_str()), (code, ""), "{arguments}: {error}");
        assert!(error.contains(named), "{error}");
        assert_eq!(folder.files(), before, "{arguments}");
    }
    let folder = workspace(VIRTUAL);
    folder.put("generated/old/notes.md", "");
    let (code, _, error) = folder.moored("init");
    assert_eq!(code, 2);
    assert!(error.contains("generated/old contains files that codegen did not write (\"notes.md\")"), "{error}");
    assert_eq!(folder.moored("init --generated clients").0, 0);
    assert!(
        folder.text("Cargo.toml").contains("\"clients/*\"") && folder.text(".gitattributes").contains("/clients/**")
    );
    assert!(loads(&folder.path("")));
}

#[test]
fn the_settings_of_the_workspace_count() {
    let folder = workspace(VIRTUAL);
    folder.put("moored.toml", "[workspace]\nspecs = \"api\"\ngenerated = \"clients\"\ncommand = \"cargo tasks\"\n");
    assert_eq!(folder.moored("init --ci none").0, 0);
    assert!(
        folder.text("clients/README.md").contains("`cargo tasks codegen` writes the crates in this folder from api/")
    );
    assert!(folder.text("Cargo.toml").contains("\"clients/*\"") && !folder.path("specs").exists());
    let before = folder.files();
    for (settings, code, named) in [
        ("[workspace]\nspec = \"api\"\n", 1, "moored.toml:2:1"),
        ("title = \"Pets\"\n", 3, "moored.toml has no table [workspace]"),
    ] {
        folder.put("moored.toml", settings);
        let (actual, _, error) = folder.moored("init");
        assert!(actual == code && error.contains(named), "{actual}: {error}");
    }
    folder.put("moored.toml", before.get("moored.toml").unwrap());
    assert_eq!(folder.files(), before);
}

#[test]
fn a_folder_without_a_manifest_is_an_error_that_says_what_to_do() {
    let folder = Folder::new(&[]);
    let (code, _, error) = folder.moored("init");
    assert_eq!(code, 3);
    assert!(error.contains("there is no Cargo.toml in ") && error.contains("`cargo init`"), "{error}");
    assert!(folder.files().is_empty());
}

#[test]
fn line_ends_of_a_manifest_stay() {
    let folder = workspace(&VIRTUAL.replace('\n', "\r\n"));
    assert_eq!(folder.moored("init --ci none").0, 0);
    let manifest = folder.text("Cargo.toml");
    assert!(manifest.contains("# the service\r\n    \"generated/*\",\r\n]\r\n"), "{manifest:?}");
    assert_eq!(manifest.matches('\n').count(), manifest.matches("\r\n").count());
}
