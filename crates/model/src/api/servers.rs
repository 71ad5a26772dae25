//! Servers of the document and of single operations, and the choices that a caller has (OpenAPI 3.1.1, section 4.8.5).
//!
//! In a list of servers
//!
//! - a path alone (`/v1`) needs a host that only the caller knows. The base address gives it, and the path is no
//!   choice;
//! - `http://…` is no choice beside the same address under `https://`;
//! - a server that no client can send to is dropped and reported.

mod address;
mod names;
mod own;
mod variable;
mod variables;

use serde::Serialize;
use serde_json::Value;

use super::text;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
};
pub(crate) use names::METHODS_OF_SERVERS;
use names::Names;
pub use own::OwnServer;
pub(super) use own::OwnServers;
pub use variable::{ServerVariable, VariableType};

/// The default server of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultServer {
    /// The document declares none.
    Unknown,
    /// A path; the document does not declare the host.
    Path(String),
    /// One address, without variables and without a trailing slash.
    Address(String),
    /// Several servers, or one with variables.
    Choice {
        /// The address of the first server with the defaults of its variables; `None` if a variable has no default.
        default: Option<String>,
        /// The path, if the first server is a path. In that case there is no other default.
        path: Option<String>,
    },
}

/// Several servers that a caller chooses from, or one with variables.
#[derive(Clone, Debug)]
pub struct ServerChoice {
    /// The name of the type.
    pub name: String,
    /// What the servers belong to.
    pub owner: Owner,
    /// The servers; at least one.
    pub servers: Vec<Server>,
    /// Whether the first server is the default.
    pub has_default: bool,
    /// Paths in the list, which need a host.
    pub paths: Vec<String>,
}

/// What the servers of a choice belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The document: the builder of the client takes a server.
    Document,
    /// One or several operations: a call takes a server.
    Operation,
}

/// One server.
#[derive(Clone, Debug)]
pub struct Server {
    /// The `name` (OpenAPI 3.2), or empty.
    pub name: String,
    /// The name of the variant.
    pub variant: String,
    /// The type with its variables. It is the type of the choice if there is only this server. Empty without variables.
    pub type_name: String,
    /// The address with `{name}` for each variable, without a trailing slash.
    pub template: String,
    /// The description in the document.
    pub description: String,
    /// Its variables, in the order of the address.
    pub variables: Vec<ServerVariable>,
}

/// All servers of a document.
#[derive(Clone, Debug, Default)]
pub struct Servers {
    /// The types of choices; that of the document comes first, if there is one.
    pub choices: Vec<ServerChoice>,
    /// The types of variables with a list of values.
    pub variable_types: Vec<VariableType>,
    names: Names,
}

/// A list of servers after filtering.
#[derive(Clone, Debug, Default)]
struct List {
    /// The servers that a client can send to.
    servers: Vec<Server>,
    paths: Vec<String>,
    /// The path, if it is the first entry of the list.
    first_path: Option<String>,
}

/// The default server of the document, and a reader for the servers of its operations.
pub(super) fn default_server<'a>(
    document: &'a Document,
    servers: &mut Servers,
    findings: &mut Findings,
) -> (DefaultServer, OwnServers<'a>) {
    let mut list =
        read(document, &Pointer::root().join("servers"), "no default server: `base_address` is required", findings);
    let default_server = match list.servers.as_slice() {
        [] => {
            list.first_path.clone().filter(|path| !path.is_empty()).map_or(DefaultServer::Unknown, DefaultServer::Path)
        }
        [only] if only.variables.is_empty() && list.paths.is_empty() => DefaultServer::Address(only.template.clone()),
        _ => {
            let default = list.first().and_then(Server::default_address);
            servers.add("Server", Owner::Document, list.clone());
            DefaultServer::Choice { default, path: list.first_path.clone() }
        }
    };
    if list.servers.is_empty() && list.paths.is_empty() {
        // Without `servers`, the server is `/`.
        list.first_path = Some(String::new());
        list.paths.push(String::new());
    }
    (default_server, OwnServers::new(document, list))
}

impl DefaultServer {
    /// The default base address of a client.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Address(address) => Some(address),
            Self::Choice { default, .. } => default.as_deref(),
            Self::Unknown | Self::Path(_) => None,
        }
    }

    /// The path, if the default server is one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Path(path) => Some(path),
            Self::Choice { path, .. } => path.as_deref(),
            Self::Unknown | Self::Address(_) => None,
        }
    }
}

impl List {
    /// The default: the first server, unless a path comes before it.
    fn first(&self) -> Option<&Server> {
        self.servers.first().filter(|_| self.first_path.is_none())
    }

    /// Replaces an http address with the https address that `default_server` has for it.
    fn prefer_https_of(&mut self, default_server: &Self) {
        for server in &mut self.servers {
            if let Some(secure) =
                server.under_https().filter(|secure| default_server.servers.iter().any(|other| other.same(secure)))
            {
                *server = secure;
            }
        }
    }

