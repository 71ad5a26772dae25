//! Corrections of the overlay that are no longer needed.

use std::collections::HashSet;

use moored_document::obsolete::State;

use crate::{Change, Class, comparison::Comparison, rule::rules};

rules! {
    OBSOLETE [Documentation] "overlay-action-obsolete" "An action of the overlay has no effect any more."
        "The provider has corrected its document in the same way, so that nothing changes for callers. An action whose \
         target matches nothing prevents the generation of the client until it is removed.";
}

pub(crate) fn compare(comparison: &mut Comparison<'_>) {
    let before: HashSet<(usize, &str)> =
        comparison.old.document.obsolete().iter().map(|action| (action.number, action.target.as_str())).collect();
    let obsolete = comparison.new.document.obsolete().iter();
    let obsolete = obsolete.filter(|action| !before.contains(&(action.number, action.target.as_str())));
    let changes: Vec<Change> = obsolete
        .map(|action| {
            let why = match action.state {
                State::Dead => "its target matches nothing",
                State::Corrected => "the document has what it sets",
            };
            let file = action.location.source.name().rsplit('/').next().unwrap_or_default();
            let message = format!(
                "action {} of {file} (\"{}\") has no effect any more: {why}",
                action.number,
                action.description.lines().next().unwrap_or_default()
            );
            Change::new(&OBSOLETE, Class::Documentation, format!("action {}", action.target), message)
                .at(action.location.clone(), None)
                .help(format!("remove action {} at line {} of {file}", action.number, action.location.position.line))
        })
        .collect();
    changes.into_iter().for_each(|change| comparison.push(change));
}
