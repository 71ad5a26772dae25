//! Runs `cargo moored propose` against a bare repository and servers on this machine.

use std::process::Command;
use std::sync::{Arc, Mutex};

use crate::folder::{Folder, run};
use crate::server::{Server, ok, response};
use serde_json::Value;

const PETS: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get:
      operationId: listPets
      responses: { '200': { description: All pets } }
";

/// The bare repository `remote.git`, and its clone `here` with a workspace in a folder of it.
struct Repository {
    folder: Folder,
    /// What the provider publishes.
    published: Arc<Mutex<String>>,
    _server: Server,
}

impl Repository {
    fn new() -> Self {
        let published = Arc::new(Mutex::new(ok(PETS)));
        let shared = Arc::clone(&published);
        let server = Server::start(move |_| shared.lock().unwrap().clone().into());
        let folder =
            Folder::new(&[("here/clients/Cargo.toml", "[workspace]\nresolver = \"3\"\n"), ("pets.yaml", PETS)]);
        let repository = Self { folder, published, _server: server };
        repository.git("", "init --quiet --bare --initial-branch=trunk remote.git");
        repository.git("here", "init --quiet --initial-branch=trunk");
        let moored = |arguments: &str| {
            let (code, _, error) = repository.folder.moored_in("here/clients", arguments);
            assert_eq!(code, 0, "{error}");
        };
        moored("init --ci none");
        moored(&format!("add pets ../../pets.yaml --address {}", repository._server.address("/pets.yaml")));
        repository.git("here", "remote add origin ../remote.git");
        repository.commit("here", "first");
        repository.git("here", "push --quiet origin trunk");
        repository
    }

    fn git(&self, folder: &str, arguments: &str) -> String {
        let mut command = Command::new("git");
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        command.args(identity).args(arguments.split(' ')).current_dir(self.folder.path(folder));
        let (code, out, error) = run(&mut command);
        assert_eq!(code, 0, "{arguments}: {error}");
        out.trim_end().to_owned()
    }

    fn commit(&self, folder: &str, message: &str) {
        self.git(folder, "add --all");
        self.git(folder, &format!("commit --quiet --message {message}"));
    }

    fn publish(&self, version: u32) {
        let text = PETS.replace("version: '1'", &format!("version: '{version}'")).replace("All pets", "Pets");
        let text = if version == 1 { PETS.to_owned() } else { text };
        *self.published.lock().unwrap() = ok(&text);
    }

    fn propose(&self, arguments: &str) -> (i32, String, String) {
        self.folder.moored_in("here/clients", &format!("propose {arguments}"))
    }

    /// The branches of the remote repository.
    fn branches(&self) -> Vec<String> {
        let listed = self.git("remote.git", "for-each-ref --format=%(refname:short)");
        listed.lines().map(str::to_owned).collect()
    }

    fn show(&self, object: &str) -> String {
        self.git("remote.git", &format!("show {object}"))
    }
}

#[test]
fn one_branch_is_kept_up_to_date_and_removed_when_nothing_is_left() {
    let repository = Repository::new();
    assert_eq!(repository.propose("").1, "pets: unchanged\n");
    assert_eq!(repository.branches(), ["trunk"]);

    // The user is in the middle of something else.
    repository.folder.put("here/clients/notes.txt", "mine");
    repository.folder.put("here/clients/specs/pets/overlay.yaml", "half an overlay");
    repository.git("here", "add clients/notes.txt");
    let before = (repository.git("here", "status --porcelain"), repository.git("here", "for-each-ref refs/heads"));

    repository.publish(2);
    let (code, out, error) = repository.propose("--dry-run");
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    assert_eq!(out, "pets: would be proposed on `moored/pets`: pets: version 1 → 2\n");
    assert_eq!(repository.branches(), ["trunk"]);

    let (code, out, error) = repository.propose("--output ../../texts");
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    assert_eq!(out, "pets: proposed on `moored/pets`: pets: version 1 → 2\n");
    assert_eq!(repository.branches(), ["moored/pets", "trunk"]);
    assert!(repository.show("moored/pets:clients/specs/pets/published.yaml").contains("version: '2'"));
    assert!(repository.show("moored/pets:clients/specs/pets/source.toml").contains("retrieved = "));
    let files = repository.git("remote.git", "diff --name-only trunk moored/pets");
    assert!(
        files
            .lines()
            .all(|file| file.starts_with("clients/specs/pets/") || file.starts_with("clients/generated/pets/")),
        "{files}"
    );
    assert!(files.contains("clients/generated/pets/inputs.lock") && files.contains("clients/specs/pets/openapi.yaml"));
    let text = |file: &str| repository.folder.text(&format!("texts/pets/{file}"));
    assert_eq!((text("state").as_str(), text("branch").as_str()), ("proposed\n", "moored/pets\n"));
    assert_eq!(text("title"), "pets: version 1 → 2\n");
    assert!(text("labels").starts_with("moored\n"), "{}", text("labels"));
    assert!(text("body.md").contains("moored: drift") || text("body.md").contains("#"), "{}", text("body.md"));
    assert!(
        text("body.md")
            .starts_with("`pets` has published another document: version 1 → 2, published.yaml +2 −2 lines.")
    );

    let first = repository.git("remote.git", "rev-parse moored/pets");
    assert_eq!(repository.propose("").1, "pets: `moored/pets` is up to date: pets: version 1 → 2\n");
    assert_eq!(repository.git("remote.git", "rev-parse moored/pets"), first, "the branch was pushed again");

    repository.publish(3);
    assert_eq!(repository.propose("").1, "pets: proposed on `moored/pets`: pets: version 1 → 3\n");
    assert_eq!(repository.git("remote.git", "rev-list --count trunk..moored/pets"), "1");

    let after = (repository.git("here", "status --porcelain"), repository.git("here", "for-each-ref refs/heads"));
    assert_eq!(after, before, "the local repository has changed");
    assert_eq!(repository.git("here", "worktree list --porcelain").matches("worktree ").count(), 1);

    repository.publish(1);
    assert_eq!(repository.propose("").1, "pets: nothing is left to propose, and `moored/pets` was removed\n");
    assert_eq!(repository.branches(), ["trunk"]);
}

