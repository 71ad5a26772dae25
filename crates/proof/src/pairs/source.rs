//! The first check: a program that uses every public item of the old client, compiled against both clients.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context as _;
use moored_codegen::Files;
use serde_json::Value;

use super::{
    BUILD, Folders, Pair, modules,
    record::{Broken, Source},
};
use crate::{
    uses::{Use, uses},
    workspace::{Ended, last_lines, manifest, run, write},
};

/// How often the programs are compiled again without the uses that failed: the compiler reports unknown names before it
/// looks at types.
const ROUNDS: usize = 6;

/// The crates of a group: both clients, and the program for each.
const MEMBERS: [&str; 4] = ["old", "new", "uses-old", "uses-new"];

/// Line of the first use in a file of a program.
const FIRST: usize = 2;

/// Writes the crates of a pair, for other tools. Returns the folder of their workspace; `None` if the code is the same.
pub(super) fn written(pair: &Pair, folders: &Folders) -> anyhow::Result<Option<PathBuf>> {
    if pair.is_equal() {
        return Ok(None);
    }
    Ok(Some(Crates::write(&pair.name, &[0], std::slice::from_ref(pair), folders)?.folder))
}

/// A program of which some uses are left out.
struct Program {
    uses: Vec<Use>,
    failed: BTreeMap<usize, Broken>,
}

/// The result of the check for each pair.
pub(super) fn check(group: &str, pairs: &[Pair], folders: &Folders) -> anyhow::Result<Vec<Source>> {
    let mut found: Vec<Source> = pairs.iter().map(|_| Source::default()).collect();
    let changed: Vec<usize> =
        pairs.iter().enumerate().filter(|(_, pair)| !pair.is_equal()).map(|(index, _)| index).collect();
    if changed.is_empty() {
        return Ok(found);
    }
    let crates = Crates::write(group, &changed, pairs, folders)?;
    let programs = || -> BTreeMap<usize, Program> {
        let program = |&index: &usize| {
            let pair = pairs.get(index)?;
            let uses = uses(&format!("client::p{index}"), &pair.client, &pair.old);
            Some((index, Program { uses, failed: BTreeMap::new() }))
        };
        changed.iter().filter_map(program).collect()
    };
    let mut sides = [programs(), programs()];
    for _ in 0..ROUNDS {
        for (side, programs) in ["uses-old", "uses-new"].into_iter().zip(&sides) {
            crates.write_program(side, programs)?;
        }
        let Some(errors) = crates.compile()? else { break };
        if let Some((obstacle, index)) = errors.iter().find_map(|error| error.obstacle()) {
            let hit = |position: usize| index.is_none_or(|index| index == position);
            for position in changed.iter().copied() {
                if let Some(source) = found.get_mut(position) {
                    let reason =
                        if hit(position) { obstacle.clone() } else { format!("in the same group: {obstacle}") };
                    source.obstacle = Some(reason);
                }
            }
            return Ok(found);
        }
        for error in errors {
            let programs = match error.target.as_str() {
                "uses-old" => sides.first_mut(),
                _ => sides.last_mut(),
            };
            let program = programs.and_then(|programs| programs.get_mut(&error.pair?));
            let Some((program, line)) = program.zip(error.line.checked_sub(FIRST)) else { continue };
            let item = program.uses.get(line).map(|one| one.item.clone()).unwrap_or_default();
            program.failed.entry(line).or_insert(Broken { item, code: error.code, message: error.message });
        }
    }
    let [old, new] = &mut sides;
    for (index, program) in new {
        let (Some(source), Some(base)) = (found.get_mut(*index), old.get(index)) else { continue };
        source.uses = program.uses.len();
        source.mistakes = base.failed.values().cloned().collect();
        let only_new = program.failed.iter().filter(|(line, _)| !base.failed.contains_key(line));
        source.broken = only_new.map(|(_, broken)| broken.clone()).collect();
    }
    Ok(found)
}

/// The four crates of a group.
struct Crates<'a> {
    folder: PathBuf,
    folders: &'a Folders,
    group: String,
    pairs: Vec<usize>,
}

/// An error of the compiler.
#[derive(Debug)]
struct Error {
    /// The crate.
    target: String,
    /// The pair.
    pair: Option<usize>,
    line: usize,
    code: String,
    message: String,
}

impl Error {
    /// If a client itself does not compile: the reason, and the pair.
    fn obstacle(&self) -> Option<(String, Option<usize>)> {
        let is_client = !self.target.starts_with("uses-");
        is_client.then(|| (format!("the {} client does not compile: {}", self.target, self.message), self.pair))
    }
}

