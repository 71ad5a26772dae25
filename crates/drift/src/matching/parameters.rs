//! Pairs the parameters of an operation.

use std::collections::{BTreeMap, HashMap};

use moored_model::api::{Operation, Parameter, ParameterLocation};

use super::similarity::is_similar;

/// The parameters of an operation in both documents.
pub(crate) struct Parameters<'a> {
    /// Those in both, in the order of the old operation. Those in the path may have another name.
    pub(crate) same: Vec<(&'a Parameter, &'a Parameter)>,
    /// Those that are the same apart from their name.
    pub(crate) renamed: Vec<(&'a Parameter, &'a Parameter)>,
    /// Those that only the old operation has.
    pub(crate) removed: Vec<&'a Parameter>,
    /// Those that only the new operation has.
    pub(crate) added: Vec<&'a Parameter>,
}

/// What identifies a parameter: a header in any case, a part of the path by its position.
fn identity(parameter: &Parameter, positions: &HashMap<&str, usize>) -> (ParameterLocation, String) {
    let name = match parameter.location {
        ParameterLocation::Path => match positions.get(parameter.name.as_str()) {
            Some(position) => position.to_string(),
            None => parameter.name.clone(),
        },
        ParameterLocation::Header => parameter.name.to_ascii_lowercase(),
        ParameterLocation::Query | ParameterLocation::Querystring | ParameterLocation::Cookie => parameter.name.clone(),
    };
    (parameter.location, name)
}

/// The position of each variable in the path.
fn positions(path: &str) -> HashMap<&str, usize> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names.zip(0..).collect()
}

pub(crate) fn pair<'a>(old: &'a Operation, new: &'a Operation) -> Parameters<'a> {
    let (of_old, of_new) = (positions(&old.path), positions(&new.path));
    // After a move, a position in the path may be that of another variable.
    let is_same_count = of_old.len() == of_new.len();
    let by_name = HashMap::new();
    let keyed =
        |parameter: &Parameter, positions| identity(parameter, if is_same_count { positions } else { &by_name });
    let mut rest: BTreeMap<_, &Parameter> = new.parameters.iter().map(|one| (keyed(one, &of_new), one)).collect();
    let (mut same, mut removed) = (Vec::new(), Vec::new());
    for parameter in &old.parameters {
        match rest.remove(&keyed(parameter, &of_old)) {
            Some(new) => same.push((parameter, new)),
            None => removed.push(parameter),
        }
    }
    let mut added: Vec<&Parameter> =
        new.parameters.iter().filter(|one| rest.contains_key(&keyed(one, &of_new))).collect();
    let is_renamed = |old: &Parameter, new: &Parameter| {
        old.location == new.location
            && old.required == new.required
            && old.style == new.style
            && old.ty.is_named() == new.ty.is_named()
            && (old.ty.is_named() || old.ty == new.ty)
            && is_similar(&old.name, &new.name)
    };
    let mut renamed = Vec::new();
    removed.retain(|old| {
        let candidates: Vec<&Parameter> = added.iter().copied().filter(|new| is_renamed(old, new)).collect();
        let [only] = candidates.as_slice() else { return true };
        renamed.push((*old, *only));
        added.retain(|new| !std::ptr::eq(*new, *only));
        false
    });
    Parameters { same, renamed, removed, added }
}
