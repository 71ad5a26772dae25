//! What `client.json` calls something, found by what the document calls it.

use serde_json::Value;

use crate::shared::Run;

/// The description of a client.
pub(crate) struct Client(Value);

impl Client {
    pub(crate) fn of(run: &Run) -> Self {
        Self(serde_json::from_str(run.file("client.json")).expect("JSON"))
    }

    /// The name of `subject`: a word for what it is, and what the document calls it. A type is called by one of its
    /// properties or values.
    pub(crate) fn name(&self, subject: &str) -> String {
        let (word, key) = subject.split_once(' ').expect("a word and a key");
        let found = match word {
            "method" => self.operation(key).and_then(|operation| text(operation, "method")),
            "argument" => self.argument(key),
            "type" => self.type_with(key).and_then(|ty| text(ty, "name")),
            "copy" => self.types_with(key).next_back().and_then(|ty| text(ty, "name")),
            "field" => self.type_with(key).and_then(|ty| member(ty, "fields", "wire_name", key, "name")),
            "value" => self.type_with(key).and_then(|ty| member(ty, "values", "value", key, "variant")),
            "variant" => self.variant(key),
            "rest" => self.type_with(key).and_then(|ty| {
                ty.get("unlisted").or_else(|| ty.get("additional")?.get("name"))?.as_str().map(str::to_owned)
            }),
            "server" => {
                self.list("servers").first().and_then(|choice| member(choice, "servers", "address", key, "variant"))
            }
            "region" => self
                .list("server_variables")
                .first()
                .and_then(|variable| member(variable, "values", "value", key, "variant")),
            "error" => self.error(key),
            "constructor" => member(&self.0, "credentials", "name", key, "constructor"),
            "webhook" => member(&self.0, "webhooks", "origin", key, "name"),
            _ => panic!("unknown: {word}"),
        };
        found.unwrap_or_else(|| panic!("no {subject} in {:#}", self.0))
    }

    fn list(&self, key: &str) -> &[Value] {
        self.0[key].as_array().expect("a list")
    }

    fn operation(&self, key: &str) -> Option<&Value> {
        let is_it = |one: &&Value| {
            format!("{} {}", one["verb"].as_str().expect("a verb"), one["path"].as_str().expect("a path")) == key
        };
        self.list("operations").iter().find(is_it)
    }

    fn argument(&self, key: &str) -> Option<String> {
        let (location, name) = key.split_once(' ')?;
        let parameters = self.list("operations").iter().filter_map(|one| one.get("parameters")?.as_array()).flatten();
        let mut arguments = parameters.filter(|one| one["in"] == location && one["name"] == name);
        text(arguments.next()?, "argument")
    }

    /// The first type with the property or the value `key`.
    fn type_with<'a>(&'a self, key: &'a str) -> Option<&'a Value> {
        self.types_with(key).next()
    }

    fn types_with<'a>(&'a self, key: &'a str) -> impl DoubleEndedIterator<Item = &'a Value> {
        let has = move |ty: &Value, list: &str, name: &str| {
            ty.get(list).and_then(Value::as_array).is_some_and(|list| list.iter().any(|one| one[name] == key))
        };
        self.list("types").iter().filter(move |ty| has(ty, "fields", "wire_name") || has(ty, "values", "value"))
    }

    /// The variant of an error whose declaration contains `key`.
    fn error(&self, key: &str) -> Option<String> {
        let errors = self.list("items").iter().filter(|item| item["kind"] == "enum");
        let errors = errors.filter(|item| item["name"].as_str().is_some_and(|name| name.ends_with("Error")));
        let variants = errors.filter_map(|item| item.get("variants")?.as_object()).flatten();
        let mut found =
            variants.filter(|(_, declared)| declared.as_str().is_some_and(|declared| declared.contains(key)));
        found.next().map(|(name, _)| name.clone())
    }

    /// The variant whose type has the property `key`, or whose type is `key`.
    fn variant(&self, key: &str) -> Option<String> {
        let name = self.type_with(key).and_then(|ty| text(ty, "name"));
        let variants = self.list("types").iter().filter_map(|ty| ty.get("variants")?.as_array()).flatten();
        let is_it = |one: &&Value| match &name {
            Some(name) => one["type"]["named"] == name.as_str(),
            None => one["type"] == key,
        };
        text(variants.clone().find(is_it)?, "name")
    }

    /// Each type, field and variant: its pointer in the document and what it is, and its name. `moved` returns where
    /// a pointer was.
    pub(crate) fn all(&self, moved: &dyn Fn(&str) -> Option<String>) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for operation in self.list("operations") {
            let Some(origin) = operation["origin"].as_str().and_then(moved) else { continue };
            all.extend(text(operation, "method").map(|name| (format!("method {origin}"), name)));
            for one in operation.get("parameters").and_then(Value::as_array).into_iter().flatten() {
                let key = format!("argument {origin} {} {}", one["in"], one["name"]);
                all.extend(text(one, "argument").map(|name| (key, name)));
            }
        }
        for ty in self.list("types") {
            let Some(origin) = ty["origin"].as_str().and_then(moved) else { continue };
            all.extend(text(ty, "name").map(|name| (format!("type {origin}"), name)));
            for (list, key, name) in [("fields", "wire_name", "name"), ("values", "value", "variant")] {
                for one in ty.get(list).and_then(Value::as_array).into_iter().flatten() {
                    let key = format!("{list} {origin} {} {}", ty["usage"], one[key]);
                    all.extend(text(one, name).map(|name| (key, name)));
                }
            }
        }
        all
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

fn member(value: &Value, list: &str, key: &str, expected: &str, name: &str) -> Option<String> {
    text(value.get(list)?.as_array()?.iter().find(|one| one[key] == expected)?, name)
}
