//! `cargo conformance`: runs the checks and writes `docs/conformance.md`.
//!
//! With a part of a name, it runs the checks whose names contain it, and prints their verdicts.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use moored_conformance::{Moored, Naive, Outcomes, page, run};

#[tokio::main]
async fn main() -> std::io::Result<ExitCode> {
    let filter = std::env::args().nth(1).unwrap_or_default();
    let columns = [run(Arc::new(Moored), &filter).await?, run(Arc::new(Naive), &filter).await?];
    let mut code = ExitCode::SUCCESS;
    for column in &columns {
        print(column, &filter);
    }
    if columns.first().is_some_and(|moored| moored.verdicts.iter().any(|(_, verdict)| verdict.is_err())) {
        code = ExitCode::FAILURE;
    }
    if filter.is_empty() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/conformance.md");
        std::fs::write(&path, page(&columns))?;
        println!("written: docs/conformance.md");
    }
    Ok(code)
}

/// Prints the checks that fail, or all of them if they were asked for.
fn print(column: &Outcomes, filter: &str) {
    let passed = column.verdicts.iter().filter(|(_, verdict)| verdict.is_ok()).count();
    println!("{}: {passed} of {}", column.name, column.verdicts.len());
    for (name, verdict) in &column.verdicts {
        match verdict {
            Ok(()) if filter.is_empty() => {}
            Ok(()) => println!("  {name}: yes"),
            Err(deviation) => println!("  {name}: {deviation}"),
        }
    }
}
