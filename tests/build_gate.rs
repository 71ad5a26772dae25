//! The gate in `build.rs`: its SHA-256, and what it says of a small project of its own that cargo compiles.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up, it cannot test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../build/sha256.rs"]
mod sha256;

/// NIST's examples (FIPS 180-4 and CAVP), and lengths around the ends of blocks.
#[test]
fn sha256_is_sha256() {
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
    // Each digest is of the digests before it: one wrong length and the last is another.
    let mut chain = String::new();
    for length in 0..200 {
        chain = sha256::hex(format!("{chain}{}", "x".repeat(length)).as_bytes());
    }
    assert_eq!(chain, "17e907d803d8884243414b4e18d18acd5f8eacdc3941a8585b8d96940a81509c");
}

/// A crate `mini` with this project's gate, one provider `alpha`, and its client as codegen would leave it.
struct Mini {
    root: PathBuf,
}

impl Mini {
    fn new(name: &str) -> Self {
        let ours = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mini = Self { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) };
        let _ = fs::remove_dir_all(&mini.root);
        for path in ["build.rs", "build/gate.rs", "build/lock.rs", "build/sha256.rs"] {
            mini.put(path, &fs::read_to_string(ours.join(path)).unwrap());
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

    /// Writes the lock as `moored_codegen::lock` does; a test there and `--check` hold that in place.
    fn lock(&self, provider: &str) {
        let (specs, generated) = (format!("specs/{provider}"), format!("generated/{provider}"));
        let inputs = self.digests(&specs, &["openapi.yaml", "overlay.yaml"], &format!("{specs}/"));
        let outputs = self.digests(&generated, &["Cargo.toml", "src/lib.rs"], "");
        let above = format!("# Written by `cargo xtask codegen`.\nversion = 1\n[inputs]\n{inputs}[outputs]\n{outputs}");
        let own = sha256::hex(above.as_bytes());
        self.put(&format!("{generated}/inputs.lock"), &format!("{above}[self]\ndigest = \"{own}\"\n"));
    }

    /// Whether it compiles, and what cargo says.
    fn build(&self, drift: Option<&str>) -> (bool, String) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["check", "--offline", "--color=never"]).current_dir(&self.root);
        cargo.env("CARGO_TARGET_DIR", self.root.join("target")).env_remove("MOORED_DRIFT");
        cargo.envs(drift.map(|value| ("MOORED_DRIFT", value)));
        let output = cargo.output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    }

    #[track_caller]
    fn refuses(&self, because: &str) {
        let (compiles, said) = self.build(None);
        assert!(!compiles && said.contains(&format!("error: mini@0.0.0: {because}\n")), "{said}");
    }

    #[track_caller]
    fn compiles(&self) {
        let (compiles, said) = self.build(None);
        assert!(compiles && !said.contains("warning"), "{said}");
    }
}

const MEND: &str = "run `cargo xtask codegen --only alpha`";

#[test]
fn every_kind_of_drift_is_a_compile_error() {
    let mini = Mini::new("drift");
    mini.compiles();

    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.1\n");
    mini.refuses(&format!("specs/alpha/overlay.yaml changed since generated/alpha was written: {MEND}"));
    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.0\n");
    mini.put("specs/alpha/more.yaml", "");
    mini.refuses(&format!("specs/alpha/more.yaml was added since generated/alpha was written: {MEND}"));
    mini.remove("specs/alpha/more.yaml");
    mini.compiles();

    mini.remove("specs/alpha/openapi.yaml");
    mini.refuses(&format!("specs/alpha/openapi.yaml is gone since generated/alpha was written: {MEND}"));
    mini.put("specs/alpha/openapi.yaml", "openapi: 3.0.3\n");

    mini.put("generated/alpha/src/lib.rs", "//! mine\n");
    mini.put("generated/alpha/src/mine.rs", "");
    mini.remove("generated/alpha/Cargo.toml");
    mini.refuses(&format!("generated/alpha/src/lib.rs is not as codegen wrote it: {MEND}"));
    mini.refuses(&format!("generated/alpha/src/mine.rs was not written by codegen: {MEND}"));
    mini.refuses(&format!("generated/alpha/Cargo.toml is gone: {MEND}"));
    mini.put("generated/alpha/src/lib.rs", "//! alpha\n");
    mini.put("generated/alpha/Cargo.toml", "[package]\n");
    mini.remove("generated/alpha/src/mine.rs");
    mini.compiles();
}

#[test]
fn a_missing_lock_an_edited_lock_and_a_left_over_crate_are_compile_errors() {
    let mini = Mini::new("locks");
    let lock = fs::read_to_string(mini.root.join("generated/alpha/inputs.lock")).unwrap();
    mini.put("generated/alpha/inputs.lock", &lock.replacen("alpha", "aleph", 1));
    mini.refuses(&format!("generated/alpha/inputs.lock is not as codegen wrote it: {MEND}"));
    mini.put("generated/alpha/inputs.lock", &lock.replace('\n', "\r\n"));
    mini.refuses(&format!(
        "generated/alpha/inputs.lock is not as codegen wrote it (its line ends were converted to CRLF): {MEND}"
    ));
    mini.remove("generated/alpha/inputs.lock");
    mini.refuses(&format!("specs/alpha has no client yet, or generated/alpha/inputs.lock is gone: {MEND}"));
    mini.put("generated/alpha/inputs.lock", &lock);
    mini.put("generated/beta/inputs.lock", &lock);
    mini.refuses("generated/beta is left over from a provider that is no longer in specs/: run `cargo xtask codegen`");
}

#[test]
fn what_is_nobodys_business_is_left_alone() {
    let mini = Mini::new("ignored");
    for path in
        ["generated/alpha/target/x", "generated/alpha/Cargo.lock", "specs/alpha/.openapi.yaml.swp", "specs/README.md"]
    {
        mini.put(path, "");
    }
    mini.compiles();
}

#[test]
fn drift_can_be_a_warning_for_a_while_and_nothing_else() {
    let mini = Mini::new("warn");
    mini.put("specs/alpha/overlay.yaml", "overlay: 1.0.1\n");
    let drifted = "specs/alpha/overlay.yaml changed since generated/alpha was written";
    let (compiles, said) = mini.build(Some("warn"));
    assert!(compiles && said.contains(&format!("warning: mini@0.0.0: {drifted}")), "{said}");
    assert!(!mini.build(None).0, "the variable is watched");
    assert!(!mini.build(Some("deny")).0);
    let (compiles, said) = mini.build(Some("off"));
    let expected = "error: mini@0.0.0: MOORED_DRIFT is \"off\"; it can be `deny` (the default) or `warn`\n";
    assert!(!compiles && said.contains(expected), "{said}");
}

#[test]
fn a_packaged_crate_has_no_documents_and_no_gate() {
    let mini = Mini::new("packaged");
    fs::remove_dir_all(mini.root.join("specs")).unwrap();
    mini.compiles();
}
