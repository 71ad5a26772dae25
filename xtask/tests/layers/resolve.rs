//! Which module defines what a path names: imports, re-exports and globs are followed to the definition.

use std::collections::BTreeSet;

use crate::modules::ModuleTree;

/// What a path can name. A name can be a module and a function at once, so a path can have several targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    Module(usize),
    /// An item, or a part of one, that this module defines.
    ItemOf(usize),
}

/// The imports that are being resolved, by module and index; one that needs itself finds nothing.
type Visited = BTreeSet<(usize, usize)>;

impl ModuleTree {
    /// What a path names where it stands in this module. Nothing, if that is in another crate or made by a macro.
    pub(crate) fn resolve(&self, module: usize, path: &[String]) -> BTreeSet<Target> {
        self.resolve_path(module, path, &mut Visited::new())
    }

    fn resolve_path(&self, module: usize, path: &[String], visited: &mut Visited) -> BTreeSet<Target> {
        let Some((first, rest)) = path.split_first() else { return BTreeSet::new() };
        let mut targets = match first.as_str() {
            "crate" => BTreeSet::from([Target::Module(0)]),
            "self" | "super" => self.member(module, first, visited),
            name => self.look_up(module, name, visited),
        };
        for name in rest {
            let mut members = BTreeSet::new();
            for target in &targets {
                if let Target::Module(module) = *target {
                    members.extend(self.member(module, name, visited));
                }
            }
            // What follows an item is part of it: a variant, a method, an associated type.
            if members.is_empty() {
                targets.retain(|target| matches!(target, Target::ItemOf(_)));
            } else {
                targets = members;
            }
        }
        targets
    }

    fn member(&self, module: usize, name: &str, visited: &mut Visited) -> BTreeSet<Target> {
        match name {
            "self" => BTreeSet::from([Target::Module(module)]),
            "super" => self.modules[module].parent.map(Target::Module).into_iter().collect(),
            name => self.look_up(module, name, visited),
        }
    }

    fn look_up(&self, module: usize, name: &str, visited: &mut Visited) -> BTreeSet<Target> {
        let here = &self.modules[module];
        let mut targets = BTreeSet::new();
        targets.extend(here.children.iter().filter(|(child, _)| child == name).map(|(_, id)| Target::Module(*id)));
        if here.items.contains(name) {
            targets.insert(Target::ItemOf(module));
        }
        if module == 0 {
            targets.extend(self.exported_macros.get(name).map(|definer| Target::ItemOf(*definer)));
        }
        let imports = || here.mentions.imports.iter().enumerate();
        for (index, _) in imports().filter(|(_, import)| import.name.as_deref() == Some(name)) {
            targets.extend(self.resolve_import(module, index, None, visited));
        }
        if !targets.is_empty() {
            return targets;
        }
        for (index, _) in imports().filter(|(_, import)| import.is_glob) {
            targets.extend(self.resolve_import(module, index, Some(name), visited));
        }
        targets
    }

    /// What an import names, or what it names of a glob's module.
    fn resolve_import(
        &self,
        module: usize,
        index: usize,
        member: Option<&str>,
        visited: &mut Visited,
    ) -> BTreeSet<Target> {
        if !visited.insert((module, index)) {
            return BTreeSet::new();
        }
        let mut path = self.modules[module].mentions.imports[index].path.clone();
        path.extend(member.map(str::to_owned));
        let targets = self.resolve_path(module, &path, visited);
        visited.remove(&(module, index));
        targets
    }

    /// Whether one of the modules is the other or around it.
    pub(crate) fn are_related(&self, left: usize, right: usize) -> bool {
        self.ancestry(left).contains(&right) || self.ancestry(right).contains(&left)
    }

    /// The module and all modules around it, the root last.
    pub(crate) fn ancestry(&self, module: usize) -> Vec<usize> {
        std::iter::successors(Some(module), |module| self.modules[*module].parent).collect()
    }
}
