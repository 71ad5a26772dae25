//! The second proof. Prism serves the document and validates the requests of each operation of the client. The client
//! must decode Prism's responses. Bodies that are not JSON are tested with calls without Prism (`bodies`).
//!
//! A recorder is between the client and Prism, because Prism does not find every error: it ignores a parameter with a
//! wrong name. The recorded request is compared with the arguments of the call.

mod answers;
mod arguments;
mod bodies;
mod compare;
mod form;
mod misread;
mod prism;
mod recorder;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use self::arguments::{Given, Operation};
use self::prism::Prism;
use self::recorder::{Behind, Exchange, Recorder};
use crate::{
    judge::Judge,
    program::Call,
    report::{self, Called, Verdict},
    samples::Sampler,
    workspace::{Workspace, run},
};

/// The inputs of the second proof.
pub struct Wire<'a> {
    /// The published document.
    pub document: &'a Value,
    /// Builds values.
    pub sampler: &'a Sampler<'a>,
    /// Validates values.
    pub judge: &'a Judge,
    /// The calls of the crate; `None` if the program for a call does not compile.
    pub calls: &'a [Option<Call>],
    /// The path of the program.
    pub program: &'a Path,
    /// The workspace for its files.
    pub workspace: &'a Workspace,
}

/// One call to make.
struct Task {
    operation: usize,
    call: usize,
    name: String,
    prefer: Option<String>,
    given: Given,
    /// The method that sends it; empty for `send`.
    way: String,
    /// Whether bytes are sent as a stream.
    streamed: bool,
}

