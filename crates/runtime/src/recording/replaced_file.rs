//! Writing a file as a whole.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

/// Replaces the file, or leaves it as it is: `text` is written beside it first.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // Tests are threads of one process.
    static WRITTEN: AtomicU32 = AtomicU32::new(0);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.{}", std::process::id(), WRITTEN.fetch_add(1, Ordering::Relaxed)));
    let temporary = path.with_file_name(name);
    let result = std::fs::write(&temporary, text).and_then(|()| std::fs::rename(&temporary, path));
    result.map_err(|error| {
        // A part of it may be there, unless it cannot be written at all.
        let _ = std::fs::remove_file(&temporary);
        io::Error::new(error.kind(), format!("{}: {error}", path.display()))
    })
}
