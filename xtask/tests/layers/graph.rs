//! Which modules import which, and the cycles among them.

use std::collections::{BTreeMap, BTreeSet};

use crate::modules::ModuleTree;
use crate::resolve::Target;

/// One file uses what another defines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// The path as written in the file.
    pub(crate) path: String,
}

/// The files of a target and what they use of each other.
pub(crate) struct Graph {
    pub(crate) tree: ModuleTree,
    pub(crate) edges: BTreeSet<Edge>,
}

impl Graph {
    pub(crate) fn read(root: &str, sources: &BTreeMap<String, String>) -> Self {
        let tree = ModuleTree::read(root, sources);
        let mut edges = BTreeSet::new();
        for (id, module) in tree.modules.iter().enumerate() {
            let imports = module.mentions.imports.iter().map(|import| (&import.path, import.is_glob));
            let paths = module.mentions.paths.iter().map(|path| (path, false));
            for (path, is_glob) in imports.chain(paths) {
                for target in tree.resolve(id, path) {
                    // A module that is imported by name is only the start of other paths; which names come through
                    // a glob is not known without types.
                    let definer = match target {
                        Target::ItemOf(definer) => definer,
                        Target::Module(definer) if is_glob => definer,
                        Target::Module(_) => continue,
                    };
                    let (from, to) = (module.owner, tree.modules[definer].owner);
                    if from != to {
                        edges.insert(Edge { from, to, path: path.join("::") });
                    }
                }
            }
        }
        Self { tree, edges }
    }

    /// Groups of files that use each other, directly or through others.
    pub(crate) fn cycles(&self) -> Vec<BTreeSet<usize>> {
        strongly_connected(self.unrelated().map(|edge| (edge.from, edge.to)))
    }

    /// Groups of sibling modules, each with all that is below it, that use each other. A stricter measure than
    /// [`Self::cycles`]: it sees `a` → `b::c` → `b` → `a`.
    pub(crate) fn folder_cycles(&self) -> Vec<BTreeSet<usize>> {
        strongly_connected(self.unrelated().filter_map(|edge| self.siblings(edge)))
    }

    /// The uses between siblings of a cycle, and what is below them.
    pub(crate) fn edges_between<'a>(&'a self, cycle: &'a BTreeSet<usize>) -> impl Iterator<Item = &'a Edge> {
        self.unrelated()
            .filter(|edge| self.siblings(edge).is_some_and(|(from, to)| cycle.contains(&from) && cycle.contains(&to)))
    }

    /// What is between a module and those around it does not count.
    fn unrelated(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(|edge| !self.tree.are_related(edge.from, edge.to))
    }

    /// The modules with the same parent that contain both ends of a use.
    fn siblings(&self, edge: &Edge) -> Option<(usize, usize)> {
        let (mut from, mut to) = (self.tree.ancestry(edge.from), self.tree.ancestry(edge.to));
        while from.last() == to.last() {
            from.pop();
            to.pop();
        }
        Some((*from.last()?, *to.last()?))
    }

    /// Uses of what the root itself defines, in the modules below it.
    pub(crate) fn up_arrows(&self) -> Vec<&Edge> {
        self.edges.iter().filter(|edge| edge.to == 0).collect()
    }

    /// The uses between files of a cycle.
    pub(crate) fn edges_within<'a>(&'a self, cycle: &'a BTreeSet<usize>) -> impl Iterator<Item = &'a Edge> {
        self.unrelated().filter(|edge| cycle.contains(&edge.from) && cycle.contains(&edge.to))
    }

    /// The paths of the files of a target, an `#[path]` that is shared counted once.
    pub(crate) fn files(&self) -> BTreeSet<&str> {
        self.tree.modules.iter().map(|module| module.file.as_str()).collect()
    }
}

/// The strongly connected components of more than one node.
fn strongly_connected(edges: impl Iterator<Item = (usize, usize)>) -> Vec<BTreeSet<usize>> {
    let mut next: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (from, to) in edges {
        next.entry(from).or_default().insert(to);
    }
    let reachable: BTreeMap<usize, BTreeSet<usize>> = next.keys().map(|from| (*from, reach(*from, &next))).collect();
    let reaches = |from: usize, to: usize| reachable.get(&from).is_some_and(|nodes| nodes.contains(&to));
    let mut components: Vec<BTreeSet<usize>> = Vec::new();
    for node in reachable.keys() {
        if components.iter().any(|component| component.contains(node)) {
            continue;
        }
        let mutual = reachable.keys().filter(|other| reaches(*node, **other) && reaches(**other, *node));
        let component: BTreeSet<_> = mutual.copied().collect();
        if component.len() > 1 {
            components.push(component);
        }
    }
    components
}

fn reach(from: usize, next: &BTreeMap<usize, BTreeSet<usize>>) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        for node in next.get(&node).into_iter().flatten() {
            if reached.insert(*node) {
                open.push(*node);
            }
        }
    }
    reached
}
