//! Names that are taken.

use std::collections::{BTreeMap, BTreeSet};

/// Names that are taken; takes the first of several candidates that is free.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    /// The next number to try after a name; all before it are taken.
    numbers: BTreeMap<String, usize>,
}

impl Scope {
    /// Takes `name`; `false` where it is taken, or one that differs from it in case only: some file systems do not
    /// distinguish the two.
    pub fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_ascii_lowercase())
    }

    /// Whether `name` is free.
    #[must_use]
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&name.to_ascii_lowercase())
    }

    /// Takes the first of `candidates` that is free, or the last one followed by the first number from 2 on with which
    /// it is free. After a digit, `_` sets off the number: `User2` and `User2_2`, which is not `User22`.
    pub fn take_first(&mut self, candidates: &[String]) -> String {
        if let Some(candidate) = candidates.iter().find(|candidate| self.is_free(candidate)) {
            self.take(candidate);
            return candidate.clone();
        }
        let last = candidates.last().map_or("Empty", String::as_str);
        let key = last.to_ascii_lowercase();
        let separator = if last.ends_with(|end: char| end.is_ascii_digit()) { "_" } else { "" };
        let mut number = self.numbers.get(&key).copied().unwrap_or(2);
        loop {
            let name = format!("{last}{separator}{number}");
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
    fn a_name_is_taken_once() {
        let mut scope = Scope::default();
        assert_eq!(scope.take_first(&["User".into()]), "User");
        assert_eq!(scope.take_first(&["USER".into(), "OwnerUser".into()]), "OwnerUser");
        assert_eq!(scope.take_first(&["User".into()]), "User2");
        assert_eq!(scope.take_first(&["User2".into()]), "User2_2");
    }
}
