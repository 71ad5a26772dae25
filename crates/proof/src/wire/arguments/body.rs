//! The request body of an operation: its media types, and the samples for each.

use moored_document::pointer::Pointer;
use serde_json::{Map, Value, json};

use super::{Parameter, samples, value_of};
use crate::{
    program::{Argument, Makes},
    subjects::{essence, is_json, members, shared},
    validation::Validators,
};
use moored_samples::Sampler;

/// The maximum number of bodies in the first media type of an operation.
const BODIES: usize = 8;

/// A request body.
#[derive(Clone, Debug)]
pub(in crate::wire) struct Body {
    pub(super) required: bool,
    /// The media types, JSON first.
    pub(in crate::wire) contents: Vec<Content>,
}

/// A body in one media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::wire) struct Content {
    pub(in crate::wire) media_type: String,
    source: Source,
    /// The properties with a style of their own.
    pub(in crate::wire) styled: Vec<String>,
}

/// The source of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// Samples of a schema.
    Schema(Pointer),
    /// The fields of a form in Swagger 2.0.
    Fields(Vec<Parameter>),
    /// The document declares no schema.
    Anything,
}

/// A body to send.
#[derive(Clone, Debug)]
pub(in crate::wire) struct Offer {
    pub(in crate::wire) name: String,
    pub(in crate::wire) content: Content,
    pub(in crate::wire) value: Value,
    /// The variant of the argument's type, if it has several.
    pub(in crate::wire) variant: Option<String>,
}

impl Offer {
    /// The argument as JSON.
    pub(super) fn argument(&self) -> Value {
        match &self.variant {
            Some(variant) => json!({ "variant": variant, "value": self.value }),
            None => self.value.clone(),
        }
    }
}

impl Body {
    /// Reads the request body at `at`.
    pub(super) fn read(document: &Value, at: &Pointer) -> Self {
        let value = at.get(document);
        let contents = members(value.and_then(|value| value.get("content"))).map(|(media_type, media)| {
            let schema = media.get("schema").map(|_| at.join("content").join(media_type).join("schema"));
            let styled = members(media.get("encoding")).map(|(name, _)| name.clone()).collect();
            Content { media_type: media_type.clone(), source: schema.map_or(Source::Anything, Source::Schema), styled }
        });
        let required = value.and_then(|value| value.get("required")) == Some(&Value::Bool(true));
        Self { required, contents: json_first(contents.collect()) }
    }

    /// The body parameter of Swagger 2.0 at `at`.
    pub(super) fn of_parameter(document: &Value, operation: &Value, at: &Pointer) -> Self {
        let parameter = at.get(document);
        let mut kinds = shared(document, operation, "consumes");
        if kinds.is_empty() {
            kinds.push("application/json");
        }
        let source = match parameter.and_then(|parameter| parameter.get("schema")) {
            Some(_) => Source::Schema(at.join("schema")),
            None => Source::Anything,
        };
        let content =
            |kind: &&str| Content { media_type: (*kind).to_owned(), source: source.clone(), styled: Vec::new() };
        let required = parameter.and_then(|parameter| parameter.get("required")) == Some(&Value::Bool(true));
        Self { required, contents: json_first(kinds.iter().map(content).collect()) }
    }

    /// The form of Swagger 2.0, whose fields are among the `parameters`. Files can only be sent in a multipart form.
    pub(super) fn of_fields(document: &Value, operation: &Value, parameters: &mut Vec<Parameter>) -> Option<Self> {
        let fields: Vec<Parameter> = parameters.extract_if(.., |parameter| parameter.location == "formData").collect();
        let text = |field: &Parameter, key: &str| field.schema.get(document)?.get(key)?.as_str().map(str::to_owned);
        let has_file = fields.iter().any(|field| text(field, "type").as_deref() == Some("file"));
        let (multipart, urlencoded) = ("multipart/form-data", "application/x-www-form-urlencoded");
        let kinds = shared(document, operation, "consumes").into_iter();
        let fits = |kind: &&str| essence(kind) == multipart || (!has_file && essence(kind) == urlencoded);
        let mut kinds: Vec<&str> = kinds.filter(fits).collect();
        if kinds.is_empty() {
            kinds.push(if has_file { multipart } else { urlencoded });
        }
        let styled = |field: &&Parameter| text(field, "collectionFormat").is_some();
        let styled: Vec<String> = fields.iter().filter(styled).map(|field| field.name.clone()).collect();
        let content = |kind: &str| Content {
            media_type: kind.to_owned(),
            source: Source::Fields(fields.clone()),
            styled: styled.clone(),
        };
        let required = fields.iter().any(|field| field.required);
        let contents = kinds.into_iter().map(content).collect();
        (!fields.is_empty()).then_some(Self { required, contents })
    }

