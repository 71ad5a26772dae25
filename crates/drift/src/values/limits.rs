//! The bounds of a value in both documents. Only those of requests are known; a response is not checked.

use std::collections::HashMap;

use moored_model::bounds::{Alternative, Bound, Bounds, JsonType};

use crate::Side;

/// The bounds of a value in the old and the new document.
#[derive(Clone, Default)]
pub(super) struct Limits<'a> {
    pub(super) old: Vec<&'a Bound>,
    pub(super) new: Vec<&'a Bound>,
}

/// The bounds of the members of an object.
#[derive(Default)]
pub(super) struct MemberLimits<'a> {
    old: HashMap<&'a str, Vec<&'a Bounds>>,
    new: HashMap<&'a str, Vec<&'a Bounds>>,
}

impl<'a> Limits<'a> {
    pub(super) fn new(old: (&Side<'a>, &'a Bounds), new: (&Side<'a>, &'a Bounds)) -> Self {
        Self { old: flat(old.0, [old.1]), new: flat(new.0, [new.1]) }
    }

    /// Two bounds with the same identity are the same. There is none for bounds that are equal by chance.
    pub(super) fn identity(&self) -> (usize, usize) {
        let first = |bounds: &[&'a Bound]| bounds.first().map_or(0, |bound| std::ptr::from_ref::<Bound>(bound).addr());
        (first(&self.old), first(&self.new))
    }

    pub(super) fn members(&self) -> MemberLimits<'a> {
        let of = |bounds: &[&'a Bound]| {
            let mut found: HashMap<&'a str, Vec<&'a Bounds>> = HashMap::new();
            for bound in bounds {
                if let Bound::Member(name, inner) = bound {
                    found.entry(name).or_default().push(inner);
                }
            }
            found
        };
        MemberLimits { old: of(&self.old), new: of(&self.new) }
    }

    /// The bounds within these that `select` returns.
    fn inner(&self, old: &Side<'a>, new: &Side<'a>, select: impl Fn(&'a Bound) -> Option<&'a Bounds>) -> Self {
        Self {
            old: flat(old, self.old.iter().filter_map(|bound| select(bound))),
            new: flat(new, self.new.iter().filter_map(|bound| select(bound))),
        }
    }

    /// Those of additional members.
    pub(super) fn others(&self, old: &Side<'a>, new: &Side<'a>) -> Self {
        self.inner(old, new, |bound| match bound {
            Bound::OtherMembers(_, inner) => Some(inner),
            _ => None,
        })
    }

    /// Those of all items of a list.
    pub(super) fn items(&self, old: &Side<'a>, new: &Side<'a>) -> Self {
        self.inner(old, new, |bound| match bound {
            Bound::Items(0, inner) => Some(inner),
            _ => None,
        })
    }

    /// Those of the item with this number.
    pub(super) fn item(&self, index: usize, old: &Side<'a>, new: &Side<'a>) -> Self {
        self.inner(old, new, |bound| match bound {
            Bound::Item(number, inner) if *number == index => Some(inner),
            _ => None,
        })
    }

    /// Each alternative of the old choices, with its bounds beside those of the one type that the value has now.
    pub(super) fn of_old_alternatives(&self, old: &Side<'a>) -> Vec<(&'a Alternative, Self)> {
        let alternatives = self.old.iter().filter_map(|bound| match bound {
            Bound::AnyOf(alternatives) => Some(alternatives),
            _ => None,
        });
        let with_new = |alternative: &'a Alternative| {
            (alternative, Self { old: flat(old, [&alternative.bounds]), new: self.new.clone() })
        };
        alternatives.flatten().map(with_new).collect()
    }

    /// Those of the alternatives with these numbers, of unions with so many variants.
    pub(super) fn alternative(&self, old: (&Side<'a>, usize, usize), new: (&Side<'a>, usize, usize)) -> Self {
        let of = |bounds: &[&'a Bound], (side, index, count): (&Side<'a>, usize, usize)| {
            let found = bounds.iter().filter_map(|bound| match bound {
                Bound::AnyOf(alternatives) if alternatives.len() == count => alternatives.get(index),
                _ => None,
            });
            flat(side, found.map(|alternative| &alternative.bounds))
        };
        Self { old: of(&self.old, old), new: of(&self.new, new) }
    }
}

impl<'a> MemberLimits<'a> {
    /// Those of a property.
    pub(super) fn of(&self, old: (&Side<'a>, &str), new: (&Side<'a>, &str)) -> Limits<'a> {
        let of = |found: &HashMap<&'a str, Vec<&'a Bounds>>, (side, name): (&Side<'a>, &str)| {
            found.get(name).map(|bounds| flat(side, bounds.iter().copied())).unwrap_or_default()
        };
        Limits { old: of(&self.old, old), new: of(&self.new, new) }
    }
}

/// The bounds of a value, with those of the components and of a choice between one type and `null` instead of them.
fn flat<'a>(side: &Side<'a>, all: impl IntoIterator<Item = &'a Bounds>) -> Vec<&'a Bound> {
    let (mut found, mut seen): (Vec<&Bound>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut rest: Vec<&'a Bound> = all.into_iter().flat_map(|bounds| &bounds.0).collect();
    rest.reverse();
    while let Some(bound) = rest.pop() {
        match bound {
            Bound::Component(name) => {
                if !seen.contains(&name.as_str()) {
                    seen.push(name);
                    rest.extend(side.api.bounds.get(name).into_iter().flat_map(|bounds| bounds.0.iter().rev()));
                }
            }
            Bound::AnyOf(alternatives) => {
                let mut values = alternatives.iter().filter(|one| one.ty != Some(JsonType::Null));
                match (values.next(), values.next()) {
                    (Some(only), None) => rest.extend(only.bounds.0.iter().rev()),
                    _ => found.push(bound),
                }
            }
            _ => found.push(bound),
        }
    }
    found
}
