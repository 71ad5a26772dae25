//! No source that people edit names a provider of `specs/`: a new one is added without editing any of them.
//!
//! Facts about one provider stand in `specs/<provider>/tests/`. Pages and examples may name providers.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

#[path = "layers/generated.rs"]
mod generated;
#[path = "../../build/provider_tests.rs"]
mod provider_tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use generated::is_generated;

/// The kinds of files that people edit. `run` is the name of a script without an extension.
const KINDS: [&str; 9] = ["json", "mjs", "py", "rs", "run", "sh", "toml", "yaml", "yml"];

/// What is not searched: facts about providers, generated files, pages, and programs that show how providers are used.
const ELSEWHERE: [&str; 4] = ["docs/", "examples/", "generated/", "specs/"];

/// Sources that may name one provider, each with the reason.
const EXCEPTIONS: [(&str, &str); 4] = [
    (
        "bench/call/",
        "the benchmark makes the same call with one client and by hand; docs/benchmarks.md has its figures",
    ),
    ("bench/drift/", "the benchmark makes calls with one client; docs/benchmarks.md has its figures"),
    ("tests/lists/", "lists in the forms that two providers document for operations that are not in their documents"),
    ("tests/recordings", "exchanges of clients that have their credentials in different places"),
];

#[test]
fn no_source_names_a_provider() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let providers = providers_with_tests(&root);
    assert!(!providers.is_empty(), "no provider has tests");
    let mut used = [false; EXCEPTIONS.len()];
    let mut found = Vec::new();
    for (file, text) in sources(&root) {
        for (index, line) in edited_lines(&text) {
            let Some(provider) = providers.iter().find(|provider| line.to_lowercase().contains(provider.as_str()))
            else {
                continue;
            };
            match EXCEPTIONS.iter().position(|(path, _)| file.starts_with(path)) {
                Some(exception) => used[exception] = true,
                None => found.push(format!("{file}:{}: names {provider}: {}", index + 1, line.trim())),
            }
        }
    }
    assert!(
        found.is_empty(),
        "move facts to specs/<provider>/tests/, read lists from specs/, and take `petstore` as an example:\n{}",
        found.join("\n")
    );
    let unused: Vec<_> =
        EXCEPTIONS.iter().zip(used).filter(|(_, used)| !used).map(|(exception, _)| exception).collect();
    assert!(unused.is_empty(), "unused exceptions: {unused:?}");
}

#[test]
fn lines_between_markers_are_not_edited_by_people() {
    let text = "a\n# <providers> written by `cargo xtask codegen`\nb\n# </providers>\nc\n";
    let lines: Vec<_> = edited_lines(text).map(|(index, line)| (index, line.to_owned())).collect();
    let expected = [(0, "a"), (1, "# <providers> written by `cargo xtask codegen`"), (4, "c")];
    assert_eq!(lines, expected.map(|(index, line)| (index, line.to_owned())));
}

/// In a copy of this project: everything that lists the providers is generated, and the new one has no tests.
#[test]
fn a_new_provider_changes_only_what_is_generated() {
    let project = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for path in ["moored.toml", "Cargo.toml", "README.md", "specs", "generated", "src", "crates/runtime", "crates/gate"]
    {
        copy(&root.join(path), &project.path().join(path));
    }
    let lists = project.path().join("lists");
    fs::create_dir(&lists).unwrap();
    provider_tests::list(project.path(), &lists).unwrap();
    let before = texts(project.path());

    let new = "a-sixth-one";
    copy(&root.join("tests/groups/openapi.yaml"), &project.path().join("specs").join(new).join("openapi.yaml"));
    let codegen = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let output = command.arg("codegen").args(arguments).current_dir(project.path()).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let (code, output) = codegen(&[]);
    assert_eq!(code, Some(0), "{output}");
    let (code, output) = codegen(&["--check"]);
    assert_eq!(code, Some(0), "{output}");
    provider_tests::list(project.path(), &lists).unwrap();

    let after = texts(project.path());
    let is_new =
        |path: &str| path.starts_with(&format!("specs/{new}/")) || path.starts_with(&format!("generated/{new}/"));
    let changed = after.iter().filter(|(path, text)| !is_new(path) && before.get(*path) != Some(text));
    assert_eq!(
        changed.map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
        ["Cargo.toml", "README.md", "src/providers.rs"]
    );
    assert!(before.keys().all(|path| after.contains_key(path)));
    for (path, expected) in [
        ("Cargo.toml", format!("\n{new} = [\"dep:moored-{new}\"]\n")),
        ("README.md", format!("\n| {new} | `moored-{new}` | ")),
        ("src/providers.rs", "\npub use moored_a_sixth_one as a_sixth_one;\n".to_owned()),
    ] {
        assert!(after.get(path).unwrap().contains(&expected), "{path} has no {expected:?}");
    }
}

