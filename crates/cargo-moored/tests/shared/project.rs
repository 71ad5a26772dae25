//! A workspace in a temporary folder, and runs of the command in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

/// The program that the tests run: each test belongs to one of two crates.
const PROGRAM: &str = match (option_env!("CARGO_BIN_EXE_cargo-moored"), option_env!("CARGO_BIN_EXE_xtask")) {
    (Some(program), _) | (None, Some(program)) => program,
    (None, None) => "",
};

pub(crate) const DOCUMENT: &str = "\
openapi: 3.0.3
info:
  title: Pets
  version: 1.0.0
servers:
  - url: https://pets.example
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All pets
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/Pet'
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name:
          type: string
";

const SETTINGS: &str = "\
[workspace]
generator = \"0.1.0\"
command = \"cargo xtask\"
facade = true
runtime = { path = \"runtime\" }
";

const MANIFEST: &str = "\
[package]
name = \"facade\"
version = \"0.1.0\"

[features]
# <providers> written by `cargo xtask codegen`
# </providers>

[dependencies]
# <provider-crates> written by `cargo xtask codegen`
# </provider-crates>
";

pub(crate) struct Project(TempDir);

impl Project {
    /// A workspace with these providers and a facade, each with the same document.
    pub(crate) fn with(providers: &[&str]) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.put("moored.toml", SETTINGS);
        project.put("Cargo.toml", MANIFEST);
        project.put("runtime/Cargo.toml", "[package]\nname = \"moored-runtime\"\nversion = \"0.1.0\"\n");
        for name in providers {
            project.put(&format!("specs/{name}/openapi.yaml"), DOCUMENT);
        }
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The command, to be run in the root folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg("codegen").args(arguments).current_dir(self.0.path());
        command
    }

    /// The exit code, standard output and standard error of a run.
    pub(crate) fn codegen(&self, arguments: &[&str]) -> (i32, String, String) {
        run(&mut self.command(arguments))
    }

    /// The modification times of all files and folders, which show every change, creation and removal.
    pub(crate) fn traces(&self) -> BTreeMap<PathBuf, SystemTime> {
        let mut traces = BTreeMap::new();
        let mut open = vec![self.0.path().to_owned()];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
            let changed = fs::metadata(&path).unwrap().modified().unwrap();
            // The staging folder may be used.
            if !path.starts_with(self.path(".moored")) {
                traces.insert(path, changed);
            }
        }
        traces
    }
}

/// The exit code, standard output and standard error.
pub(crate) fn run(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}
