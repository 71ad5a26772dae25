//! The arguments of an operation according to the document, and the arguments of its calls.

mod body;
mod statuses;

use moored_document::pointer::Pointer;
use serde_json::{Map, Value};

pub(super) use self::body::{Body, Content, Offer};
use crate::{
    program::{Argument, Call},
    report::{Called, Verdict},
    subjects::{members, operations as all},
    validation::{Validators, objection},
};
use moored_samples::{Origin, Sample, Sampler, follow};

/// One operation of the document.
pub(super) struct Operation<'a> {
    pub(super) verb: String,
    pub(super) path: String,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Body>,
    /// The location under `paths`; the path item may be a reference.
    pub(super) listed: Pointer,
    /// The location of the operation itself.
    pub(super) at: Pointer,
    value: &'a Value,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) location: String,
    required: bool,
    schema: Pointer,
}

/// The arguments of a call.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    /// By the name of the argument in Rust.
    pub(super) arguments: Map<String, Value>,
    /// By the number of the parameter.
    pub(super) parameters: Vec<(usize, Value)>,
    pub(super) body: Option<Offer>,
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
                let at = follow(document, &holder.join("parameters").join(index));
                match at.get(document).and_then(|parameter| parameter.get("in")?.as_str()) {
                    Some("body") => body = Some(Body::of_parameter(document, value, &at)),
                    _ => read_parameter(document, &at, &mut parameters),
                }
            }
        }
        if value.get("requestBody").is_some() {
            body = Some(Body::read(document, &follow(document, &own.join("requestBody"))));
        }
        let body = body.or_else(|| Body::of_fields(document, value, &mut parameters));
        // What it states is the media type of the body, which the client sends.
        if body.is_some() {
            parameters.retain(|one| one.location != "header" || !one.name.eq_ignore_ascii_case("content-type"));
        }
        let verb = verb.to_ascii_uppercase();
        Some(Operation { verb, path: path.clone(), parameters, body, listed: at.clone(), at: own, value })
    });
    found.collect()
}

fn read_parameter(document: &Value, at: &Pointer, parameters: &mut Vec<Parameter>) {
    let Some(value) = at.get(document) else { return };
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (name, location) = (text("name"), text("in"));
    let required = value.get("required") == Some(&Value::Bool(true));
    let schema = match (value.get("schema"), members(value.get("content")).next()) {
        (Some(_), _) => at.join("schema"),
        (None, Some((media_type, _))) => at.join("content").join(media_type).join("schema"),
        // In Swagger 2.0, the parameter itself is the schema.
        (None, None) => at.clone(),
    };
    let header = name.to_ascii_lowercase();
    match location.as_str() {
        // OpenAPI 3.1.1, section 4.8.12: these headers are not declared as parameters. Swagger 2.0 has no such rule.
        "header"
            if document.get("swagger").is_none()
                && ["accept", "content-type", "authorization"].contains(&header.as_str()) => {}
        // The parameters of the path item are read last. Those of the operation replace them.
        _ if parameters.iter().any(|known| known.name == name && known.location == location) => {}
        _ => parameters.push(Parameter { name, required: required || location == "path", location, schema }),
    }
}

