//! What an operation takes by the document, and what a call of it is given.

use moored_codegen::Pointer;
use serde_json::{Map, Value};

use crate::judge::{Judge, objection};
use crate::program::{Argument, Call, Makes};
use crate::samples::{Origin, Sample, Sampler};
use crate::subjects::{follow, is_json, members, operations as all};

/// How many bodies one operation is sent.
const BODIES: usize = 8;

/// One operation of the document.
pub(super) struct Operation<'a> {
    pub(super) verb: String,
    pub(super) path: String,
    pub(super) parameters: Vec<Parameter>,
    body: Option<Body>,
    /// Where it stands.
    pub(super) at: Pointer,
    value: &'a Value,
}

/// One parameter.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) place: String,
    required: bool,
    schema: Pointer,
}

/// A request body: of the media types the first that is JSON, or the first.
#[derive(Clone, Debug)]
struct Body {
    required: bool,
    schema: Option<Pointer>,
}

/// What a call is given.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    /// By the argument's name in Rust.
    arguments: Map<String, Value>,
    /// By the parameter's number.
    pub(super) parameters: Vec<(usize, Value)>,
    pub(super) body: Option<Value>,
}

impl Given {
    pub(super) fn arguments(&self) -> Value {
        self.arguments.clone().into()
    }
}

/// All operations of `document`.
pub(super) fn operations(document: &Value) -> Vec<Operation<'_>> {
    let found = all(document).into_iter().filter_map(|(at, value)| {
        let [.., path, verb] = at.keys() else { return None };
        let mut parameters = Vec::new();
        let mut body = None;
        let item = follow(document, &at.parent()?);
        let own = follow(document, &at.parent()?).join(verb);
        for holder in [own.clone(), item] {
            let count = holder.join("parameters").get(document).and_then(Value::as_array).map_or(0, Vec::len);
            for index in 0..count {
                read_parameter(document, &holder.join("parameters").join(index), &mut parameters, &mut body);
            }
        }
        if value.get("requestBody").is_some() {
            body = Some(read_body(document, &follow(document, &own.join("requestBody"))));
        }
        Some(Operation { verb: verb.to_ascii_uppercase(), path: path.clone(), parameters, body, at: own, value })
    });
    found.collect()
}

fn read_parameter(document: &Value, at: &Pointer, parameters: &mut Vec<Parameter>, body: &mut Option<Body>) {
    let at = follow(document, at);
    let Some(value) = at.get(document) else { return };
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (name, place) = (text("name"), text("in"));
    let required = value.get("required") == Some(&Value::Bool(true));
    let schema = match (value.get("schema"), members(value.get("content")).next()) {
        (Some(_), _) => at.join("schema"),
        (None, Some((media_type, _))) => at.join("content").join(media_type).join("schema"),
        // Swagger 2.0: the parameter is its schema.
        (None, None) => at.clone(),
    };
    let header = name.to_ascii_lowercase();
    match place.as_str() {
        "body" => *body = Some(Body { required, schema: Some(at.join("schema")) }),
        // OpenAPI 3.1.1, section 4.8.12: these are said elsewhere. 2.0 has no such rule.
        "header"
            if document.get("swagger").is_none()
                && ["accept", "content-type", "authorization"].contains(&header.as_str()) => {}
        // The path item's are read last, and do not count where the operation has its own.
        _ if parameters.iter().any(|known| known.name == name && known.place == place) => {}
        _ => parameters.push(Parameter { name, required: required || place == "path", place, schema }),
    }
}

fn read_body(document: &Value, at: &Pointer) -> Body {
    let value = at.get(document);
    let content: Vec<(&String, &Value)> = members(value.and_then(|value| value.get("content"))).collect();
    let chosen = content.iter().find(|(kind, _)| is_json(kind)).or(content.first());
    Body {
        required: value.and_then(|value| value.get("required")) == Some(&Value::Bool(true)),
        schema: chosen
            .filter(|(_, media)| media.get("schema").is_some())
            .map(|(kind, _)| at.join("content").join(kind).join("schema")),
    }
}

