//! The messages of the gate for a small workspace that is built with cargo, and its SHA-256.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use moored_gate::sha256;

/// Examples from NIST (FIPS 180-4 and CAVP), and lengths around the end of a block.
#[test]
fn sha256_has_the_published_results() {
    let million = vec![b'a'; 1_000_000];
    let two_blocks = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    let vectors: [(&[u8], &str); 6] = [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (two_blocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        (&million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        (b"\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"),
        (b"\xc9\x8c\x8e\x55", "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"),
    ];
    for (message, digest) in vectors {
        assert_eq!(sha256(message), digest);
    }
    // Every digest is computed from the previous ones, so that a wrong result for one length changes the last digest.
    let mut chain = String::new();
    for length in 0..200 {
        chain = sha256(format!("{chain}{}", "x".repeat(length)).as_bytes());
    }
    assert_eq!(chain, "17e907d803d8884243414b4e18d18acd5f8eacdc3941a8585b8d96940a81509c");
}

/// A workspace with one provider `alpha` and its client as codegen would write it. The crate `mini` in its root checks
/// the workspace; the crate `service` depends on the client.
struct Mini {
    root: PathBuf,
}

const ALPHA: &str = "[package]\nname = \"alpha\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";
const LOCKED: [&str; 4] = ["Cargo.toml", "build.rs", "src/lib.rs", "src/types.rs"];

impl Mini {
    fn new(name: &str) -> Self {
        let mini = Self { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) };
        let _ = fs::remove_dir_all(&mini.root);
        let gate = format!("[build-dependencies]\nmoored-gate = {{ path = {:?} }}\n", env!("CARGO_MANIFEST_DIR"));
        let package = |name: &str| ALPHA.replace("alpha", name);
        mini.put(
            "Cargo.toml",
            &format!("{}{gate}[workspace]\nmembers = [\"generated/alpha\", \"service\"]\n", package("mini")),
        );
        mini.put(
            "build.rs",
            "fn main() -> std::process::ExitCode {
                let (specs, generated) = (\"specs\", \"generated\");
                moored_gate::check_workspace(&moored_gate::Workspace { specs, generated, command: \"cargo moored codegen\" })
            }",
        );
        mini.put("src/lib.rs", "");
        mini.put(
            "service/Cargo.toml",
            &format!("{}[dependencies]\nalpha.path = \"../generated/alpha\"\n", package("service")),
        );
        mini.put("service/src/lib.rs", "");
        mini.put("specs/alpha/openapi.yaml", "openapi: 3.0.3\n");
        mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.0\n");
        mini.put("generated/alpha/Cargo.toml", &format!("{ALPHA}{gate}"));
        mini.put("generated/alpha/build.rs", "fn main() -> std::process::ExitCode { moored_gate::check_crate() }");
        mini.put("generated/alpha/src/lib.rs", "//! alpha\n");
        mini.put("generated/alpha/src/types.rs", "");
        mini.put("generated/moored-runtime/src/lib.rs", "//! runtime\n");
        mini.lock("generated/moored-runtime", "", &["src/lib.rs"], "");
        mini.lock_client();
        mini
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).unwrap();
    }

    fn digests(&self, folder: &str, paths: &[&str], prefix: &str) -> String {
        let digest = |path: &&str| sha256(&fs::read(self.root.join(folder).join(path)).unwrap());
        let digests: BTreeMap<_, _> = paths.iter().map(|path| (path, digest(path))).collect();
        digests.iter().map(|(path, digest)| format!("\"{prefix}{path}\" = \"{digest}\"\n")).collect()
    }

    /// Writes a lock in `folder` as `moored_codegen::lock` does. The tests of that crate compare its text; the
    /// gate of this workspace reads real ones.
    fn lock(&self, folder: &str, head: &str, outputs: &[&str], vendored: &str) {
        let inputs = match head {
            "" => String::new(),
            _ => self.digests("specs/alpha", &["openapi.yaml", "overlay.yaml"], "specs/alpha/"),
        };
        let outputs = self.digests(folder, outputs, "");
        let above = format!(
            "# Written by moored. SHA-256 of what the generator read and of what it wrote.\nversion = 2\n\
             generator = \"0.1.0\"\n{head}[inputs]\n{inputs}[outputs]\n{outputs}{vendored}"
        );
        let own = sha256(above.as_bytes());
        self.put(&format!("{folder}/inputs.lock"), &format!("{above}[self]\ndigest = \"{own}\"\n"));
    }

    fn lock_client(&self) {
        let head = "folder = \"generated/alpha\"\nspecs = \"specs/alpha\"\ncommand = \"cargo moored codegen\"\n";
        let vendored = sha256(&fs::read(self.root.join("generated/moored-runtime/inputs.lock")).unwrap());
        self.lock(
            "generated/alpha",
            head,
            &LOCKED,
            &format!("[vendored]\n\"generated/moored-runtime\" = \"{vendored}\"\n"),
        );
    }

    /// Whether the build of a package succeeds, and the messages of cargo.
    fn build(&self, package: &str, drift: Option<&str>) -> (bool, String) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["check", "--offline", "--color=never", "--package", package]).current_dir(&self.root);
        cargo.env("CARGO_TARGET_DIR", self.root.join("target")).env_remove("MOORED_DRIFT");
        cargo.envs(drift.map(|value| ("MOORED_DRIFT", value)));
        let output = cargo.output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    }

    /// The crate in the root does not build, and neither does the one that depends on the client.
    #[track_caller]
    fn fails_with(&self, message: &str) {
        for (package, checked) in [("mini", "mini"), ("service", "alpha")] {
            self.build_fails_with(package, &format!("{checked}@0.0.0: {message}"));
        }
    }

    #[track_caller]
    fn build_fails_with(&self, package: &str, message: &str) {
        let (is_built, messages) = self.build(package, None);
        assert!(!is_built && messages.contains(&format!("error: {message}\n")), "{package}: {messages}");
    }

    #[track_caller]
    fn succeeds(&self) {
        for package in ["mini", "service"] {
            let (is_built, messages) = self.build(package, None);
            assert!(is_built && !messages.contains("warning"), "{package}: {messages}");
        }
    }
}

