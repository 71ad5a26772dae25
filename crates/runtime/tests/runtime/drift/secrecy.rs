//! No report has a value.

use moored_runtime::{CallOptions, Drift};
use serde_json::{Map, Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::support::{Reports, client};
use crate::support::{GET_USER, call_with};

/// Every text of the responses contains it, in capitals or not; so does every name that is data. Its digits are in all
/// numbers.
const MARKER: &str = "zq7marker";
const DIGITS: &str = "770077";

/// Numbers that look random.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn value(&mut self, depth: u32) -> Value {
        match self.below(if depth == 0 { 7 } else { 10 }) {
            0 => Value::Null,
            1 => self.below(2).eq(&0).into(),
            2 => format!("{}{}", self.below(9), DIGITS).parse::<u64>().unwrap().into(),
            3 => format!("-{DIGITS}.{}", self.below(9)).parse::<f64>().unwrap().into(),
            4..=6 => format!("{MARKER} {}", self.below(100)).into(),
            7 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => self.object(depth),
        }
    }

    /// Names of the document with values that differ, and names that are data.
    fn object(&mut self, depth: u32) -> Value {
        const NAMES: &[&str] = &[
            "id", "name", "email", "role", "size", "born", "seen", "balance", "quota", "active", "tags", "labels",
            "point", "friends", "pets", "contact", "a/b", "extra", "settings", "kind", "lives", "number", "street",
            "theme",
        ];
        let mut object = Map::new();
        for _ in 0..self.below(8) {
            let name = match self.below(4) {
                0 => format!("{MARKER}@{}.example", self.below(9)),
                _ => NAMES
                    .get(self.below(NAMES.len() as u64) as usize)
                    .map_or_else(String::new, |name| (*name).to_owned()),
            };
            let value = match name.as_str() {
                // A map: its names are data, however they look.
                "labels" => json!({MARKER: self.value(depth - 1), "Ada Lovelace": 1, "ada": self.value(0)}),
                "settings" => json!({MARKER: self.value(depth - 1), "theme": self.value(0)}),
                _ => self.value(depth - 1),
            };
            object.insert(name, value);
        }
        object.into()
    }
}

#[tokio::test]
async fn no_report_has_a_value_or_the_name_of_an_entry() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("secrecy.jsonl");
    let _ = std::fs::remove_file(&path);
    let server = MockServer::start().await;
    let reports = Reports::default();
    let drift = reports.of(Drift::builder().file(&path)).start().unwrap();
    let client = client(server.uri(), &drift).0;
    let mut random = Random(14);
    for round in 0..400 {
        server.reset().await;
        let body = if round % 5 == 0 { random.value(6) } else { random.object(6) }.to_string();
        // A body that is no JSON, and media types that are data.
        let body = if round % 20 == 0 { format!("{{{body}") } else { body };
        let media_type = match round % 7 {
            0 => format!("text/{MARKER}-1-2-3"),
            1 => format!("{MARKER}/json"),
            _ => "application/json".to_owned(),
        };
        let status = [200, 200, 200, 404, 500][random.below(5) as usize];
        let response = ResponseTemplate::new(status).set_body_raw(body, &media_type);
        Mock::given(any()).respond_with(response).mount(&server).await;
        call_with(&client, &GET_USER, &CallOptions::new()).await.unwrap();
    }
    drift.flush().await;
    let reports = reports.take();
    let file = std::fs::read_to_string(&path).unwrap();
    let shown = reports.iter().map(|report| format!("{report:?} {}\n", report.deviation)).collect::<String>() + &file;
    for value in [MARKER, DIGITS, "Lovelace", "/ada", "zq7"] {
        assert!(!shown.contains(value), "{value} in {shown}");
    }
    // It has seen something.
    for kind in moored_runtime::DeviationKind::ALL {
        assert!(file.contains(&format!("\"kind\":\"{}\"", kind.as_str())), "{kind} in {file}");
    }
    assert!(file.contains("/labels/*") && file.contains("\"/*\""), "{file}");
}
