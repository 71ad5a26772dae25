//! The data that `whoami` needs for a provider, checked against the model of its client.

use super::{names::Names, one_line};
use moored_document::{finding::Findings, pointer::Pointer, scope::Scope, suggest};
use moored_model::{
    api::{Api, Grant, Operation, ResponseBody, Scheme, SchemeKind, Types},
    config::{Config, Whoami},
};

/// The method to call, the credentials for it, and the pointers to the identity in its response.
pub(super) struct Asked {
    /// The display name of the provider.
    pub(super) title: String,
    /// The method, as it stands after `client.`.
    pub(super) method: String,
    /// The address of the default server.
    pub(super) base_address: Option<String>,
    /// The environment variable that overrides the base address.
    pub(super) base_address_variable: String,
    /// The environment variable that overrides the token URL, if the client fetches tokens.
    pub(super) token_url_variable: Option<String>,
    /// Every credential that a user may provide.
    pub(super) credentials: Vec<Credential>,
    /// The sets of credentials that authorize the method: indexes into `credentials`.
    pub(super) alternatives: Vec<Vec<usize>>,
    /// The `[whoami]` section, which holds the pointers.
    pub(super) whoami: Whoami,
}

/// A constructor of the client's `Credential`, and the environment variables for its arguments.
pub(super) struct Credential {
    pub(super) constructor: String,
    pub(super) description: String,
    pub(super) variables: Variables,
}

/// One variable for each argument.
pub(super) enum Variables {
    Login {
        username: String,
        password: String,
    },
    /// The client id and client secret, which the client exchanges for a token.
    Client {
        id: String,
        secret: String,
    },
    Secret(String),
}

