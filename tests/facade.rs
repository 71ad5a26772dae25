//! The facade's lists of providers are generated from the folders in `specs/`.

#![expect(clippy::expect_used, reason = "a file that cannot be read fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use moored_codegen::facade::{Facade, facade};
use moored_codegen::{Inputs, Outcome, Packaging, Runtime, generate};
use moored_document::finding::{Color, Findings};

#[test]
fn the_committed_files_are_up_to_date() {
    let written = write(&providers());
    let files =
        [("Cargo.toml", written.manifest), ("src/providers.rs", written.providers), ("README.md", written.readme)];
    for (file, text) in files {
        assert!(committed(file) == text, "{file} is out of date: run `cargo xtask codegen`");
    }
}

#[test]
fn a_new_provider_is_added_to_the_lists() {
    let mut all = providers();
    let mut names: Vec<_> = all.iter().map(|inputs| inputs.provider.clone()).collect();
    names.sort();
    // A name that no provider has, in the middle of the list.
    let new = format!("{}-new", names.first().expect("a provider"));
    names.insert(1, new.clone());
    all.push(inputs(&new, [("openapi.yaml", PETSTORE)]));
    let Facade { manifest, providers, readme } = write(&all);
    assert!(manifest.contains(&format!("\n{new} = [\"dep:moored-{new}\"]\n")));
    assert!(manifest.contains(&format!(
        "\nmoored-{new} = {{ path = \"generated/{new}\", default-features = false, optional = true }}\n"
    )));
    assert!(manifest.contains(&format!("\nproviders = {names:?}\n")), "{manifest}");
    let module = new.replace('-', "_");
    let export = format!("#[cfg(feature = \"{new}\")]\npub use moored_{module} as {module};\n");
    assert!(providers.contains(&export), "{providers}");
    assert!(!providers.contains(&format!("{module}::Client")), "it has no [whoami] section");
    let row = format!(
        "\n| {new} | `moored-{new}` | `get_me`, `get_pet`, `add_pet` | API key in a header, HTTP Basic | `https://pets.example` |\n"
    );
    assert!(readme.contains(&row), "{readme}");
}

/// A long list would hide the other providers.
#[test]
fn the_table_in_the_readme_counts_more_than_five_operations() {
    let paths: String = (1..=6)
        .map(|n| format!("  /{n}:\n    get: {{ operationId: get{n}, responses: {{ '204': {{ description: a }} }} }}\n"))
        .collect();
    let document = format!("openapi: 3.1.0\ninfo: {{ title: Pets, version: '1' }}\npaths:\n{paths}");
    let table = |document: &str| write(&[inputs("pet-store", [("openapi.yaml", document)])]).readme;
    let row = "| pet-store | `moored-pet-store` | [6 operations](generated/pet-store/README.md) | none | yours |\n";
    assert!(table(&document).contains(row), "{}", table(&document));
    let five = document.split("  /6:").next().expect("the others");
    let row = "| `get1`, `get2`, `get3`, `get4`, `get5` | none | yours |\n";
    assert!(table(five).contains(row), "{}", table(five));
}

#[test]
fn a_readme_has_both_markers_or_none() {
    let (manifest, whole) = (committed("Cargo.toml"), committed("README.md"));
    for marker in ["<!-- <providers>", "<!-- </providers>"] {
        let found = facade(&manifest, &whole.replace(marker, "<!-- lost"), &[]).expect_err("a marker is missing");
        let found = found.render(Color::Never);
        assert!(found.contains("the README does not have exactly one line"), "{found}");
        assert!(found.contains("README.md:1:1"), "{found}");
    }
    let readme = "# Mine\n\n| provider |\n";
    assert_eq!(facade(&manifest, readme, &[]).expect("no markers, no table").readme, readme);
}

#[test]
fn a_provider_with_a_whoami_section_is_in_the_table() {
    let written = write(&[petstore("[whoami]\nmethod = \"get_me\"\nid = [[\"/id\"]]\n")]);
    for line in [
        "<petstore::Client as crate::Whoami>::PROVIDER",
        "name: \"pet-store\"",
        "title: \"Pets\"",
        "base_address: Some(\"https://pets.example\")",
        "base_address_variable: \"PET_STORE_BASE_URL\"",
        "crate::Variables::Secret(\"PET_STORE_APP_ID\")",
        "crate::Variables::Secret(\"PET_STORE_APP_KEY\")",
        "username: \"PET_STORE_USERNAME\"",
        "id_at: &[&[\"/id\"]]",
        "token_url_variable: None",
        ".retries(moored_runtime::Retries::off())",
        "self.get_me().send_with(once).await?",
    ] {
        let line = line.replace("petstore::", "pet_store::");
        assert!(written.providers.contains(&line), "{line}\n{}", written.providers);
    }
    assert!(written.manifest.contains("pet-store = [\"dep:moored-pet-store\"]"));
}

