//! The status of the providers of a workspace, as a table and as JSON.

use serde::Serialize;

use super::table::{Align, aligned};

/// The version of the format of the JSON. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 1;

/// The providers of a workspace, and what they share.
#[derive(Debug, Serialize)]
pub struct WorkspaceStatus {
    /// How messages name the command.
    #[serde(skip)]
    pub command: String,
    /// The version of moored that the settings name.
    pub generator: Option<String>,
    /// Where the crates find the runtime.
    pub runtime: String,
    /// The providers, sorted by name.
    pub providers: Vec<ProviderStatus>,
}

/// One provider.
#[derive(Debug, Serialize)]
pub struct ProviderStatus {
    /// The name of its folder.
    pub name: String,
    /// `info.version`; `None` if the document cannot be read or has none.
    pub version: Option<String>,
    /// The version of OpenAPI or Swagger.
    pub openapi: Option<String>,
    /// The number of operations in the document.
    pub operations: Option<usize>,
    /// The day on which the document was retrieved, in `source.toml`.
    pub retrieved: Option<String>,
    /// The number of days since then.
    pub age_days: Option<i64>,
    /// The losses of the crate, accepted or not; `None` without a crate.
    pub losses: Option<usize>,
    /// The losses that are accepted.
    pub accepted_losses: Option<usize>,
    /// How the crate compares with its lock.
    pub state: Freshness,
    /// The paths that differ from it.
    pub changed: Vec<String>,
}

/// How a crate compares with its lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Freshness {
    /// Its inputs and its files are those of the last run.
    Fresh,
    /// An input has changed since the last run.
    Stale,
    /// One of its files has changed since the last run.
    Edited,
    /// There is no crate, or it has no lock.
    Missing,
}

impl Freshness {
    fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Edited => "edited",
            Self::Missing => "missing",
        }
    }

    /// What the paths that differ are.
    fn reason(self) -> &'static str {
        match self {
            Self::Fresh => "is as it was written",
            Self::Stale => "has changed since the crate was generated",
            Self::Edited => "is not as the last run wrote it",
            Self::Missing => "has not been generated",
        }
    }
}

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    #[serde(flatten)]
    status: &'a WorkspaceStatus,
}

impl WorkspaceStatus {
    /// One object.
    #[must_use]
    pub fn json(&self) -> String {
        // Strings and numbers can always be serialized.
        let text = serde_json::to_string_pretty(&Object { version: VERSION, status: self }).unwrap_or_default();
        format!("{text}\n")
    }

    /// A table, and what to do about each crate that is not fresh.
    #[must_use]
    pub fn text(&self) -> String {
        let tool = env!("CARGO_PKG_VERSION");
        let generator = match self.generator.as_deref() {
            Some(version) if version != tool => {
                format!("{tool} (the workspace has {version}: run `{} upgrade`)", self.command)
            }
            _ => tool.to_owned(),
        };
        let mut text = format!("moored {generator}, runtime: {}\n", self.runtime);
        if self.providers.is_empty() {
            text.push_str("no providers\n");
            return text;
        }
        let titles =
            ["provider", "version", "OpenAPI", "retrieved", "operations", "losses", "state"].map(str::to_owned);
        let rows: Vec<_> = std::iter::once(titles).chain(self.providers.iter().map(row)).collect();
        use Align::{Left, Right};
        text.push_str(&aligned(&rows, [Left, Left, Left, Left, Right, Left, Left]));
        for provider in &self.providers {
            if let Some((first, more)) = provider.changed.split_first() {
                let more = if more.is_empty() { String::new() } else { format!(" (and {} more)", more.len()) };
                let (name, reason) = (&provider.name, provider.state.reason());
                let command = &self.command;
                text.push_str(&format!("{name}: {first} {reason}{more}; run `{command} codegen {name}`\n"));
            }
        }
        text.push_str(&format!(
            "States are those of digests; `{} codegen --check` generates, and is exact.\n",
            self.command
        ));
        text
    }
}

fn row(provider: &ProviderStatus) -> [String; 7] {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let retrieved = match (&provider.retrieved, provider.age_days) {
        (Some(date), Some(days)) => Some(format!("{date} ({days} {})", if days == 1 { "day" } else { "days" })),
        (date, _) => date.clone(),
    };
    let losses = match (provider.losses, provider.accepted_losses) {
        (Some(0), _) => Some("0".to_owned()),
        (Some(all), Some(accepted)) => Some(format!("{all} ({accepted} accepted)")),
        _ => None,
    };
    [
        provider.name.clone(),
        or_none(provider.version.clone()),
        or_none(provider.openapi.clone()),
        or_none(retrieved),
        or_none(provider.operations.map(|operations| operations.to_string())),
        or_none(losses),
        provider.state.word().to_owned(),
    ]
}
