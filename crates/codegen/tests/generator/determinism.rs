//! The same inputs give the same bytes: on every run, and on several threads at once.

use std::thread;

use moored_codegen::Files;

use crate::shared::Run;

/// Everything that the generator keeps in a set or a map: components, formats, findings, responses, credentials.
const DOCUMENT: &str = include_str!("determinism/openapi.yaml");

fn run(document: &str) -> (Files, String) {
    let run = Run::document(document);
    (run.files().clone(), run.rendered())
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (files, findings) = run(DOCUMENT);
    assert!(files.keys().any(|path| path.as_str() == "src/types/pet.rs"));
    assert!(findings.contains("webhook") && findings.contains("tuple"), "{findings}");
    assert_eq!(run(DOCUMENT), (files, findings));
}

#[test]
fn threads_do_not_influence_each_other() {
    let alone = run(DOCUMENT);
    let together: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| run(DOCUMENT))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a run does not panic")).collect()
    });
    assert_eq!(together.len(), 4);
    for run in together {
        assert_eq!(run, alone);
    }
}

/// The files with locations or the digest of the text.
const ABOUT_THE_TEXT: [&str; 2] = ["inputs.lock", "losses.json"];

/// Generates from two texts of one document, and compares all but these files, which have to differ.
fn assert_same_client(one: &str, other: &str) {
    let ((mut one, _), (mut other, _)) = (run(one), run(other));
    let take = |files: &mut Files| -> Files {
        files.extract_if(.., |path, _| ABOUT_THE_TEXT.contains(&path.as_str())).collect()
    };
    for (of_one, of_other) in take(&mut one).iter().zip(&take(&mut other)) {
        assert_ne!(of_one, of_other);
    }
    assert!(one == other, "the clients differ");
}

#[test]
fn a_comment_does_not_change_the_client() {
    assert_same_client(DOCUMENT, &format!("# A comment.\n{DOCUMENT}"));
}

#[test]
fn json_and_yaml_of_one_document_give_the_same_client() {
    let value: serde_yaml::Value = serde_yaml::from_str(DOCUMENT).expect("YAML");
    assert_same_client(DOCUMENT, &serde_json::to_string_pretty(&value).expect("JSON"));
}
