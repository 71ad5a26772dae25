//! A text of limited size.

/// What has to fit behind the last item: the end of a section, and the number of items that are left out.
const RESERVED: usize = 200;

/// A text that stops before a limit. All that is opened is closed.
pub(super) struct Body {
    text: String,
    limit: usize,
    closing: Option<&'static str>,
    left_out: usize,
}

impl Body {
    pub(super) fn new(limit: usize) -> Self {
        Self { text: String::new(), limit: limit.saturating_sub(RESERVED), closing: None, left_out: 0 }
    }

    /// Adds `text` if it fits, and returns whether it did.
    pub(super) fn push(&mut self, text: &str) -> bool {
        let fits = self.text.len() + text.len() <= self.limit;
        if fits {
            self.text.push_str(text);
        }
        fits
    }

    /// Adds a text about `count` findings if it fits, and returns whether it did.
    pub(super) fn item(&mut self, text: &str, count: usize) -> bool {
        let fits = self.push(text);
        if !fits {
            self.left_out += count;
        }
        fits
    }

    /// Adds the start of a section, which `closing` ends.
    pub(super) fn open(&mut self, text: &str, closing: &'static str) {
        self.closing = self.push(text).then_some(closing);
    }

    /// Ends the section.
    pub(super) fn close(&mut self) {
        self.text.push_str(self.closing.take().unwrap_or_default());
    }

    pub(super) fn finish(mut self) -> String {
        if self.left_out > 0 {
            let left_out = self.left_out;
            self.text
                .push_str(&format!("{left_out} more findings do not fit here; `cargo moored drift` shows them.\n"));
        }
        format!("{}\n", self.text.trim_end())
    }
}