#[test]
fn the_method_may_be_one_of_a_group() {
    let document = PETSTORE.replace("operationId: get_me", "operationId: get_me\n      tags: [Users]");
    assert_ne!(document, PETSTORE);
    let provider = |method: &str| {
        let config = format!("operations = \"by-tag\"\n[whoami]\nmethod = \"{method}\"\n");
        inputs("pet-store", [("openapi.yaml", &document), ("moored.toml", &config)])
    };
    let providers = write(&[provider("users().get_me")]).providers;
    assert!(providers.contains("self.users().get_me().send_with(once).await?"), "{providers}");
    let found = findings(&[provider("get_me")]);
    assert!(found.contains("the method `get_me` does not exist; write `users().get_me`"), "{found}");
}

#[test]
fn a_provider_with_client_credentials_supports_them() {
    let document = PETSTORE
        .replace("{ login: [] }", "{ login: [], app: [read] }")
        .replace("    login:", &format!("    app: {APP}\n    login:"));
    let config = "[whoami]\nmethod = \"get_me\"\n";
    let written =
        |document: &str| write(&[inputs("pet-store", [("openapi.yaml", document), ("moored.toml", config)])]).providers;
    let providers = written(&document);
    for line in [
        "token_url_variable: Some(\"PET_STORE_TOKEN_URL\")",
        "crate::Variables::Secret(\"PET_STORE_TOKEN\")",
        "name: \"client_credentials\"",
        "username: \"PET_STORE_CLIENT_ID\"",
        "password: \"PET_STORE_CLIENT_SECRET\"",
        "pet_store::Credential::client_credentials(",
        "oauth2 = oauth2.token_url(url);",
        "pet_store::Credential::from(oauth2)",
    ] {
        assert!(providers.contains(line), "{line}\n{providers}");
    }
    // One alternative with a login and a token, and one with a login and client credentials.
    assert_eq!(providers.matches("name: \"basic\"").count(), 2, "{providers}");

    // A token whose scopes do not permit the operation does not identify its owner.
    let providers = written(&document.replace("scopes: { read: Reads }", "scopes: { public: Nothing }"));
    assert!(!providers.contains("client_credentials") && !providers.contains("TOKEN_URL"), "{providers}");
}

const APP: &str = "{ type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://pets.example/token', scopes: { read: Reads } } } }";

#[test]
fn texts_of_a_document_are_escaped() {
    let config = "title = \"Pets\\u001b[1m\\n#![x]\"\n[whoami]\nmethod = \"get_me\"\n";
    let written = write(&[petstore(config)]).providers;
    assert!(written.contains("title: \"Pets [1m #![x]\""), "{written}");
    assert!(written.contains("description: \"The key of your [1mapp\""), "{written}");
}

#[test]
fn a_provider_without_security_schemes_needs_no_credentials() {
    let document = PETSTORE.replace("security: [{ appId: [], appKey: [] }, { login: [] }, {}]", "security: []");
    let (document, _) = document.split_once("  securitySchemes:").expect("the schemes");
    let document = format!("{document}  schemas: {{ Me: {{ type: object }} }}\n");
    let config = "[whoami]\nmethod = \"get_me\"\nid = [[\"/anything\"]]\n";
    let written = write(&[inputs("pet-store", [("openapi.yaml", &document), ("moored.toml", config)])]).providers;
    assert!(written.contains("credentials: &[],"), "{written}");
    assert!(written.contains("if let Some(other) = account.credentials.first()"), "{written}");
    assert!(!written.contains("pet_store::Credential"), "{written}");
}

#[test]
fn an_invalid_whoami_section_is_a_finding() {
    for (whoami, message) in [
        ("method = \"get_you\"", "the method `get_you` does not exist"),
        ("method = \"get_pet\"", "`get_pet` has a required argument: the parameter `id`"),
        ("method = \"add_pet\"", "`add_pet` has a required argument: a request body"),
        ("method = \"get_me\"\nname = [[\"/nmae\"]]", "the response of `get_me` has no value at `/nmae`"),
        ("method = \"get_me\"\nname = [[\"name\"]]", "the response of `get_me` has no value at `name`"),
    ] {
        let found = findings(&[petstore(&format!("[whoami]\n{whoami}\n"))]);
        assert!(found.contains("unused-setting"), "{found}");
        assert!(found.contains(message), "{found}");
        assert!(found.contains("specs/pet-store/moored.toml:2:10"), "{found}");
    }
}