    /// Whether both lists contain the same servers, in any order.
    fn same(&self, other: &Self) -> bool {
        let within = |one: &Self, other: &Self| {
            let servers = one.servers.iter().all(|server| other.servers.iter().any(|other| other.same(server)));
            servers && one.paths.iter().all(|path| other.paths.contains(path))
        };
        within(self, other) && within(other, self)
    }
}

impl Server {
    /// The address with the defaults of its variables; `None` if a variable has none.
    fn default_address(&self) -> Option<String> {
        let defaults =
            self.variables.iter().map(|variable| Some((variable.name.as_str(), variable.default.as_deref()?)));
        let defaults: Vec<_> = defaults.collect::<Option<_>>()?;
        address::filled(&self.template, &|name| Some(defaults.iter().find(|(other, _)| *other == name)?.1.to_owned()))
    }

    /// The same server with https, if this one uses http.
    fn under_https(&self) -> Option<Self> {
        let rest = self.template.strip_prefix("http://")?;
        Some(Self { template: format!("https://{rest}"), ..self.clone() })
    }

    fn same(&self, other: &Self) -> bool {
        self.template == other.template && self.variables == other.variables
    }
}

/// The list at `at`. `otherwise` describes, for a finding, which server is used if none in the list can be.
fn read(document: &Document, at: &Pointer, otherwise: &str, findings: &mut Findings) -> List {
    let mut list = List::default();
    let mut left_out = Findings::default();
    let holders = at.get(&document.value).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (index, server) in holders.iter().enumerate() {
        let at = at.join(index);
        match self::server(document, &at, server, findings) {
            Ok(Found::Server(server)) => list.servers.push(server),
            Ok(Found::Path(path)) => {
                if list.servers.is_empty() && list.first_path.is_none() {
                    list.first_path = Some(path.clone());
                }
                list.paths.push(path);
            }
            Err(why) => {
                let message = format!("the server `{}` cannot be used: {why}", text(server, "url").unwrap_or_default());
                left_out.push(Finding::new(&rules::UNUSABLE_SERVER, document.locate(&at), message));
            }
        }
    }
    let is_empty = list.servers.is_empty() && list.paths.is_empty();
    let instead = |found: &Finding| {
        if is_empty && !otherwise.is_empty() { found.clone().instead(otherwise) } else { found.clone() }
    };
    left_out.iter().map(instead).for_each(|found| findings.push(found));
    without_twins(&mut list.servers);
    list.paths.sort();
    list.paths.dedup();
    list
}

/// The result of reading one server.
enum Found {
    Server(Server),
    Path(String),
}

fn server(document: &Document, at: &Pointer, server: &Value, findings: &mut Findings) -> Result<Found, &'static str> {
    let url = text(server, "url").ok_or("it has no `url`")?.trim();
    let template = address::Template::parse(url)?;
    let declared = variables::read(document, at, server, &template, findings);
    let template = template.with_constants(&declared);
    let variables: Vec<ServerVariable> = declared.into_iter().filter(|variable| variable.values.len() != 1).collect();
    template.check(&variables)?;
    let server = Server {
        name: text(server, "name").unwrap_or_default().trim().to_owned(),
        // Set when the whole list is known.
        variant: String::new(),
        type_name: String::new(),
        template: template.text,
        description: text(server, "description").unwrap_or_default().trim().to_owned(),
        variables,
    };
    // The base address of the caller includes the path, so the variables of a path are no choice.
    match server.default_address().filter(|address| address.is_empty() || address.starts_with('/')) {
        Some(path) => Ok(Found::Path(path)),
        None if server.template.starts_with('/') => Ok(Found::Path(server.template)),
        None => Ok(Found::Server(server)),
    }
}

/// Removes duplicates. Replaces a plain HTTP address with the same address under https, if the list has both.
fn without_twins(servers: &mut Vec<Server>) {
    let all = List { servers: servers.clone(), ..List::default() };
    let mut preferred = all.clone();
    preferred.prefer_https_of(&all);
    *servers = preferred.servers;
    let mut kept: Vec<Server> = Vec::new();
    for server in servers.drain(..) {
        // The same address under another name is kept, because a caller may look for that name.
        let same = |other: &Server| {
            other.same(&server) && (server.description.is_empty() || other.description == server.description)
        };
        if !kept.iter().any(same) {
            kept.push(server);
        }
    }
    *servers = kept;
}

impl Servers {
    /// Adds a type for `list` and returns its name.
    fn add(&mut self, name: &str, owner: Owner, list: List) -> String {
        let has_default = list.first().is_some_and(|server| server.default_address().is_some());
        let choice =
            ServerChoice { name: name.to_owned(), owner, servers: list.servers, has_default, paths: list.paths };
        let choice = self.names.name(choice, &mut self.variable_types);
        self.choices.push(choice);
        name.to_owned()
    }
}
