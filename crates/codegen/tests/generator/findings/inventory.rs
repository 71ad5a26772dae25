//! Which files of a provider's folder are read, and what is reported about the others.

use moored_document::digest::digest;

use super::{accepted, rejected};
use crate::shared::{NONE, Run};

const DOCUMENT: &str = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths: {}\n";

#[test]
fn a_document_may_have_any_of_the_usual_names() {
    let swagger = "{\"swagger\": \"2.0\", \"info\": {\"title\": \"Pets\", \"version\": \"1\"}, \"paths\": {}}";
    for (name, text) in [
        ("openapi.yaml", DOCUMENT),
        ("openapi.yml", DOCUMENT),
        ("openapi.json", swagger),
        ("swagger.yaml", swagger),
        ("swagger.yml", swagger),
        ("swagger.json", swagger),
    ] {
        let run = Run::folder(&[(name, text)]);
        assert_eq!(run.findings(), NONE, "{name}");
        let files = run.outcome.files.expect("a client");
        let readme = files.iter().find(|(path, _)| path.as_str() == "src/lib.rs").expect("a library").1;
        assert!(readme.contains(&format!("specs/pets/{name}")), "{readme}");
    }
}

#[test]
fn two_documents_are_an_error_that_names_both() {
    let run = rejected(&[("openapi.yaml", DOCUMENT), ("swagger.json", "{}")]);
    assert_eq!(run.findings(), ["several-documents swagger.json:1:1"]);
    assert!(
        run.rendered().contains("the folder has 2 documents: `openapi.yaml`, `swagger.json`"),
        "{}",
        run.rendered()
    );

    // The composed one, whatever was written for it in the last run, does not count.
    let run = rejected(&[("document.yaml", DOCUMENT), ("openapi.yaml", DOCUMENT), ("openapi.json", "{}")]);
    assert_eq!(run.findings(), ["several-documents openapi.json:1:1"]);
    assert!(run.rendered().contains("`document.yaml`, `openapi.json`"), "{}", run.rendered());
    assert_eq!(accepted(&[("document.yaml", DOCUMENT), ("openapi.yaml", "old: true\n")]), NONE);
}

#[test]
fn a_file_that_is_not_read_is_a_warning() {
    let findings = accepted(&[
        ("openapi.yaml", DOCUMENT),
        ("moored.toml", ""),
        ("names.lock", "version = 1\n"),
        ("notes.md", "mine"),
        ("parts/pet.yaml", "type: string\n"),
    ]);
    assert_eq!(findings, ["unknown-file notes.md:1:1", "unknown-file parts/pet.yaml:1:1"]);
    let help = |file: &str| Run::folder(&[("openapi.yaml", DOCUMENT), (file, "")]).rendered();
    for (file, expected) in [
        ("overlay.yml", "did you mean `overlay.yaml`?"),
        ("mored.toml", "did you mean `moored.toml`?"),
        ("published.json", "describe it in source.toml, and `openapi.yaml` is derived from it"),
        ("logo.svg", "remove it, or give it a name that starts with a dot"),
    ] {
        let text = help(file);
        assert!(text.contains(&format!("warning[unknown-file]: `{file}` is not read\n")), "{text}");
        assert!(text.contains(&format!("= help: {expected}")), "{text}");
    }
}

#[test]
fn a_file_that_a_reference_reaches_is_read() {
    let document = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths: {}
components: { schemas: { Pet: { $ref: 'parts/pet.yaml' } } }
";
    let pet = "{ type: object, properties: { owner: { $ref: owner.yaml } } }\n";
    let parts = [("parts/pet.yaml", pet), ("parts/owner.yaml", "type: string\n")];
    let mut files = vec![("openapi.yaml", document)];
    files.extend(parts);
    assert_eq!(accepted(&files), NONE);

    // The same of a transcription, before `openapi.yaml` is written for the first time.
    let mut files = vec![("document.yaml", document)];
    files.extend(parts);
    assert_eq!(accepted(&files), NONE);
}

#[test]
fn a_published_text_is_read_whatever_its_name_is() {
    let source = format!(
        "title = \"Pets\"\naddress = \"https://pets.example\"\nretrieved = 2025-01-01\nfile = \"openapi.json\"\n\
         sha256 = \"{}\"\nlicence = \"none stated\"\ntranscribed = \"openapi\"\n",
        digest(DOCUMENT)
    );
    assert_eq!(accepted(&[("openapi.json", DOCUMENT), ("source.toml", &source)]), NONE);
}
