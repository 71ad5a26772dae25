//! docs/settings.md and docs/moored.schema.json describe exactly what the parser of `moored.toml` accepts.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use project::Project;
use serde_json::Value;

/// Where a table of settings is documented, defined, and read.
struct Table {
    /// The heading in the page.
    heading: &'static str,
    /// The definition in the schema.
    definition: &'static str,
    /// The file of a project.
    file: &'static str,
    /// What stands before an unknown key of the table.
    opening: &'static str,
}

const PROVIDER: &str = "specs/alpha/moored.toml";
const WORKSPACE: &str = "moored.toml";

const TABLES: &[Table] = &[
    Table { heading: "## A provider", definition: "provider_file", file: PROVIDER, opening: "" },
    Table { heading: "### `[pages]`", definition: "pages", file: PROVIDER, opening: "[pages.'*']\n" },
    Table { heading: "### `[requests]`", definition: "request", file: PROVIDER, opening: "[requests.x]\n" },
    Table {
        heading: "### `[webhooks]` and `[callbacks]`",
        definition: "events",
        file: PROVIDER,
        opening: "[webhooks]\n",
    },
    Table { heading: "### `[whoami]`", definition: "whoami", file: PROVIDER, opening: "[whoami]\n" },
    Table { heading: "### `[[allow]]`", definition: "allow", file: PROVIDER, opening: "[[allow]]\n" },
    Table { heading: "## A workspace", definition: "workspace_file", file: WORKSPACE, opening: "workspace = {}\n" },
    Table { heading: "### `[workspace]`", definition: "workspace", file: WORKSPACE, opening: "[workspace]\n" },
    Table {
        heading: "### `[package]`",
        definition: "package",
        file: WORKSPACE,
        opening: "workspace = {}\n[package]\n",
    },
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    fs::read_to_string(root().join("docs/settings.md")).unwrap()
}

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("docs/moored.schema.json")).unwrap()).unwrap()
}

/// The keys that the parser lists when it rejects an unknown one.
fn known_keys(table: &Table) -> BTreeSet<String> {
    let project = Project::with(&["alpha"]);
    project.put(table.file, &format!("{}zzzz = 1\n", table.opening));
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 1, "{error}");
    let (_, list) = error.split_once("unknown field `zzzz`, expected ").unwrap_or_else(|| panic!("{error}"));
    list.lines().next().unwrap().split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The first cells of the table below `heading`.
fn documented_keys(page: &str, heading: &str) -> BTreeSet<String> {
    let (_, section) = page.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let section = section.split("\n#").next().unwrap();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    cells.map(str::to_owned).collect()
}

/// The block of TOML behind a comment.
fn example(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("<!-- {name} -->\n```toml\n")).unwrap();
    rest.split("```").next().unwrap().to_owned()
}

fn json(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
}

/// Whether the command reads `text` as the settings in `file`: a setting for something that the document does not have
/// is another error.
fn is_accepted(file: &str, text: &str) -> bool {
    let project = Project::with(&["alpha"]);
    project.put(file, text);
    !project.codegen(&[]).2.contains("error[config]")
}

#[test]
fn the_page_and_the_schema_have_every_key_of_the_parser_and_no_other() {
    let (page, schema) = (page(), schema());
    for table in TABLES {
        let known = known_keys(table);
        assert!(known.len() > 1, "{}: {known:?}", table.heading);
        assert_eq!(documented_keys(&page, table.heading), known, "docs/settings.md, {}", table.heading);
        let defined = schema["$defs"][table.definition]["properties"].as_object().unwrap();
        assert_eq!(defined.keys().cloned().collect::<BTreeSet<_>>(), known, "{}", table.definition);
    }
}