    /// The bodies to send: several in the first media type, and one in each other that the client supports.
    pub(in crate::wire) fn offers(
        &self,
        argument: &Argument,
        sampler: &Sampler<'_>,
        validators: &Validators,
    ) -> Result<Vec<Offer>, String> {
        let mut found = Vec::new();
        for content in &self.contents {
            let Some((variant, makes)) = self.taken_as(content, argument) else { continue };
            let samples = content.samples(makes, sampler, validators);
            let samples = match samples {
                Err(error) if found.is_empty() => return Err(format!("no body: {error}")),
                other => other.unwrap_or_default(),
            };
            let first = found.is_empty();
            let offer = |(name, value): (String, Value)| {
                let name = if first { name } else { format!("{name}, as {}", content.media_type) };
                Offer { name, content: content.clone(), value, variant: variant.clone() }
            };
            // Of the other media types, only the largest body is sent.
            match first {
                true => found.extend(samples.into_iter().map(offer).take(BODIES)),
                false => found.extend(samples.into_iter().take(2).next_back().map(offer)),
            }
        }
        Ok(found)
    }

    /// The variant of `argument` for `content`, and how it is built. `None` if the client does not support it.
    pub(in crate::wire) fn taken_as<'c>(
        &self,
        content: &Content,
        argument: &'c Argument,
    ) -> Option<(Option<String>, &'c Makes)> {
        match &argument.makes {
            Makes::Choice(_, variants) => {
                let fits = |exact: bool| {
                    variants.iter().find(|variant| match exact {
                        true => variant.media_type == content.media_type.trim(),
                        false => essence(&variant.media_type) == essence(&content.media_type),
                    })
                };
                fits(true).or_else(|| fits(false)).map(|variant| (Some(variant.name.clone()), &variant.makes))
            }
            makes => (self.contents.first() == Some(content)).then_some((None, makes)),
        }
    }
}

impl Content {
    /// Samples with their names. A body that the client does not encode is a string.
    pub(in crate::wire) fn samples(
        &self,
        makes: &Makes,
        sampler: &Sampler<'_>,
        validators: &Validators,
    ) -> Result<Vec<(String, Value)>, String> {
        let mut found: Vec<(String, Value)> = match &self.source {
            Source::Schema(schema) if *makes == Makes::Raw => match samples(schema, sampler, validators) {
                Ok(samples) => samples.into_iter().map(|sample| (sample.name, sample.value)).collect(),
                Err(_) => vec![("text".to_owned(), "text".into())],
            },
            Source::Schema(schema) => {
                samples(schema, sampler, validators)?.into_iter().map(|sample| (sample.name, sample.value)).collect()
            }
            Source::Fields(fields) => {
                let of = |wanted: &dyn Fn(&&Parameter) -> bool| {
                    let values = fields
                        .iter()
                        .filter(wanted)
                        .map(|field| Ok((field.name.clone(), value_of(field, sampler, validators)?)));
                    values.collect::<Result<Map<String, Value>, String>>().map(Value::Object)
                };
                vec![("minimal".to_owned(), of(&|field| field.required)?), ("maximal".to_owned(), of(&|_| true)?)]
            }
            Source::Anything => vec![("text".to_owned(), "text".into())],
        };
        // A form has the parts that the document declares.
        if matches!(makes, Makes::Parts(..)) {
            found.retain(|(name, _)| name != "unknown member");
        }
        if *makes == Makes::Raw {
            for (_, value) in found.iter_mut().filter(|(_, value)| !value.is_string()) {
                *value = value.to_string().into();
            }
        }
        Ok(found)
    }
}

fn json_first(mut contents: Vec<Content>) -> Vec<Content> {
    contents.sort_by_key(|content| !is_json(&content.media_type));
    contents
}
