//! A generated crate of a document of our own, tried; and one that is tampered with, found out.

#![expect(clippy::expect_used, reason = "a test says what is wrong by panicking")]

#[path = "shared/folders.rs"]
mod folders;

use std::path::Path;

use folders::folders;
use moored_codegen::Files;
use moored_proof::folders::Folders;
use moored_proof::prove::prove;
use moored_proof::report::{Figures, Report, text};

fn tried(change: fn(&mut Files), folders: &Folders) -> (Figures, Report) {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/harbour.yaml");
    let report = prove(&document, folders, &change).expect("nothing is in the way");
    assert_eq!(report.obstacle, None);
    (Figures::of(std::slice::from_ref(&report)), report)
}

/// One test, for two would wait for each other's builds.
#[test]
fn what_is_true_is_right_and_what_is_lost_is_found() {
    let folders = folders();
    let wire = folders.prism.is_some();
    if !wire {
        let required = std::env::var("MOORED_REQUIRE_PRISM").is_ok_and(|value| value == "1");
        assert!(!required, "Prism is not installed: run tests/prism/install.sh");
        eprintln!("SKIPPED the wire: Prism is not installed, run tests/prism/install.sh");
    }
    let (figures, report) = tried(|_| (), &folders);
    let shown = text(&report, 100);
    // 6 components, 5 requests in their media types, 9 responses in theirs, 1 callback.
    assert_eq!((figures.schemas, figures.schemas_right), (21, 21), "{shown}");
    assert!(figures.samples > 60, "{shown}");
    if wire {
        assert_eq!((figures.operations, figures.operations_right), (7, 7), "{shown}");
    }

    let without_prism = Folders { prism: None, ..folders };
    let (_, report) = tried(tampered, &without_prism);
    let wrong = |why: &str| report.schemas.iter().flat_map(|schema| &schema.wrong).any(|wrong| wrong.why == why);
    assert!(wrong("`/owner` is lost"), "{}", text(&report, 100));
    assert!(wrong("of the body, `title` came 0 times instead of 1"), "{}", text(&report, 100));
    assert!(wrong("of the body, `name` came 0 times instead of 1"), "{}", text(&report, 100));
    // These come back unchanged.
    assert!(wrong("`` was decoded as `Cargo`, which lists no variant"), "{}", text(&report, 100));
    let other = "`` was decoded as `Berth::Buoy` instead of `Pier`: `kind` is `pier`";
    assert!(wrong(other), "{}", text(&report, 100));
}

fn tampered(files: &mut Files) {
    without_owner(files);
    without_variants(files);
    let (_, berth) = files.iter_mut().find(|(path, _)| path.as_str() == "src/types/berth.rs").expect("the type");
    assert!(berth.contains("\"pier\"") && berth.contains("\"buoy\""), "{berth}");
    *berth = berth.replace("\"pier\"", "\"\"").replace("\"buoy\"", "\"pier\"").replace("\"\"", "\"buoy\"");
    for (path, before, after) in [
        ("src/operations/add_papers.rs", ".field(\"title\", ", ".field(\"titel\", "),
        ("src/operations/search.rs", "request.form(&body)", "request.form(&())"),
    ] {
        let (_, call) = files.iter_mut().find(|(known, _)| known.as_str() == path).expect("the call");
        assert!(call.contains(before), "{call}");
        *call = call.replace(before, after);
    }
}

/// The crate with one member that it neither reads nor writes.
fn without_owner(files: &mut Files) {
    let (_, ship) = files.iter_mut().find(|(path, _)| path.as_str() == "src/types/ship.rs").expect("the type");
    let (before, after) = ship.split_once("pub owner:").expect("the field");
    let (others, attribute) = before.split_at(before.rfind("#[serde(").expect("an attribute"));
    let (_, docs) = attribute.split_once(']').expect("its end");
    *ship = format!("{others}#[serde(skip)]{docs}pub owner:{after}");
}

/// The crate with a union that keeps any JSON and lists no variant: what is left of `type: string` beside an `anyOf` of
/// formats if only the variants are read, none of which has a type.
fn without_variants(files: &mut Files) {
    let (_, cargo) = files.iter_mut().find(|(path, _)| path.as_str() == "src/types/cargo.rs").expect("the type");
    *cargo = "#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]\n#[serde(untagged)]\n\
              pub enum Cargo {\n    Unlisted(moored_runtime::JsonValue),\n}\n"
        .to_owned();
    let (_, described) = files.iter_mut().find(|(path, _)| path.as_str() == "client.json").expect("the description");
    let mut client: serde_json::Value = serde_json::from_str(described).expect("JSON");
    let types = client.get_mut("types").and_then(serde_json::Value::as_array_mut).expect("a list");
    let ty = types.iter_mut().find(|ty| ty["name"] == "Cargo").expect("the type");
    ty["variants"] = serde_json::json!([]);
    *described = client.to_string();
}
