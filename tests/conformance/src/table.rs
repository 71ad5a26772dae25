//! The page `docs/conformance.md`.

use std::fmt::Write as _;

use crate::checks::all;
use crate::run::Outcomes;
use crate::verdict::{Deviation, Verdict};

const BEFORE: &str = "# Conformance

What a client does with a provider, as named checks. `cargo conformance` runs them and writes this page;
`cargo conformance <part of a name>` runs some and prints them; `cargo test -p moored-conformance` compares.

The provider is a server with real sockets that knows no client
(`tests/conformance`: `openapi.yaml` and `src/provider.rs`). A check decides by
what the server received and what the client returned, never by how a client is made
(`src/checks`). Webhooks go the other way: a check signs a delivery as the provider does, and the receiver of the client gets it. For the
groups about tests of the user's own code, what counts is also that the server received nothing. Each column is a client:

- **moored** is generated from that document. The only settings are short pauses between retries.
- **reqwest by hand** is written with reqwest and serde as most would at first
  (`src/naive.rs`): a few lines for each call or webhook, and the defaults of reqwest. It shows what
  the checks distinguish, and why there is a runtime. None of this is a fault of reqwest, which leaves these decisions to its
  users.

The cell says what the client does instead; `–` means that it has no such function. \"Ours\" is a decision of this project:
[clients in production](production.md) gives the reasons.
";

/// The page for the outcomes of all checks.
pub fn page(columns: &[Outcomes]) -> String {
    let mut page = BEFORE.to_owned();
    page.push('\n');
    row(&mut page, ["group", "checks"].into_iter().chain(columns.iter().map(|column| column.name)));
    row(&mut page, std::iter::repeat_n("---", 2 + columns.len()));
    let groups = all();
    for (group, checks) in &groups {
        let names: Vec<_> = checks.iter().map(|check| check.name).collect();
        let link = format!("[{group}](#{})", group.to_lowercase().replace(' ', "-"));
        row(&mut page, [link, names.len().to_string()].into_iter().chain(columns.iter().map(|it| passed(it, &names))));
    }
    let names: Vec<_> = groups.iter().flat_map(|(_, checks)| checks).map(|check| check.name).collect();
    row(
        &mut page,
        ["all".to_owned(), names.len().to_string()].into_iter().chain(columns.iter().map(|it| passed(it, &names))),
    );
    for (group, checks) in &groups {
        let _ = write!(page, "\n## {group}\n\n");
        row(&mut page, ["check", "expected", "by"].into_iter().chain(columns.iter().map(|column| column.name)));
        row(&mut page, std::iter::repeat_n("---", 3 + columns.len()));
        for check in checks {
            let cells = [format!("`{}`", check.name), check.expected.to_owned(), check.source.to_owned()];
            row(&mut page, cells.into_iter().chain(columns.iter().map(|column| cell(verdict(column, check.name)))));
        }
    }
    page
}

fn row(page: &mut String, cells: impl Iterator<Item = impl AsRef<str>>) {
    for cell in cells {
        let _ = write!(page, "| {} ", cell.as_ref().replace('|', "\\|"));
    }
    page.push_str("|\n");
}

fn verdict<'a>(column: &'a Outcomes, name: &str) -> Option<&'a Verdict> {
    column.verdicts.iter().find(|(found, _)| *found == name).map(|(_, verdict)| verdict)
}

fn passed(column: &Outcomes, names: &[&str]) -> String {
    names.iter().filter(|name| matches!(verdict(column, name), Some(Ok(())))).count().to_string()
}

fn cell(verdict: Option<&Verdict>) -> String {
    match verdict {
        Some(Ok(())) => "yes".to_owned(),
        Some(Err(Deviation::Other(text))) => format!("no: {text}"),
        Some(Err(Deviation::NotOffered)) | None => "–".to_owned(),
    }
}
