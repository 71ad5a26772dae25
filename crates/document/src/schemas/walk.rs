//! The walks to every schema, wherever the specification allows one, for reading and for writing, out of one
//! definition.

use serde_json::Value;

use super::{TAG_NAMES, is_method};
use crate::path::Path;

/// Defines the walk for one kind of reference to a [`Value`].
macro_rules! walk {
    (
        $module:ident, $value:ty, $get:ident, $object:ident, $array:ident,
        $(#[$all_docs:meta])* $all:ident, $(#[$within_docs:meta])* $within:ident
    ) => {
        $(#[$all_docs])*
        pub fn $all(document: $value, visit: &mut dyn FnMut(&Path<'_>, $value)) {
            $module::document(document, visit);
        }

        $(#[$within_docs])*
        pub fn $within(path: &Path<'_>, schema: $value, visit: &mut dyn FnMut(&Path<'_>, $value)) {
            $module::schema(path, schema, visit);
        }

        mod $module {
            use super::{Path, TAG_NAMES, Value, is_method};

            type Visit<'a> = dyn FnMut(&Path<'_>, $value) + 'a;
            type Walk = fn(&Path<'_>, $value, &mut Visit<'_>);

            pub(super) fn document(document: $value, visit: &mut Visit<'_>) {
                let Some(members) = document.$object() else { return };
                // Components come first: other schemas refer to them.
                for wanted in ["components", "webhooks", "paths"] {
                    let Some(value) = members.$get(wanted) else { continue };
                    let root = Path::root();
                    let path = root.key(wanted);
                    match wanted {
                        "components" => components(&path, value, visit),
                        _ => each_member(&path, value, visit, path_item),
                    }
                }
            }

            fn components(path: &Path<'_>, components: $value, visit: &mut Visit<'_>) {
                let folders: [(&str, Walk); 5] = [
                    ("schemas", schema),
                    ("parameters", parameter),
                    ("headers", parameter),
                    ("requestBodies", content),
                    ("responses", response),
                ];
                let Some(members) = components.$object() else { return };
                for (name, walk) in folders {
                    if let Some(folder) = members.$get(name) {
                        each_member(&path.key(name), folder, visit, walk);
                    }
                }
            }

            pub(super) fn schema(path: &Path<'_>, schema: $value, visit: &mut Visit<'_>) {
                if let Value::Object(members) = schema {
                    for (key, value) in members {
                        within(&path.key(key), key, value, visit);
                    }
                }
                visit(path, schema);
            }

            /// The schemas in the member `key` of a schema.
            fn within(path: &Path<'_>, key: &str, value: $value, visit: &mut Visit<'_>) {
                match key {
                    "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
                        each_member(path, value, visit, schema);
                    }
                    // `lower::discriminator` writes references here.
                    "discriminator" => {
                        let Some(members) = value.$object() else { return };
                        for part in ["mapping", TAG_NAMES] {
                            if let Some(Value::Object(targets)) = members.$get(part) {
                                let path = path.key(part);
                                for (tag, target) in targets {
                                    if target.is_object() {
                                        schema(&path.key(tag), target, visit);
                                    }
                                }
                            }
                        }
                        if let Some(target) = members.$get("defaultMapping")
                            && target.is_object()
                        {
                            schema(&path.key("defaultMapping"), target, visit);
                        }
                    }
                    "allOf" | "anyOf" | "oneOf" | "prefixItems" => each_item(path, value, visit, schema),
                    "items"
                    | "additionalProperties"
                    | "not"
                    | "if"
                    | "then"
                    | "else"
                    | "contains"
                    | "propertyNames"
                    | "unevaluatedItems"
                    | "unevaluatedProperties"
                    | "contentSchema"
                        if value.is_object() || value.is_boolean() =>
                    {
                        schema(path, value, visit);
                    }
                    _ => {}
                }
            }

            fn each_member(path: &Path<'_>, holder: $value, visit: &mut Visit<'_>, walk: Walk) {
                for (name, value) in holder.$object().into_iter().flatten() {
                    walk(&path.key(name), value, visit);
                }
            }

            fn each_item(path: &Path<'_>, holder: $value, visit: &mut Visit<'_>, walk: Walk) {
                for (index, value) in holder.$array().into_iter().flatten().enumerate() {
                    walk(&path.index(index), value, visit);
                }
            }

            fn member(path: &Path<'_>, holder: $value, key: &str, visit: &mut Visit<'_>, walk: Walk) {
                if let Some(value) = holder.$get(key) {
                    walk(&path.key(key), value, visit);
                }
            }

            fn content(path: &Path<'_>, holder: $value, visit: &mut Visit<'_>) {
                member(path, holder, "content", visit, |path, media_types, visit| {
                    each_member(path, media_types, visit, media_type);
                });
            }

            fn media_type(path: &Path<'_>, media_type: $value, visit: &mut Visit<'_>) {
                for key in ["schema", "itemSchema"] {
                    member(path, media_type, key, visit, schema);
                }
            }

            fn parameter(path: &Path<'_>, parameter: $value, visit: &mut Visit<'_>) {
                member(path, parameter, "schema", visit, schema);
                content(path, parameter, visit);
            }

            fn response(path: &Path<'_>, response: $value, visit: &mut Visit<'_>) {
                content(path, response, visit);
                member(path, response, "headers", visit, |path, headers, visit| {
                    each_member(path, headers, visit, parameter);
                });
            }

            fn path_item(path: &Path<'_>, item: $value, visit: &mut Visit<'_>) {
                member(path, item, "parameters", visit, |path, parameters, visit| {
                    each_item(path, parameters, visit, parameter);
                });
                for (method, operation) in item.$object().into_iter().flatten() {
                    if is_method(method) {
                        self::operation(&path.key(method), operation, visit);
                    }
                }
            }

            fn operation(path: &Path<'_>, operation: $value, visit: &mut Visit<'_>) {
                member(path, operation, "parameters", visit, |path, parameters, visit| {
                    each_item(path, parameters, visit, parameter);
                });
                member(path, operation, "requestBody", visit, content);
                member(path, operation, "responses", visit, |path, responses, visit| {
                    each_member(path, responses, visit, response);
                });
                member(path, operation, "callbacks", visit, |path, callbacks, visit| {
                    each_member(path, callbacks, visit, |path, callback, visit| {
                        each_member(path, callback, visit, path_item);
                    });
                });
            }
        }
    };
}

walk! {
    read, &Value, get, as_object, as_array,
    /// Calls `visit` with every schema of `document`, inner ones before those that contain them.
    for_each,
    /// Calls `visit` with `schema`, which is at `path`, and every schema within it, inner ones first.
    for_each_within
}

walk! {
    write, &mut Value, get_mut, as_object_mut, as_array_mut,
    /// Calls `visit` with every schema of `document`, which it may change, inner ones before those that contain them.
    for_each_mut,
    /// Calls `visit` with `schema`, which is at `path`, and every schema within it, which it may change, inner ones
    /// first.
    for_each_within_mut
}
