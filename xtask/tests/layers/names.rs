//! Names that a file must not use: progenitor and typify outside of the emitter, and input and output in the generator.

use crate::generated::is_generated;
use proc_macro2::{TokenStream, TokenTree};
use toml::Value;

use crate::sources::SourceFile;
use crate::table::Structure;

/// The libraries that generate Rust code from OpenAPI documents.
const ENGINE: [&str; 2] = ["progenitor", "typify"];

/// The path prefixes that may use these libraries, each with the reason.
const NAMES_ENGINE: [(&str, &str); 4] = [
    ("crates/codegen/src/emit", "the emitter"),
    ("crates/codegen/Cargo.toml", "the emitter's crate"),
    ("Cargo.toml", "the table of versions"),
    ("bench/generate/", "measures progenitor for comparison"),
];

/// The crates that must not use files, the network, the clock, the environment or processes.
const GENERATOR: [&str; 4] = ["crates/document", "crates/model", "crates/codegen", "crates/drift"];

/// The modules of the standard library for these. The methods of `Path` ask the file system, so `path` is one of them.
const INPUT_AND_OUTPUT: [&str; 8] = ["env", "fs", "io", "net", "os", "path", "process", "time"];

/// The macros that print.
const PRINTING: [&str; 4] = ["dbg", "eprint", "eprintln", "println"];

/// All uses of the libraries outside of the emitter.
pub(crate) fn engine_names(sources: &[SourceFile], manifests: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in sources.iter().chain(manifests) {
        if is_generated(&file.path, &file.text) || NAMES_ENGINE.iter().any(|(prefix, _)| file.path.starts_with(prefix))
        {
            continue;
        }
        let names = if file.path.ends_with(".rs") {
            file.text.parse::<TokenStream>().map(named_in_code).unwrap_or_default()
        } else {
            file.text.parse::<toml::Table>().map(|table| named_as_dependency(&table)).unwrap_or_default()
        };
        found.extend(names.iter().map(|name| format!("{}: names `{name}`", file.path)));
    }
    found
}

pub(crate) fn named_in_code(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => found.extend(named_in_code(group.stream())),
            TokenTree::Ident(name) => found.extend(Some(name.to_string()).filter(|name| is_engine(name))),
            _ => {}
        }
    }
    found.dedup();
    found
}

fn named_as_dependency(table: &toml::Table) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in table {
        let Value::Table(value) = value else { continue };
        if !key.ends_with("dependencies") {
            found.extend(named_as_dependency(value));
            continue;
        }
        for (name, dependency) in value {
            let package = dependency.get("package").and_then(Value::as_str).unwrap_or(name);
            found.extend(Some(package.to_owned()).filter(|package| is_engine(package)));
        }
    }
    found
}

fn is_engine(name: &str) -> bool {
    let name = name.to_lowercase();
    ENGINE.iter().any(|engine| name.contains(engine))
}

/// All paths to these modules in the crates of the generator.
pub(crate) fn world_paths(structures: &[Structure]) -> Vec<String> {
    let mut found = Vec::new();
    for structure in structures.iter().filter(|structure| GENERATOR.contains(&structure.package.folder.as_str())) {
        for module in structure.graphs.iter().flat_map(|graph| &graph.tree.modules) {
            let imports = module.mentions.imports.iter().map(|import| &import.path);
            for path in imports.chain(&module.mentions.paths).filter(|path| reaches_world(path)) {
                found.push(format!("{}: uses `{}`", module.file, path.join("::")));
            }
        }
    }
    found
}

pub(crate) fn reaches_world(path: &[String]) -> bool {
    match path {
        [name] => PRINTING.contains(&name.as_str()),
        [library, module, ..] => {
            matches!(library.as_str(), "core" | "std") && INPUT_AND_OUTPUT.contains(&module.as_str())
        }
        [] => false,
    }
}
