//! Groups of operations: what is called `client.pets().list()` is called so in the next version.

use super::{names_of, run};
use crate::shared::Run;

/// An operation: its path, its id and its tags.
type Operation<'a> = (&'a str, &'a str, &'a str);

fn document(operations: &[Operation<'_>]) -> String {
    let operations: Vec<String> = operations
        .iter()
        .map(|(path, id, tags)| {
            format!(
                "  {path}: {{ get: {{ operationId: {id}, tags: [{tags}], responses: {{ '204': {{ description: OK }} }} }} }}\n"
            )
        })
        .collect();
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\nservers: [{{ url: 'https://pets.example' }}]\npaths:\n{}",
        operations.concat()
    )
}

/// `count` operations with two tags.
fn many(count: usize) -> String {
    let texts: Vec<[String; 3]> = (0..count)
        .map(|number| {
            let tag = if number % 2 == 0 { "Dogs" } else { "Cats" };
            [format!("/p{number}"), format!("{}_do{number}", tag.to_lowercase()), tag.to_owned()]
        })
        .collect();
    document(&texts.iter().map(|[path, id, tag]| (path.as_str(), id.as_str(), tag.as_str())).collect::<Vec<_>>())
}

/// What stands after `client.` in a call of each operation.
fn calls(run: &Run) -> Vec<String> {
    let api = run.outcome.api.as_ref().expect("a client");
    api.operations.iter().map(|operation| format!("{} {}", operation.path, operation.path_from_client())).collect()
}

fn with_settings(document: &str, settings: &str, names: Option<&str>) -> Run {
    let names = names.map(|names| ("names.lock", names));
    let files = [("openapi.yaml", document), ("moored.toml", settings)];
    Run::folder(&files.into_iter().chain(names).collect::<Vec<_>>())
}

const BY_TAG: &str = "operations = \"by-tag\"\n";

#[test]
fn a_document_that_grows_stays_flat_and_one_that_shrinks_stays_grouped() {
    for (before, after) in [(20, 40), (40, 20)] {
        let first = run(&many(before), None);
        let (kept, anew) = (run(&many(after), Some(names_of(&first))), run(&many(after), None));
        let (first, kept, anew) = (calls(&first), calls(&kept), calls(&anew));
        let common = before.min(after);
        assert_eq!(kept[..common], first[..common]);
        assert_ne!(anew[..common], first[..common], "the limit is between the two");
        let is_grouped = |call: &String| call.contains("()");
        assert!(kept.iter().all(|call| is_grouped(call) == is_grouped(&first[0])), "one way for all: {kept:?}");
    }
}

#[test]
fn the_arrangement_of_the_last_run_stays() {
    let operations = [("/a", "issues/list", "Issues"), ("/b", "users/list", "Users")];
    let text = document(&operations);
    let first = with_settings(&text, BY_TAG, None);
    let kept = with_settings(&text, "", Some(names_of(&first)));
    assert_eq!(calls(&kept), calls(&first));
    assert_ne!(calls(&run(&text, None)), calls(&first));
    let flat = with_settings(&text, "operations = \"flat\"\n", Some(names_of(&first)));
    assert_eq!((calls(&flat), flat.findings()), (calls(&run(&text, None)), vec![]), "a setting is no finding");
}

/// The calls of the first operations of both versions, with and without the names of the former.
fn versions(before: &[Operation<'_>], after: &[Operation<'_>]) -> [Vec<String>; 3] {
    let first = with_settings(&document(before), BY_TAG, None);
    let kept = with_settings(&document(after), BY_TAG, Some(names_of(&first)));
    let renamed: Vec<&str> = kept.messages().into_iter().filter(|message| message.contains("is called")).collect();
    assert_eq!(renamed, [""; 0]);
    let anew = with_settings(&document(after), BY_TAG, None);
    let of_first = |run: &Run| {
        let mut calls = calls(run);
        calls.retain(|call| before.iter().any(|(path, ..)| call.starts_with(&format!("{path} "))));
        calls.sort();
        calls
    };
    [of_first(&first), of_first(&kept), of_first(&anew)]
}

