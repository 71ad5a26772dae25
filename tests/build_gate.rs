//! The check in `build.rs`: its SHA-256, and its messages for a small project that is built with cargo.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../build/sha256.rs"]
mod sha256;

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
        assert_eq!(sha256::hex(message), digest);
    }
    // Every digest is computed from the previous ones, so that a wrong result for one length changes the last digest.
    let mut chain = String::new();
    for length in 0..200 {
        chain = sha256::hex(format!("{chain}{}", "x".repeat(length)).as_bytes());
    }
    assert_eq!(chain, "17e907d803d8884243414b4e18d18acd5f8eacdc3941a8585b8d96940a81509c");
}

/// A crate `mini` with this project's build script, one provider `alpha`, and its client as codegen would write it.
struct Mini {
    root: PathBuf,
}

impl Mini {
    fn new(name: &str) -> Self {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mini = Self { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) };
        let _ = fs::remove_dir_all(&mini.root);
        for path in ["build.rs", "build/gate.rs", "build/lock.rs", "build/sha256.rs"] {
            mini.put(path, &fs::read_to_string(project.join(path)).unwrap());
        }
        mini.put("Cargo.toml", "[package]\nname = \"mini\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n");
        mini.put("src/lib.rs", "");
        mini.put("specs/alpha/openapi.yaml", "openapi: 3.0.3\n");
        mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.0\n");
        mini.put("generated/alpha/Cargo.toml", "[package]\n");
        mini.put("generated/alpha/src/lib.rs", "//! alpha\n");
        mini.lock("alpha");
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
        let digest = |path: &&str| sha256::hex(&fs::read(self.root.join(folder).join(path)).unwrap());
        let digests: BTreeMap<_, _> = paths.iter().map(|path| (path, digest(path))).collect();
        digests.iter().map(|(path, digest)| format!("\"{prefix}{path}\" = \"{digest}\"\n")).collect()
    }

    /// Writes the same lock as `moored_codegen::lock`. A test in that crate and `--check` ensure that they stay the
    /// same.
    fn lock(&self, provider: &str) {
        let (specs, generated) = (format!("specs/{provider}"), format!("generated/{provider}"));
        let inputs = self.digests(&specs, &["openapi.yaml", "overlay.yaml"], &format!("{specs}/"));
        let outputs = self.digests(&generated, &["Cargo.toml", "src/lib.rs"], "");
        let above = format!("# Written by `cargo xtask codegen`.\nversion = 1\n[inputs]\n{inputs}[outputs]\n{outputs}");
        let own = sha256::hex(above.as_bytes());
        self.put(&format!("{generated}/inputs.lock"), &format!("{above}[self]\ndigest = \"{own}\"\n"));
    }

    /// Whether the build succeeds, and the messages of cargo.
    fn build(&self, drift: Option<&str>) -> (bool, String) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["check", "--offline", "--color=never"]).current_dir(&self.root);
        cargo.env("CARGO_TARGET_DIR", self.root.join("target")).env_remove("MOORED_DRIFT");
        cargo.envs(drift.map(|value| ("MOORED_DRIFT", value)));
        let output = cargo.output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    }

    #[track_caller]
    fn fails_with(&self, message: &str) {
        let (is_built, messages) = self.build(None);
        assert!(!is_built && messages.contains(&format!("error: mini@0.0.0: {message}\n")), "{messages}");
    }

    #[track_caller]
    fn succeeds(&self) {
        let (is_built, messages) = self.build(None);
        assert!(is_built && !messages.contains("warning"), "{messages}");
    }
}

const HELP: &str = "run `cargo xtask codegen --only alpha`";

#[test]
fn every_kind_of_change_fails_the_build() {
    let mini = Mini::new("drift");
    mini.succeeds();

    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.1\n");
    mini.fails_with(&format!("specs/alpha/overlay.yaml was changed after generated/alpha was generated: {HELP}"));
    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.0\n");
    mini.put("specs/alpha/more.yaml", "");
    mini.fails_with(&format!("specs/alpha/more.yaml was added after generated/alpha was generated: {HELP}"));
    mini.remove("specs/alpha/more.yaml");
    mini.succeeds();

    mini.remove("specs/alpha/openapi.yaml");
    mini.fails_with(&format!("specs/alpha/openapi.yaml was removed after generated/alpha was generated: {HELP}"));
    mini.put("specs/alpha/openapi.yaml", "openapi: 3.0.3\n");

    mini.put("generated/alpha/src/lib.rs", "//! mine\n");
    mini.put("generated/alpha/src/mine.rs", "");
    mini.remove("generated/alpha/Cargo.toml");
    mini.fails_with(&format!("generated/alpha/src/lib.rs was changed after codegen wrote it: {HELP}"));
    mini.fails_with(&format!("generated/alpha/src/mine.rs was not written by codegen: {HELP}"));
    mini.fails_with(&format!("generated/alpha/Cargo.toml was removed after codegen wrote it: {HELP}"));
    mini.put("generated/alpha/src/lib.rs", "//! alpha\n");
    mini.put("generated/alpha/Cargo.toml", "[package]\n");
    mini.remove("generated/alpha/src/mine.rs");
    mini.succeeds();
}

#[test]
fn a_missing_lock_a_changed_lock_and_an_orphaned_crate_fail_the_build() {
    let mini = Mini::new("locks");
    let lock = fs::read_to_string(mini.root.join("generated/alpha/inputs.lock")).unwrap();
    mini.put("generated/alpha/inputs.lock", &lock.replacen("alpha", "aleph", 1));
    mini.fails_with(&format!("generated/alpha/inputs.lock was changed after codegen wrote it: {HELP}"));
    mini.put("generated/alpha/inputs.lock", &lock.replace('\n', "\r\n"));
    mini.fails_with(&format!(
        "generated/alpha/inputs.lock was changed after codegen wrote it (its line endings were converted to CRLF): {HELP}"
    ));
    mini.remove("generated/alpha/inputs.lock");
    mini.fails_with(&format!("specs/alpha has no client: generated/alpha/inputs.lock does not exist: {HELP}"));
    mini.put("generated/alpha/inputs.lock", &lock);
    mini.put("generated/beta/inputs.lock", &lock);
    mini.fails_with("generated/beta has no provider in specs/: run `cargo xtask codegen`");
}

#[test]
fn hidden_files_and_build_outputs_are_ignored() {
    let mini = Mini::new("ignored");
    for path in
        ["generated/alpha/target/x", "generated/alpha/Cargo.lock", "specs/alpha/.openapi.yaml.swp", "specs/README.md"]
    {
        mini.put(path, "");
    }
    mini.succeeds();
}

#[test]
fn the_variable_turns_errors_into_warnings() {
    let mini = Mini::new("warn");
    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.1\n");
    let message = "specs/alpha/overlay.yaml was changed after generated/alpha was generated";
    let (is_built, messages) = mini.build(Some("warn"));
    assert!(is_built && messages.contains(&format!("warning: mini@0.0.0: {message}")), "{messages}");
    assert!(!mini.build(None).0, "a change of the variable did not run the build script again");
    assert!(!mini.build(Some("deny")).0);
    let (is_built, messages) = mini.build(Some("off"));
    let expected = "error: mini@0.0.0: MOORED_DRIFT is \"off\"; expected `deny` (the default) or `warn`\n";
    assert!(!is_built && messages.contains(expected), "{messages}");
}

#[test]
fn a_packaged_crate_has_no_documents_and_is_not_checked() {
    let mini = Mini::new("packaged");
    fs::remove_dir_all(mini.root.join("specs")).unwrap();
    mini.succeeds();
}
