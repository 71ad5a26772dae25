//! `drift`: which documents are compared, and the exit codes.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed setup fails the test")]

#[path = "shared/folder.rs"]
mod folder;

use std::process::Command;

use folder::Folder;
use serde_json::Value;

const SETTINGS: &str = "[workspace]\ngenerator = \"0.1.0\"\n";

/// A document with these operations on `/pets`.
fn document(operations: &[&str]) -> String {
    let operation = |verb: &&str| format!("      {verb}: {{ responses: {{ '204': {{ description: Done }} }} }}\n");
    let operations: String = operations.iter().map(operation).collect();
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Pets, version: 1.0.0 }}\nservers: [{{ url: https://pets.example }}]\n\
         paths:\n  /pets:\n{operations}"
    )
}

fn workspace() -> Folder {
    Folder::new(&[
        ("moored.toml", SETTINGS),
        ("specs/pets/openapi.yaml", &document(&["get", "post"])),
        ("specs/shop/openapi.yaml", &document(&["get"])),
    ])
}

/// The exit code, and the verdict of each report by its name.
fn verdicts(folder: &Folder, arguments: &str) -> (i32, Vec<(String, String)>) {
    let (exit, printed, _) = folder.moored(&format!("drift {arguments} --format json"));
    let parsed: Value = serde_json::from_str(&printed).unwrap_or_default();
    let text = |report: &Value, key: &str| report[key].as_str().unwrap().to_owned();
    let reports = parsed["reports"].as_array().into_iter().flatten();
    (exit, reports.map(|report| (text(report, "name"), text(report, "verdict"))).collect())
}

fn named(verdicts: &[(&str, &str)]) -> Vec<(String, String)> {
    verdicts.iter().map(|(name, verdict)| ((*name).to_owned(), (*verdict).to_owned())).collect()
}

fn git(folder: &Folder, arguments: &[&str]) {
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@test.example"];
    let done = Command::new("git").args(identity).args(arguments).current_dir(folder.path("")).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn two_files_are_compared_without_a_workspace() {
    let folder = Folder::new(&[("old.yaml", &document(&["get", "post"])), ("new.yaml", &document(&["get"]))]);
    assert_eq!(verdicts(&folder, "--from old.yaml --against new.yaml"), (1, named(&[("old.yaml", "wire")])));
    assert_eq!(verdicts(&folder, "--from new.yaml --against old.yaml"), (0, named(&[("new.yaml", "additive")])));
    assert_eq!(verdicts(&folder, "--from old.yaml --against old.yaml"), (0, named(&[("old.yaml", "none")])));
}

#[test]
fn our_documents_are_compared_with_a_file_or_a_folder() {
    let folder = workspace();
    folder.put("new.yaml", &document(&["get"]));
    folder.put("other/pets/openapi.yaml", &document(&["get", "post", "put"]));
    folder.put("other/shop/openapi.yaml", &document(&["put"]));
    let files = folder.files();
    assert_eq!(verdicts(&folder, "pets --against new.yaml"), (1, named(&[("pets", "wire")])));
    assert_eq!(verdicts(&folder, "pets --against other/shop"), (1, named(&[("pets", "wire")])));
    assert_eq!(verdicts(&folder, "--against other"), (1, named(&[("pets", "additive"), ("shop", "wire")])));
    assert_eq!(folder.files(), files, "a comparison changed a file");
}

#[test]
fn a_revision_is_older_than_our_documents() {
    let folder = workspace();
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message=Two documents"]);
    folder.put("specs/pets/openapi.yaml", &document(&["get"]));
    folder.put("specs/new/openapi.yaml", &folder.text("specs/shop/openapi.yaml"));
    assert_eq!(verdicts(&folder, "--against main"), (1, named(&[("pets", "wire"), ("shop", "none")])));
    // A shallow clone has no other revisions: nothing is known about the documents.
    let (exit, _, error) = folder.moored("drift --against develop");
    assert_eq!(exit, 3);
    assert!(error.contains("`develop` is neither a file nor a folder nor a revision of git"), "{error}");
}

#[test]
fn the_corrections_of_a_provider_apply_to_the_document_that_is_compared() {
    let folder = workspace();
    folder.put(
        "specs/pets/overlay.yaml",
        "overlay: 1.0.0\ninfo: { title: Corrections, version: 1.0.0 }\nactions:\n  - target: $.paths['/pets'].post\n    \
         description: It does not exist\n    remove: true\n",
    );
    folder.put("new.yaml", &document(&["get", "post"]));
    assert_eq!(verdicts(&folder, "pets --against new.yaml"), (0, named(&[("pets", "none")])));
}

#[test]
fn what_cannot_be_compared_has_an_exit_code_of_its_own() {
    let folder = workspace();
    folder.put("new.yaml", "openapi: 3.1.0\npaths: [");
    let (exit, _, error) = folder.moored("drift pets --against new.yaml");
    assert_eq!(exit, 3, "{error}");
    assert!(error.contains("--> new.yaml:2:"), "{error}");
    let (exit, _, error) = folder.moored("drift --from gone.yaml --against new.yaml");
    assert_eq!(exit, 3, "{error}");
    assert!(error.contains("gone.yaml"), "{error}");
    assert_eq!(folder.moored("drift cats --against new.yaml").0, 2);
    assert_eq!(folder.moored("drift pets --from new.yaml --against new.yaml").0, 2);
    assert_eq!(folder.moored("drift").0, 2);
}

#[test]
fn the_report_names_the_next_version_of_the_crate() {
    let folder = workspace();
    folder.put("moored.toml", &format!("{SETTINGS}[package]\nversion = \"0.4.2\"\n"));
    folder.put("new.yaml", &document(&["get"]));
    folder.put("more.yaml", &document(&["get", "post", "put"]));
    let printed = |against: &str| folder.moored(&format!("drift pets --against {against}")).1;
    assert!(printed("new.yaml").contains("0.4.2, and 0.5.0 follows"), "{}", printed("new.yaml"));
    assert!(printed("more.yaml").contains("0.4.2, and 0.4.3 follows"), "{}", printed("more.yaml"));
    assert!(!printed("specs/pets").contains("0.4.2"), "{}", printed("specs/pets"));
}

#[test]
fn a_setting_for_what_the_new_document_no_longer_has_does_not_prevent_the_comparison() {
    let folder = workspace();
    folder.put("specs/pets/moored.toml", "[methods]\n\"POST /pets\" = \"add\"\n");
    folder.put("new.yaml", &document(&["get"]));
    assert_eq!(verdicts(&folder, "pets --against new.yaml"), (1, named(&[("pets", "wire")])));
}

#[test]
fn the_settings_of_the_old_document_are_no_difference() {
    let folder = Folder::new(&[
        ("ours/openapi.yaml", &with_pet()),
        ("ours/moored.toml", "unknown_fields = \"keep\"\n"),
        ("theirs/openapi.yaml", &with_pet()),
    ]);
    let compared = "--from ours/openapi.yaml --against theirs/openapi.yaml";
    assert_eq!(verdicts(&folder, compared), (0, named(&[("ours/openapi.yaml", "none")])));
}

/// A document with a response that has members.
fn with_pet() -> String {
    document(&["get"]).replace(
        "'204': { description: Done }",
        "'200': { description: Pet, content: { application/json: { schema: { type: object, properties: { name: \
         { type: string } } } } } }",
    )
}
