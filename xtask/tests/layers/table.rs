//! The table of crates: their modules, lines, cycles and uses of the root.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::crates::Crate;
use crate::generated::is_generated;
use crate::graph::{Edge, Graph};

/// A crate with the graph of each of its targets.
pub(crate) struct Structure {
    pub(crate) package: Crate,
    pub(crate) graphs: Vec<Graph>,
}

impl Structure {
    pub(crate) fn read(package: Crate) -> Self {
        let graphs = package.roots.iter().map(|root| Graph::read(root, &package.sources)).collect();
        Self { package, graphs }
    }

    fn row(&self) -> [String; 8] {
        let written = self.package.sources.iter().filter(|(path, text)| !is_generated(path, text));
        let mut sizes: Vec<_> = written.map(|(path, text)| (text.lines().count(), path.as_str())).collect();
        sizes.sort_unstable();
        let modules: BTreeSet<&str> = self.graphs.iter().flat_map(Graph::files).collect();
        let (largest, largest_path) = sizes.last().copied().unwrap_or_default();
        let cycles: Vec<_> = self.graphs.iter().flat_map(Graph::cycles).map(|cycle| cycle.len().to_string()).collect();
        let folders: Vec<_> =
            self.graphs.iter().flat_map(Graph::folder_cycles).map(|cycle| cycle.len().to_string()).collect();
        let largest_path = largest_path.strip_prefix(&self.package.folder).unwrap_or(largest_path);
        [
            self.package.name.clone(),
            modules.len().to_string(),
            sizes.iter().map(|(lines, _)| lines).sum::<usize>().to_string(),
            sizes.get(sizes.len() / 2).map_or(0, |(lines, _)| *lines).to_string(),
            format!("{largest} {}", largest_path.trim_start_matches('/')),
            with_sizes(&cycles),
            with_sizes(&folders),
            self.up_arrows().len().to_string(),
        ]
    }

    /// Every cycle, with the paths that close it.
    pub(crate) fn cycles(&self) -> Vec<String> {
        let mut cycles = Vec::new();
        for graph in &self.graphs {
            for cycle in graph.cycles() {
                let mut text = format!("{}: {} files import each other:", self.package.name, cycle.len());
                for line in self.shown(graph, graph.edges_within(&cycle)) {
                    let _ = write!(text, "\n    {line}");
                }
                cycles.push(text);
            }
        }
        cycles
    }

    /// Every group of sibling modules that import each other with what is below them, with the paths by which they do.
    pub(crate) fn folder_cycles(&self) -> Vec<String> {
        let mut cycles = Vec::new();
        for graph in &self.graphs {
            for cycle in graph.folder_cycles() {
                let members: Vec<_> = cycle.iter().map(|id| self.short(&graph.tree.modules[*id].file)).collect();
                let mut text = format!("{}: {} with what is below them:", self.package.name, members.join(", "));
                for line in self.shown(graph, graph.edges_between(&cycle)) {
                    let _ = write!(text, "\n    {line}");
                }
                cycles.push(text);
            }
        }
        cycles
    }

    /// Every use of what a root defines.
    pub(crate) fn up_arrows(&self) -> Vec<String> {
        let lines = self.graphs.iter().flat_map(|graph| self.shown(graph, graph.up_arrows().into_iter()));
        lines.map(|line| format!("{}: {line}", self.package.name)).collect()
    }

    /// A line for each file that uses another: where, and the paths by which it does.
    fn shown<'a>(&self, graph: &Graph, edges: impl Iterator<Item = &'a Edge>) -> Vec<String> {
        let mut paths: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
        for edge in edges {
            paths.entry((edge.from, edge.to)).or_default().push(&edge.path);
        }
        let lines = paths.into_iter().map(|((from, to), mut paths)| {
            let all = paths.clone();
            // A path that starts with an imported name adds nothing to the import.
            paths.retain(|path| {
                let first = path.split("::").next();
                !all.iter().any(|other| other != path && other.rsplit("::").next() == first)
            });
            let (from, to) = (&graph.tree.modules[from].file, &graph.tree.modules[to].file);
            let line = self.line_of(from, paths.first().copied().unwrap_or_default());
            format!("{}:{line} → {} ({})", self.short(from), self.short(to), paths.join(", "))
        });
        lines.collect()
    }

    /// The first line of code with the last name of the path; tokens do not carry their lines here.
    fn line_of(&self, file: &str, path: &str) -> usize {
        let last = path.rsplit("::").next().unwrap_or_default();
        let text = self.package.sources.get(file).map(String::as_str).unwrap_or_default();
        let found = text.lines().position(|line| !line.trim_start().starts_with("//") && line.contains(last));
        found.map_or(0, |line| line + 1)
    }

    fn short<'a>(&self, path: &'a str) -> &'a str {
        let path = path.strip_prefix(&self.package.folder).unwrap_or(path).trim_start_matches('/');
        path.strip_prefix("src/").unwrap_or(path)
    }
}

fn with_sizes(sizes: &[String]) -> String {
    if sizes.is_empty() { "0".to_owned() } else { format!("{} ({})", sizes.len(), sizes.join(", ")) }
}

/// One row for each crate.
pub(crate) fn table(structures: &[Structure]) -> String {
    let head = ["crate", "modules", "lines", "median", "largest", "cycles (files)", "folder cycles", "up-arrows"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(structures.iter().map(Structure::row));
    let mut widths = [0; 8];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<_> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
        if index == 0 {
            let _ = writeln!(text, "| {} |", widths.map(|width| "-".repeat(width)).join(" | "));
        }
    }
    text
}