const HELP: &str = "run `cargo moored codegen --only alpha`";

#[test]
fn every_kind_of_change_fails_the_build() {
    let mini = Mini::new("drift");
    mini.succeeds();

    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.1\n");
    mini.fails_with(&format!("specs/alpha/overlay.yaml was changed after generated/alpha was generated: {HELP}"));
    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.0\n");
    mini.put("specs/alpha/schemas/more.yaml", "");
    mini.fails_with(&format!("specs/alpha/schemas/more.yaml was added after generated/alpha was generated: {HELP}"));
    mini.remove("specs/alpha/schemas/more.yaml");
    mini.succeeds();

    mini.remove("specs/alpha/openapi.yaml");
    mini.fails_with(&format!("specs/alpha/openapi.yaml was removed after generated/alpha was generated: {HELP}"));
    mini.put("specs/alpha/openapi.yaml", "openapi: 3.0.3\n");

    mini.put("generated/alpha/src/lib.rs", "//! mine\n");
    mini.put("generated/alpha/src/mine.rs", "");
    mini.remove("generated/alpha/src/types.rs");
    mini.fails_with(&format!("generated/alpha/src/lib.rs was changed after codegen wrote it: {HELP}"));
    mini.fails_with(&format!("generated/alpha/src/mine.rs was not written by codegen: {HELP}"));
    mini.fails_with(&format!("generated/alpha/src/types.rs was removed after codegen wrote it: {HELP}"));
    mini.put("generated/alpha/src/lib.rs", "//! alpha\n");
    mini.put("generated/alpha/src/types.rs", "");
    mini.remove("generated/alpha/src/mine.rs");
    mini.succeeds();

    mini.put("generated/alpha/README.md", "");
    mini.fails_with(&format!("generated/alpha/README.md was not written by codegen: {HELP}"));
}

#[test]
fn a_vendored_crate_that_was_changed_fails_the_build() {
    let mini = Mini::new("vendored");
    let message = |what: &str| format!("generated/moored-runtime{what}: {HELP}");
    mini.put("generated/moored-runtime/src/lib.rs", "//! mine\n");
    mini.fails_with(&message("/src/lib.rs was changed after codegen wrote it"));
    // Even if all of it is that of another version.
    mini.lock("generated/moored-runtime", "", &["src/lib.rs"], "");
    mini.fails_with(&message(" is not the one that generated/alpha was generated for"));
    mini.put("generated/moored-runtime/inputs.lock", "");
    mini.fails_with(&message("/inputs.lock was changed after codegen wrote it"));
    mini.remove("generated/moored-runtime/inputs.lock");
    mini.fails_with(&message("/inputs.lock does not exist"));
}