#[test]
fn a_branch_with_commits_of_somebody_else_is_left_alone() {
    let repository = Repository::new();
    repository.publish(2);
    assert_eq!(repository.propose("").0, 0);
    repository.git("", "clone --quiet --branch moored/pets remote.git there");
    repository.folder.put("there/clients/review.txt", "by hand");
    repository.commit("there", "review");
    repository.git("there", "push --quiet");
    let theirs = repository.git("remote.git", "rev-parse moored/pets");
    for version in [3, 1] {
        repository.publish(version);
        let (code, out, _) = repository.propose("");
        assert_eq!((code, out.as_str()), (0, "pets: `moored/pets` has commits of somebody else, and was left alone\n"));
        assert_eq!(repository.git("remote.git", "rev-parse moored/pets"), theirs);
    }
}

#[test]
fn a_branch_is_made_anew_on_a_base_that_has_moved() {
    let repository = Repository::new();
    repository.publish(2);
    assert_eq!(repository.propose("").0, 0);
    repository.folder.put("here/other.txt", "other");
    repository.commit("here", "other");
    repository.git("here", "push --quiet origin trunk");
    assert_eq!(repository.propose("").1, "pets: proposed on `moored/pets`: pets: version 1 → 2\n");
    assert_eq!(repository.show("moored/pets:other.txt"), "other");
    assert_eq!(repository.git("remote.git", "rev-list --count trunk..moored/pets"), "1");
}

#[test]
fn a_document_that_cannot_be_had_is_no_change() {
    let repository = Repository::new();
    repository.publish(2);
    assert_eq!(repository.propose("").0, 0);
    let before = repository.git("remote.git", "rev-parse moored/pets");
    for (reply, wanted, state, text) in [
        (response("503 Service Unavailable", "", ""), 3, "unavailable", "has responded 503 Service Unavailable"),
        (ok(&PETS.replace("3.0.3", "4.0.0")), 1, "rejected", "OpenAPI version `4.0.0` is not supported"),
    ] {
        *repository.published.lock().unwrap() = reply;
        let (code, out, error) = repository.propose("--format json");
        assert_eq!(code, wanted, "{out}");
        assert!(error.contains(text), "{error}");
        let report: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&report["exit_code"], &report["base"]), (&wanted.into(), &"trunk".into()));
        let proposal = &report["proposals"][0];
        assert_eq!((&proposal["state"], &proposal["labels"]), (&state.into(), &serde_json::json!(["moored"])));
        let body = proposal["body"].as_str().unwrap();
        assert!(body.contains("nothing has changed here") && body.contains(text), "{body}");
        assert_eq!(repository.git("remote.git", "rev-parse moored/pets"), before);
    }
}

#[test]
fn a_wrong_use_is_an_error() {
    let repository = Repository::new();
    for (arguments, wanted) in [
        ("--base main", "error: `origin` has no branch `main`: name one with --base\n"),
        ("dogs", "error: no provider `dogs` in specs/; the providers are: pets\n"),
    ] {
        let (code, out, error) = repository.propose(arguments);
        assert_eq!((code, out.as_str(), error.as_str()), (2, "", wanted));
    }
    let (code, _, error) = repository.propose("--remote elsewhere");
    assert_eq!(code, 3);
    assert!(error.starts_with("error: cannot read the branches of `elsewhere`: "), "{error}");
}
