//! The body of a response: an example of the document, or a sample of its schema.

use moored_document::{media_type::essence, pointer::Pointer, schemas::members};
use moored_model::api::{Framing, Items, Representation, Response, ResponseBody, TypeRef, Types};
use moored_samples::{Origin, Sample, Sampler, follow};
use serde_json::Value;

use super::{Body, Content, Source, decoding::decodes};

/// A body of which nothing is known, and one that is text.
const PLACEHOLDER: &str = "text";

/// What bodies are made from.
pub(super) struct Bodies<'a> {
    pub(super) document: &'a Value,
    pub(super) sampler: &'a Sampler<'a>,
    pub(super) types: &'a Types,
}

impl Bodies<'_> {
    /// The body of `response` in the representation `one`; `None` if no value was found that decodes.
    pub(super) fn of(&self, response: &Response, one: &Representation) -> Option<Body> {
        if let (ResponseBody::Empty, _) | (_, None) = (&one.body, content_type(one)) {
            return Some(self.body(one, Source::Schema, Content::Text(String::new())));
        }
        let media = self.media_type(response, one);
        let example = media.as_ref().and_then(|media| self.example(media, one));
        let unused = match example {
            Some(Ok(content)) => return Some(self.body(one, Source::Example, content)),
            Some(Err(reason)) => Some(reason),
            None => None,
        };
        let schemas = self.schemas(media.as_ref(), one);
        let (source, content) = match (&one.body, &one.items) {
            (ResponseBody::Json(ty), _) => {
                let (source, value) = self.sample(&schemas, ty)?;
                (source, Content::Json(value))
            }
            (_, Some(items)) => self.stream(&schemas, items)?,
            (ResponseBody::Text, None) => {
                let text = self.sample(&schemas, &TypeRef::String);
                text.and_then(|(source, value)| Some((source, Content::Text(value.as_str()?.to_owned()))))
                    .unwrap_or((Source::Schema, Content::Text(PLACEHOLDER.to_owned())))
            }
            _ => (Source::Schema, Content::Text(PLACEHOLDER.to_owned())),
        };
        Some(Body { unused_example: unused, ..self.body(one, source, content) })
    }

    /// The body of `response`, if the document has an example that decodes.
    pub(super) fn example_of(&self, response: &Response, one: &Representation) -> Option<Body> {
        let media = self.media_type(response, one)?;
        if let Some(Ok(content)) = self.example(&media, one) {
            return Some(self.body(one, Source::Example, content));
        }
        let ResponseBody::Json(ty) = &one.body else { return None };
        let (source, value) = self.sample(&self.schemas(Some(&media), one), ty)?;
        (source == Source::Examples).then(|| self.body(one, source, Content::Json(value)))
    }

    fn body(&self, one: &Representation, source: Source, content: Content) -> Body {
        let media_type = content_type(one).unwrap_or_else(|| "application/octet-stream".to_owned());
        Body { media_type, source, unused_example: None, content }
    }

    /// Where the published document has the media type of `one`, or the response itself in Swagger 2.0.
    fn media_type(&self, response: &Response, one: &Representation) -> Option<Pointer> {
        let holder = follow(self.document, &response.origin);
        let content = holder.join("content");
        let Some(declared) = content.get(self.document) else { return Some(holder) };
        let wanted = one.media_types.first()?;
        let names = || members(Some(declared)).map(|(name, _)| name);
        let exact = names().find(|name| name.trim() == wanted);
        let found = exact.or_else(|| names().find(|name| essence(name) == essence(wanted)))?;
        Some(follow(self.document, &content.join(found)))
    }

    /// The first example that decodes, or why the first one does not; `None` if there is no example.
    fn example(&self, media: &Pointer, one: &Representation) -> Option<Result<Content, String>> {
        let mut first = None;
        for example in self.examples(media, one) {
            match self.content(example, one) {
                Ok(content) => return Some(Ok(content)),
                Err(reason) => first = first.or(Some(reason)),
            }
        }
        first.map(Err)
    }

    fn examples(&self, media: &Pointer, one: &Representation) -> Vec<&Value> {
        let node = media.get(self.document).unwrap_or(&Value::Null);
        let is_response_of_2_0 = media.keys().iter().rev().nth(1).is_none_or(|key| key != "content");
        let several = members(node.get("examples")).filter_map(|(name, example)| {
            if is_response_of_2_0 {
                return one
                    .media_types
                    .iter()
                    .any(|media_type| essence(media_type) == essence(name))
                    .then_some(example);
            }
            follow(self.document, &media.join("examples").join(name)).join("value").get(self.document)
        });
        node.get("example").into_iter().chain(several).collect()
    }

    /// `example` as the body of `one`.
    fn content(&self, example: &Value, one: &Representation) -> Result<Content, String> {
        match (&one.body, &one.items, example) {
            (ResponseBody::Json(ty), _, example) => {
                let reason = match decodes(self.types, ty, example) {
                    Ok(()) => return Ok(Content::Json(example.clone())),
                    Err(reason) => reason,
                };
                // Many documents have JSON as a text.
                let parsed = example.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
                let parsed = parsed.filter(|value| decodes(self.types, ty, value).is_ok());
                parsed.map(Content::Json).ok_or(reason)
            }
            (_, None, Value::String(text)) => Ok(Content::Text(text.clone())),
            (_, Some(_), _) => Err("an example of a stream is not checked".to_owned()),
            _ => Err("the example is no text, and the body is no JSON".to_owned()),
        }
    }

    /// The schemas that may describe the body, or an item of it.
    fn schemas(&self, media: Option<&Pointer>, one: &Representation) -> Vec<Pointer> {
        let declared = media.into_iter().flat_map(|media| {
            let schema = follow(self.document, &media.join("schema"));
            let items = one.items.is_some().then(|| [media.join("itemSchema"), schema.join("items")]);
            items.into_iter().flatten().chain([media.join("schema")])
        });
        let all = [one.origin.clone()].into_iter().chain(declared);
        all.filter(|at| at.get(self.document).is_some()).collect()
    }

    /// The first sample of `schemas` that decodes as `ty`.
    fn sample(&self, schemas: &[Pointer], ty: &TypeRef) -> Option<(Source, Value)> {
        let samples = schemas.iter().flat_map(|at| self.sampler.typical(at));
        let found = samples.into_iter().find(|sample| decodes(self.types, ty, &sample.value).is_ok());
        match found {
            Some(Sample { value, origin: Origin::Document, .. }) => Some((Source::Examples, value)),
            Some(Sample { value, .. }) => Some((Source::Schema, value)),
            // Any value is one.
            None if *ty == TypeRef::Json => Some((Source::Schema, Value::from(PLACEHOLDER))),
            None => None,
        }
    }

    /// An event whose data is a text with JSON, of which the document has the schema.
    fn event(&self, schemas: &[Pointer], ty: &TypeRef) -> Option<(Source, Value)> {
        schemas.iter().find_map(|at| {
            let data = follow(self.document, at).join("properties").join("data").join("contentSchema");
            let data = self.sampler.typical(&data).next()?;
            let mut event = self.sampler.typical(at).next()?;
            event.value.as_object_mut()?.insert("data".to_owned(), data.value);
            decodes(self.types, ty, &event.value).is_ok().then_some((Source::Schema, event.value))
        })
    }

    /// A stream of one item.
    fn stream(&self, schemas: &[Pointer], items: &Items) -> Option<(Source, Content)> {
        let mut inner = Vec::new();
        for at in schemas {
            let content = follow(self.document, at).join("contentSchema");
            inner.extend(Some(content).filter(|content| content.get(self.document).is_some()));
            inner.push(at.clone());
        }
        let (source, item) = match items.framing {
            Framing::TextEvents => self.sample(&inner, &TypeRef::String)?,
            Framing::WholeEvents => self.event(&inner, &items.ty).or_else(|| self.sample(&inner, &items.ty))?,
            _ => self.sample(&inner, &items.ty)?,
        };
        Some((source, Content::Text(frame(items.framing, &item))))
    }
}

