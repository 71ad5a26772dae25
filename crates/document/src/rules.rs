//! Every rule that a finding can have: its id, its level and its meaning.

/// How severe a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// No client is generated until it is corrected.
    Error,
    /// The client is complete; the document may have a mistake.
    Warning,
    /// The client has less than the document: the finding states what is lost and what the caller gets instead.
    Loss,
}

impl Level {
    /// The name that a rendered finding starts with.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Loss => "loss",
        }
    }
}

/// What a finding is about. The id is unique.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case and stable: `moored.toml` refers to it.
    pub id: &'static str,
    /// How severe its findings are.
    pub level: Level,
    /// One sentence: what is wrong.
    pub summary: &'static str,
    /// What the caller of the client gets instead, unless a finding states otherwise; exactly the losses have it.
    pub instead: Option<&'static str>,
    /// Markdown in `rules/<id>.md`: what it means, an example, and how to correct it. A code block names its file.
    pub explanation: &'static str,
}

impl Rule {
    /// What it means, an example, and what to do about its findings, as Markdown. A code block names its file.
    #[must_use]
    pub fn explain(&self) -> String {
        let explanation = self.explanation.trim_end();
        let outcome = match self.level {
            Level::Error => "No client is written before it is corrected.".to_owned(),
            Level::Warning => "The client is complete. Warnings do not have to be accepted.".to_owned(),
            Level::Loss => format!(
                "What the caller gets instead: {}.\n\nTo accept it, give a reason in moored.toml. The pointer is that of \
                 the finding, or one above it;\n`\"\"` is the whole document. `--check` rejects losses that are not \
                 accepted.\n\n```toml moored.toml\n[[allow]]\nrule = \"{}\"\npointer = \"\"\nreason = \"Nobody needs \
                 it\"\n```",
                self.instead.unwrap_or_default(),
                self.id
            ),
        };
        format!("{explanation}\n\n{outcome}\n")
    }
}

