//! Recursion: the nodes of a graph that reach each other (strongly connected components).
//!
//! Tarjan's algorithm with a stack of its own instead of calls: a chain may be as long as the document.

/// The strongly connected components of a graph whose nodes are `0..edges.len()`.
#[derive(Clone, Debug)]
pub struct Recursion {
    /// The component of each node.
    component: Vec<usize>,
    /// Whether a component has an edge within it, by its number.
    is_recursive: Vec<bool>,
}

impl Recursion {
    /// Finds the components. `edges` has for each node those that it refers to; edges to nodes that do not exist are
    /// ignored.
    #[must_use]
    pub fn of(edges: &[Vec<usize>]) -> Self {
        let unknown = vec![None; edges.len()];
        let mut search = Search {
            edges,
            time: unknown.clone(),
            low: unknown.clone(),
            component: unknown,
            open: Vec::new(),
            count: 0,
        };
        for start in 0..edges.len() {
            search.visit(start);
        }
        let component: Vec<usize> = search.component.into_iter().flatten().collect();
        let mut is_recursive = vec![false; search.count];
        for (own, targets) in component.iter().zip(edges) {
            if targets.iter().any(|target| component.get(*target) == Some(own))
                && let Some(recursive) = is_recursive.get_mut(*own)
            {
                *recursive = true;
            }
        }
        Self { component, is_recursive }
    }

    /// The number of the component that `node` is in.
    #[must_use]
    pub fn component(&self, node: usize) -> Option<usize> {
        self.component.get(node).copied()
    }

    /// The number of the component that `node` is in, where `node` reaches itself.
    #[must_use]
    pub fn cycle(&self, node: usize) -> Option<usize> {
        self.component(node).filter(|component| self.is_recursive.get(*component) == Some(&true))
    }

    /// Whether `one` and `other` reach each other, or are the same node.
    #[must_use]
    pub fn is_connected(&self, one: usize, other: usize) -> bool {
        self.component(one).is_some_and(|component| self.component(other) == Some(component))
    }
}

struct Search<'a> {
    edges: &'a [Vec<usize>],
    /// When each node was entered.
    time: Vec<Option<usize>>,
    /// The earliest node that each node reaches.
    low: Vec<Option<usize>>,
    component: Vec<Option<usize>>,
    /// Nodes that have been entered and have no component yet, in the order of their times.
    open: Vec<usize>,
    count: usize,
}

impl Search<'_> {
    fn visit(&mut self, start: usize) {
        if known(&self.time, start).is_some() {
            return;
        }
        let mut entered = 0;
        // The nodes from `start` to the current one, each with the number of its edges that have been followed.
        let mut path: Vec<(usize, usize)> = Vec::new();
        self.enter(start, &mut path, &mut entered);
        while let Some((node, followed)) = path.last_mut() {
            let node = *node;
            let next = self.edges.get(node).and_then(|edges| edges.get(*followed)).copied();
            *followed += 1;
            match next {
                Some(next) if next >= self.edges.len() => {}
                Some(next) if known(&self.time, next).is_none() => self.enter(next, &mut path, &mut entered),
                Some(next) => {
                    if known(&self.component, next).is_none() {
                        self.lower(node, known(&self.time, next));
                    }
                }
                None => {
                    path.pop();
                    self.leave(node, path.last().map(|(node, _)| *node));
                }
            }
        }
    }

    fn enter(&mut self, node: usize, path: &mut Vec<(usize, usize)>, entered: &mut usize) {
        // Earlier searches are complete, so that their times do not matter.
        set(&mut self.time, node, *entered);
        set(&mut self.low, node, *entered);
        *entered += 1;
        self.open.push(node);
        path.push((node, 0));
    }

    fn lower(&mut self, node: usize, to: Option<usize>) {
        if let (Some(low), Some(to)) = (known(&self.low, node), to) {
            set(&mut self.low, node, low.min(to));
        }
    }

    fn leave(&mut self, node: usize, holder: Option<usize>) {
        let low = known(&self.low, node);
        if low == known(&self.time, node) {
            while let Some(member) = self.open.pop() {
                set(&mut self.component, member, self.count);
                if member == node {
                    break;
                }
            }
            self.count += 1;
        }
        if let Some(holder) = holder {
            self.lower(holder, low);
        }
    }
}

fn known(values: &[Option<usize>], node: usize) -> Option<usize> {
    values.get(node).copied().flatten()
}

fn set(values: &mut [Option<usize>], node: usize, value: usize) {
    if let Some(slot) = values.get_mut(node) {
        *slot = Some(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_that_reach_each_other_are_one_component() {
        //   0 → 1 → 2 → 0, 2 → 3, 3 → 3, 4 → 0, 5
        let recursion = Recursion::of(&[vec![1], vec![2], vec![0, 3], vec![3, 9], vec![0], vec![]]);
        assert!(recursion.is_connected(0, 1) && recursion.is_connected(1, 2));
        assert!(!recursion.is_connected(2, 3) && !recursion.is_connected(4, 0));
        let cyclic: Vec<usize> = (0..6).filter(|node| recursion.cycle(*node).is_some()).collect();
        assert_eq!(cyclic, [0, 1, 2, 3]);
        assert_eq!(recursion.component(6), None);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let length = 100_000;
        let edges: Vec<Vec<usize>> = (0..length).map(|node| vec![(node + 1) % length]).collect();
        assert!(Recursion::of(&edges).is_connected(0, length - 1));
    }
}
