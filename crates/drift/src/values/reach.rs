//! Which operations a change of a type affects: those whose values reach the pair of types.

use std::collections::{BTreeSet, HashMap};

use moored_document::recursion::Recursion;

/// The numbers of the operations that reach each node of `changed`. `edges` has the nodes that each node reaches, and
/// `roots` the operation of each of the first ones.
pub(super) fn operations(
    edges: &[Vec<usize>],
    roots: &[Option<usize>],
    changed: &BTreeSet<usize>,
) -> HashMap<usize, Vec<usize>> {
    let relevant = reaching(edges, changed);
    let inner = |node: usize| {
        let targets = edges.get(node).into_iter().flatten().copied();
        targets.filter(|target| relevant.get(*target) == Some(&true)).collect::<Vec<_>>()
    };
    let edges: Vec<Vec<usize>> =
        (0..edges.len()).map(|node| if relevant.get(node) == Some(&true) { inner(node) } else { Vec::new() }).collect();
    let recursion = Recursion::of(&edges);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for node in (0..edges.len()).filter(|node| relevant.get(*node) == Some(&true)) {
        if let Some(of_component) = recursion.component(node).and_then(|component| members.get_mut(component)) {
            of_component.push(node);
        }
    }
    let blocks = roots.iter().flatten().max().map_or(0, |last| last / 64 + 1);
    let mut sets: HashMap<usize, Vec<u64>> = HashMap::new();
    let mut found = HashMap::new();
    // A component has a higher number than those that it reaches.
    for (component, nodes) in members.iter().enumerate().rev().filter(|(_, nodes)| !nodes.is_empty()) {
        let mut set = sets.remove(&component).unwrap_or_else(|| vec![0; blocks]);
        for operation in nodes.iter().filter_map(|node| roots.get(*node).copied().flatten()) {
            if let Some(block) = set.get_mut(operation / 64) {
                *block |= 1 << (operation % 64);
            }
        }
        for target in nodes.iter().filter_map(|node| edges.get(*node)).flatten() {
            let Some(next) = recursion.component(*target).filter(|next| *next != component) else { continue };
            let into = sets.entry(next).or_insert_with(|| vec![0; blocks]);
            into.iter_mut().zip(&set).for_each(|(into, block)| *into |= block);
        }
        for node in nodes.iter().filter(|node| changed.contains(node)) {
            found.insert(*node, numbers(&set));
        }
    }
    found
}

/// For each node, whether it reaches one of `changed`.
fn reaching(edges: &[Vec<usize>], changed: &BTreeSet<usize>) -> Vec<bool> {
    let mut reversed: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (node, targets) in edges.iter().enumerate() {
        for target in targets {
            if let Some(sources) = reversed.get_mut(*target) {
                sources.push(node);
            }
        }
    }
    let mut relevant = vec![false; edges.len()];
    let mut rest: Vec<usize> = changed.iter().copied().collect();
    while let Some(node) = rest.pop() {
        if let Some(is_relevant) = relevant.get_mut(node)
            && !std::mem::replace(is_relevant, true)
        {
            rest.extend(reversed.get(node).into_iter().flatten());
        }
    }
    relevant
}

/// The numbers of the bits that are set.
fn numbers(set: &[u64]) -> Vec<usize> {
    let of_block = |(index, block): (usize, &u64)| {
        let block = *block;
        (0..64).filter(move |bit| block >> bit & 1 == 1).map(move |bit| index * 64 + bit)
    };
    set.iter().enumerate().flat_map(of_block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_reach_a_change_through_cycles() {
        // Two roots, and 2 → 3 → 4 → 2; 5 is reached by the second root alone.
        let edges = vec![vec![2], vec![5, 3], vec![3], vec![4], vec![2], vec![]];
        let found = operations(&edges, &[Some(70), Some(1)], &BTreeSet::from([4, 5]));
        assert_eq!(found.get(&4), Some(&vec![1, 70]));
        assert_eq!(found.get(&5), Some(&vec![1]));
        assert_eq!(found.len(), 2);
    }
}
