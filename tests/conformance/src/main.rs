//! `cargo conformance`: runs the checks and writes `docs/conformance.md`.
//!
//! With a part of a name, it runs the checks whose names contain it, and prints their verdicts.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use moored_conformance::{Moored, Naive, Outcomes, page, run};

#[tokio::main]
async fn main() -> std::io::Result<ExitCode> {
    let filter = std::env::args().nth(1).unwrap_or_default();
    let columns = [run(Arc::new(Moored), &filter).await?, run(Arc::new(Naive), &filter).await?];
    let text: String = columns.iter().map(|column| verdicts(column, &filter)).collect();
    // The reader of a pipe may have ended.
    let _ = std::io::stdout().write_all(text.as_bytes());
    if filter.is_empty() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/conformance.md");
        std::fs::write(&path, page(&columns))?;
    }
    let conforms = columns.first().is_some_and(|moored| moored.verdicts.iter().all(|(_, verdict)| verdict.is_ok()));
    Ok(if conforms { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The checks that fail, or all of them if they were asked for.
fn verdicts(column: &Outcomes, filter: &str) -> String {
    let passed = column.verdicts.iter().filter(|(_, verdict)| verdict.is_ok()).count();
    let mut text = format!("{}: {passed} of {}\n", column.name, column.verdicts.len());
    for (name, verdict) in &column.verdicts {
        match verdict {
            Ok(()) if filter.is_empty() => {}
            Ok(()) => text.push_str(&format!("  {name}: yes\n")),
            Err(deviation) => text.push_str(&format!("  {name}: {deviation}\n")),
        }
    }
    text
}
