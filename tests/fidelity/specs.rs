//! The files of a provider in `specs/`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use moored_document::markdown;
use serde_json::Value;

/// The folder `specs/<name>`.
pub(crate) struct Spec {
    pub(crate) name: String,
    folder: PathBuf,
}

impl Spec {
    pub(crate) fn of(name: &str) -> Self {
        Self { name: name.to_owned(), folder: root().join("specs").join(name) }
    }

    /// All providers.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let mut names: Vec<String> = fs::read_dir(root().join("specs"))
            .expect("specs/ exists")
            .map(|entry| entry.expect("specs/ can be listed"))
            .filter(|entry| entry.path().join("source.toml").is_file())
            .map(|entry| entry.file_name().into_string().expect("a name in Unicode"))
            .collect();
        names.sort();
        assert!(!names.is_empty(), "specs/ contains no provider");
        names.into_iter().map(|name| Self::of(&name))
    }

    pub(crate) fn has(&self, file: &str) -> bool {
        self.folder.join(file).is_file()
    }

    pub(crate) fn text(&self, file: &str) -> String {
        String::from_utf8(self.bytes(file)).expect("text")
    }

    pub(crate) fn yaml(&self, file: &str) -> Value {
        yaml(&self.text(file))
    }

    /// The value of a key in `source.toml`.
    pub(crate) fn source(&self, key: &str) -> String {
        let source: toml::Table = toml::from_str(&self.text("source.toml")).expect("source.toml is TOML");
        let value = source.get(key).and_then(toml::Value::as_str);
        value.unwrap_or_else(|| panic!("specs/{}/source.toml: `{key}` is missing", self.name)).to_owned()
    }

    /// The published file, byte for byte.
    pub(crate) fn published(&self) -> Vec<u8> {
        self.bytes(&self.source("file"))
    }

    pub(crate) fn published_text(&self) -> String {
        String::from_utf8(self.published()).expect("text")
    }

    /// The document without the corrections.
    pub(crate) fn transcription(&self) -> Value {
        match self.source("transcribed").as_str() {
            "by-hand" => self.yaml("document.yaml"),
            "fenced" => yaml(markdown::extract(&self.published_text()).expect("a fenced document").text),
            _ => yaml(&self.published_text()),
        }
    }

    /// The name and the JSON of every response of a real server in `tests/captures/`.
    pub(crate) fn captures(&self) -> Vec<(String, Value)> {
        fs::read_dir(self.folder.join("tests/captures"))
            .expect("the folder exists")
            .map(|entry| entry.expect("captures can be listed").path())
            .map(|path| {
                let text = fs::read_to_string(&path).expect("text");
                (path.display().to_string(), serde_json::from_str(&text).expect("JSON"))
            })
            .collect()
    }

    fn bytes(&self, file: &str) -> Vec<u8> {
        let path = self.folder.join(file);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}
