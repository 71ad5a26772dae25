//! Compares pairs of types until none is left.

use moored_model::api::{TypeId, TypeKind, TypeRef};

use super::{
    bounds, containers, enums,
    limits::Limits,
    members::Members,
    part::{Around, Of, Part},
    presence,
    root::Rooted,
    scalars, unions,
    view::View,
    work::{Failure, Renamed, Spot, Task, Work},
};
use crate::{Direction, Side};

/// All changes of the values of `roots`. The node with the number of a root is that of the root.
pub(super) fn run<'a>(old: Side<'a>, new: Side<'a>, renamed: &'a Renamed, roots: &'a [Rooted]) -> Work<'a> {
    let mut work = Work::new(old, new, renamed, roots.len());
    for (node, rooted) in roots.iter().enumerate() {
        let part = Part::new(Of::Root(&rooted.root));
        let spot = Spot { node, part, direction: rooted.direction, failure: Failure::Fatal };
        let limits = match &rooted.bounds {
            Some((of_old, of_new)) => Limits::new((&old, of_old), (&new, of_new)),
            None => Limits::default(),
        };
        if rooted.direction == Direction::Request {
            presence::default(&mut work, &spot);
        }
        work.compare(spot, &rooted.old, &rooted.new, limits);
        while let Some(task) = work.tasks.pop() {
            value(&mut work, task);
        }
    }
    work
}

/// Compares the types of a value. Each turn goes through a name, a list or a map.
fn value<'a>(work: &mut Work<'a>, task: Task<'a>) {
    let Task { mut spot, mut old, mut new, mut limits } = task;
    loop {
        // The presence of a property states whether it may be `null`.
        if !matches!(spot.part.holder(), Some(Of::Field(..))) {
            presence::null(work, &spot, old, new);
        }
        (old, new) = (not_null(old), not_null(new));
        match (old, new) {
            (TypeRef::Named(one), TypeRef::Named(other)) => {
                return pair(work, &spot, (old, *one), (new, *other), limits);
            }
            (TypeRef::Named(id), _) if let Some(target) = target(&work.old, *id) => old = target,
            (_, TypeRef::Named(id)) if let Some(target) = target(&work.new, *id) => new = target,
            (TypeRef::List(one), TypeRef::List(other)) => {
                bounds::compare(work, &spot, &limits);
                limits = limits.items(&work.old, &work.new);
                spot.part = spot.part.within(Around::List);
                (old, new) = (one, other);
            }
            (TypeRef::Map(one), TypeRef::Map(other)) => {
                bounds::compare(work, &spot, &limits);
                limits = limits.others(&work.old, &work.new);
                spot.part = spot.part.within(Around::Map);
                (old, new) = (one, other);
            }
            _ => return views(work, &spot, (old, View::of(old, &work.old)), (new, View::of(new, &work.new)), &limits),
        }
    }
}

/// Compares two values that are no lists or maps of the same kind.
fn views<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, old): (&'a TypeRef, View<'a>),
    (of_new, new): (&'a TypeRef, View<'a>),
    limits: &Limits<'a>,
) {
    match (old, new) {
        (View::Union(..), _) | (_, View::Union(..)) => {
            unions::with_other(work, spot, (of_old, old), (of_new, new));
            bounds::alternatives(work, spot, limits);
        }
        (View::Enum(_, of_old), View::Text(_)) => {
            scalars::compare(work, spot, old, new);
            bounds::listed(work, spot, &of_old.values, limits);
        }
        _ => {
            scalars::compare(work, spot, old, new);
            if std::mem::discriminant(&old) == std::mem::discriminant(&new) {
                bounds::compare(work, spot, limits);
            }
        }
    }
}

fn not_null(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Option(inner) => inner,
        other => other,
    }
}

/// What the type is another name of, or a type around; `None` if it is neither.
fn target<'a>(side: &Side<'a>, id: TypeId) -> Option<&'a TypeRef> {
    match &side.ty(id)?.kind {
        TypeKind::Alias(target) | TypeKind::Wrapper(target) => Some(target),
        _ => None,
    }
}

/// Compares two types of the clients, unless that has been done.
fn pair<'a>(
    work: &mut Work<'a>,
    spot: &Spot<'a>,
    (of_old, one): (&'a TypeRef, TypeId),
    (of_new, other): (&'a TypeRef, TypeId),
    limits: Limits<'a>,
) {
    let (Some(old), Some(new)) = (work.old.ty(one), work.new.ty(other)) else { return };
    let Some(node) = work.reach(spot.node, (one, other, spot.direction, spot.failure, limits.identity())) else {
        return;
    };
    let spot = Spot { node, ..spot.at(Part::new(Of::Type(old, new))) };
    match (&old.kind, &new.kind) {
        (TypeKind::Alias(from) | TypeKind::Wrapper(from), TypeKind::Alias(to) | TypeKind::Wrapper(to)) => {
            work.compare(spot, from, to, limits);
        }
        (TypeKind::Alias(from) | TypeKind::Wrapper(from), _) => work.compare(spot, from, of_new, limits),
        (_, TypeKind::Alias(to) | TypeKind::Wrapper(to)) => work.compare(spot, of_old, to, limits),
        (TypeKind::Union(from), TypeKind::Union(to)) => unions::compare(work, &spot, (old, from), (new, to), &limits),
        (TypeKind::Struct(from), TypeKind::Struct(to)) => {
            bounds::compare(work, &spot, &limits);
            let members = Members::of(from, to, work.renamed(one, other));
            presence::compare(work, &spot, (old, from), (new, to), members, &limits);
            containers::others(work, &spot, (old, from), (new, to), &limits);
        }
        (TypeKind::Enum(from), TypeKind::Enum(to)) => {
            let renamed = work.renamed(one, other);
            enums::strings(work, &spot, (old, from), (new, to), renamed);
        }
        (TypeKind::NumberEnum(from), TypeKind::NumberEnum(to)) => {
            enums::numbers(work, &spot, (old, from), (new, to));
        }
        (TypeKind::Tuple(from), TypeKind::Tuple(to)) => {
            containers::tuples(work, &spot, (old, from), (new, to), &limits);
        }
        _ => {
            views(work, &spot, (of_old, View::of(of_old, &work.old)), (of_new, View::of(of_new, &work.new)), &limits);
        }
    }
}
