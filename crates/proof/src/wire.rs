//! The second proof. Prism serves the document and validates the requests of each operation of the client. The client
//! must decode Prism's responses. Bodies that are not JSON are tested with calls without Prism (`bodies`).
//!
//! A recorder is between the client and Prism, because Prism does not find every error: it ignores a parameter with a
//! wrong name. The recorded request is compared with the arguments of the call.

mod arguments;
mod bodies;
mod compare;
mod form;
mod misread;
mod prism;
mod recorder;
mod responses;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use self::arguments::{Given, Operation};
use self::prism::Prism;
pub use self::recorder::Base;
use self::recorder::{Behind, Exchange, Recorder};
use crate::{
    program::Call,
    report::{self, Called, Verdict},
    validation::Validators,
    workspace::{Workspace, run},
};
use moored_samples::Sampler;

/// The inputs of the second proof.
pub struct Wire<'a> {
    /// The published document.
    pub document: &'a Value,
    /// Builds values.
    pub sampler: &'a Sampler<'a>,
    /// Validates values.
    pub validators: &'a Validators,
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
    /// Calls every operation and returns the results. Prism serves the document `text`.
    ///
    /// # Errors
    /// If a process cannot be started, or a file cannot be read or written.
    pub fn prove(&self, text: &str, prism: &Path, base: &Base) -> anyhow::Result<Vec<report::Operation>> {
        let operations = arguments::operations(self.document);
        let mut found: Vec<report::Operation> = operations
            .iter()
            .map(|operation| report::Operation { name: operation.name(), calls: Vec::new(), skipped: None })
            .collect();
        let prism = match Prism::start(prism, text, self.workspace)? {
            Ok(prism) => prism,
            Err(message) => {
                for operation in &mut found {
                    operation.skipped = Some(format!("Prism does not serve the document: {message}"));
                }
                return Ok(found);
            }
        };
        let mut tasks = Vec::new();
        for (index, operation) in operations.iter().enumerate() {
            let planned = self.tasks(index, operation);
            if let (Some(entry), Some((made, unoffered))) = (found.get_mut(index), planned.as_ref().ok()) {
                entry.calls.extend(unoffered.iter().cloned().chain(operation.valueless(self.sampler, self.validators)));
                if made.is_empty() {
                    entry.skipped = Some("there is nothing to send".to_owned());
                }
            }
            match planned {
                Ok((made, _)) => tasks.extend(made),
                Err(reason) => {
                    if let Some(entry) = found.get_mut(index) {
                        entry.skipped = Some(reason);
                    }
                }
            }
        }
        let substitutes = responses::substitutes(&tasks, &operations, self.document, self.sampler, self.validators);
        let recorder = Recorder::start(Behind::Prism(prism.port, substitutes.clone(), base.clone()))?;
        let results = self.make(&tasks, recorder.port, &base.called)?;
        let mut spoilt = Vec::new();
        for (id, task) in tasks.into_iter().enumerate() {
            let exchange = recorder.exchange(id);
            let (verdict, message) = self.verdict(&task, results.get(id), exchange.as_ref(), &operations);
            // Prism accepted the request, and its response does not match the document, although Prism does not report
            // this.
            let is_spoilt =
                verdict == Verdict::Unchecked && exchange.is_some_and(|exchange| exchange.problem().is_none());
            if let Some(operation) = found.get_mut(task.operation) {
                operation.calls.push(Called { name: task.name.clone(), verdict, message });
                let response = substitutes.get(&id).filter(|_| is_spoilt).cloned();
                spoilt.extend(response.map(|response| (task, operation.calls.len() - 1, response)));
            }
        }
        self.repeat_with_samples(spoilt, &mut found)?;
        Ok(found)
    }

    /// Repeats calls with a sample as the response of each.
    fn repeat_with_samples(
        &self,
        spoilt: Vec<(Task, usize, Vec<u8>)>,
        found: &mut [report::Operation],
    ) -> anyhow::Result<()> {
        if spoilt.is_empty() {
            return Ok(());
        }
        let mut responses = BTreeMap::new();
        let (tasks, positions): (Vec<Task>, Vec<usize>) = spoilt
            .into_iter()
            .enumerate()
            .map(|(id, (task, position, response))| {
                responses.insert(id, response);
                (task, position)
            })
            .unzip();
        let recorder = Recorder::start(Behind::Nobody(responses))?;
        let results = self.make(&tasks, recorder.port, "")?;
        for (id, (task, position)) in tasks.iter().zip(positions).enumerate() {
            let text = |key: &str| results.get(id).and_then(|result| result.get(key)?.as_str()).unwrap_or_default();
            let called = found.get_mut(task.operation).and_then(|operation| operation.calls.get_mut(position));
            let Some(called) = called else { continue };
            (called.verdict, called.message) = match text("kind") {
                "response" | "error-response" => (Verdict::Accepted, called.message.clone()),
                _ => (Verdict::Undecodable, format!("a sample of ours: {}", text("message"))),
            };
        }
        Ok(())
    }

    /// The calls of an operation, and the parameters that the client does not have.
    fn tasks(&self, index: usize, operation: &Operation<'_>) -> Result<(Vec<Task>, Vec<Called>), String> {
        let (number, call) = self.call(operation)?;
        let plans = operation.plans(call, self.sampler, self.validators)?;
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

    fn make(&self, tasks: &[Task], port: u16, base: &str) -> anyhow::Result<Vec<Value>> {
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
        command.arg("call").arg(&asked).arg(&results).arg(format!("http://127.0.0.1:{port}{base}"));
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
                return (Verdict::Skipped, text("message"));
            }
            return (Verdict::Unsent, text("message"));
        };
        let Some(status) = exchange.status() else { return (Verdict::Unchecked, "Prism sent no response".to_owned()) };
        let spoilt =
            exchange.problem().map(|problem| match misread::explanation(&problem, operation, &task.given, exchange) {
                Some(message) => (Verdict::Unchecked, message),
                None => prism::verdict(status, &problem),
            });
        if let Some(verdict) = spoilt.clone().filter(|_| !exchange.is_substituted) {
            return verdict;
        }
        if let Some(difference) = compare::difference(operation, &task.given, exchange) {
            return (Verdict::Distorted, difference);
        }
        let message = spoilt.map(|(_, message)| message);
        match (text("kind").as_str(), message) {
            ("response" | "error-response", None) => (Verdict::Right, String::new()),
            ("response" | "error-response", Some(message)) => (Verdict::Accepted, message),
            // Prism reports the problem in a body, and the response to HEAD has none.
            ("unexpected", None) if operation.verb == "HEAD" && status == 500 => {
                (Verdict::Unchecked, "500, and Prism states no reason in a response to HEAD".to_owned())
            }
            ("unexpected", _) => (Verdict::Undecodable, format!("the client has nothing to read {status} with")),
            (_, None) => match responses::fault(self.document, operation, self.validators, exchange) {
                Some(fault) => (Verdict::Unchecked, fault),
                None => (Verdict::Undecodable, format!("{status}: {}", text("message"))),
            },
            (_, Some(_)) => (Verdict::Undecodable, format!("a sample of ours: {}", text("message"))),
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
