//! Finds the tests of single providers, which stand beside the documents: `specs/<provider>/tests/<name>.rs` is a
//! module of `tests/<name>.rs`, in its module `providers`.
//!
//! For each name, the script writes two files into `OUT_DIR`, which the tests include. With a provider `pets` and the
//! name `wire`, these are
//!
//! ```text
//! wire.rs         #[cfg(feature = "pets")] #[path = "…/specs/pets/tests/wire.rs"] pub(crate) mod pets;
//! wire.all.rs     [#[cfg(feature = "pets")] pets::WIRE]
//! ```
//!
//! `tests/wire/calls.rs` takes in the modules `provider`. A provider may have any of these modules, or none.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The names, and whether the modules use the provider's client, which is a feature of this crate.
const NAMES: &[(&str, Uses)] = &[
    ("fidelity", Uses::Document),
    ("live", Uses::Client),
    ("oidc", Uses::Client),
    ("prism", Uses::Client),
    ("provider", Uses::Client),
    ("secrets", Uses::Client),
    ("soak", Uses::Client),
    ("testing", Uses::Client),
    ("whoami", Uses::Client),
    ("wire", Uses::Client),
];

#[derive(Clone, Copy)]
enum Uses {
    Document,
    Client,
}

/// Writes the lists.
///
/// # Errors
/// `specs/` or a file cannot be read, or a provider has a file that would be a module of no test.
pub(crate) fn list(root: &Path, out: &Path) -> io::Result<()> {
    let specs = root.join("specs");
    let mut providers = sorted(&specs)?;
    providers.retain(|provider| specs.join(provider).is_dir());
    for provider in &providers {
        for file in sorted(&specs.join(provider).join("tests"))? {
            let stem = file.strip_suffix(".rs");
            if stem.is_some_and(|stem| NAMES.iter().all(|(name, _)| *name != stem)) {
                let names: Vec<_> = NAMES.iter().map(|(name, _)| format!("{name}.rs")).collect();
                let message = format!(
                    "specs/{provider}/tests/{file} is a module of no test; expected one of {}, or a file in a subfolder \
                     that one of them declares",
                    names.join(", ")
                );
                return Err(io::Error::other(message));
            }
        }
    }
    for (name, uses) in NAMES {
        let (mut modules, mut values) = (String::new(), String::new());
        for provider in &providers {
            let file = specs.join(provider).join("tests").join(format!("{name}.rs"));
            if !file.is_file() {
                continue;
            }
            let module = module(provider);
            let condition = match uses {
                Uses::Document => String::new(),
                // As `moored_model::naming::crate_part` makes it of these names.
                Uses::Client => format!("#[cfg(feature = {:?})] ", provider.to_lowercase().replace(['_', '.'], "-")),
            };
            let _ = writeln!(modules, "{condition}#[path = {:?}] pub(crate) mod {module};", file.display().to_string());
            let _ = write!(values, "{condition}{module}::{}, ", name.to_uppercase());
        }
        fs::write(out.join(format!("{name}.rs")), modules)?;
        fs::write(out.join(format!("{name}.all.rs")), format!("[{values}]\n"))?;
    }
    Ok(())
}

/// The name of a provider's modules. A keyword or a number can be the name of a folder, too.
fn module(provider: &str) -> String {
    let name = provider.replace(['-', '.'], "_");
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("x{name}") } else { format!("r#{name}") }
}

/// The names in a folder except hidden ones, sorted; empty if there is no such folder.
fn sorted(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
