//! Which fields are boxed because their structs contain themselves. typify decides it when a client is emitted: it
//! follows the recursion from the first struct of the document, and boxes the fields of a struct that it is still in.
//! This is the same search over the model.

use std::collections::HashSet;

use moored_document::recursion::Recursion;
use moored_model::api::{Presence, Struct, TypeKind, TypeRef, Types};

/// The boxed fields of a client.
pub(super) struct Boxes {
    recursion: Recursion,
    boxed: HashSet<(usize, usize)>,
}

/// A node of the search: a type, or an option of it, which typify has once for all fields that use it.
type Node = usize;

impl Boxes {
    pub(super) fn of(types: &Types) -> Self {
        let contained: Vec<Vec<(usize, bool)>> = types.iter().map(|ty| contained(&ty.kind, types)).collect();
        let edges: Vec<Vec<usize>> =
            contained.iter().map(|all| all.iter().map(|(index, _)| *index).collect()).collect();
        let recursion = Recursion::of(&edges);
        let is_recursive = (0..edges.len()).any(|index| recursion.cycle(index).is_some());
        let boxed = if is_recursive { search(&contained) } else { HashSet::new() };
        Self { recursion, boxed }
    }

    /// Whether a field of the type with the number `holder` is boxed.
    pub(super) fn has(&self, holder: usize, ty: &TypeRef, presence: Presence, types: &Types) -> bool {
        let Some((target, is_option)) = target(ty, types) else { return false };
        let holder_node = holder * 2;
        let is_boxed = match is_option || presence != Presence::Required {
            true => {
                self.boxed.contains(&(holder_node, target * 2 + 1))
                    || self.boxed.contains(&(target * 2 + 1, target * 2))
            }
            false => self.boxed.contains(&(holder_node, target * 2)),
        };
        is_boxed && self.recursion.is_connected(holder, target)
    }

    /// Whether the value of the wrapper with the number `holder` is boxed.
    pub(super) fn has_wrapper(&self, holder: usize, ty: &TypeRef, types: &Types) -> bool {
        let Some((target, is_option)) = target(ty, types) else { return false };
        match is_option {
            true => {
                self.boxed.contains(&(holder * 2, target * 2 + 1)) || self.boxed.contains(&(target * 2 + 1, target * 2))
            }
            false => self.boxed.contains(&(holder * 2, target * 2)),
        }
    }
}

/// The types that a struct or a wrapper contains by value, in the order of the names of its fields, each with whether
/// it is an option.
fn contained(kind: &TypeKind, types: &Types) -> Vec<(usize, bool)> {
    match kind {
        TypeKind::Struct(Struct { fields, .. }) => {
            let mut ordered: Vec<_> = fields.iter().collect();
            ordered.sort_by(|one, other| one.name.cmp(&other.name));
            let found = ordered.into_iter().filter_map(|field| {
                let (index, is_option) = target(&field.ty, types)?;
                Some((index, is_option || field.presence != Presence::Required))
            });
            found.collect()
        }
        TypeKind::Wrapper(inner) => target(inner, types).into_iter().collect(),
        TypeKind::Alias(_) | TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::NumberEnum(_) | TypeKind::Tuple(_) => {
            Vec::new()
        }
    }
}

/// The number of the type that a value of `ty` contains by value, and whether as an option.
fn target(ty: &TypeRef, types: &Types) -> Option<(usize, bool)> {
    match ty {
        TypeRef::Option(inner) => target(inner, types).map(|(index, _)| (index, true)),
        TypeRef::Named(id) => match types.get(*id).map(|ty| &ty.kind) {
            Some(TypeKind::Alias(inner)) => target(inner, types),
            _ => Some((id.index(), false)),
        },
        _ => None,
    }
}

/// The edges to a node that the search is still in.
fn search(contained: &[Vec<(usize, bool)>]) -> HashSet<(Node, Node)> {
    let children = |node: Node| -> Vec<Node> {
        if node % 2 == 1 {
            return vec![node - 1];
        }
        let all = contained.get(node / 2).into_iter().flatten();
        all.map(|(index, is_option)| index * 2 + usize::from(*is_option)).collect()
    };
    let mut boxed = HashSet::new();
    let mut visited: HashSet<Node> = HashSet::new();
    for start in 0..contained.len() {
        let mut active: HashSet<Node> = HashSet::from([start * 2]);
        // Each node with the children that are still to be entered; the last one is the next.
        let mut stack: Vec<(Node, Option<Vec<Node>>)> = vec![(start * 2, None)];
        while let Some((node, rest)) = stack.last_mut() {
            match rest {
                None if visited.insert(*node) => {
                    let (back, ahead): (Vec<Node>, Vec<Node>) =
                        children(*node).into_iter().partition(|child| active.contains(child));
                    boxed.extend(back.into_iter().map(|child| (*node, child)));
                    *rest = Some(ahead);
                }
                None => *rest = Some(Vec::new()),
                Some(rest) => match rest.pop() {
                    Some(child) => {
                        active.insert(child);
                        stack.push((child, None));
                    }
                    None => {
                        active.remove(node);
                        stack.pop();
                    }
                },
            }
        }
    }
    boxed
}
