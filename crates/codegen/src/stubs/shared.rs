//! Bodies that several responses have: half of the file, for many documents. Only the first response has the body.

use std::collections::{HashMap, HashSet};

use super::{Content, Reference, Stub};

/// A shorter body is repeated: a reference is hardly shorter.
const SHORTEST: usize = 120;

/// The bodies that were written.
#[derive(Default)]
pub(super) struct Shared {
    /// By their JSON.
    written: HashMap<String, Reference>,
    /// What a reference would find already.
    taken: HashSet<(String, u16)>,
}

impl Shared {
    /// Replaces the bodies that are written already.
    pub(super) fn refer(&mut self, id: &str, mut responses: Vec<Stub>) -> Vec<Stub> {
        for Stub { status, body, .. } in &mut responses {
            let Some(body) = body else { continue };
            let Content::Json(value) = &body.content else { continue };
            let reference = Reference { id: id.to_owned(), status: *status };
            let is_first = self.taken.insert((id.to_owned(), *status));
            let json = value.to_string();
            if json.len() < SHORTEST {
                continue;
            }
            match self.written.get(&json) {
                Some(reference) => body.content = Content::JsonOf(reference.clone()),
                None if is_first => {
                    self.written.insert(json, reference);
                }
                None => {}
            }
        }
        responses
    }
}