#[test]
fn a_providers_tests_are_modules_of_the_tests_with_their_names() {
    let project = tempfile::tempdir().unwrap();
    let out = project.path().join("out");
    let list = || provider_tests::list(project.path(), &out);
    fs::create_dir(&out).unwrap();
    let put = |path: &str| {
        let path = project.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    };
    for path in
        ["Pet_Store/openapi.yaml", "Pet_Store/tests/wire.rs", "Pet_Store/tests/fidelity.rs", "7up/tests/wire.rs"]
    {
        put(&format!("specs/{path}"));
    }
    for path in ["README.md", "empty/openapi.yaml", "7up/tests/wire/more.rs", "7up/tests/captures/1.json"] {
        put(&format!("specs/{path}"));
    }
    list().unwrap();
    let text =
        |file: &str| fs::read_to_string(out.join(file)).unwrap().replace(&*project.path().to_string_lossy(), "…");
    assert_eq!(
        text("wire.rs"),
        "#[cfg(feature = \"7up\")] #[path = \"…/specs/7up/tests/wire.rs\"] pub(crate) mod x7up;\n\
         #[cfg(feature = \"pet-store\")] #[path = \"…/specs/Pet_Store/tests/wire.rs\"] pub(crate) mod r#Pet_Store;\n"
    );
    let all = "[#[cfg(feature = \"7up\")] x7up::WIRE, #[cfg(feature = \"pet-store\")] r#Pet_Store::WIRE, ]\n";
    assert_eq!(text("wire.all.rs"), all);
    // A page is read without the client.
    assert_eq!(text("fidelity.rs"), "#[path = \"…/specs/Pet_Store/tests/fidelity.rs\"] pub(crate) mod r#Pet_Store;\n");
    assert_eq!((text("soak.rs"), text("soak.all.rs")), (String::new(), "[]\n".to_owned()));

    put("specs/7up/tests/wires.rs");
    let message = list().unwrap_err().to_string();
    let expected = "specs/7up/tests/wires.rs is a module of no test; expected one of fidelity.rs, live.rs, ";
    assert!(message.starts_with(expected), "{message}");
}

/// The names of the providers about which there are facts. One without tests may have been added just now, with a name
/// that is an example elsewhere, such as `petstore`.
fn providers_with_tests(root: &Path) -> Vec<String> {
    let folders = fs::read_dir(root.join("specs")).unwrap().map(|entry| entry.unwrap());
    let with_tests = folders.filter(|folder| folder.path().join("tests").is_dir());
    with_tests.map(|folder| folder.file_name().to_string_lossy().to_lowercase()).collect()
}

/// The sources that people edit: path and text.
fn sources(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let (path, name) = (entry.as_ref().unwrap().path(), entry.unwrap().file_name());
            let name = name.to_string_lossy();
            let shown = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_symlink() || ELSEWHERE.iter().any(|folder| format!("{shown}/").starts_with(folder)) {
                continue;
            }
            if path.is_dir() {
                if !matches!(&*name, ".git" | ".moored" | "node_modules" | "target") {
                    folders.push(path);
                }
            } else if KINDS.iter().any(|kind| name.rsplit('.').next() == Some(kind)) {
                // Some documents of the tests are not UTF-8.
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                if !is_generated(&shown, &text) {
                    files.push((shown, text));
                }
            }
        }
    }
    files
}

/// The lines with their indexes, without those between the markers of a part that is generated.
fn edited_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut is_within = false;
    text.lines().enumerate().filter(move |(_, line)| {
        let was_within = is_within;
        if line.starts_with("# </") {
            is_within = false;
        } else if line.starts_with("# <") && line.contains(" written by ") {
            is_within = true;
        }
        !was_within
    })
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            copy(&from.join(&name), &to.join(&name));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

/// The texts of all files below `root`, by their relative paths.
fn texts(root: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let shown = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if !shown.starts_with(".moored/") {
                texts.insert(shown, String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned());
            }
        }
    }
    texts
}
