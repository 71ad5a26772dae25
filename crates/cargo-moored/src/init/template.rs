//! The texts of the files that `init` creates.

use super::tool::Tool;

pub(super) const SETTINGS: &str = include_str!("templates/moored.toml");
pub(super) const SPECS: &str = include_str!("templates/specs.md");
pub(super) const GENERATED: &str = include_str!("templates/generated.md");
pub(super) const ATTRIBUTES: &str = include_str!("templates/attributes.txt");
pub(super) const GITHUB: &str = include_str!("templates/github.yml");
pub(super) const GITLAB: &str = include_str!("templates/gitlab.yml");

/// What differs from workspace to workspace.
#[derive(Debug)]
pub(super) struct Values {
    /// How messages name the command.
    pub(super) command: String,
    /// The folder of the documents.
    pub(super) specs: String,
    /// The folder of the crates.
    pub(super) generated: String,
    /// The licence of the workspace's own packages.
    pub(super) license: Option<String>,
    /// Where moored comes from.
    pub(super) tool: Tool,
}

impl Values {
    /// The template with these values.
    pub(super) fn fill(&self, template: &str) -> String {
        let license = match &self.license {
            Some(license) => format!("license = {}", toml_edit::Value::from(license.as_str())),
            None => "# license = \"MIT OR Apache-2.0\"".to_owned(),
        };
        let values = [
            ("{command}", self.command.as_str()),
            ("{specs}", &self.specs),
            ("{generated}", &self.generated),
            ("{license}", &license),
            ("{version}", env!("CARGO_PKG_VERSION")),
        ];
        values.iter().fold(template.to_owned(), |text, (word, value)| text.replace(word, value))
    }
}
