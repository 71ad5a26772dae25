//! Servers of a path item or an operation, which replace those of the document.

use serde_json::Value;

use super::{List, Owner, ServerVariable, Servers, names, read};
use crate::naming::type_name;
use moored_document::{document::Document, finding::Findings, pointer::Pointer};

/// The server of an operation, if it is not the document's.
#[derive(Clone, Debug)]
pub struct OwnServer {
    /// The address; a path if the host is that of the client.
    pub template: String,
    /// Its variables.
    pub variables: Vec<ServerVariable>,
    /// The type of the servers that the caller can choose from, if there are several.
    pub choice: Option<String>,
}

/// Reads the servers of operations. Each list is read once, whether it belongs to one operation or to a path item with
/// several.
pub(in crate::api) struct OwnServers<'a> {
    document: &'a Document,
    default_server: List,
    /// The lists that have been read, by their location.
    known: Vec<(Pointer, Option<OwnServer>)>,
    /// The lists that have a type, with its name.
    choices: Vec<(List, String)>,
}

impl<'a> OwnServers<'a> {
    /// A reader for `document`, whose servers are `default_server`.
    pub(super) fn new(document: &'a Document, default_server: List) -> Self {
        Self { document, default_server, known: Vec::new(), choices: Vec::new() }
    }

    /// The server of the operation at `at`, whose method is `method`.
    pub(in crate::api) fn of(
        &mut self,
        at: &Pointer,
        method: &str,
        servers: &mut Servers,
        findings: &mut Findings,
    ) -> Option<OwnServer> {
        let holders = [Some(at.clone()), at.parent()];
        let lists = holders.into_iter().flatten().map(|holder| holder.join("servers"));
        let is_there =
            |at: &Pointer| at.get(&self.document.value).and_then(Value::as_array).is_some_and(|list| !list.is_empty());
        let at = lists.into_iter().find(is_there)?;
        if let Some((_, known)) = self.known.iter().rev().find(|(known, _)| *known == at) {
            return known.clone();
        }
        let own = self.read(&at, method, servers, findings);
        self.known.push((at, own.clone()));
        own
    }

    fn read(
        &mut self,
        at: &Pointer,
        method: &str,
        servers: &mut Servers,
        findings: &mut Findings,
    ) -> Option<OwnServer> {
        let mut list = read(self.document, at, "sent to the default server", findings);
        list.prefer_https_of(&self.default_server);
        if list.same(&self.default_server) {
            return None;
        }
        let (template, variables) = match (&list.first_path, list.servers.first()) {
            (Some(path), _) => (path.clone(), Vec::new()),
            (None, Some(first)) => (first.template.clone(), first.variables.clone()),
            (None, None) => return None,
        };
        let is_plain = list.servers.len() + list.paths.len() == 1 && variables.is_empty();
        let choice = (!is_plain && !list.servers.is_empty()).then(|| self.choice(list, method, servers));
        Some(OwnServer { template, variables, choice })
    }

    /// The type of `list`; equal lists share one.
    fn choice(&mut self, list: List, method: &str, servers: &mut Servers) -> String {
        let same = self.choices.iter().find(|(other, _)| other.same(&list) && other.first_path == list.first_path);
        if let Some((_, name)) = same {
            return name.clone();
        }
        let by_address = match list.servers.as_slice() {
            [only] => names::distinctive_name(only),
            _ => None,
        };
        let candidates: Vec<String> = by_address
            .as_deref()
            .into_iter()
            .chain([method])
            .map(|name| type_name(&format!("{name} server")))
            .collect();
        let name = servers.names.type_name(&candidates);
        let name = servers.add(&name, Owner::Operation, list.clone());
        self.choices.push((list, name.clone()));
        name
    }
}