macro_rules! rules {
    (@instead) => { None };
    (@instead $instead:literal) => { Some($instead) };
    ($($name:ident $level:ident $id:literal $summary:literal $(=> $instead:literal)?;)*) => {
        $(#[doc = $summary] pub static $name: Rule =
            Rule {
                id: $id,
                level: Level::$level,
                summary: $summary,
                instead: rules!(@instead $($instead)?),
                explanation: include_str!(concat!("rules/", $id, ".md")),
            };)*

        /// Every rule, in the order of the pipeline.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    UNREADABLE Error "unreadable" "The text is neither YAML nor JSON, its root is not a mapping, or it exceeds a limit of the generator.";
    DUPLICATE_KEY Loss "duplicate-key" "A mapping has a key twice, which neither YAML nor JSON allows; the last value is used." => "the last value";
    UNSUPPORTED_VERSION Error "unsupported-version" "The document does not declare a supported version: Swagger 2.0 or OpenAPI 3.0.x, 3.1.x or 3.2.x.";
    EMPTY_DOCUMENT Error "empty-document" "The document has neither paths nor webhooks nor components.";
    FENCE Error "fence" "The published page does not contain exactly one fenced OpenAPI document.";
    MISSING_SOURCE Error "missing-source" "The folder of the provider has no document to generate from.";
    SEVERAL_DOCUMENTS Error "several-documents" "The folder of the provider has more than one document to generate from.";
    UNKNOWN_FILE Warning "unknown-file" "A file in the folder of a provider is not read.";
    UPSTREAM Error "upstream" "The published text cannot be retrieved from the address in source.toml.";
    EDITED_BY_HAND Error "edited-by-hand" "A derived openapi.yaml is not as the last run wrote it.";
    PUBLISHED_DIGEST Error "published-digest" "The SHA-256 of the published text is not the one in source.toml.";
    CONFIG Error "config" "moored.toml, source.toml, drift.toml, the facade's manifest or the name of the folder is not valid.";
    UNUSED_SETTING Error "unused-setting" "A setting in moored.toml refers to something that does not exist.";
    UNUSED_ALLOW Error "unused-allow" "An allowed finding no longer occurs.";
    UNUSED_APPROVAL Error "unused-approval" "An approval in drift.toml matches no finding of the comparison that it is about.";
    EXPIRED_APPROVAL Error "expired-approval" "An approval in drift.toml has expired.";
    TAKEN_NAME Error "taken-name" "A name in `[types]` of moored.toml is the name of another type.";
    NAMES_LOCK Error "names-lock" "names.lock is not valid.";
    RENAMED Warning "renamed" "A name that names.lock pins cannot stay.";
    DEAD_PIN Warning "dead-pin" "names.lock pins the name of something that the document no longer has; the pin is dropped.";
    OVERLAY Error "overlay" "The overlay is not a valid OpenAPI Overlay 1.0 or 1.1 document.";
    DEAD_OVERLAY_ACTION Error "dead-overlay-action" "An overlay action matches nothing in the document.";
    MISSING_REASON Error "missing-reason" "An overlay action has no `description`, which states why it is needed.";
    INVALID_DOCUMENT Loss "invalid-document" "A part of the document is malformed and has no certain meaning; it is ignored." => "left out";
    UNUSUAL_FORM Warning "unusual-form" "A part of the document is malformed, but has only one possible meaning, which is used.";
    NOTHING Warning "null-value" "A value is null where the specification does not allow it; it is ignored.";
    LOST_IN_UPGRADE Loss "lost-in-upgrade" "A part of a Swagger 2.0 document has no equivalent in OpenAPI 3.0." => "the closest equivalent in OpenAPI 3.0";
    DANGLING_REFERENCE Loss "dangling-reference" "The target of a `$ref` does not exist, or is not an object of the expected kind." => "a schema typed as `JsonValue`, a body as bytes, anything else left out";
    MISSPELT_REFERENCE Warning "misspelt-reference" "A `$ref` is not a valid reference, but has only one possible target, which is used.";
    EXTERNAL_REFERENCE Loss "external-reference" "A `$ref` refers to a document that is not available." => "a schema typed as `JsonValue`, a body as bytes, anything else left out";
    REFERENCE_CYCLE Loss "reference-cycle" "References or `allOf` form a cycle without a property or an item in between." => "one of the schemas typed as `JsonValue`";
    DUPLICATE_OPERATION_ID Warning "duplicate-operation-id" "Two operations have the same `operationId`; the client method of the second is named after its HTTP method and path.";
    DUPLICATE_METHOD_NAME Warning "duplicate-method-name" "Two operations have the same name in Rust; the client method of the second is named after its HTTP method and path.";
    MISSING_OPERATION_ID Warning "missing-operation-id" "An operation has no `operationId`; its client method is named after its HTTP method and path.";
    TAG_NAME Warning "tag-name" "The name of a tag in Rust is empty or taken, or is that of another tag.";
    MISSING_PATH_PARAMETER Loss "missing-path-parameter" "A path template and the declared path parameters differ." => "a string where the declaration is missing; left out where the path does not have the parameter";
    MISNAMED_PATH_PARAMETER Warning "misnamed-path-parameter" "The name of a path parameter differs from the name in the path, which is used.";
    OPTIONAL_PATH_PARAMETER Warning "optional-path-parameter" "A path parameter is not marked as required, which the specification demands; interpreted as required.";
    INVALID_PATH Warning "invalid-path" "A path is not a valid path template, but has only one possible meaning, which is used.";
    SAME_PATH Warning "same-path" "Two paths are the same, or differ only in the names of their parameters.";
    MISSPELT_STATUS Warning "misspelt-status" "A key of `responses` is not valid, but has only one possible meaning, which is used.";
    UNKNOWN_STATUS Loss "unknown-status" "A key of `responses` is neither a status code, nor a range, nor `default`." => "no type of its own: such a response is an error with its body";
    UNSUPPORTED_METHOD Loss "unsupported-method" "A path has an operation with an HTTP method that OpenAPI does not define." => "no method for it: send the request with the HTTP client that the client uses";
    DUPLICATE_PARAMETER Loss "duplicate-parameter" "Two parameters of an operation have the same `name` and `in`." => "the first of them";
    UNKNOWN_SECURITY_SCHEME Loss "unknown-security-scheme" "A security requirement names a scheme that `components.securitySchemes` does not define." => "not sent";
    UNKNOWN_TYPE Loss "unknown-type" "The `type` of a schema is none of JSON Schema's seven types." => "typed by the other keywords, or as `JsonValue`";
    MISSPELT_TYPE Warning "misspelt-type" "The `type` of a schema is none of JSON Schema's seven types, but has only one possible meaning, which is used.";
    RESERVED_HEADER Warning "reserved-header" "A header parameter is named Accept, Content-Type or Authorization, which OpenAPI reserves; it is no argument of the call. Authorization is a credential.";
    FRAMING_HEADER Loss "framing-header" "A header parameter describes the connection, or the length or the coding of the body, which the client decides." => "no argument: the client sends the header if the request needs it";
    UNSUPPORTED_SECURITY Loss "unsupported-security" "A security scheme is not supported." => "no constructor of `Credential`: add the credential in a hook";
    UNUSABLE_FLOW Loss "unusable-flow" "An OAuth 2 flow has no valid address for tokens, or is not supported; the tokens have to be fetched elsewhere." => "a constructor of `Credential` for tokens that were fetched elsewhere";
    PARAMETER_AS_TEXT Loss "parameter-as-text" "A parameter or a part of a form has no schema, or has a media type that is not JSON." => "sent as the text that the caller passes";
    UNSUPPORTED_PARAMETER Loss "unsupported-parameter" "A parameter has a `style` that is not defined for its `in`." => "sent in the default style";
    UNSUPPORTED_FIELD Loss "unsupported-field" "A field of the document is not supported." => "ignored";
    UNTYPED_REQUEST_BODY Loss "untyped-request-body" "A request body has a schema, but no type: its media type is neither JSON nor a form, or its form is not an object." => "sent as the bytes, text or form that the caller passes";
    PART_HEADERS Loss "part-headers" "A part of a multipart body has headers." => "not sent";
    OTHER_RESPONSE_MEDIA_TYPE Loss "other-response-media-type" "A response has a media type that the client cannot request." => "never requested";
    UNUSABLE_SERVER Loss "unusable-server" "A server cannot be used: it has no `url`, or one that is neither a path nor a valid http or https URL." => "left out: the other servers, or `base_address`";
    SERVER_VARIABLE Warning "server-variable" "A variable of a server is not declared, is not used, or has no valid default.";
    UNTYPED_RESPONSE_BODY Loss "untyped-response-body" "A response has a schema, but is not JSON." => "the body as text or bytes";
    BINARY_JSON Warning "binary-json" "The media type of a response is JSON, but its schema is binary (`format: binary`); the body is returned as bytes.";
    IMPOSSIBLE_BODY Warning "impossible-body" "A response has a body where HTTP allows none: to HEAD, or with a status such as 204 or 304; it is ignored.";
    WEBHOOK Loss "webhook" "A webhook has no operation, a body that is neither JSON nor a form, or a response with a body." => "no type for it, and no function that decodes it";
    CALLBACK Loss "callback" "A callback has no operation, a body that is neither JSON nor a form, or a response with a body." => "no type for it, and no function that decodes it";
    INFERRED_PAGES Warning "inferred-pages" "The document does not state that a list has pages, but the names of parameters and members leave no other possibility.";
    UNUSABLE_PAGES Loss "unusable-pages" "An extension that states how a list is divided into pages cannot be followed." => "no method that walks the pages: call the operation for each of them";
    INDISTINCT_EVENTS Warning "indistinct-events" "Nothing in the document distinguishes its webhooks: neither a header nor a member of their bodies has other values in each.";
    IGNORED_SIBLING Warning "ignored-sibling" "A keyword that describes values stands beside a `$ref`, where OpenAPI 3.0 ignores it.";
    UNTYPED_KEYWORD Loss "untyped-keyword" "A schema has a keyword that Rust types cannot express." => "not checked, neither in requests nor in responses";
    UNCHECKED_PATTERN Warning "unchecked-pattern" "A pattern of a request has no translation with the same meaning, so that the client does not check it.";
    UNCHECKED_BOUND Loss "unchecked-bound" "A schema of a request has a bound that the client does not check." => "not checked before the request is sent";
    MERGED_CONFLICT Loss "merged-conflict" "The schemas of an `allOf` conflict in a property; the last one is used." => "typed by the last schema";
    MERGED_CHOICE Loss "merged-choice" "The choices in an `allOf` cannot be merged: they have more than 32 combinations, or one of them has more than 256 variants." => "typed as `JsonValue`";
    TUPLE Loss "tuple" "A tuple (`prefixItems`) has no fixed length." => "typed as a list whose items have any of its types";
    DISCRIMINATOR_MAPPING Loss "discriminator-mapping" "A value in the `mapping` of a discriminator does not refer to a schema, or a schema that extends the parent has no value." => "kept undecoded as `Unlisted`";
    UNTYPED_VALUE Loss "untyped-value" "A value has a schema with constraints, but no type, and no other loss states why." => "any JSON value: `serde_json::Value`, or `Unlisted` in a union";
    MISSING_PROPERTY Loss "missing-property" "A property of a schema is in no type, and no other loss states why." => "not sent, and dropped from responses";
    OPTIONAL_PROPERTY Loss "optional-property" "A property that requests require is optional in its type, and no other loss states why." => "sent only if the caller sets it";
    UNREACHABLE_VARIANT Loss "unreachable-variant" "No value is decoded as a schema that is a variant of a choice, and no other loss states why." => "decoded as another variant, or kept undecoded as `Unlisted`";
    INVENTED_TAG Loss "invented-tag" "A variant of a union has a discriminator value that is not in the document, and no other loss states why." => "sent with a value that the document does not name";
    EMISSION Error "emission" "No valid Rust can be generated from the document, which is a defect of the generator.";
    DEFECT Error "defect" "The generator itself stopped on this document, which is a defect of the generator.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique_summaries_are_sentences_and_losses_say_what_comes_instead() {
        let ids: BTreeSet<_> = ALL.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), ALL.len(), "an id is used twice");
        for rule in ALL {
            assert!(rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.id);
            assert!(rule.summary.ends_with('.'), "{}", rule.id);
            assert_eq!(
                rule.instead.is_some(),
                rule.level == Level::Loss,
                "{}: `=> \"…\"` is what losses have",
                rule.id
            );
        }
    }
}