/// `item` as the only one of a stream.
fn frame(framing: Framing, item: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let field =
        |name: &str, value: &Value| text(value).lines().map(|line| format!("{name}: {line}\n")).collect::<String>();
    match framing {
        Framing::JsonLines => format!("{item}\n"),
        Framing::JsonSequence => format!("\u{1e}{item}\n"),
        Framing::Events => format!("data: {item}\n\n"),
        Framing::TextEvents => format!("{}\n", field("data", item)),
        Framing::WholeEvents => {
            let fields = ["event", "id", "retry", "data"].into_iter();
            let fields: String = fields.filter_map(|name| Some(field(name, item.get(name)?))).collect();
            format!("{fields}\n")
        }
    }
}

/// The media type of a response, which is no range; `None` if there is no body.
fn content_type(one: &Representation) -> Option<String> {
    let declared = one.media_types.first().filter(|media_type| !media_type.contains('*'));
    match (&one.body, declared) {
        (ResponseBody::Empty, _) => None,
        (_, Some(declared)) => Some(declared.clone()),
        (ResponseBody::Json(_), None) => Some("application/json".to_owned()),
        (ResponseBody::Text, None) => Some("text/plain".to_owned()),
        (ResponseBody::Bytes, None) => Some("application/octet-stream".to_owned()),
    }
}
