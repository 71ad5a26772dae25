//! Prism as a child process.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use moored_runtime::reqwest;
use tempfile::TempDir;

use crate::skip::skip;

/// Prism, serving one document on loopback. It ends with this value, also when a test panics.
pub(crate) struct Prism {
    child: Child,
    log: PathBuf,
    pub(crate) base_address: String,
    /// How many lines of the log have been read.
    read: usize,
    _folder: TempDir,
}

impl Prism {
    /// Serves `document`, or skips.
    pub(crate) fn start(document: &str) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let program = root.join("tests/prism/node_modules/@stoplight/prism-cli/dist/index.js");
        let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
        let missing = match (node, program.is_file()) {
            (Err(error), _) => Some(format!("node does not start ({error})")),
            (Ok(_), false) => Some("Prism is not installed: run tests/prism/install.sh".to_owned()),
            (Ok(_), true) => None,
        };
        if let Some(reason) = missing {
            skip(&reason, "MOORED_REQUIRE_PRISM");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("openapi.yaml");
        fs::write(&path, document).expect("a document");
        let log = folder.path().join("log");
        let file = File::create(&log).expect("a log");
        let child = Command::new("node")
            .arg(program)
            // Port 0 is any that is free. `--errors` answers a violation with an error.
            .args(["mock", "--errors", "--host", "127.0.0.1", "--port", "0"])
            .arg(path)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(file.try_clone().expect("a log"))
            .stderr(file)
            .spawn()
            .expect("node starts");
        let mut prism = Self { child, log, base_address: String::new(), read: 0, _folder: folder };
        prism.base_address = prism.wait_for("Prism is listening on ");
        Some(prism)
    }

    /// What Prism found wrong since the last time that it was asked: a line each. `question` has not been asked before.
    pub(crate) async fn complaints(&mut self, question: &str) -> Vec<String> {
        // Prism may log after it has answered, but what stands before its words on a later request is complete.
        let answer = reqwest::get(format!("{}/{question}", self.base_address)).await;
        assert_eq!(answer.expect("an answer").status(), 404);
        self.wait_for(&format!("get /{question} ✖"));
        let ours = |line: &String| line.contains(&format!("get /{question} "));
        let lines = self.lines();
        let lines = lines.get(self.read..).expect("a log only grows");
        let end = lines.iter().position(ours).expect("the question");
        self.read += lines.iter().rposition(ours).expect("the question") + 1;
        lines[..end].iter().filter(|line| line.contains("✖") || line.contains("did not pass")).cloned().collect()
    }

    /// What follows `text` in the log.
    fn wait_for(&self, text: &str) -> String {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let lines = self.lines();
            if let Some((_, rest)) = lines.iter().find_map(|line| line.split_once(text)) {
                return rest.trim().to_owned();
            }
            assert!(Instant::now() < deadline, "Prism does not say {text:?}: {lines:#?}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn lines(&self) -> Vec<String> {
        let log = fs::read_to_string(&self.log).expect("a log");
        log.lines().map(str::to_owned).collect()
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
