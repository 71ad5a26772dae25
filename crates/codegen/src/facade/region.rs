//! The part of a file between two markers, which is generated.

/// Two markers, each at the start of a line.
pub(super) struct Region {
    /// What a message calls the file.
    pub(super) file: &'static str,
    pub(super) open: &'static str,
    pub(super) close: &'static str,
}

impl Region {
    /// Replaces the text between the markers with `lines`.
    ///
    /// # Errors
    /// A marker is missing or occurs twice.
    pub(super) fn replaced(&self, text: &str, lines: &str) -> Result<String, String> {
        let Self { file, open, close } = *self;
        let missing = || format!("{file} does not have exactly one line `{open}` and one line `{close}` below it");
        let all: Vec<&str> = text.split_inclusive('\n').collect();
        let index_of = |marker: &str| {
            let mut found =
                all.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with(marker)).map(|(at, _)| at);
            found.next().filter(|_| found.next().is_none())
        };
        let (start, end) =
            index_of(open).zip(index_of(close)).filter(|(start, end)| start < end).ok_or_else(missing)?;
        let (before, after) = all.get(..=start).zip(all.get(end..)).ok_or_else(missing)?;
        Ok(format!("{}{lines}{}", before.concat(), after.concat()))
    }

    /// Whether the text has one of the markers.
    pub(super) fn is_in(&self, text: &str) -> bool {
        [self.open, self.close].iter().any(|marker| text.lines().any(|line| line.trim_start().starts_with(marker)))
    }
}