#[test]
fn a_missing_lock_a_changed_lock_and_an_orphaned_crate_fail_the_build() {
    let mini = Mini::new("locks");
    let lock = fs::read_to_string(mini.root.join("generated/alpha/inputs.lock")).unwrap();
    let both_fail = |in_crate: &str, in_workspace: &str| {
        mini.build_fails_with("service", &format!("alpha@0.0.0: {in_crate}: {HELP}"));
        mini.build_fails_with("mini", &format!("mini@0.0.0: {in_workspace}: {HELP}"));
    };
    for (text, why) in [
        (lock.replacen("openapi", "opinapi", 1), ""),
        (lock.replace('\n', "\r\n"), " (its line endings were converted to CRLF)"),
    ] {
        mini.put("generated/alpha/inputs.lock", &text);
        let message = format!("inputs.lock was changed after codegen wrote it{why}");
        both_fail(&message, &format!("generated/alpha/{message}"));
    }
    mini.remove("generated/alpha/inputs.lock");
    both_fail(
        "inputs.lock was removed after codegen wrote it",
        "specs/alpha has no client: generated/alpha/inputs.lock does not exist",
    );
    mini.put("generated/alpha/inputs.lock", &lock);
    mini.succeeds();
    mini.put("generated/beta/inputs.lock", &lock.replacen("alpha", "beta", 1));
    mini.build_fails_with("mini", "mini@0.0.0: generated/beta has no provider in specs/: run `cargo moored codegen`");
}

#[test]
fn hidden_files_tests_and_build_outputs_are_ignored() {
    let mini = Mini::new("ignored");
    for path in [
        "generated/alpha/target/x",
        "generated/alpha/Cargo.lock",
        "specs/alpha/.openapi.yaml.swp",
        "specs/alpha/tests/wire.rs",
        "specs/README.md",
    ] {
        mini.put(path, "");
    }
    mini.succeeds();
    // Cargo watches what is beside `target`.
    mini.put("generated/alpha/src/types.rs", "// mine");
    mini.fails_with(&format!("generated/alpha/src/types.rs was changed after codegen wrote it: {HELP}"));
}

#[test]
fn the_variable_turns_errors_into_warnings() {
    let mini = Mini::new("warn");
    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.1\n");
    for (package, checked) in [("mini", "mini"), ("service", "alpha")] {
        let message = "specs/alpha/overlay.yaml was changed after generated/alpha was generated";
        let (is_built, messages) = mini.build(package, Some("warn"));
        // Cargo shows the warnings of members only if it builds them itself.
        let shown = package == checked || !messages.contains("error");
        assert!(is_built && shown, "{messages}");
        assert!(package != checked || messages.contains(&format!("warning: mini@0.0.0: {message}")), "{messages}");
        assert!(!mini.build(package, None).0, "a change of the variable did not run the build script again");
        assert!(!mini.build(package, Some("deny")).0);
        let (is_built, messages) = mini.build(package, Some("off"));
        let expected =
            format!("error: {checked}@0.0.0: MOORED_DRIFT is \"off\"; expected `deny` (the default) or `warn`\n");
        assert!(!is_built && messages.contains(&expected), "{messages}");
    }
}

#[test]
fn a_package_is_not_checked() {
    let mini = Mini::new("packaged");
    mini.put("specs/alpha/openapi.yaml", "openapi: 3.0.4\n");
    mini.fails_with(&format!("specs/alpha/openapi.yaml was changed after generated/alpha was generated: {HELP}"));
    // Packages are unpacked elsewhere, or have the manifest as it was.
    let moved = mini.root.join("elsewhere/alpha-0.0.0");
    fs::create_dir_all(moved.parent().unwrap()).unwrap();
    fs::rename(mini.root.join("generated/alpha"), &moved).unwrap();
    let manifest = fs::read_to_string(mini.root.join("service/Cargo.toml")).unwrap();
    mini.put("service/Cargo.toml", &manifest.replace("../generated/alpha", "../elsewhere/alpha-0.0.0"));
    let manifest = fs::read_to_string(mini.root.join("Cargo.toml")).unwrap();
    mini.put("Cargo.toml", &manifest.replace("generated/alpha", "elsewhere/alpha-0.0.0"));
    let (is_built, messages) = mini.build("service", None);
    assert!(is_built, "{messages}");
    fs::rename(moved, mini.root.join("generated/alpha")).unwrap();
    mini.put("Cargo.toml", &manifest);
    mini.put(
        "service/Cargo.toml",
        &format!("{}[dependencies]\nalpha.path = \"../generated/alpha\"\n", ALPHA.replace("alpha", "service")),
    );
    assert!(!mini.build("service", None).0);
    mini.put("generated/alpha/Cargo.toml.orig", "");
    let (is_built, messages) = mini.build("service", None);
    assert!(is_built, "{messages}");
}
