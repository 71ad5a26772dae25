//! Parameters of operations.

use crate::{Change, Class, Direction, comparison::Comparison, rule::rules, values::Root};

rules! {
    REQUIRED_ADDED [Wire] "required-parameter-added" "An operation requires a new parameter."
        "A call without it is rejected. With the new client it is an argument of the method, so that old code does not \
         compile.";
}

pub(crate) fn compare(comparison: &mut Comparison<'_>) {
    let (mut found, mut values) = (Vec::new(), Vec::new());
    for pair in &comparison.matching.operations {
        let parameters = pair.parameters();
        for (old, new) in parameters.same.into_iter().chain(parameters.renamed) {
            let location = old.location.word();
            let root = Root {
                operation: Some(pair.key.clone()),
                element: format!("{} {location} {}", pair.key, old.name),
                items: Vec::new(),
                old: Some(comparison.old.locate_parameter(pair.old, &old.name, location)),
                new: Some(comparison.new.locate_parameter(pair.new, &new.name, location)),
            };
            values.push((root, old.clone(), new.clone()));
        }
        for new in parameters.added.into_iter().filter(|new| new.required) {
            let location = new.location.word();
            let element = format!("{} {location} {}", pair.key, new.name);
            let in_new = comparison.new.locate_parameter(pair.new, &new.name, location);
            let change = Change::new(&REQUIRED_ADDED, Class::Wire, element, format!("`{}` is required now", new.name));
            found.push(change.operation(&pair.key).at(comparison.old.locate_operation(pair.old), in_new));
        }
    }
    found.into_iter().for_each(|change| comparison.push(change));
    for (root, old, new) in values {
        comparison.bounds(root.clone(), &old.bounds, &new.bounds);
        comparison.value(root, &old.ty, &new.ty, Direction::Request);
    }
}
