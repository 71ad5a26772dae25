//! Runs Prism as a child process.

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

/// Prism with one document on the loopback interface. The process ends when this value is dropped, also if a test
/// panics.
pub(crate) struct Prism {
    child: Child,
    log: PathBuf,
    pub(crate) base_address: String,
    /// The number of lines of the log that have been read.
    read: usize,
    _folder: TempDir,
}

impl Prism {
    /// Starts Prism with `document`; `None` if the test is skipped.
    pub(crate) fn start(document: &str) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let program = root.join("tests/prism/node_modules/@stoplight/prism-cli/dist/index.js");
        let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
        let missing = match (node, program.is_file()) {
            (Err(error), _) => Some(format!("node cannot be started ({error})")),
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
            // Port 0 selects any free port. With `--errors`, Prism responds to a violation with an error.
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

    /// The violations that Prism has logged since the last call, one per line. `marker` must be different in each
    /// call.
    pub(crate) async fn violations(&mut self, marker: &str) -> Vec<String> {
        // Prism may log after it has responded. A request for an unknown path marks the end: all lines before its own
        // are complete.
        let response = reqwest::get(format!("{}/{marker}", self.base_address)).await;
        assert_eq!(response.expect("a response").status(), 404);
        self.wait_for(&format!("get /{marker} ✖"));
        let is_marker = |line: &String| line.contains(&format!("get /{marker} "));
        let lines = self.lines();
        let lines = lines.get(self.read..).expect("a log only grows");
        let end = lines.iter().position(is_marker).expect("the marker");
        self.read += lines.iter().rposition(is_marker).expect("the marker") + 1;
        lines[..end].iter().filter(|line| line.contains("✖") || line.contains("did not pass")).cloned().collect()
    }

    /// Waits for `text` in the log, and returns the rest of its line.
    fn wait_for(&self, text: &str) -> String {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let lines = self.lines();
            if let Some((_, rest)) = lines.iter().find_map(|line| line.split_once(text)) {
                return rest.trim().to_owned();
            }
            assert!(Instant::now() < deadline, "Prism does not log {text:?}: {lines:#?}");
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
