//! Bodies that are not JSON: the request contains what the call was given, and the call returns what the response
//! contains, for every media type of the document.
//!
//! No type decodes these bodies, so real calls are made. There is no server behind the recorder: it responds with
//! samples according to the document.

use std::collections::BTreeMap;

use serde_json::Value;

use super::arguments::{self, Content, Offer, Operation, Wanted};
use super::recorder::{Behind, Exchange, Recorder};
use super::responses::SampleResponse;
use super::{Task, Wire, compare};
use crate::{
    program::{Gives, Held, Makes, Part},
    report::Wrong,
    subjects::{Role, Subject, essence, is_json},
    trips::Trip,
};

/// A call that tests a body.
struct Tried {
    trip: usize,
    task: Task,
    expected: Expected,
}

/// The expected result.
enum Expected {
    /// The request has this body.
    Sent(Offer),
    /// The call returns this response.
    Came(SampleResponse),
}

impl Wire<'_> {
    /// Makes the calls for those of `trips` whose bodies are not JSON, and stores the results in them.
    ///
    /// # Errors
    /// If a process cannot be started, or a file cannot be read or written.
    pub fn bodies(&self, trips: &mut [Trip]) -> anyhow::Result<()> {
        let operations = arguments::operations(self.document);
        let mut tried = Vec::new();
        for (index, trip) in trips.iter_mut().enumerate() {
            if trip.schema.skipped.is_some() || !self.goes_by_call(&trip.subject) {
                continue;
            }
            match self.of_subject(index, &trip.subject, &operations) {
                Ok(calls) => tried.extend(calls),
                // A schema with round trips is not skipped if only its call is not possible.
                Err(reason) if trip.samples.is_empty() => trip.schema.skipped = Some(reason),
                Err(_) => {}
            }
        }
        let (tasks, expected): (Vec<Task>, Vec<(usize, Expected)>) =
            tried.into_iter().map(|tried| (tried.task, (tried.trip, tried.expected))).unzip();
        if tasks.is_empty() {
            return Ok(());
        }
        let responses = expected.iter().enumerate().filter_map(|(id, (_, expected))| match expected {
            Expected::Came(response) => Some((id, response.whole())),
            Expected::Sent(_) => None,
        });
        let recorder = Recorder::start(Behind::Nobody(responses.collect::<BTreeMap<_, _>>()))?;
        let results = self.make(&tasks, recorder.port, "")?;
        for (id, (task, (trip, expected))) in tasks.iter().zip(&expected).enumerate() {
            let Some(trip) = trips.get_mut(*trip) else { continue };
            match wrong(expected, results.get(id), recorder.exchange(id).as_ref()) {
                None => trip.schema.right += 1,
                Some(why) => {
                    let value = matches!(expected, Expected::Sent(_)).then(|| task.given.arguments());
                    trip.schema.wrong.push(Wrong { sample: task.name.clone(), why, value });
                }
            }
        }
        Ok(())
    }

    /// Whether a call tests the body: one that is not JSON, or a response that has to be requested.
    fn goes_by_call(&self, subject: &Subject) -> bool {
        match (subject.role, &subject.media_type) {
            (Role::Request, Some(media_type)) => !is_json(media_type),
            (Role::Response, Some(media_type)) => !is_json(media_type) || !subject.is_first(self.document),
            _ => false,
        }
    }

    fn of_subject(&self, trip: usize, subject: &Subject, operations: &[Operation<'_>]) -> Result<Vec<Tried>, String> {
        let listed = |operation: &&Operation<'_>| {
            subject.location.keys().iter().zip(operation.listed.keys()).filter(|(one, other)| one == other).count() == 3
        };
        let index = operations.iter().position(|operation| listed(&operation)).unwrap_or(usize::MAX);
        let operation = operations.get(index).ok_or("it is of no operation")?;
        match subject.role {
            Role::Request => self.sent(trip, subject, (index, operation)),
            _ => self.responded(trip, subject, (index, operation)),
        }
    }

    fn sent(&self, trip: usize, subject: &Subject, at: (usize, &Operation<'_>)) -> Result<Vec<Tried>, String> {
        let (index, operation) = at;
        let (number, call) = self.call(operation)?;
        let body = operation.body.as_ref().ok_or("the operation has no body")?;
        let argument = Operation::body_argument(call).ok_or("the call takes no body")?;
        let is_form =
            |content: &&Content| subject.media_type.as_ref() == Some(&content.media_type) || subject.is_form();
        let mut found = Vec::new();
        for content in body.contents.iter().filter(is_form) {
            let (variant, makes) = body
                .taken_as(content, argument)
                .ok_or_else(|| format!("the call does not take {}", content.media_type))?;
            let samples = content.samples(makes, self.sampler, self.validators)?;
            let last = samples.len().min(8);
            for (number_of, (name, value)) in samples.into_iter().take(8).enumerate() {
                let offer = Offer { name: name.clone(), content: content.clone(), value, variant: variant.clone() };
                let given =
                    operation.given(call, Some(&offer), Wanted::RequiredAndBody, self.sampler, self.validators)?;
                let is_last = number_of + 1 == last && may_stream(makes);
                for streamed in if is_last { &[false, true][..] } else { &[false] } {
                    let name = if *streamed { format!("{name}, streamed") } else { name.clone() };
                    let (given, way, streamed) = (given.clone(), String::new(), *streamed);
                    let task = Task { operation: index, call: number, name, prefer: None, given, way, streamed };
                    found.push(Tried { trip, task, expected: Expected::Sent(offer.clone()) });
                }
            }
        }
        if found.is_empty() { Err("the document has no such body".to_owned()) } else { Ok(found) }
    }

    fn responded(&self, trip: usize, subject: &Subject, at: (usize, &Operation<'_>)) -> Result<Vec<Tried>, String> {
        let (index, operation) = at;
        let (number, call) = self.call(operation)?;
        let media_type = subject.media_type.as_deref().unwrap_or_default();
        let status = operation.status_for(subject.location.keys().get(4).map_or("", |status| status))?;
        let offers = match (&operation.body, Operation::body_argument(call)) {
            (Some(body), Some(argument)) => body.offers(argument, self.sampler, self.validators)?,
            _ => Vec::new(),
        };
        let given = operation.given(call, offers.first(), Wanted::Required, self.sampler, self.validators)?;
        let ways: Vec<String> = match status {
            200..=299 => ways(call, media_type),
            _ => vec![String::new()],
        };
        let response = SampleResponse::of(status, media_type, &subject.schema, self.sampler, self.validators)?;
        let tried = ways.into_iter().map(|way| {
            let name = if way.is_empty() { "send".to_owned() } else { way.clone() };
            let given = given.clone();
            let task = Task { operation: index, call: number, name, prefer: None, given, way, streamed: false };
            Tried { trip, task, expected: Expected::Came(response.clone()) }
        });
        Ok(tried.collect())
    }
}

/// The methods of `call` that request `media_type`.
fn ways(call: &crate::program::Call, media_type: &str) -> Vec<String> {
    let asks = |exact: bool| {
        call.ways.iter().find(|way| match &way.gives {
            Gives::Stream => false,
            Gives::Representation(asked) if exact => asked.iter().any(|asked| asked == media_type),
            Gives::Representation(asked) => asked.iter().any(|asked| essence(asked) == essence(media_type)),
        })
    };
    if let Some(way) = asks(true).or_else(|| asks(false)) {
        return vec![way.method.clone(), format!("{} stream", way.method)];
    }
    let stream = call.ways.iter().filter(|way| way.gives == Gives::Stream).map(|way| way.method.clone());
    std::iter::once(String::new()).chain(stream).collect()
}

/// Whether a part of it may be a stream.
fn may_stream(makes: &Makes) -> bool {
    let is_file = |part: &Part| !matches!(part.kind, Held::Value(_) | Held::Others);
    matches!(makes, Makes::Raw) || matches!(makes, Makes::Parts(_, parts) if parts.iter().any(is_file))
}

/// The difference between the expected and the actual result, if there is one.
fn wrong(expected: &Expected, result: Option<&Value>, exchange: Option<&Exchange>) -> Option<String> {
    let Some(result) = result else { return Some("the program did not get to it".to_owned()) };
    let message = || {
        let text = |key: &str| result.get(key).and_then(Value::as_str).unwrap_or_default();
        format!("{}: {}", text("kind"), text("message"))
    };
    let Some(exchange) = exchange else { return Some(message()) };
    match expected {
        Expected::Sent(offer) => compare::body_difference(offer, exchange),
        Expected::Came(response) => response.difference(result).map(|difference| {
            let message = result.get("message").and_then(Value::as_str).unwrap_or_default();
            format!("{difference} {message}").trim_end().to_owned()
        }),
    }
}
