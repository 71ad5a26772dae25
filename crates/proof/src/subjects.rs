//! The schemas of a document that are tested: its components, and the bodies of its requests and responses.

use moored_document::pointer::Pointer;
use moored_samples::follow;
use serde_json::Value;

/// One schema and where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its role.
    pub role: Role,
    /// Where it is used: below an operation. References to shared bodies and responses are resolved only in `schema`.
    pub location: Pointer,
    /// The location of the schema.
    pub schema: Pointer,
    /// The examples of its media type.
    pub examples: Vec<Pointer>,
    /// The media type; `None` for a component.
    pub media_type: Option<String>,
}

/// The role of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A component.
    Component,
    /// The body of a request.
    Request,
    /// The body of a response.
    Response,
    /// The body of a webhook or a callback.
    Webhook,
}

impl Role {
    /// The name in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Component => "component",
            Self::Request => "request",
            Self::Response => "response",
            Self::Webhook => "webhook",
        }
    }
}

impl Subject {
    /// Whether it is a form of Swagger 2.0, which has no schema of its own.
    pub(crate) fn is_form(&self) -> bool {
        self.role == Role::Request && self.location.keys().last().is_some_and(|key| key == "parameters")
    }

    /// Whether its media type is requested by default: the first that is JSON.
    pub(crate) fn is_first(&self, document: &Value) -> bool {
        let [.., content, media_type, _] = self.schema.keys() else { return true };
        if content != "content" {
            return true;
        }
        let holder = self.schema.parent().and_then(|media| media.parent()).unwrap_or_else(Pointer::root);
        members(holder.get(document)).find(|(kind, _)| is_json(kind)).is_none_or(|(kind, _)| kind == media_type)
    }
}

/// The HTTP methods of a path item.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// All subjects of `document`, components first.
#[must_use]
pub fn subjects(document: &Value) -> Vec<Subject> {
    let mut found = Vec::new();
    for location in ["/components/schemas", "/definitions"] {
        let location = Pointer::parse(location);
        for (name, _) in members(location.get(document)) {
            let at = location.join(name);
            let schema = at.clone();
            let examples = Vec::new();
            found.push(Subject { role: Role::Component, location: at, schema, examples, media_type: None });
        }
    }
    for (at, operation) in operations(document) {
        let media = Media {
            document,
            consumes: shared(document, operation, "consumes"),
            produces: shared(document, operation, "produces"),
        };
        if operation.get("requestBody").is_some() {
            media.contents(Role::Request, &at.join("requestBody"), &mut found);
        }
        media.body_parameter(&at, operation, &mut found);
        for (status, _) in members(operation.get("responses")).filter(|(status, _)| !status.starts_with("x-")) {
            media.contents(Role::Response, &at.join("responses").join(status), &mut found);
        }
    }
    webhooks(document, &mut found);
    found
}

/// The bodies of webhooks and callbacks.
fn webhooks(document: &Value, found: &mut Vec<Subject>) {
    let webhooks = Pointer::root().join("webhooks");
    for (name, _) in members(webhooks.get(document)) {
        sent_by_provider(document, &webhooks.join(name), found);
    }
    for (at, _) in operations(document) {
        let at =
            follow(document, &at.parent().unwrap_or_else(Pointer::root)).join(at.keys().last().map_or("", |verb| verb));
        let callbacks = at.join("callbacks");
        for (name, _) in members(callbacks.get(document)) {
            let callback = follow(document, &callbacks.join(name));
            for (expression, _) in members(callback.get(document)).filter(|(key, _)| !key.starts_with("x-")) {
                sent_by_provider(document, &callback.join(expression), found);
            }
        }
    }
}

fn sent_by_provider(document: &Value, item: &Pointer, found: &mut Vec<Subject>) {
    let media = Media { document, consumes: Vec::new(), produces: Vec::new() };
    let item = follow(document, item);
    for (verb, _) in members(item.get(document)).filter(|(key, _)| METHODS.contains(&key.as_str())) {
        media.contents(Role::Webhook, &follow(document, &item.join(verb).join("requestBody")), found);
    }
}

/// Each operation and its location. A path item that is a reference is resolved.
pub(crate) fn operations(document: &Value) -> Vec<(Pointer, &Value)> {
    let paths = Pointer::root().join("paths");
    let mut found = Vec::new();
    for (path, item) in members(paths.get(document)).filter(|(path, _)| !path.starts_with("x-")) {
        let at = paths.join(path);
        let target = follow(document, &at);
        let item = target.get(document).unwrap_or(item);
        for (method, operation) in members(Some(item)).filter(|(key, _)| METHODS.contains(&key.as_str())) {
            found.push((at.join(method), operation));
        }
    }
    found
}

