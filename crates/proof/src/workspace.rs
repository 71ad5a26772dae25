//! A workspace on disk with a generated crate and the program that tests it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use moored_codegen::Files;
use serde_json::Value;
use toml::Table;

use crate::{folders::Folders, program::Program};

/// The workspace of one document.
#[derive(Debug)]
pub struct Workspace {
    folder: PathBuf,
    target: PathBuf,
    project: PathBuf,
    /// The name of the program. All documents share the target folder, and two may be tested at the same time.
    program: String,
}

/// The result of a build.
#[derive(Debug)]
pub enum Built {
    /// The path of the compiled program.
    Program(PathBuf),
    /// The generated crate does not compile.
    BrokenClient(String),
    /// Lines of the program that do not compile: file and line, with the message of the compiler.
    BrokenLines(BTreeMap<(String, usize), String>),
    /// Any other error.
    Failed(String),
}

impl Workspace {
    /// A workspace in the folder `name` of the work folder. All documents share the target folder.
    #[must_use]
    pub fn new(folders: &Folders, name: &str) -> Self {
        let program = format!("trial-{name}");
        let Folders { project, work, target, .. } = folders.clone();
        Self { folder: work.join(name), target, project, program }
    }

    /// The path of a file in the workspace.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Replaces the generated crate.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn write_client(&self, files: &Files) -> anyhow::Result<()> {
        let client = self.folder.join("client");
        if client.exists() {
            fs::remove_dir_all(&client).with_context(|| format!("cannot remove {}", client.display()))?;
        }
        for (path, text) in files {
            write(&client.join(path.as_str()), text)?;
        }
        write(&self.folder.join("Cargo.toml"), &manifest(&self.project, &["client", "program"])?)?;
        // The versions that the project itself is tested with.
        let lock = self.project.join("Cargo.lock");
        fs::copy(&lock, self.folder.join("Cargo.lock")).with_context(|| format!("cannot copy {}", lock.display()))?;
        Ok(())
    }

    /// Writes the program.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn write_program(&self, program: &Program) -> anyhow::Result<()> {
        let manifest = fs::read_to_string(self.folder.join("client/Cargo.toml"))?.parse::<Table>()?;
        let package = manifest.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str);
        let package = package.context("the generated crate has no name")?;
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             client = {{ package = \"{package}\", path = \"../client\", default-features = false }}\n\
             futures-util.workspace = true\nmoored-runtime.workspace = true\nserde.workspace = true\nserde_json.workspace = true\n\
             tokio = {{ workspace = true, features = [\"net\", \"rt\", \"time\"] }}\n",
            self.program
        );
        let folder = self.folder.join("program");
        write(&folder.join("Cargo.toml"), &manifest)?;
        write(&folder.join("src/main.rs"), program.main)?;
        write(&folder.join("src/described.rs"), program.described)?;
        write(&folder.join("src/descriptions.rs"), &program.descriptions)?;
        write(&folder.join("src/trips.rs"), &program.trips)?;
        write(&folder.join("src/calls.rs"), &program.calls)
    }

    /// Compiles the crate and the program.
    ///
    /// # Errors
    /// If cargo cannot be started.
    pub fn build(&self, limit: Duration) -> anyhow::Result<Built> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let messages = self.folder.join("messages.json");
        let log = self.folder.join("build.log");
        let mut command = Command::new(cargo);
        command
            .args(["build", "--message-format", "json", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", &self.target)
            .current_dir(&self.project)
            .stdin(Stdio::null())
            .stdout(File::create(&messages)?)
            .stderr(File::create(&log)?);
        let done = run(&mut command, limit)?;
        let messages = fs::read_to_string(&messages).unwrap_or_default();
        if done == Ended::Well {
            return Ok(Built::Program(self.target.join("debug").join(&self.program)));
        }
        let mut lines = BTreeMap::new();
        for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            let Some((location, message)) = complaint(&message, &self.program) else { continue };
            match location {
                Some(location) => lines.entry(location).or_insert(message),
                None => return Ok(Built::BrokenClient(message)),
            };
        }
        Ok(match lines.is_empty() {
            true => Built::Failed(last_lines(&fs::read_to_string(&log).unwrap_or_default())),
            false => Built::BrokenLines(lines),
        })
    }
}

