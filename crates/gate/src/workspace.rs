//! All generated crates of a workspace.

use std::io;
use std::path::Path;

use crate::client::{self, Client, Found};
use crate::folder;

/// The folders of a workspace, as its `moored.toml` has them.
#[derive(Clone, Copy, Debug)]
pub struct Workspace<'a> {
    /// The folder of the documents: `specs`.
    pub specs: &'a str,
    /// The folder of the clients: `generated`.
    pub generated: &'a str,
    /// The command that writes the clients: `cargo moored codegen`.
    pub command: &'a str,
}

impl Workspace<'_> {
    /// A line for each path that has changed, in the order of the providers.
    pub(crate) fn findings(&self, root: &Path) -> io::Result<Vec<String>> {
        let Self { specs, generated, command } = self;
        let providers = folder::names(&root.join(specs))?;
        let clients = folder::names(&root.join(generated))?;
        let mut findings = Vec::new();
        for name in &providers {
            let client = format!("{generated}/{name}");
            let update = client::update_command(command, &client);
            match Client::read(&root.join(&client))? {
                Found::Client(client) => findings.extend(client.findings()?),
                Found::NoLock => findings
                    .push(format!("{specs}/{name} has no client: {client}/inputs.lock does not exist: {update}")),
                Found::ChangedLock(text) => {
                    findings.push(client::changed_lock(&format!("{client}/inputs.lock"), &text, &update));
                }
                Found::Elsewhere => findings.push(format!("{client} was generated for another folder: {update}")),
            }
        }
        for name in clients.difference(&providers) {
            // The vendored crates have a lock that names no folder.
            if !matches!(Client::read(&root.join(generated).join(name))?, Found::Elsewhere) {
                findings.push(format!("{generated}/{name} has no provider in {specs}/: run `{command}`"));
            }
        }
        Ok(findings)
    }

    /// Has cargo run the build script again when a file changes. If a path did not exist, cargo would always run it.
    pub(crate) fn watch(&self, root: &Path) {
        for folder in [self.specs, self.generated] {
            if root.join(folder).exists() {
                println!("cargo::rerun-if-changed={folder}");
            }
        }
    }
}
