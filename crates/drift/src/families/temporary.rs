//! JSON bodies of requests and responses, until they have families of their own.

use moored_model::{
    api::{BodyKind, ResponseBody},
    bounds::Bounds,
};

use crate::{Direction, comparison::Comparison, values::Root};

pub(crate) fn compare(comparison: &mut Comparison<'_>) {
    let mut found = Vec::new();
    for pair in &comparison.matching.operations {
        let root = |element: String| Root {
            operation: Some(pair.key.clone()),
            element,
            items: Vec::new(),
            old: Some(comparison.old.locate_operation(pair.old)),
            new: Some(comparison.new.locate_operation(pair.new)),
        };
        if let (Some(old), Some(new)) = (&pair.old.body, &pair.new.body) {
            for (one, other) in old.contents.iter().zip(&new.contents) {
                if let (BodyKind::Json(from), BodyKind::Json(to)) = (&one.kind, &other.kind) {
                    found.push((
                        root(format!("{} body", pair.key)),
                        from.clone(),
                        to.clone(),
                        Direction::Request,
                        one.bounds.clone(),
                        other.bounds.clone(),
                    ));
                }
            }
        }
        for (old, new) in pair.old.responses.iter().zip(&pair.new.responses) {
            for (one, other) in old.representations.iter().zip(&new.representations) {
                if let (ResponseBody::Json(from), ResponseBody::Json(to)) = (&one.body, &other.body) {
                    found.push((
                        root(format!("{} response", pair.key)),
                        from.clone(),
                        to.clone(),
                        Direction::Response,
                        Bounds::default(),
                        Bounds::default(),
                    ));
                }
            }
        }
    }
    for (root, from, to, direction, of_old, of_new) in found {
        if direction == Direction::Request {
            comparison.bounds(root.clone(), &of_old, &of_new);
        }
        comparison.value(root, &from, &to, direction);
    }
}