#[test]
fn names_that_collide_are_findings() {
    let one = |folder: &str| inputs(folder, [("openapi.yaml", PETSTORE)]);
    let found = findings(&[one("pet-store"), one("pet_store")]);
    assert!(found.contains("the feature `pet-store` of specs/pet_store already exists in specs/pet-store"), "{found}");
    for (folder, message) in [
        ("cli", "the feature `cli` of specs/cli already exists in the manifest"),
        ("runtime", "the facade already has a module `runtime`"),
        ("whoami", "the facade already has a module `whoami`"),
        ("tracing", "the feature `tracing` of specs/tracing already exists in the manifest"),
        ("../x", "`../x` is not a valid name of the folder of a crate"),
        ("a\"b", "is not a valid name of the folder of a crate"),
    ] {
        let found = findings(&[one(folder)]);
        assert!(found.contains(message), "{found}");
    }
}

#[test]
fn a_manifest_without_markers_is_a_finding() {
    let whole = committed("Cargo.toml");
    for marker in ["# <providers>", "# </providers>", "# <provider-crates>", "# </provider-crates>"] {
        let without = whole.replace(marker, "# lost");
        let found = facade(&without, "", &[]).expect_err("a marker is missing");
        assert!(found.render(Color::Never).contains("the manifest does not have exactly one line"), "{marker}");
        let twice = format!("{whole}\n{marker}\n");
        assert!(facade(&twice, "", &[]).is_err(), "{marker} twice");
    }
}

#[test]
fn the_order_of_the_folders_does_not_matter_and_there_may_be_none() {
    let mut all = providers();
    let written = write(&all);
    all.reverse();
    assert_eq!(write(&all), written);
    assert!(write(&[]).manifest.contains("\nproviders = []\n"));
}

/// The generator rejects providers whose module would hide one of the facade's modules.
#[test]
fn no_provider_can_have_the_name_of_a_module_of_the_facade() {
    for entry in fs::read_dir(root().join("src")).expect("src") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        if ["lib", "main"].contains(&name) {
            continue;
        }
        let found = findings(&[inputs(name, [("openapi.yaml", PETSTORE)])]);
        assert!(found.contains("the facade already has a module"), "{name}: {found}");
    }
}

const PETSTORE: &str = "
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: 'https://pets.example/' }]
paths:
  /me:
    get:
      operationId: get_me
      security: [{ appId: [], appKey: [] }, { login: [] }, {}]
      responses: { '200': { description: You, content: { application/json: { schema: { $ref: '#/components/schemas/Me' } } } } }
  /pets/{id}:
    get:
      operationId: get_pet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Nothing } }
    post:
      operationId: add_pet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { '204': { description: Nothing } }
components:
  securitySchemes:
    appId: { type: apiKey, in: header, name: X-Id }
    appKey: { type: apiKey, in: header, name: X-Key, description: \"The key\\n of your \\e[1mapp\" }
    login: { type: http, scheme: basic }
  schemas:
    Me: { type: object, properties: { id: { type: integer }, name: { type: string } } }
";

fn petstore(config: &str) -> Inputs {
    inputs("pet-store", [("openapi.yaml", PETSTORE), ("moored.toml", config)])
}

fn inputs<const N: usize>(provider: &str, files: [(&str, &str); N]) -> Inputs {
    Inputs {
        provider: provider.to_owned(),
        display: format!("specs/{provider}"),
        specs: files.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
        packaging: packaging(provider),
    }
}

fn packaging(provider: &str) -> Packaging {
    let runtime = Runtime::Path { runtime: "../../crates/runtime".to_owned(), gate: None };
    Packaging::of_provider(&format!("generated/{provider}"), runtime)
}

fn write(providers: &[Inputs]) -> Facade {
    run(providers).unwrap_or_else(|found| fail_with(&found.render(Color::Never)))
}

#[expect(clippy::panic, reason = "findings fail the test")]
fn fail_with(found: &str) -> Facade {
    panic!("{found}")
}

fn findings(providers: &[Inputs]) -> String {
    let found = run(providers).expect_err("a finding");
    found.render(Color::Never)
}

/// The inputs for all folders of `specs/`, as `cargo xtask codegen` reads them.
fn providers() -> Vec<Inputs> {
    let folders = fs::read_dir(root().join("specs")).expect("specs");
    let folders = folders.map(|entry| entry.expect("an entry").path());
    folders
        .filter(|folder| folder.is_dir())
        .map(|folder| {
            let provider = name(&folder);
            let files = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
            let specs: BTreeMap<_, _> = files
                .filter(|file| file.is_file())
                .map(|file| (name(&file), fs::read_to_string(&file).expect("a text")))
                .collect();
            Inputs { display: format!("specs/{provider}"), packaging: packaging(&provider), provider, specs }
        })
        .collect()
}

fn name(path: &Path) -> String {
    path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned()
}

fn committed(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_default()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The facade of `providers`, after their clients have been generated.
fn run(providers: &[Inputs]) -> Result<Facade, Findings> {
    let outcomes: Vec<Outcome> = providers.iter().map(generate).collect();
    let pairs: Vec<_> = providers.iter().zip(&outcomes).collect();
    facade(&committed("Cargo.toml"), &committed("README.md"), &pairs)
}