impl Operation<'_> {
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.verb, self.path)
    }

    /// The statuses that the document has an answer for, those that name one.
    pub(super) fn statuses(&self) -> Vec<String> {
        let codes = members(self.value.get("responses")).map(|(status, _)| status.clone());
        codes.filter(|status| status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit())).collect()
    }

    /// The parameters that no argument of `call` stands for.
    pub(super) fn unoffered(&self, call: &Call) -> Vec<String> {
        let offered: Vec<usize> = call.arguments.iter().filter_map(|argument| self.parameter(argument)).collect();
        let missing = self.parameters.iter().enumerate().filter(|(index, _)| !offered.contains(index));
        missing.map(|(_, parameter)| format!("`{}` in {}", parameter.name, parameter.place)).collect()
    }

    /// What the calls are given: the least, all, and all with each of some bodies.
    pub(super) fn plans(
        &self,
        call: &Call,
        sampler: &Sampler<'_>,
        judge: &Judge,
    ) -> Result<Vec<(String, Given)>, String> {
        let bodies = match self.body.as_ref().and_then(|body| body.schema.as_ref()) {
            Some(schema) => samples(schema, sampler, judge).map_err(|error| format!("no body: {error}"))?,
            None => vec![Sample { name: "text".to_owned(), value: "text".into(), origin: Origin::Ours }],
        };
        let mut plans = Vec::new();
        let least = self.given(call, bodies.first(), Wanted::Required, sampler, judge)?;
        plans.push(("what is required".to_owned(), least));
        let named = |name: &str| bodies.iter().find(|body| body.name == name);
        plans.push((
            "all".to_owned(),
            self.given(call, named("maximal").or(bodies.first()), Wanted::All, sampler, judge)?,
        ));
        if self.body.is_some() {
            for body in bodies.iter().filter(|body| body.name != "maximal").take(BODIES) {
                plans.push((
                    format!("the body `{}`", body.name),
                    self.given(call, Some(body), Wanted::All, sampler, judge)?,
                ));
            }
        }
        Ok(plans)
    }

    fn given(
        &self,
        call: &Call,
        body: Option<&Sample>,
        wanted: Wanted,
        sampler: &Sampler<'_>,
        judge: &Judge,
    ) -> Result<Given, String> {
        let mut given = Given::default();
        for argument in &call.arguments {
            if let Makes::Unknown(kind) = &argument.makes {
                match argument.required {
                    true => return Err(format!("no way to make a {kind} for `{}`", argument.name)),
                    false => continue,
                }
            }
            if let Some(index) = self.parameter(argument) {
                let Some(parameter) = self.parameters.get(index) else { continue };
                if wanted == Wanted::Required && !parameter.required && !argument.required {
                    continue;
                }
                let value =
                    value_of(parameter, sampler, judge).map_err(|error| format!("no `{}`: {error}", parameter.name))?;
                given.arguments.insert(argument.name.clone(), value.clone());
                given.parameters.push((index, value));
            } else if let (true, Some(said), Some(sample)) = (argument.name.starts_with("body"), &self.body, body) {
                if wanted == Wanted::Required && !said.required && !argument.required {
                    continue;
                }
                given.arguments.insert(argument.name.clone(), sample.value.clone());
                given.body = Some(sample.value.clone());
            } else if argument.required {
                return Err(format!("the document has nothing that the argument `{}` fits", argument.name));
            }
        }
        Ok(given)
    }

    /// Which parameter `argument` stands for: the one of the same letters and digits.
    fn parameter(&self, argument: &Argument) -> Option<usize> {
        let wanted = letters(&argument.name);
        let is = |spelled: &dyn Fn(&Parameter) -> String| {
            self.parameters.iter().position(|parameter| letters(&spelled(parameter)) == wanted)
        };
        // Where a name is taken, its place tells it from the other.
        is(&|parameter| parameter.name.clone())
            .or_else(|| is(&|parameter| format!("{}{}", parameter.place, parameter.name)))
            .or_else(|| is(&|parameter| format!("{}{}", parameter.name, parameter.place)))
    }
}

/// How much of what an operation takes it is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Required,
    All,
}

/// Letters and digits alone, in lower case: what a name in Rust has left of the one on the wire.
fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A value of a parameter, one that shows on the wire.
fn value_of(parameter: &Parameter, sampler: &Sampler<'_>, judge: &Judge) -> Result<Value, String> {
    let shows = |sample: &&Sample| match &sample.value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty() && sample.name != "unknown member",
        Value::String(text) => !text.is_empty(),
        _ => true,
    };
    let samples = samples(&parameter.schema, sampler, judge)?;
    let maximal = samples.iter().find(|sample| sample.name == "maximal").filter(shows);
    let found = maximal.or_else(|| samples.iter().find(shows));
    found.map(|sample| sample.value.clone()).ok_or_else(|| "no value that shows on the wire".to_owned())
}

/// The samples of a schema that the judge takes.
pub(super) fn samples(schema: &Pointer, sampler: &Sampler<'_>, judge: &Judge) -> Result<Vec<Sample>, String> {
    let samples = sampler.samples(schema).map_err(|error| error.to_string())?;
    let validator = judge.of(schema).ok();
    let ours = samples.into_iter().filter(|sample| sample.origin == Origin::Ours);
    let mut objections = Vec::new();
    let taken: Vec<Sample> = ours
        .filter(|sample| match validator.as_ref().and_then(|validator| objection(validator, &sample.value)) {
            None => true,
            Some(words) => {
                objections.push(words);
                false
            }
        })
        .collect();
    match (taken.is_empty(), objections.into_iter().next()) {
        (true, Some(words)) => Err(words),
        _ => Ok(taken),
    }
}