/// The media types of Swagger 2.0, declared by the operation or by the whole document. Those of bodies may be listed by
/// a header parameter as well, which is closer to the body.
pub(crate) fn shared<'a>(document: &'a Value, operation: &'a Value, key: &str) -> Vec<&'a str> {
    let mut parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let is_content_type = |parameter: &&Value| {
        let text = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
        text("in") == "header" && text("name").eq_ignore_ascii_case("content-type") && parameter.get("enum").is_some()
    };
    if key == "consumes"
        && let Some(listed) = parameters.find(is_content_type).and_then(|one| one.get("enum")?.as_array())
    {
        return listed.iter().filter_map(Value::as_str).collect();
    }
    let list = operation.get(key).or_else(|| document.get(key)).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}

struct Media<'a> {
    document: &'a Value,
    consumes: Vec<&'a str>,
    produces: Vec<&'a str>,
}

impl Media<'_> {
    /// The schemas of the body at `location`, which may be a reference.
    fn contents(&self, role: Role, location: &Pointer, found: &mut Vec<Subject>) {
        let target = follow(self.document, location);
        let Some(holder) = target.get(self.document) else { return };
        for (media_type, media) in members(holder.get("content")) {
            if media.get("schema").is_none() || is_same_json(media_type, media, holder) {
                continue;
            }
            let below = |at: &Pointer| at.join("content").join(media_type);
            found.push(Subject {
                role,
                location: below(location).join("schema"),
                schema: below(&target).join("schema"),
                examples: self.examples(&below(&target)),
                media_type: Some(media_type.clone()),
            });
        }
        if holder.get("schema").is_some() {
            let kinds = if role == Role::Request { &self.consumes } else { &self.produces };
            found.push(Subject {
                role,
                location: location.join("schema"),
                schema: target.join("schema"),
                examples: members(holder.get("examples")).map(|(kind, _)| target.join("examples").join(kind)).collect(),
                media_type: Some(json_first(kinds)),
            });
        }
    }

    /// In Swagger 2.0, the body and the fields of a form are parameters.
    fn body_parameter(&self, at: &Pointer, operation: &Value, found: &mut Vec<Subject>) {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        let mut is_form = false;
        for index in 0..parameters.map_or(0, Vec::len) {
            let location = at.join("parameters").join(index);
            let target = follow(self.document, &location);
            let kind = target.get(self.document).and_then(|parameter| parameter.get("in")?.as_str());
            if kind == Some("body") {
                self.contents(Role::Request, &location, found);
            }
            is_form |= kind == Some("formData");
        }
        if is_form {
            let location = at.join("parameters");
            let media_type = Some("a form".to_owned());
            let (schema, examples) = (location.clone(), Vec::new());
            found.push(Subject { role: Role::Request, location, schema, examples, media_type });
        }
    }

    /// The examples of a media type: `example` or `examples`.
    fn examples(&self, at: &Pointer) -> Vec<Pointer> {
        let Some(media) = at.get(self.document) else { return Vec::new() };
        let one = media.get("example").map(|_| at.join("example"));
        let several = members(media.get("examples")).filter_map(|(name, _)| {
            let target = follow(self.document, &at.join("examples").join(name));
            target.join("value").get(self.document).map(|_| target.join("value"))
        });
        one.into_iter().chain(several).collect()
    }
}

/// Whether `media_type` is another name for the same JSON: that of `application/json`, or of the first media type.
fn is_same_json(media_type: &str, media: &Value, holder: &Value) -> bool {
    let same = |(kind, other): &(&String, &Value)| is_json(kind) && other.get("schema") == media.get("schema");
    let mut names = members(holder.get("content")).filter(same).map(|(kind, _)| kind.as_str());
    let first = names.next();
    let plain = first.into_iter().chain(names).find(|kind| essence(kind) == "application/json");
    is_json(media_type) && plain.or(first).is_some_and(|kept| kept != media_type)
}

fn json_first(kinds: &[&str]) -> String {
    let json = kinds.iter().find(|kind| is_json(kind)).or(kinds.first());
    json.map_or_else(|| "application/json".to_owned(), |kind| (*kind).to_owned())
}

/// Whether bodies of this media type are JSON (RFC 6839, section 3.1).
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    ["application/json", "text/json", "*/*", "application/*"].contains(&essence.as_str()) || essence.ends_with("+json")
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

pub(crate) fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}