impl Asked {
    /// Checks a `[whoami]` section against the model.
    ///
    /// # Errors
    /// [`UNUSED_SETTING`](moored_document::rules::UNUSED_SETTING) if the method does not exist, cannot be called
    /// without arguments, or has a response without a value for a pointer.
    pub(super) fn read(api: &Api, config: &Config, whoami: &Whoami, names: &Names) -> Result<Self, Findings> {
        let Api { title, default_server, schemes, operations, types, .. } = api;
        let method = whoami.method.get_ref();
        let error = |message: String| Findings::from(config.unused(&whoami.method, message));
        let operation =
            operations.iter().find(|operation| operation.path_from_client() == *method).ok_or_else(|| {
                let known: Vec<String> = operations.iter().map(Operation::path_from_client).collect();
                let in_group = operations.iter().find(|operation| operation.method == *method);
                let hint = in_group.map(|found| format!("; write `{}`", found.path_from_client())).unwrap_or_default();
                let finding = config.unused(&whoami.method, format!("the method `{method}` does not exist{hint}"));
                match in_group {
                    Some(_) => finding,
                    None => finding.help_if(suggest::did_you_mean(method, known.iter().map(String::as_str))),
                }
            })?;
        if let Some(required) = operation.first_requirement() {
            return Err(error(format!("`{method}` has a required argument: {required}")));
        }
        let mut found = Findings::default();
        for pointer in [&whoami.id, &whoami.name, &whoami.email, &whoami.organization].into_iter().flatten().flatten() {
            if !has_value(types, operation, pointer) {
                found.push(
                    config.unused(&whoami.method, format!("the response of `{method}` has no value at `{pointer}`")),
                );
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        let mut scope = Scope::default();
        let mut variable = |short: &str, long: &str| self::variable(&mut scope, names, short, long);
        let base_address_variable = variable("BASE_URL", "BASE_URL");
        let fetches = schemes.iter().any(|scheme| scheme.client_credentials(Some(operation)).is_some());
        Ok(Self {
            title: title.clone(),
            method: method.clone(),
            base_address: default_server.address().map(str::to_owned),
            base_address_variable,
            token_url_variable: fetches.then(|| variable("TOKEN_URL", "TOKEN_URL")),
            alternatives: alternatives(operation, schemes),
            credentials: credentials(operation, schemes, &mut variable),
            whoami: whoami.clone(),
        })
    }
}

/// Returns a credential for each scheme, followed by one with the client id and client secret for each scheme that
/// supports it.
fn credentials(
    operation: &Operation,
    schemes: &[Scheme],
    variable: &mut dyn FnMut(&str, &str) -> String,
) -> Vec<Credential> {
    let mut found: Vec<Credential> = schemes.iter().map(|scheme| Credential::new(scheme, variable)).collect();
    for scheme in schemes {
        found.extend(scheme.client_credentials(Some(operation)).map(|grant| Credential::of(grant, scheme, variable)));
    }
    found
}

/// Returns indexes into [`credentials`] for each alternative of the security requirements. If a scheme supports the
/// client id and client secret, a second set uses them in place of the scheme's token.
fn alternatives(operation: &Operation, schemes: &[Scheme]) -> Vec<Vec<usize>> {
    let fetching: Vec<&String> = schemes
        .iter()
        .filter(|scheme| scheme.client_credentials(Some(operation)).is_some())
        .map(|scheme| &scheme.name)
        .collect();
    let secret = |name: &String| schemes.iter().position(|scheme| scheme.name == *name);
    let fetched = |name: &String| fetching.iter().position(|other| *other == name).map(|index| schemes.len() + index);
    let mut found = Vec::new();
    for alternative in operation.security.iter().filter(|alternative| !alternative.is_empty()) {
        let names = || alternative.iter().map(|requirement| &requirement.scheme);
        found.extend(names().map(secret).collect::<Option<Vec<usize>>>());
        if names().any(|name| fetching.contains(&name)) {
            found.extend(names().map(|name| fetched(name).or_else(|| secret(name))).collect::<Option<Vec<usize>>>());
        }
    }
    found
}

impl Credential {
    fn new(scheme: &Scheme, variable: &mut dyn FnMut(&str, &str) -> String) -> Self {
        let constructor = scheme.constructor.to_ascii_uppercase();
        let mut variable = |short: &str| {
            // If a document has several schemes of one kind, their constructors distinguish the variables.
            let long = if short == "TOKEN" || short == "API_KEY" {
                constructor.clone()
            } else {
                format!("{constructor}_{short}")
            };
            let alone = ["basic", "bearer", "access_token", "api_key"].contains(&scheme.constructor.as_str());
            variable(if alone { short } else { &long }, &long)
        };
        let variables = match scheme.kind {
            SchemeKind::Basic => Variables::Login { username: variable("USERNAME"), password: variable("PASSWORD") },
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => Variables::Secret(variable("TOKEN")),
            SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => {
                Variables::Secret(variable("API_KEY"))
            }
        };
        Self { constructor: scheme.constructor.clone(), description: description(scheme), variables }
    }

    /// The client id and client secret that replace a token for `scheme`.
    fn of(grant: &Grant, scheme: &Scheme, variable: &mut dyn FnMut(&str, &str) -> String) -> Self {
        let prefix = scheme.constructor.to_ascii_uppercase();
        let mut variable = |short: &str| {
            let long = format!("{prefix}_{short}");
            variable(if grant.constructor == grant.kind.name() { short } else { &long }, &long)
        };
        let variables = Variables::Client { id: variable("CLIENT_ID"), secret: variable("CLIENT_SECRET") };
        Self { constructor: grant.constructor.clone(), description: description(scheme), variables }
    }
}

fn description(scheme: &Scheme) -> String {
    one_line(scheme.description.as_deref().unwrap_or_default())
}

/// Returns the variable `short` of a provider, or `long` if `short` is taken.
fn variable(scope: &mut Scope, names: &Names, short: &str, long: &str) -> String {
    scope.take_first(&[short, long].map(|name| format!("{}_{name}", names.prefix)))
}

/// Whether the schema of a success of `operation` allows a value at `pointer`.
fn has_value(types: &Types, operation: &Operation, pointer: &str) -> bool {
    let mut successes = operation.responses.iter().filter(|response| response.status.is_success());
    pointer.starts_with('/')
        && successes.any(|response| match response.negotiated().body {
            ResponseBody::Json(ty) => types.may_hold(&ty, Pointer::parse(pointer).keys()),
            ResponseBody::Empty | ResponseBody::Text | ResponseBody::Bytes => false,
        })
}
