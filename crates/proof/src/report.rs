//! What was tried, and how it went.

mod words;

use serde::{Deserialize, Serialize};

pub use words::{text, totals};

/// All about one document.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Report {
    /// The document's file.
    pub document: String,
    /// Why there is nothing to try: the document does not generate, or its crate does not compile.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub obstacle: Option<String>,
    /// Round trips.
    pub schemas: Vec<Schema>,
    /// Calls.
    pub operations: Vec<Operation>,
}

/// How the samples of one schema fared.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Schema {
    /// `component`, `request` or `response`.
    pub role: String,
    /// Its place in the document.
    pub place: String,
    /// The Rust type.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rust: Option<String>,
    /// How many samples came back as they were.
    pub right: usize,
    /// Those that did not.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub wrong: Vec<Wrong>,
    /// Samples that the judge did not take for ones of the schema, by reason.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub refused: Vec<Wrong>,
    /// Why nothing was tried.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub skipped: Option<String>,
}

/// A sample that did not come back as it was.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Wrong {
    /// The sample's name.
    pub sample: String,
    /// What happened.
    pub why: String,
    /// The sample.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<serde_json::Value>,
}

/// How the calls of one operation fared.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Operation {
    /// Verb and path.
    pub name: String,
    /// What was tried of it.
    pub calls: Vec<Called>,
    /// Why nothing was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub skipped: Option<String>,
}

/// One call.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Called {
    /// What was sent, and which answer was asked for.
    pub name: String,
    /// How it went.
    pub verdict: Verdict,
    /// Whose words, and what they are.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub words: String,
}

/// How a call went.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It was sent, accepted, and what came was decoded.
    Right,
    /// It was sent and accepted. Prism's own answer was not one of the document's; one of ours in its place was decoded.
    Accepted,
    /// The judge did not accept what was sent.
    Refused,
    /// What came could not be decoded.
    Undecodable,
    /// What was sent is not what was given to the client.
    Distorted,
    /// The client did not send it.
    Unsent,
    /// The judge is wrong, or cannot judge.
    Judge,
    /// It could not be tried.
    Skipped,
}

impl Verdict {
    /// Whether it speaks against the client.
    #[must_use]
    pub const fn is_wrong(self) -> bool {
        matches!(self, Self::Refused | Self::Undecodable | Self::Distorted | Self::Unsent)
    }
}

impl Operation {
    /// The verdict on all of it: the worst that speaks against it, right if something was right, otherwise why not.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let of = |wanted: &dyn Fn(&&Called) -> bool| self.calls.iter().find(wanted).map(|call| call.verdict);
        of(&|call| call.verdict.is_wrong())
            .or_else(|| of(&|call| call.verdict == Verdict::Right))
            .or_else(|| of(&|call| call.verdict == Verdict::Accepted))
            .or_else(|| of(&|call| call.verdict == Verdict::Judge))
            .unwrap_or(Verdict::Skipped)
    }
}

impl Schema {
    /// Whether all of its samples came back as they were, and there was one.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.skipped.is_none() && self.wrong.is_empty() && self.right > 0
    }

    /// Whether its type is any JSON.
    #[must_use]
    pub fn is_untyped(&self) -> bool {
        let kind = self.rust.as_deref().unwrap_or_default().replace(' ', "");
        let kind = kind.strip_prefix("Option<").and_then(|kind| kind.strip_suffix('>')).unwrap_or(&kind);
        ["serde_json::Value", "serde_json::Map<String,serde_json::Value>"].contains(&kind)
    }
}

/// Figures of one or more reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Documents.
    pub documents: usize,
    /// Documents of which nothing could be tried.
    pub obstacles: usize,
    /// Schemas.
    pub schemas: usize,
    /// Schemas all of whose samples came back.
    pub schemas_right: usize,
    /// Those among them whose type is any JSON: nothing could have gone wrong.
    pub schemas_untyped: usize,
    /// Schemas of which a sample did not.
    pub schemas_wrong: usize,
    /// Schemas of which none was tried.
    pub schemas_skipped: usize,
    /// Samples that were tried.
    pub samples: usize,
    /// Samples that came back.
    pub samples_right: usize,
    /// Operations.
    pub operations: usize,
    /// Operations all of whose calls went well.
    pub operations_right: usize,
    /// Those among them none of whose answers by Prism was one of the document's.
    pub operations_answered_by_us: usize,
    /// Operations of which a call did not.
    pub operations_wrong: usize,
    /// Operations that the judge could not judge.
    pub operations_unjudged: usize,
    /// Operations that were not tried.
    pub operations_skipped: usize,
    /// Calls that were made.
    pub calls: usize,
    /// Calls that went well.
    pub calls_right: usize,
    /// Calls that went well with an answer of ours.
    pub calls_accepted: usize,
}

impl Figures {
    /// The sums over `reports`.
    #[must_use]
    pub fn of(reports: &[Report]) -> Self {
        let mut sum = Self { documents: reports.len(), ..Self::default() };
        for report in reports {
            sum.obstacles += usize::from(report.obstacle.is_some());
            for schema in &report.schemas {
                sum.schemas += 1;
                sum.schemas_right += usize::from(schema.is_right());
                sum.schemas_untyped += usize::from(schema.is_right() && schema.is_untyped());
                sum.schemas_wrong += usize::from(!schema.wrong.is_empty());
                sum.schemas_skipped += usize::from(!schema.is_right() && schema.wrong.is_empty());
                sum.samples += schema.right + schema.wrong.len();
                sum.samples_right += schema.right;
            }
            for operation in &report.operations {
                sum.operations += 1;
                match operation.verdict() {
                    Verdict::Right => sum.operations_right += 1,
                    Verdict::Accepted => {
                        sum.operations_right += 1;
                        sum.operations_answered_by_us += 1;
                    }
                    Verdict::Judge => sum.operations_unjudged += 1,
                    Verdict::Skipped => sum.operations_skipped += 1,
                    _ => sum.operations_wrong += 1,
                }
                let tried = operation.calls.iter().filter(|call| call.verdict != Verdict::Skipped);
                sum.calls += tried.count();
                let count = |verdict| operation.calls.iter().filter(|call| call.verdict == verdict).count();
                sum.calls_right += count(Verdict::Right);
                sum.calls_accepted += count(Verdict::Accepted);
            }
        }
        sum
    }

    /// One line for each of the two proofs.
    #[must_use]
    pub fn lines(&self) -> String {
        format!(
            "schemas {} right ({} of them untyped), {} wrong, {} skipped of {}; samples {} of {} right\n\
             operations {} right, {} wrong, {} not judged, {} skipped of {}; calls {} of {} right, {} more with an answer of ours",
            self.schemas_right,
            self.schemas_untyped,
            self.schemas_wrong,
            self.schemas_skipped,
            self.schemas,
            self.samples_right,
            self.samples,
            self.operations_right,
            self.operations_wrong,
            self.operations_unjudged,
            self.operations_skipped,
            self.operations,
            self.calls_right,
            self.calls,
            self.calls_accepted,
        )
    }
}