impl Wire<'_> {
    /// Calls every operation of the document `text` and returns the results.
    ///
    /// # Errors
    /// If a process cannot be started, or a file cannot be read or written.
    pub fn judge(&self, text: &str, prism: &Path) -> anyhow::Result<Vec<report::Operation>> {
        let operations = arguments::operations(self.document);
        let mut found: Vec<report::Operation> = operations
            .iter()
            .map(|operation| report::Operation { name: operation.name(), calls: Vec::new(), skipped: None })
            .collect();
        let prism = match Prism::start(prism, text, self.workspace)? {
            Ok(prism) => prism,
            Err(words) => {
                for operation in &mut found {
                    operation.skipped = Some(format!("Prism does not serve the document: {words}"));
                }
                return Ok(found);
            }
        };
        let mut tasks = Vec::new();
        for (index, operation) in operations.iter().enumerate() {
            let planned = self.tasks(index, operation);
            if let (Some(said), Some((made, unoffered))) = (found.get_mut(index), planned.as_ref().ok()) {
                said.calls.extend(unoffered.iter().cloned().chain(operation.valueless(self.sampler, self.judge)));
                if made.is_empty() {
                    said.skipped = Some("there is nothing to send".to_owned());
                }
            }
            match planned {
                Ok((made, _)) => tasks.extend(made),
                Err(reason) => {
                    if let Some(said) = found.get_mut(index) {
                        said.skipped = Some(reason);
                    }
                }
            }
        }
        let substitutes = answers::substitutes(&tasks, &operations, self.document, self.sampler, self.judge);
        let recorder = Recorder::start(Behind::Prism(prism.port, substitutes.clone()))?;
        let results = self.make(&tasks, recorder.port)?;
        let mut spoilt = Vec::new();
        for (id, task) in tasks.into_iter().enumerate() {
            let exchange = recorder.exchange(id);
            let (verdict, words) = self.verdict(&task, results.get(id), exchange.as_ref(), &operations);
            // Prism accepted the request, and its response does not match the document, although Prism does not report
            // this.
            let is_spoilt = verdict == Verdict::Judge && exchange.is_some_and(|exchange| exchange.problem().is_none());
            if let Some(operation) = found.get_mut(task.operation) {
                operation.calls.push(Called { name: task.name.clone(), verdict, words });
                let answer = substitutes.get(&id).filter(|_| is_spoilt).cloned();
                spoilt.extend(answer.map(|answer| (task, operation.calls.len() - 1, answer)));
            }
        }
        self.answer_in_its_place(spoilt, &mut found)?;
        Ok(found)
    }

    /// Repeats calls with a sample as the response of each.
    fn answer_in_its_place(
        &self,
        spoilt: Vec<(Task, usize, Vec<u8>)>,
        found: &mut [report::Operation],
    ) -> anyhow::Result<()> {
        if spoilt.is_empty() {
            return Ok(());
        }
        let mut answers = BTreeMap::new();
        let (tasks, positions): (Vec<Task>, Vec<usize>) = spoilt
            .into_iter()
            .enumerate()
            .map(|(id, (task, position, answer))| {
                answers.insert(id, answer);
                (task, position)
            })
            .unzip();
        let recorder = Recorder::start(Behind::Nobody(answers))?;
        let results = self.make(&tasks, recorder.port)?;
        for (id, (task, position)) in tasks.iter().zip(positions).enumerate() {
            let text = |key: &str| results.get(id).and_then(|result| result.get(key)?.as_str()).unwrap_or_default();
            let called = found.get_mut(task.operation).and_then(|operation| operation.calls.get_mut(position));
            let Some(called) = called else { continue };
            (called.verdict, called.words) = match text("kind") {
                "answered" | "refused" => (Verdict::Accepted, called.words.clone()),
                _ => (Verdict::Undecodable, format!("a sample of ours: {}", text("words"))),
            };
        }
        Ok(())
    }

    /// The calls of an operation, and the parameters that the client does not have.
    fn tasks(&self, index: usize, operation: &Operation<'_>) -> Result<(Vec<Task>, Vec<Called>), String> {
        let (number, call) = self.call(operation)?;
        let plans = operation.plans(call, self.sampler, self.judge)?;
        let unoffered = operation.unoffered(call);
        let mut tasks = Vec::new();
        for (position, (name, given)) in plans.into_iter().enumerate() {
            let task = |name: String, prefer| Task {
                operation: index,
                call: number,
                name,
                prefer,
                given: given.clone(),
                way: String::new(),
                streamed: false,
            };
            if position == 0 {
                for status in operation.statuses() {
                    tasks.push(task(format!("{name}, for a {status}"), Some(format!("code={status}"))));
                }
            }
            tasks.push(task(name, None));
        }
        Ok((tasks, unoffered))
    }

    /// The client's call for `operation`.
    fn call(&self, operation: &Operation<'_>) -> Result<(usize, &Call), String> {
        let fits = |call: &&Call| call.verb == operation.verb && call.path == operation.path;
        let found = self.calls.iter().position(|call| call.as_ref().is_some_and(|call| fits(&call)));
        let call = found.and_then(|number| Some((number, self.calls.get(number)?.as_ref()?)));
        call.ok_or_else(|| "the client has no call for it that compiles".to_owned())
    }

    fn make(&self, tasks: &[Task], port: u16) -> anyhow::Result<Vec<Value>> {
        let (asked, results) = (self.workspace.file("calls.json"), self.workspace.file("calls-results.json"));
        let list: Vec<Value> = tasks
            .iter()
            .enumerate()
            .map(|(id, task)| {
                json!({
                    "id": id,
                    "call": task.call,
                    "prefer": task.prefer,
                    "arguments": task.given.arguments(),
                    "way": task.way,
                    "streamed": task.streamed,
                })
            })
            .collect();
        fs::write(&asked, Value::from(list).to_string())?;
        let _ = fs::remove_file(&results);
        let mut command = Command::new(self.program);
        command.arg("call").arg(&asked).arg(&results).arg(format!("http://127.0.0.1:{port}"));
        run(&mut command, Duration::from_secs(600))?;
        let text = fs::read_to_string(&results).unwrap_or_default();
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }

    /// The result of a call, from the output of the program and the recorded exchange.
    fn verdict(
        &self,
        task: &Task,
        result: Option<&Value>,
        exchange: Option<&Exchange>,
        operations: &[Operation<'_>],
    ) -> (Verdict, String) {
        let Some(result) = result else { return (Verdict::Unsent, "the program did not get to it".to_owned()) };
        let text = |key: &str| result.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (Some(exchange), Some(operation)) = (exchange, operations.get(task.operation)) else {
            // A security scheme that no client can implement, such as a header with an invalid name.
            if text("kind") == "unbuilt" {
                return (Verdict::Skipped, text("words"));
            }
            return (Verdict::Unsent, text("words"));
        };
        let Some(status) = exchange.status() else { return (Verdict::Judge, "Prism did not answer".to_owned()) };
        let spoilt =
            exchange.problem().map(|problem| match misread::words(&problem, operation, &task.given, exchange) {
                Some(words) => (Verdict::Judge, words),
                None => prism::verdict(status, &problem),
            });
        if let Some(verdict) = spoilt.clone().filter(|_| !exchange.is_substituted) {
            return verdict;
        }
        if let Some(difference) = compare::difference(operation, &task.given, exchange) {
            return (Verdict::Distorted, difference);
        }
        let words = spoilt.map(|(_, words)| words);
        match (text("kind").as_str(), words) {
            ("answered" | "refused", None) => (Verdict::Right, String::new()),
            ("answered" | "refused", Some(words)) => (Verdict::Accepted, words),
            // Prism reports the problem in a body, and the response to HEAD has none.
            ("unexpected", None) if operation.verb == "HEAD" && status == 500 => {
                (Verdict::Judge, "500, and to a HEAD Prism does not say why".to_owned())
            }
            ("unexpected", _) => (Verdict::Undecodable, format!("the client has nothing to read {status} with")),
            (_, None) => match answers::fault(self.document, operation, self.judge, exchange) {
                Some(fault) => (Verdict::Judge, fault),
                None => (Verdict::Undecodable, format!("{status}: {}", text("words"))),
            },
            (_, Some(_)) => (Verdict::Undecodable, format!("a sample of ours: {}", text("words"))),
        }
    }
}

impl Task {
    /// The status to request, or the one that Prism chooses by default: the first success.
    fn status(&self, operation: &Operation<'_>) -> Option<String> {
        let asked = self.prefer.as_ref().and_then(|prefer| prefer.strip_prefix("code=")).map(str::to_owned);
        asked.or_else(|| operation.statuses().into_iter().find(|status| status.starts_with('2')))
    }
}