#[test]
fn the_examples_have_every_key_and_are_read() {
    let page = page();
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for (name, file) in [("provider", PROVIDER), ("workspace", WORKSPACE)] {
        let text = example(&page, name);
        for table in TABLES.iter().filter(|table| table.file == file) {
            for key in documented_keys(&page, table.heading) {
                let is_key = |line: &str| {
                    line.starts_with(&format!("{key} = "))
                        || line.trim_matches(['[', ']']).split('.').next() == Some(&key)
                };
                assert!(text.lines().any(is_key), "the example {name} has no {key}");
            }
        }
        assert!(is_accepted(file, &text), "{name}");
        let value = json(&text);
        assert!(validator.is_valid(&value), "{name}: {:?}", validator.iter_errors(&value).collect::<Vec<_>>());
    }
}

#[test]
fn the_settings_of_this_workspace_and_of_its_providers_have_the_form_of_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let mut files = vec![root().join("moored.toml")];
    for provider in fs::read_dir(root().join("specs")).unwrap() {
        files.extend(Some(provider.unwrap().path().join("moored.toml")).filter(|path| path.is_file()));
    }
    assert!(files.len() > 1, "{files:?}");
    for file in files {
        let value = json(&fs::read_to_string(&file).unwrap());
        let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", file.display());
    }
}

#[test]
fn the_schema_rejects_what_the_parser_rejects() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for (file, text) in [
        (PROVIDER, "titel = \"Pets\"\n"),
        (PROVIDER, "title = 5\n"),
        (PROVIDER, "crate = \"my crate\"\n"),
        (PROVIDER, "operations = \"by-tags\"\n"),
        (PROVIDER, "unknown_fields = true\n"),
        (PROVIDER, "missing_members = \"keep\"\n"),
        (PROVIDER, "wide_integers = \"/a\"\n"),
        (PROVIDER, "error_message = [\"fault.text\"]\n"),
        (PROVIDER, "[methods]\nlistPets = 1\n"),
        (PROVIDER, "[whoami]\nid = []\n"),
        (PROVIDER, "[whoami]\nmethod = \"list_pets\"\nid = [\"/id\"]\n"),
        (PROVIDER, "[[allow]]\nrule = \"webhook\"\npointer = \"\"\n"),
        (PROVIDER, "[[allow]]\nrule = \"webhook\"\npointer = \"\"\nreason = \" \"\n"),
        (WORKSPACE, "[workspace]\nspec = \"specs\"\n"),
        (WORKSPACE, "[workspace]\nspecs = \"../specs\"\n"),
        (WORKSPACE, "[workspace]\ngenerated = \"/generated\"\n"),
        (WORKSPACE, "[workspace]\ncrate_prefix = \"1-\"\n"),
        (WORKSPACE, "[workspace]\nfeatures = [\"zstd\"]\n"),
        (WORKSPACE, "[workspace]\nfacade = \"yes\"\n"),
        (WORKSPACE, "[workspace]\nruntime = \"registry\"\n"),
        (WORKSPACE, "[workspace]\nruntime = { git = \"https://git.example\" }\n"),
        (WORKSPACE, "[workspace]\n[package]\npublish = \"no\"\n"),
        (WORKSPACE, "[workspace]\n[package]\nedition = \"2024\"\n"),
    ] {
        assert!(!validator.is_valid(&json(text)), "the schema accepts {text}");
        assert!(!is_accepted(file, text), "the parser accepts {text}");
    }
    for text in [
        "[workspace]\nruntime = { path = \"runtime\", gate = \"gate\" }\n",
        "[workspace]\nruntime = { git = \"https://git.example\", rev = \"0123abc\" }\n",
        "[workspace]\nruntime = { version = \"0.1.0\" }\n",
    ] {
        assert!(validator.is_valid(&json(text)), "{text}");
    }
}

#[test]
fn an_unknown_key_of_a_workspace_names_the_one_that_was_meant() {
    let project = Project::with(&["alpha"]);
    project.put(WORKSPACE, "[workspace]\ngenerater = \"0.1.0\"\n");
    let before = project.traces();
    let (code, _, error) = project.codegen(&[]);
    assert_eq!((code, project.traces()), (1, before), "something was written");
    assert!(error.contains("moored.toml:2:1") && error.contains("did you mean `generator`?"), "{error}");
}
