//! The check in the CI.

use std::path::Path;

use super::template::{self, Values};
use crate::{changes::Changes, cli::Ci};

const GITHUB: &str = ".github/workflows/moored.yml";
const GITLAB: &str = ".gitlab/moored.yml";
const GITLAB_MAIN: &str = ".gitlab-ci.yml";

/// What the main file of GitLab has to contain.
pub(super) const INCLUDE: &str = "include:\n  - local: .gitlab/moored.yml\n";

/// The service that the workspace uses, as far as its files show.
pub(super) fn usual(root: &Path) -> Ci {
    if root.join(GITLAB_MAIN).exists() { Ci::Gitlab } else { Ci::Github }
}

pub(super) fn plan(changes: &mut Changes, ci: Ci, values: &Values) -> anyhow::Result<()> {
    match ci {
        Ci::None => {}
        Ci::Github => {
            let install = install(values).map(|command| format!("      - run: {command}\n"));
            changes.create(GITHUB, &filled(template::GITHUB, values, install))?;
        }
        Ci::Gitlab => {
            // In quotes: a colon and a space would begin a value.
            let install = install(values).map(|command| format!("    - '{}'\n", command.replace('\'', "''")));
            changes.create(GITLAB, &filled(template::GITLAB, values, install))?;
            changes.create(GITLAB_MAIN, INCLUDE)?;
        }
    }
    Ok(())
}

/// Whether the main file of GitLab is the user's, and does not include the check.
pub(super) fn is_left_out(root: &Path) -> bool {
    std::fs::read_to_string(root.join(GITLAB_MAIN)).is_ok_and(|text| !text.contains(GITLAB))
}

/// The command that installs the tool, unless it is a member of the workspace.
fn install(values: &Values) -> Option<String> {
    (values.command == "cargo moored").then(|| values.tool.install())
}

fn filled(template: &str, values: &Values, install: Option<String>) -> String {
    values.fill(&template.replace("{install}", &install.unwrap_or_default()))
}