impl<'a> Crates<'a> {
    fn write(group: &str, changed: &[usize], pairs: &[Pair], folders: &'a Folders) -> anyhow::Result<Self> {
        let plain = group.chars().map(|one| if one.is_ascii_alphanumeric() { one } else { '-' });
        // The name of a package does not begin with a digit.
        let group: String = "d-".chars().chain(plain).collect();
        let folder = folders.work.join("source").join(&group);
        let crates = Self { folder, folders, group, pairs: changed.to_vec() };
        let root = &crates.folder;
        for side in ["old", "new"] {
            let own = root.join(side);
            if own.exists() {
                fs::remove_dir_all(&own).with_context(|| format!("cannot remove {}", own.display()))?;
            }
            write(&own.join("Cargo.toml"), &crates.manifest(side, "\n[lib]\nname = \"client\"\n"))?;
            write(&own.join("src/lib.rs"), &crates.modules("pub mod"))?;
            for index in changed {
                let files = pairs.get(*index).map(|pair| if side == "old" { &pair.old } else { &pair.new });
                for (path, text) in
                    files.map(|files: &Files| modules::of(files, &format!("p{index}"))).into_iter().flatten()
                {
                    write(&own.join(path), &text)?;
                }
            }
            let uses = root.join(format!("uses-{side}"));
            let client = format!("client = {{ package = \"{}-{side}\", path = \"../{side}\" }}\n", crates.group);
            write(&uses.join("Cargo.toml"), &crates.manifest(&format!("uses-{side}"), &client))?;
            write(&uses.join("src/lib.rs"), &crates.modules("mod"))?;
        }
        write(&root.join("Cargo.toml"), &manifest(&folders.project, &MEMBERS)?)?;
        let lock = folders.project.join("Cargo.lock");
        fs::copy(&lock, root.join("Cargo.lock")).with_context(|| format!("cannot copy {}", lock.display()))?;
        Ok(crates)
    }

    fn manifest(&self, member: &str, more: &str) -> String {
        format!(
            "[package]\nname = \"{}-{member}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             moored-runtime = {{ workspace = true, features = [\"rustls\", \"oauth2\", \"events\", \"patterns\"] }}\n\
             serde = {{ workspace = true, features = [\"derive\"] }}\n{more}",
            self.group
        )
    }

    fn modules(&self, keyword: &str) -> String {
        let lines = self.pairs.iter().map(|index| format!("{keyword} p{index};\n"));
        format!("#![allow(warnings)]\n{}", lines.collect::<String>())
    }

    fn write_program(&self, member: &str, programs: &BTreeMap<usize, Program>) -> anyhow::Result<()> {
        for (index, program) in programs {
            let mut text = String::from("\n");
            for (line, one) in program.uses.iter().enumerate() {
                text.push_str(if program.failed.contains_key(&line) { "" } else { &one.line });
                text.push('\n');
            }
            write(&self.folder.join(member).join(format!("src/p{index}.rs")), &text)?;
        }
        Ok(())
    }

    /// The errors of the compiler; `None` if all crates compile.
    fn compile(&self) -> anyhow::Result<Option<Vec<Error>>> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let (messages, log) = (self.folder.join("messages.json"), self.folder.join("build.log"));
        let mut command = Command::new(cargo);
        command
            .args(["check", "--workspace", "--keep-going", "--message-format", "json", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", &self.folders.target)
            .current_dir(&self.folders.project)
            .stdin(Stdio::null())
            .stdout(File::create(&messages)?)
            .stderr(File::create(&log)?);
        if run(&mut command, BUILD)? == Ended::Well {
            return Ok(None);
        }
        let text = fs::read_to_string(&messages).unwrap_or_default();
        let errors: Vec<Error> = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter_map(|message| error(&message))
            .collect();
        anyhow::ensure!(!errors.is_empty(), "cargo failed: {}", last_lines(&fs::read_to_string(&log)?));
        Ok(Some(errors))
    }
}

/// The error of a message of cargo.
fn error(message: &Value) -> Option<Error> {
    let inner = message.get("message").filter(|inner| inner.get("level") == Some(&Value::from("error")))?;
    // The name of the target is that of the library, which both clients have.
    let folder = Path::new(message.get("manifest_path")?.as_str()?).parent()?;
    let target = folder.file_name()?.to_string_lossy().into_owned();
    let spans = inner.get("spans").and_then(Value::as_array)?;
    // «aborting due to 3 previous errors» has none.
    let primary = spans.iter().find(|span| span.get("is_primary") == Some(&Value::Bool(true)))?;
    let file = Path::new(primary.get("file_name")?.as_str()?);
    let is_pair = |part: &std::ffi::OsStr| {
        let part = part.to_string_lossy();
        part.trim_end_matches(".rs").strip_prefix('p').and_then(|number| number.parse().ok())
    };
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(Error {
        target,
        pair: file.iter().find_map(is_pair),
        line: usize::try_from(primary.get("line_start")?.as_u64()?).ok()?,
        code: text(inner.pointer("/code/code")),
        message: text(inner.get("message")),
    })
}
