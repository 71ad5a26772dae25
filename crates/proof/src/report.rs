//! The results of the proofs.

mod render;

use serde::{Deserialize, Serialize};

pub use self::render::{text, totals};

/// The results for one document.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Report {
    /// The file of the document.
    pub document: String,
    /// Why nothing was tried: no crate is generated from the document, or the crate does not compile.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub obstacle: Option<String>,
    /// The round trips.
    pub schemas: Vec<Schema>,
    /// The calls.
    pub operations: Vec<Operation>,
}

/// The results of the samples of one schema.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Schema {
    /// `component`, `request`, `response` or `webhook`; `type` for a type that is not what `client.json` states.
    pub role: String,
    /// The location in the document.
    pub location: String,
    /// The Rust type.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rust: Option<String>,
    /// How many samples were unchanged after a round trip.
    pub right: usize,
    /// The samples that were changed or could not be decoded.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub wrong: Vec<Wrong>,
    /// The samples that the validator rejected, by reason.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub rejected: Vec<Wrong>,
    /// Why nothing was tried.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub skipped: Option<String>,
}

/// A sample that was changed by a round trip or could not be decoded.
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

/// The results of the calls of one operation.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Operation {
    /// The HTTP method and the path.
    pub name: String,
    /// The calls that were tried.
    pub calls: Vec<Called>,
    /// Why no call was tried.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub skipped: Option<String>,
}

/// One call.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Called {
    /// What was sent, and which response was requested.
    pub name: String,
    /// The result.
    pub verdict: Verdict,
    /// The explanation.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub message: String,
}

/// The result of a call.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The request was sent and accepted, and the response was decoded.
    Right,
    /// The request was sent and accepted. Prism's response did not match the document; a sample was
    /// sent instead, and
    /// was decoded.
    Accepted,
    /// Prism rejected the request.
    Rejected,
    /// The response could not be decoded.
    Undecodable,
    /// The request differs from the arguments of the call.
    Distorted,
    /// The client did not send a request.
    Unsent,
    /// Prism is wrong, or cannot validate the request.
    Unchecked,
    /// The call could not be tried.
    Skipped,
}

impl Verdict {
    /// Whether the client is at fault.
    #[must_use]
    pub const fn is_wrong(self) -> bool {
        matches!(self, Self::Rejected | Self::Undecodable | Self::Distorted | Self::Unsent)
    }
}

impl Operation {
    /// The result of the operation: the worst one that is the client's fault; `Right` if a call was right; otherwise
    /// the reason why none was.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let of = |wanted: &dyn Fn(&&Called) -> bool| self.calls.iter().find(wanted).map(|call| call.verdict);
        of(&|call| call.verdict.is_wrong())
            .or_else(|| of(&|call| call.verdict == Verdict::Right))
            .or_else(|| of(&|call| call.verdict == Verdict::Accepted))
            .or_else(|| of(&|call| call.verdict == Verdict::Unchecked))
            .unwrap_or(Verdict::Skipped)
    }
}

impl Schema {
    /// Whether it has samples, and none of them was changed.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.skipped.is_none() && self.wrong.is_empty() && self.right > 0
    }

    /// Whether its type is any JSON value.
    #[must_use]
    pub fn is_untyped(&self) -> bool {
        let kind = self.rust.as_deref().unwrap_or_default().replace(' ', "");
        let kind = kind.strip_prefix("Option<").and_then(|kind| kind.strip_suffix('>')).unwrap_or(&kind);
        ["serde_json::Value", "serde_json::Map<String,serde_json::Value>"].contains(&kind)
    }
}

/// The counts of one or more reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// The documents.
    pub documents: usize,
    /// The documents of which nothing could be tried.
    pub obstacles: usize,
    /// The schemas.
    pub schemas: usize,
    /// The schemas without a wrong sample.
    pub schemas_right: usize,
    /// Those of them whose type is any JSON value, which cannot go wrong.
    pub schemas_untyped: usize,
    /// The schemas with a wrong sample.
    pub schemas_wrong: usize,
    /// The schemas of which no sample was tried.
    pub schemas_skipped: usize,
    /// The samples that were tried.
    pub samples: usize,
    /// The samples that were unchanged.
    pub samples_right: usize,
    /// The operations.
    pub operations: usize,
    /// The operations whose calls were all right.
    pub operations_right: usize,
    /// Those of them for which no response of Prism matched the document.
    pub operations_right_with_sample: usize,
    /// The operations with a call that was wrong.
    pub operations_wrong: usize,
    /// The operations that Prism could not validate.
    pub operations_unchecked: usize,
    /// The operations that were not tried.
    pub operations_skipped: usize,
    /// The calls that were tried.
    pub calls: usize,
    /// The calls that were right.
    pub calls_right: usize,
    /// The calls that were right with a sample as the response.
    pub calls_accepted: usize,
}

impl Figures {
    /// The sums of `reports`.
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
                        sum.operations_right_with_sample += 1;
                    }
                    Verdict::Unchecked => sum.operations_unchecked += 1,
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
             operations {} right, {} wrong, {} not checked, {} skipped of {}; calls {} of {} right, {} more with a response of the proof",
            self.schemas_right,
            self.schemas_untyped,
            self.schemas_wrong,
            self.schemas_skipped,
            self.schemas,
            self.samples_right,
            self.samples,
            self.operations_right,
            self.operations_wrong,
            self.operations_unchecked,
            self.operations_skipped,
            self.operations,
            self.calls_right,
            self.calls,
            self.calls_accepted,
        )
    }
}