/// The manifest of a workspace with these members: the project's tables that members inherit from, and the path of the
/// runtime.
pub(crate) fn manifest(project: &Path, members: &[&str]) -> anyhow::Result<String> {
    let root = project.join("Cargo.toml");
    let root = fs::read_to_string(&root).with_context(|| format!("cannot read {}", root.display()))?;
    let root: Table = root.parse().context("the project's manifest")?;
    let declared =
        root.get("workspace").and_then(toml::Value::as_table).context("the project's manifest has no workspace")?;
    let mut workspace = Table::new();
    workspace.insert("members".to_owned(), members.to_vec().into());
    workspace.insert("resolver".to_owned(), "3".into());
    for key in ["package", "lints"] {
        if let Some(table) = declared.get(key) {
            workspace.insert(key.to_owned(), table.clone());
        }
    }
    let mut dependencies = declared.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    for (_, dependency) in dependencies.iter_mut() {
        if let Some(path) = dependency.get_mut("path")
            && let Some(relative) = path.as_str()
        {
            *path = project.join(relative).display().to_string().into();
        }
    }
    workspace.insert("dependencies".to_owned(), dependencies.into());
    let profile: Table = "[dev]\ndebug = false\nincremental = false\n".parse()?;
    let manifest =
        Table::from_iter([("workspace".to_owned(), workspace.into()), ("profile".to_owned(), profile.into())]);
    Ok(toml::to_string(&manifest)?)
}

/// An error of the compiler: its location in the program, if it has one there, and its message.
fn complaint(message: &Value, program: &str) -> Option<(Option<(String, usize)>, String)> {
    let inner = message.get("message").filter(|inner| inner.get("level") == Some(&Value::from("error")))?;
    let text = inner.get("message")?.as_str()?.to_owned();
    let spans = inner.get("spans").and_then(Value::as_array)?;
    let target = message.pointer("/target/name").and_then(Value::as_str);
    // «aborting due to 3 previous errors» has no location.
    let primary = spans.iter().find(|span| span.get("is_primary") == Some(&Value::Bool(true)))?;
    let file = primary.get("file_name")?.as_str()?;
    let line = usize::try_from(primary.get("line_start")?.as_u64()?).ok()?;
    if target != Some(program) {
        return Some((None, format!("{text} ({file}:{line})")));
    }
    let name = Path::new(file).file_name()?.to_string_lossy().into_owned();
    Some((Some((name, line)), text))
}

pub(crate) fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().rev().take(5).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With exit code 0.
    Well,
    /// With another exit code.
    Badly,
    /// It was killed at the time limit.
    TooLate,
}

/// Runs `command` for at most `limit`.
///
/// # Errors
/// If it cannot be started.
pub fn run(command: &mut Command, limit: Duration) -> anyhow::Result<Ended> {
    let mut child = command.spawn().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Ended::Well } else { Ended::Badly });
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok(Ended::TooLate);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Writes `text` unless the file has it already, so that cargo does not compile it again.
pub(crate) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The line numbers of `lines` in `file`. `first` is the line number of the first.
#[must_use]
pub fn broken(lines: &BTreeMap<(String, usize), String>, file: &str, first: usize) -> BTreeMap<usize, String> {
    let here = lines.iter().filter(|((name, line), _)| name == file && *line >= first);
    here.map(|((_, line), message)| (line - first, message.clone())).collect()
}

/// The distinct values of `texts`, in order.
pub(crate) fn distinct<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    let set: BTreeSet<&String> = texts.collect();
    set.into_iter().cloned().collect()
}