impl Operation<'_> {
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.verb, self.path)
    }

    /// The parameters without an argument in `call`, and whether the client is at fault: a path may not contain the
    /// parameter.
    pub(super) fn unoffered(&self, call: &Call) -> Vec<Called> {
        let offered: Vec<usize> = call.arguments.iter().filter_map(|argument| self.parameter(argument)).collect();
        let missing = self.parameters.iter().enumerate().filter(|(index, _)| !offered.contains(index));
        let calls = missing.map(|(_, parameter)| {
            let Parameter { name, location, .. } = parameter;
            let is_in_path = location != "path" || self.path.contains(&format!("{{{name}}}"));
            let (verdict, message) = match is_in_path {
                true => (Verdict::Unsent, "the client does not offer it"),
                false => (Verdict::Skipped, "the path does not contain it"),
            };
            Called { name: format!("parameter `{name}` in {location}"), verdict, message: message.to_owned() }
        });
        calls.collect()
    }

    /// The parameters that have no valid value, and the reason.
    pub(super) fn valueless(&self, sampler: &Sampler<'_>, validators: &Validators) -> Vec<Called> {
        let valueless = self.parameters.iter().filter_map(|parameter| {
            let error = value_of(parameter, sampler, validators).err()?;
            let message = format!("no value is valid: {error}");
            let name = format!("parameter `{}` in {}", parameter.name, parameter.location);
            Some(Called { name, verdict: Verdict::Skipped, message })
        });
        valueless.collect()
    }

    /// The arguments of the calls: the required ones, all, and all with each of several bodies.
    pub(super) fn plans(
        &self,
        call: &Call,
        sampler: &Sampler<'_>,
        validators: &Validators,
    ) -> Result<Vec<(String, Given)>, String> {
        let offers = match &self.body {
            Some(body) => match Self::body_argument(call) {
                Some(argument) => body.offers(argument, sampler, validators)?,
                None => Vec::new(),
            },
            None => Vec::new(),
        };
        let mut plans = Vec::new();
        let least = self.given(call, offers.first(), Wanted::Required, sampler, validators)?;
        plans.push(("what is required".to_owned(), least));
        let named = |name: &str| offers.iter().find(|offer| offer.name == name);
        plans.push((
            "all".to_owned(),
            self.given(call, named("maximal").or(offers.first()), Wanted::All, sampler, validators)?,
        ));
        for offer in offers.iter().filter(|offer| offer.name != "maximal") {
            let name = format!("the body `{}`", offer.name);
            plans.push((name, self.given(call, Some(offer), Wanted::All, sampler, validators)?));
        }
        Ok(plans)
    }

    pub(super) fn given(
        &self,
        call: &Call,
        body: Option<&Offer>,
        wanted: Wanted,
        sampler: &Sampler<'_>,
        validators: &Validators,
    ) -> Result<Given, String> {
        let mut given = Given::default();
        for argument in &call.arguments {
            if let Some(index) = self.parameter(argument) {
                let Some(parameter) = self.parameters.get(index) else { continue };
                if wanted != Wanted::All && !parameter.required && !argument.required {
                    continue;
                }
                let value = match value_of(parameter, sampler, validators) {
                    Ok(value) => value,
                    // It is omitted; the report has it once.
                    Err(_) if !parameter.required && !argument.required => continue,
                    Err(error) => {
                        let name = &parameter.name;
                        return Err(format!("no value of `{name}` is valid: {error}"));
                    }
                };
                given.arguments.insert(argument.name.clone(), value.clone());
                given.parameters.push((index, value));
            } else if let (true, Some(declared), Some(offer)) = (is_body(argument), &self.body, body) {
                if wanted == Wanted::Required && !declared.required && !argument.required {
                    continue;
                }
                given.arguments.insert(argument.name.clone(), offer.argument());
                given.body = Some(offer.clone());
            } else if argument.required {
                return Err(format!("the document has nothing that the argument `{}` fits", argument.name));
            }
        }
        Ok(given)
    }

    /// The argument of `call` for the body.
    pub(super) fn body_argument(call: &Call) -> Option<&Argument> {
        call.arguments.iter().find(|argument| is_body(argument))
    }

    /// The parameter of `argument`.
    fn parameter(&self, argument: &Argument) -> Option<usize> {
        let (location, name) = argument.parameter.as_ref()?;
        self.parameters.iter().position(|parameter| parameter.name == *name && parameter.location == *location)
    }
}

/// Which arguments of an operation are passed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Required,
    /// An optional body is passed too.
    RequiredAndBody,
    All,
}

const fn is_body(argument: &Argument) -> bool {
    argument.parameter.is_none()
}

/// A value of a parameter that is visible in the request.
fn value_of(parameter: &Parameter, sampler: &Sampler<'_>, validators: &Validators) -> Result<Value, String> {
    let shows = |sample: &&Sample| match &sample.value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty() && sample.name != "unknown member",
        Value::String(text) => !text.is_empty(),
        _ => true,
    };
    let samples = samples(&parameter.schema, sampler, validators)?;
    let maximal = samples.iter().find(|sample| sample.name == "maximal").filter(shows);
    let found = maximal.or_else(|| samples.iter().find(shows));
    found.map(|sample| sample.value.clone()).ok_or_else(|| "no value that shows on the wire".to_owned())
}

/// The samples of a schema that the validator accepts.
pub(super) fn samples(schema: &Pointer, sampler: &Sampler<'_>, validators: &Validators) -> Result<Vec<Sample>, String> {
    let samples = sampler.samples(schema).map_err(|error| error.to_string())?;
    let validator = validators.of(schema).ok();
    let ours = samples.into_iter().filter(|sample| sample.origin == Origin::Ours);
    let mut objections = Vec::new();
    let taken: Vec<Sample> = ours
        .filter(|sample| match validator.as_ref().and_then(|validator| objection(validator, &sample.value)) {
            None => true,
            Some(message) => {
                objections.push(message);
                false
            }
        })
        .collect();
    match (taken.is_empty(), objections.into_iter().next()) {
        (true, Some(message)) => Err(message),
        _ => Ok(taken),
    }
}
