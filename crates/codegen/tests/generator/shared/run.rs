//! One run of the generator.

use moored_codegen::{Files, Inputs, Outcome, RelPath, generate};
use moored_document::finding::{Color, Finding};

use super::{Rust, inputs};

/// The outcome of a run: a crate, or at least one error.
pub(crate) struct Run {
    pub(crate) outcome: Outcome,
}

impl Run {
    /// Generates from one document, YAML or JSON.
    pub(crate) fn document(text: &str) -> Self {
        Self::folder(&[("openapi.yaml", text)])
    }

    /// Generates from a folder with `files`: name and text.
    pub(crate) fn folder(files: &[(&str, &str)]) -> Self {
        Self::of(&inputs(files))
    }

    /// Generates from `inputs`.
    pub(crate) fn of(inputs: &Inputs) -> Self {
        let run = Self { outcome: generate(inputs) };
        let has_files = run.outcome.files.is_some();
        assert_ne!(has_files, run.outcome.findings.has_errors(), "a crate or an error:\n{}", run.rendered());
        run
    }

    /// The findings as a user sees them.
    pub(crate) fn rendered(&self) -> String {
        self.outcome.findings.render(Color::Never)
    }

    /// The findings, each as `rule file:line:column pointer`; the file is relative to `specs/pets`.
    pub(crate) fn findings(&self) -> Vec<String> {
        let line = |finding: &Finding| {
            let location = &finding.location;
            let file = location.source.name().trim_start_matches("specs/pets/");
            let (line, column) = (location.position.line, location.position.column);
            format!("{} {file}:{line}:{column} {}", finding.rule.id, location.pointer).trim_end().to_owned()
        };
        self.outcome.findings.iter().map(line).collect()
    }

    /// The messages of the findings, in the same order.
    pub(crate) fn messages(&self) -> Vec<&str> {
        self.outcome.findings.iter().map(|finding| finding.message.as_str()).collect()
    }

    /// The pointers of the findings, in the same order.
    pub(crate) fn pointers(&self) -> Vec<String> {
        self.outcome.findings.iter().map(|finding| finding.location.pointer.to_string()).collect()
    }

    /// The files of the crate.
    #[track_caller]
    pub(crate) fn files(&self) -> &Files {
        self.outcome.files.as_ref().unwrap_or_else(|| panic!("no crate was generated:\n{}", self.rendered()))
    }

    /// Whether the crate has a file at `path`.
    #[track_caller]
    pub(crate) fn has_file(&self, path: &str) -> bool {
        self.files().contains_key(&RelPath::new(path).expect("a path"))
    }

    /// The text of the file at `path`.
    #[track_caller]
    pub(crate) fn file(&self, path: &str) -> &str {
        let files = self.files();
        let text = files.get(&RelPath::new(path).expect("a path"));
        text.unwrap_or_else(|| panic!("{path} is not one of {:?}", files.keys()))
    }

    /// The syntax of the file at `path`.
    #[track_caller]
    pub(crate) fn rust(&self, path: &str) -> Rust {
        Rust::parse(self.file(path))
    }

    /// The syntax of the file of the type `name`, in snake case.
    #[track_caller]
    pub(crate) fn ty(&self, name: &str) -> Rust {
        self.rust(&format!("src/types/{name}.rs"))
    }
}
