//! The patterns of all bounds.

use super::Api;
use crate::bounds::{Bound, Pattern};

impl Api {
    /// The patterns that are checked in requests.
    #[must_use]
    pub fn patterns(&self) -> Vec<Pattern> {
        let parameters = self.operations.iter().flat_map(|operation| &operation.parameters);
        let bodies = self.operations.iter().filter_map(|operation| operation.body.as_ref());
        let contents = bodies.flat_map(|body| &body.contents).map(|content| &content.bounds);
        let mut found: Vec<Pattern> = Vec::new();
        for bounds in self.bounds.values().chain(parameters.map(|parameter| &parameter.bounds)).chain(contents) {
            bounds.each(&mut |bound| {
                if let Bound::Pattern(pattern) = bound {
                    found.push(pattern.clone());
                }
            });
        }
        found.sort_by(|one, other| one.source.cmp(&other.source));
        found.dedup();
        found
    }
}
