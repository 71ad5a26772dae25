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
}

macro_rules! rules {
    (@instead) => { None };
    (@instead $instead:literal) => { Some($instead) };
    ($($name:ident $level:ident $id:literal $summary:literal $(=> $instead:literal)?;)*) => {
        $(#[doc = $summary] pub static $name: Rule =
            Rule { id: $id, level: Level::$level, summary: $summary, instead: rules!(@instead $($instead)?) };)*

        /// Every rule, in the order of the pipeline.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    UNREADABLE Error "unreadable" "The text is neither YAML nor JSON, its root is not a mapping, or it is larger than the generator reads.";
    DUPLICATE_KEY Loss "duplicate-key" "A mapping has a key twice, which neither YAML nor JSON allows; the last one counts." => "what stands there last";
    UNSUPPORTED_VERSION Error "unsupported-version" "The document does not name a version of OpenAPI that the generator takes: Swagger 2.0, 3.0.x, 3.1.x or 3.2.x.";
    EMPTY_DOCUMENT Error "empty-document" "The document has neither paths nor webhooks nor components.";
    FENCE Error "fence" "The published page does not hold exactly one fenced OpenAPI document.";
    MISSING_SOURCE Error "missing-source" "The provider's folder has no document to generate from.";
    PUBLISHED_DIGEST Error "published-digest" "The published text is not the one that source.toml names by its SHA-256.";
    CONFIG Error "config" "moored.toml or source.toml does not have the form that the generator reads.";
    UNUSED_SETTING Error "unused-setting" "A setting in moored.toml names something that the document does not have.";
    UNUSED_ALLOW Error "unused-allow" "An allowed finding no longer occurs.";
    OVERLAY Error "overlay" "The overlay is not an OpenAPI Overlay 1.0 or 1.1 document.";
    DEAD_OVERLAY_ACTION Error "dead-overlay-action" "An overlay action matches nothing in the document.";
    MISSING_REASON Error "missing-reason" "An overlay action does not say why it is there.";
    INVALID_DOCUMENT Loss "invalid-document" "A part of the document does not have the form that the OpenAPI specification gives it, and can be read as nothing." => "left out";
    UNUSUAL_FORM Warning "unusual-form" "A part of the document does not have the form that the OpenAPI specification gives it; it is read as what it can only mean.";
    NOTHING Warning "null-value" "A key has nothing behind it; it is taken as not there.";
    LOST_IN_LIFT Loss "lost-in-lift" "Swagger 2.0 can say something here that OpenAPI 3.0 cannot." => "what OpenAPI 3.0 can say of it";
    DANGLING_REFERENCE Loss "dangling-reference" "A `$ref` points to nothing." => "a schema typed as `serde_json::Value`, a body as bytes, anything else left out";
    MISSPELT_REFERENCE Warning "misspelt-reference" "A `$ref` is no pointer to what it can only mean.";
    EXTERNAL_REFERENCE Loss "external-reference" "A `$ref` points to a document that is not there." => "a schema typed as `serde_json::Value`, a body as bytes, anything else left out";
    REFERENCE_CYCLE Loss "reference-cycle" "References or `allOf` lead back to where they started without anything in between." => "one of them typed as `serde_json::Value`";
    DUPLICATE_OPERATION_ID Warning "duplicate-operation-id" "Two operations have the same `operationId`; the later one's method is named after its verb and path.";
    DUPLICATE_METHOD_NAME Warning "duplicate-method-name" "Two operations would become the same method; the later one's is named after its verb and path.";
    MISSING_OPERATION_ID Warning "missing-operation-id" "An operation has no `operationId`; its method is named after its verb and path.";
    MISSING_PATH_PARAMETER Loss "missing-path-parameter" "A path template and the declared path parameters differ." => "a string for what is in the path alone; what is declared alone is left out";
    MISNAMED_PATH_PARAMETER Warning "misnamed-path-parameter" "A path parameter has another name than the path gives it; the path's name counts.";
    OPTIONAL_PATH_PARAMETER Warning "optional-path-parameter" "A path parameter is not marked as required, which the specification demands; it is taken as required.";
    INVALID_PATH Warning "invalid-path" "A path is no path template; it is read as the one that it can only mean.";
    SAME_PATH Warning "same-path" "Two paths are the same but for the names of their parameters.";
    MISSPELT_STATUS Warning "misspelt-status" "A key of `responses` is not written as the specification does.";
    UNKNOWN_STATUS Loss "unknown-status" "A key of `responses` is no status." => "no type of its own: such an answer is an error with its body";
    UNSUPPORTED_METHOD Loss "unsupported-method" "A path has an operation of a method that OpenAPI does not know." => "no call: the client's own HTTP client has to send it";
    DUPLICATE_PARAMETER Loss "duplicate-parameter" "Two parameters of an operation have the same name and place." => "the first of them";
    UNKNOWN_SECURITY_SCHEME Loss "unknown-security-scheme" "A security requirement names a scheme that `components.securitySchemes` does not have." => "not sent";
    UNKNOWN_TYPE Loss "unknown-type" "A schema's `type` is none of JSON Schema's seven types." => "typed by the other keywords, or as `serde_json::Value`";
    MISSPELT_TYPE Warning "misspelt-type" "A schema's `type` is none of JSON Schema's seven types, but can only mean one of them.";
    RESERVED_HEADER Warning "reserved-header" "A header parameter is called Accept, Content-Type or Authorization, which OpenAPI reserves; it is ignored.";
    UNSUPPORTED_SECURITY Loss "unsupported-security" "A security scheme has no credential constructor yet." => "no constructor of `Credential`: a hook has to add it";
    UNUSABLE_FLOW Loss "unusable-flow" "An OAuth 2 flow does not say in a way that can be used where its tokens are; they have to be fetched elsewhere." => "a constructor of `Credential` for tokens that were fetched elsewhere";
    PARAMETER_AS_TEXT Loss "parameter-as-text" "A parameter of which the document does not say what it holds, or of a media type that is no JSON, is sent as the text that the caller gives." => "sent as the text that the caller gives";
    UNSUPPORTED_PARAMETER Loss "unsupported-parameter" "A parameter has a style that does not exist where it is sent." => "written as is usual there";
    UNSUPPORTED_FIELD Loss "unsupported-field" "A field of the document says something that the client does not do." => "as if it were not there";
    UNTYPED_REQUEST_BODY Loss "untyped-request-body" "A request body has a schema that its media type gives no types to: it is no JSON and no form, or a form of no object." => "sent as the bytes, text or form that the caller gives";
    OTHER_PARTS Loss "other-parts" "A multipart body may have parts beyond those that the document names." => "not sent";
    PART_HEADERS Loss "part-headers" "A part of a multipart body is to have headers of its own." => "not sent";
    OTHER_RESPONSE_MEDIA_TYPE Loss "other-response-media-type" "A response comes in a media type that no client can ask for." => "never asked for";
    UNUSABLE_SERVER Loss "unusable-server" "No client can send to a server: it has no address, or one that is neither a path nor begins with http:// or https://." => "left out: the other servers, or `base_address`";
    SERVER_VARIABLE Warning "server-variable" "A variable of a server is not declared, not used, has no default, or one that does not fit.";
    UNTYPED_RESPONSE_BODY Loss "untyped-response-body" "A response that is no JSON has a schema; it is given as it came." => "the text or bytes that came";
    BINARY_JSON Warning "binary-json" "A response is JSON by its media type and bytes (`format: binary`) by its schema; it is given as it comes.";
    IMPOSSIBLE_BODY Warning "impossible-body" "A response has a body where HTTP has none: to HEAD, or with a status such as 204 or 304; it is ignored.";
    WEBHOOK Loss "webhook" "A webhook has no operation, a body that is no JSON, or one to be answered with." => "no type for it, and no function that decodes it";
    CALLBACK Loss "callback" "A callback has no operation, a body that is no JSON, or one to be answered with." => "no type for it, and no function that decodes it";
    UNTYPED_KEYWORD Loss "untyped-keyword" "A schema keyword that Rust types cannot express is not checked." => "not checked, neither in what is sent nor in what comes back";
    UNCHECKED_BOUND Loss "unchecked-bound" "A bound on a request value is not checked before it is sent." => "not checked before it is sent";
    MERGED_CONFLICT Loss "merged-conflict" "The parts of an `allOf` disagree about a member; the last part's word counts." => "typed as the last part says";
    MERGED_CHOICE Loss "merged-choice" "An `allOf` with more than 32 combinations of the choices among its parts, or a choice of more than 256, becomes any JSON value." => "typed as `serde_json::Value`";
    TUPLE Loss "tuple" "A tuple (`prefixItems`) of no fixed length becomes a list, each item of which is one of its types." => "typed as a list of what its items may be";
    UNTYPED_SCHEMA Loss "untyped-schema" "typify can make no type of a schema." => "typed as `serde_json::Value`";
    DISCRIMINATOR_MAPPING Loss "discriminator-mapping" "A discriminator's `mapping` leads to no schema." => "kept as `Unlisted`, as it comes";
    EMISSION Error "emission" "progenitor or typify cannot turn the lowered document into Rust.";
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
