//! Runs the shell blocks of a page.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::markdown::{Block, Page};

/// A folder for what the blocks make, and what the last one printed.
pub(crate) struct Shell {
    /// The repository, for its Cargo.lock.
    root: PathBuf,
    /// Has `cargo-moored`, so that `cargo moored` is the program of this crate.
    programs: TempDir,
    workspace: TempDir,
    /// Where the last block ended.
    folder: PathBuf,
    output: String,
}

impl Shell {
    pub(crate) fn new(root: &Path) -> Self {
        let programs = tempfile::tempdir().unwrap();
        let program = Path::new(env!("CARGO_BIN_EXE_cargo-moored"));
        fs::hard_link(program, programs.path().join("cargo-moored"))
            .or_else(|_| fs::copy(program, programs.path().join("cargo-moored")).map(|_| ()))
            .unwrap();
        let workspace = tempfile::tempdir().unwrap();
        let folder = workspace.path().to_owned();
        Self { root: root.to_owned(), programs, workspace, folder, output: String::new() }
    }

    /// Runs the blocks of the page, and returns how many.
    pub(crate) fn run(&mut self, page: &Page) -> usize {
        if page.has_new_workspace {
            self.workspace = tempfile::tempdir().unwrap();
            self.folder = self.workspace.path().to_owned();
        }
        page.blocks.iter().map(|block| usize::from(self.block(page, block))).sum()
    }

    /// Whether the block was run.
    fn block(&mut self, page: &Page, block: &Block) -> bool {
        let at = format!("{}:{}", page.path, block.line);
        let comment = block.comment.as_str();
        if let Some(path) = comment.strip_prefix("file: ") {
            let path = self.folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &block.text).unwrap();
        } else if comment == "output" {
            let missing = missing(&block.text, &self.output);
            assert!(missing.is_none(), "{at}: not printed: {}\nbut:\n{}", missing.unwrap_or_default(), self.output);
        } else if block.language == "sh" && !comment.starts_with("not run: ") {
            let expected = comment.strip_prefix("exits with ").map_or(0, |code| code.parse().unwrap());
            let code = self.execute(&block.text);
            if env::var("MOORED_BOOK").is_ok_and(|part| page.path.contains(&part)) {
                println!("{at}: exits with {code}\n{}{}", block.text, self.output);
            }
            assert!(code == expected, "{at}: exits with {code}:\n{}\n{}", block.text, self.output);
            return true;
        } else {
            assert!(block.language != "sh" || comment.len() > "not run: ".len(), "{at}: no reason");
        }
        false
    }

    /// Runs the script where the last one ended, and returns its exit code.
    fn execute(&mut self, script: &str) -> i32 {
        let lock = self.folder.join("Cargo.lock");
        if self.folder.join("Cargo.toml").exists() && !lock.exists() {
            // The versions that are compiled and downloaded already, so that no block needs the network.
            fs::copy(self.root.join("Cargo.lock"), lock).unwrap();
        }
        let end = self.programs.path().join("folder");
        let path = format!("{}:{}", self.programs.path().display(), env::var("PATH").unwrap());
        let output = Command::new("bash")
            .args(["-c", &format!("exec 2>&1; set -euo pipefail; trap 'pwd > {}' EXIT\n{script}", end.display())])
            .current_dir(&self.folder)
            .env("PATH", path)
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap())
            .envs([("CARGO_NET_OFFLINE", "true"), ("CARGO_TERM_COLOR", "never"), ("CARGO_TERM_QUIET", "true")])
            .env_remove("MOORED_DRIFT")
            .output()
            .unwrap();
        self.folder = PathBuf::from(fs::read_to_string(end).unwrap().trim_end());
        self.output = String::from_utf8(output.stdout).unwrap();
        output.status.code().unwrap_or(-1)
    }
}

/// The first part of `expected` that does not stand in `output` behind the part before it.
fn missing<'a>(expected: &'a str, output: &str) -> Option<&'a str> {
    let mut rest = output;
    expected.split('…').map(str::trim).find(|part| match rest.split_once(part) {
        Some((_, behind)) => {
            rest = behind;
            false
        }
        None => true,
    })
}
