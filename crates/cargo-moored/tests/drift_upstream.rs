//! `drift --against upstream`: our documents, and those that servers on this machine publish.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/folder.rs"]
mod folder;
#[path = "shared/server.rs"]
mod server;

use std::time::Duration;

use folder::Folder;
use server::{Reply, Server, ok, response};

/// A document with these operations on `/pets`.
fn document(operations: &[&str]) -> String {
    let operation = |verb: &&str| format!("      {verb}: {{ responses: {{ '204': {{ description: Done }} }} }}\n");
    let operations: String = operations.iter().map(operation).collect();
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Pets, version: 1.0.0 }}\nservers: [{{ url: https://pets.example }}]\n\
         paths:\n  /pets:\n{operations}"
    )
}

/// A workspace with a provider `pets` whose document is at this address, and `shop`, whose address is not known.
fn workspace(address: &str) -> Folder {
    let folder = Folder::new(&[
        ("moored.toml", "[workspace]\ngenerator = \"0.1.0\"\n"),
        ("specs/pets/source.toml", &format!("address = \"{address}\"\nfile = \"openapi.yaml\"\n")),
        ("specs/pets/openapi.yaml", &document(&["get", "post"])),
        ("specs/shop/openapi.yaml", &document(&["get"])),
    ]);
    assert_eq!(folder.text("specs/shop/openapi.yaml"), document(&["get"]));
    folder
}

#[test]
fn what_the_provider_publishes_is_the_new_version() {
    let server = Server::always(ok(&document(&["get", "put"])));
    let folder = workspace(&server.address("/openapi.yaml"));
    let files = folder.files();
    let (exit, printed, error) = folder.moored("drift --against upstream");
    assert_eq!(exit, 1, "{error}");
    for part in ["pets", "upstream:specs/pets/openapi.yaml", "POST /pets", "PUT /pets"] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    assert!(!printed.contains("shop"), "{printed}");
    assert_eq!(folder.files(), files, "a comparison changed a file");
}

#[test]
fn a_document_that_has_not_changed_is_no_drift() {
    let server = Server::always(ok(&document(&["get", "post"])));
    let folder = workspace(&server.address("/openapi.yaml"));
    let (exit, printed, error) = folder.moored("drift pets --against upstream");
    assert_eq!(exit, 0, "{printed}{error}");
}

#[test]
fn a_provider_that_is_down_is_not_drift_and_hides_no_other() {
    let up = Server::always(ok(&document(&["get"])));
    let down = Server::start(|_| Reply::from(response("503 Service Unavailable", "", "")).then_wait(Duration::ZERO));
    let folder = workspace(&up.address("/openapi.yaml"));
    let source = format!("address = \"{}\"\nfile = \"openapi.yaml\"\n", down.address("/openapi.yaml"));
    folder.put("specs/shop/source.toml", &source);
    let (exit, printed, error) = folder.moored("drift --against upstream");
    assert_eq!(exit, 3, "{printed}{error}");
    assert!(printed.contains("POST /pets"), "{printed}");
    assert!(error.contains("503") && error.contains("specs/shop/source.toml:1:11"), "{error}");
    assert_eq!((up.requests().len(), down.requests().len()), (1, 1));
}

#[test]
fn an_address_has_to_be_known() {
    let folder = workspace("https://pets.example/openapi.yaml");
    let (exit, _, error) = folder.moored("drift shop --against upstream");
    assert_eq!(exit, 3, "{error}");
    assert!(error.contains("specs/shop has no source.toml"), "{error}");
    let nobody = Folder::new(&[("moored.toml", "[workspace]\n"), ("specs/shop/openapi.yaml", &document(&["get"]))]);
    let (exit, _, error) = nobody.moored("drift --against upstream");
    assert_eq!(exit, 2, "{error}");
    assert!(error.contains("no provider has an address"), "{error}");
}
