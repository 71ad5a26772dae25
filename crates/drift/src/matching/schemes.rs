//! Pairs security schemes that have another name.

use moored_model::api::{Scheme, SchemeKind};

/// Old and new schemes of which each is the only one of its document without a counterpart that is sent in this way.
pub(crate) fn renamed<'a>(old: &'a [Scheme], new: &'a [Scheme]) -> Vec<(&'a Scheme, &'a Scheme)> {
    let rest = |list: &'a [Scheme], other: &[Scheme]| -> Vec<&'a Scheme> {
        list.iter().filter(|one| other.iter().all(|other| other.name != one.name)).collect()
    };
    let (removed, added) = (rest(old, new), rest(new, old));
    let mut pairs = Vec::new();
    for one in &removed {
        let candidates: Vec<&&Scheme> = added.iter().filter(|other| is_same(&one.kind, &other.kind)).collect();
        let is_only = removed.iter().filter(|other| is_same(&one.kind, &other.kind)).count() == 1;
        if let ([other], true) = (candidates.as_slice(), is_only) {
            pairs.push((*one, **other));
        }
    }
    pairs
}

/// Whether both are sent in the same way.
pub(crate) fn is_same(old: &SchemeKind, new: &SchemeKind) -> bool {
    match (old, new) {
        // The names of constructors follow those of the schemes.
        (SchemeKind::OAuth2 { grants: old, .. }, SchemeKind::OAuth2 { grants: new, .. }) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.kind == new.kind)
        }
        (SchemeKind::Header(old), SchemeKind::Header(new)) => old.eq_ignore_ascii_case(new),
        (old, new) => old == new,
    }
}
