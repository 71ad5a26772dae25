//! Names that are taken.

use std::collections::{BTreeMap, BTreeSet};

/// Names that are taken; hands out the first of several wishes that is free.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    /// The next number to try behind a name; all before it are taken.
    numbers: BTreeMap<String, usize>,
}

impl Scope {
    /// Takes `name`; `false` where it, or one that differs in case alone, is taken: some file systems do not tell them apart.
    pub fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_ascii_lowercase())
    }

    /// Whether `name` is free.
    #[must_use]
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&name.to_ascii_lowercase())
    }

    /// Takes the first of `wishes` that is free, or the last with the first number from 2 on that makes it so.
    pub fn take_first(&mut self, wishes: &[String]) -> String {
        if let Some(wish) = wishes.iter().find(|wish| self.is_free(wish)) {
            self.take(wish);
            return wish.clone();
        }
        let last = wishes.last().map_or("Empty", String::as_str);
        let key = last.to_ascii_lowercase();
        let mut number = self.numbers.get(&key).copied().unwrap_or(2);
        loop {
            let name = format!("{last}{number}");
            number += 1;
            if self.take(&name) {
                self.numbers.insert(key, number);
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_hands_out_each_name_once() {
        let mut scope = Scope::default();
        assert_eq!(scope.take_first(&["User".into()]), "User");
        assert_eq!(scope.take_first(&["USER".into(), "OwnerUser".into()]), "OwnerUser");
        assert_eq!(scope.take_first(&["User".into()]), "User2");
    }
}