#[test]
fn what_stays_keeps_its_group_and_its_method() {
    let before = [("/a", "issues/list", "Issues"), ("/b", "issues/get", "Issues, Beta"), ("/c", "users/list", "Users")];
    for (what, after) in [
        ("a tag in front", vec![("/a", "issues/list", "Issues"), ("/b", "issues/get", "Beta, Issues"), before[2]]),
        (
            "a tag with another name",
            vec![("/a", "issues/list", "Problems"), ("/b", "issues/get", "Problems"), before[2]],
        ),
        (
            "an operation that would take a method",
            vec![("/0", "issuesList", "Issues"), before[0], before[1], ("/c", "people/list", "Users")],
        ),
        ("no tag any more", vec![before[0], ("/b", "issues/get", ""), before[2]]),
        ("an operation beside a group", vec![("/0", "users", ""), before[0], before[1], before[2]]),
    ] {
        let [first, kept, anew] = versions(&before, &after);
        assert_eq!(first, ["/a issues().list", "/b issues().get", "/c users().list"]);
        assert_eq!(kept, first, "{what}");
        assert_ne!(anew, first, "{what}");
    }
}

#[test]
fn what_had_no_group_gets_none() {
    let [first, kept, anew] = versions(
        &[("/a", "issues/list", "Issues"), ("/b", "ping", "")],
        &[("/a", "issues/list", "Issues"), ("/b", "ping", "Issues")],
    );
    assert_eq!(first, ["/a issues().list", "/b ping"]);
    assert_eq!(kept, first);
    assert_ne!(anew, first);
}

#[test]
fn an_operation_whose_group_is_gone_is_reported() {
    let before = document(&[("/a", "issues/list", "Issues"), ("/b", "users/list", "Users")]);
    let after = document(&[("/a", "issues/list", "Users"), ("/b", "users/list", "Users")]);
    let first = with_settings(&before, "", None);
    assert_eq!(calls(&first), ["/a issues_list", "/b users_list"]);
    let first = with_settings(&before, BY_TAG, None);
    // Without the setting, the arrangement of the last run stays.
    let kept = with_settings(&after, "", Some(names_of(&first)));
    assert_eq!(
        kept.messages(),
        [
            "the method of `GET /a` was called `issues().list` and is called `users().issues_list` now: it is in another group now"
        ]
    );
}

/// The handle of each group.
fn handles(run: &Run) -> Vec<&str> {
    let api = run.outcome.api.as_ref().expect("a client");
    api.groups.iter().map(|group| group.handle.as_str()).collect()
}

#[test]
fn what_stays_keeps_its_handle() {
    // `reset` alone has the type `ResetCall`.
    let alone = document(&[("/a", "list", "Reset call"), ("/b", "users/list", "Users")]);
    let both = document(&[("/a", "list", "Reset call"), ("/0", "reset", "Reset call"), ("/b", "users/list", "Users")]);
    let (first, anew) = (with_settings(&alone, BY_TAG, None), with_settings(&both, BY_TAG, None));
    assert_eq!((handles(&first), handles(&anew)), (vec!["ResetCall", "Users"], vec!["ResetCallApi", "Users"]));

    let grown = with_settings(&both, BY_TAG, Some(names_of(&first)));
    assert_eq!(handles(&grown), handles(&first));
    assert_eq!(calls(&grown)[..1], ["/a reset_call().list"]);
    assert_eq!(calls(&grown)[1], "/0 reset_call().reset_2", "what is new yields");

    let shrunk = with_settings(&alone, BY_TAG, Some(names_of(&anew)));
    assert_eq!(handles(&shrunk), handles(&anew));
    let again = with_settings(&alone, BY_TAG, Some(names_of(&shrunk)));
    assert_eq!(names_of(&again), names_of(&shrunk));

    let settings = format!("{BY_TAG}[methods]\nreset = \"reset\"\n");
    let forced = with_settings(&both, &settings, Some(names_of(&first)));
    assert_eq!(
        forced.messages(),
        [
            "the handle of the group `reset_call` was called `ResetCall` and is called `ResetCallApi` now: another one has the name `ResetCall`"
        ]
    );
}
