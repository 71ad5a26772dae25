//! Where requests go: the document's servers, those of single operations, and what a caller may choose among (OpenAPI 3.1.1, section 4.8.5).
//!
//! Of a list of servers
//!
//! - a path alone (`/v1`) is on a host that only the caller knows: a base address says it, and it is no choice;
//! - `http://…` beside the same address under `https://` is no choice either;
//! - what no client can send to is left out and reported.

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
use names::Names;
pub use own::OwnServer;
pub(super) use own::OwnServers;
pub use variable::{ServerVariable, VariableType};

/// The document's own server or servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// The document has none.
    Nowhere,
    /// A path on a host that the document does not name.
    Path(String),
    /// One, without variables, and without a slash at its end.
    Address(String),
    /// Several, or one with variables.
    Choice {
        /// The address of the first, its variables replaced by their defaults; `None` where it has no `url` without the caller.
        default: Option<String>,
        /// The path that is the first server, where one is: then nothing else is the default.
        path: Option<String>,
    },
}

/// Servers among which a caller chooses, or one with variables.
#[derive(Clone, Debug)]
pub struct ServerChoice {
    /// Its type.
    pub name: String,
    /// Whose servers they are.
    pub owner: Owner,
    /// The servers: at least one.
    pub servers: Vec<Server>,
    /// Whether the first stands where the caller says nothing.
    pub has_default: bool,
    /// Paths that belong to the list, but need a host.
    pub paths: Vec<String>,
}

/// Whose servers those of a choice are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The document's: a client is built with one.
    Document,
    /// Those of one or several operations: a call takes one.
    Operation,
}

/// One server.
#[derive(Clone, Debug)]
pub struct Server {
    /// What the document calls it; empty where it has no `name` (OpenAPI 3.2).
    pub name: String,
    /// The name of its variant.
    pub variant: String,
    /// The type that has its variables; the choice's own where it is the only one, and none without variables.
    pub type_name: String,
    /// The address, `{name}` for each variable, without a slash at its end.
    pub template: String,
    /// The document's words.
    pub description: String,
    /// Its variables, in the order of the address.
    pub variables: Vec<ServerVariable>,
}

/// Everything that a document says of servers.
#[derive(Clone, Debug, Default)]
pub struct Servers {
    /// The types among which callers choose; the document's own first, if it is one.
    pub choices: Vec<ServerChoice>,
    /// The types of variables with a list of values.
    pub variable_types: Vec<VariableType>,
    names: Names,
}

/// A list of servers as it is used.
#[derive(Clone, Debug, Default)]
struct List {
    /// Those that a client can send to.
    servers: Vec<Server>,
    paths: Vec<String>,
    /// The path that comes first in the list.
    first_path: Option<String>,
}

/// The document's own servers, and a reader for those of its operations.
pub(super) fn home<'a>(
    document: &'a Document,
    servers: &mut Servers,
    findings: &mut Findings,
) -> (Home, OwnServers<'a>) {
    let mut list =
        read(document, &Pointer::root().join("servers"), "no default server: `base_address` is required", findings);
    let home = match list.servers.as_slice() {
        [] => list.first_path.clone().filter(|path| !path.is_empty()).map_or(Home::Nowhere, Home::Path),
        [only] if only.variables.is_empty() && list.paths.is_empty() => Home::Address(only.template.clone()),
        _ => {
            let default = list.first().and_then(Server::default_address);
            servers.add("Server", Owner::Document, list.clone());
            Home::Choice { default, path: list.first_path.clone() }
        }
    };
    if list.servers.is_empty() && list.paths.is_empty() {
        // No server is `/`.
        list.first_path = Some(String::new());
        list.paths.push(String::new());
    }
    (home, OwnServers::new(document, list))
}

impl Home {
    /// Where a client sends requests that is told nothing.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Address(address) => Some(address),
            Self::Choice { default, .. } => default.as_deref(),
            Self::Nowhere | Self::Path(_) => None,
        }
    }

    /// The path that the document's server is, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Path(path) => Some(path),
            Self::Choice { path, .. } => path.as_deref(),
            Self::Nowhere | Self::Address(_) => None,
        }
    }
}

impl List {
    /// The server that stands where the caller says nothing: the first, unless a path comes before it.
    fn first(&self) -> Option<&Server> {
        self.servers.first().filter(|_| self.first_path.is_none())
    }

    /// Takes the https address of `home` where this has the same under http.
    fn prefer_https_of(&mut self, home: &Self) {
        for server in &mut self.servers {
            if let Some(secure) =
                server.under_https().filter(|secure| home.servers.iter().any(|other| other.same(secure)))
            {
                *server = secure;
            }
        }
    }

    /// Whether both lead to the same places, in whichever order.
    fn same(&self, other: &Self) -> bool {
        let within = |one: &Self, other: &Self| {
            let servers = one.servers.iter().all(|server| other.servers.iter().any(|other| other.same(server)));
            servers && one.paths.iter().all(|path| other.paths.contains(path))
        };
        within(self, other) && within(other, self)
    }
}

impl Server {
    /// The address with all defaults in it, where every variable has one.
    fn default_address(&self) -> Option<String> {
        let defaults =
            self.variables.iter().map(|variable| Some((variable.name.as_str(), variable.default.as_deref()?)));
        let defaults: Vec<_> = defaults.collect::<Option<_>>()?;
        address::filled(&self.template, &|name| Some(defaults.iter().find(|(other, _)| *other == name)?.1.to_owned()))
    }

    /// The same server under https, where this is plain HTTP.
    fn under_https(&self) -> Option<Self> {
        let rest = self.template.strip_prefix("http://")?;
        Some(Self { template: format!("https://{rest}"), ..self.clone() })
    }

    fn same(&self, other: &Self) -> bool {
        self.template == other.template && self.variables == other.variables
    }
}

/// The list at `at`; `otherwise` is what becomes of requests where none of it can be used.
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

/// What one server is.
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
        // The list that it is in knows how to tell it from the others.
        variant: String::new(),
        type_name: String::new(),
        template: template.text,
        description: text(server, "description").unwrap_or_default().trim().to_owned(),
        variables,
    };
    // The base address that a caller gives has a path, so its variables are no choice.
    match server.default_address().filter(|address| address.is_empty() || address.starts_with('/')) {
        Some(path) => Ok(Found::Path(path)),
        None if server.template.starts_with('/') => Ok(Found::Path(server.template)),
        None => Ok(Found::Server(server)),
    }
}

/// Takes out what is there twice, and the plain HTTP address beside the same one under https, which takes its place.
fn without_twins(servers: &mut Vec<Server>) {
    let all = List { servers: servers.clone(), ..List::default() };
    let mut preferred = all.clone();
    preferred.prefer_https_of(&all);
    *servers = preferred.servers;
    let mut kept: Vec<Server> = Vec::new();
    for server in servers.drain(..) {
        // The same address under another name may be what somebody looks for.
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
    /// Makes a type of `list`, and gives its name.
    fn add(&mut self, name: &str, owner: Owner, list: List) -> String {
        let has_default = list.first().is_some_and(|server| server.default_address().is_some());
        let choice =
            ServerChoice { name: name.to_owned(), owner, servers: list.servers, has_default, paths: list.paths };
        let choice = self.names.name(choice, &mut self.variable_types);
        self.choices.push(choice);
        name.to_owned()
    }
}
