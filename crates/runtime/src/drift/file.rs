//! Reports as JSON lines. docs/book/live-drift.md describes the members.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::SystemTime;

use serde::Serialize;

use super::deviation::DriftReport;
use crate::timestamp::Timestamp;

/// The version of the format. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 1;

/// No further line is written when the file is larger.
const MAX_SIZE: u64 = 16 * 1024 * 1024;

/// A file to which reports are appended, one on each line. Several processes may append to it.
pub(super) struct ReportFile {
    file: File,
}

#[derive(Serialize)]
struct Line<'a> {
    version: u32,
    document: &'a str,
    operation: &'a str,
    method: &'a str,
    path: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_type: Option<&'a str>,
    kind: &'a str,
    pointer: &'a str,
    origin: &'a str,
    expected: &'a str,
    found: &'a str,
    count: u64,
    first_seen: String,
    last_seen: String,
}

impl ReportFile {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { file: OpenOptions::new().create(true).append(true).open(path)? })
    }

    /// Appends `report`, in one piece, so that lines of several processes do not mix.
    pub(super) fn write(&mut self, report: &DriftReport) -> io::Result<()> {
        if self.file.metadata()?.len() > MAX_SIZE {
            return Err(io::Error::other("the file has reached its limit"));
        }
        let mut line = serde_json::to_vec(&Line::of(report))?;
        line.push(b'\n');
        self.file.write_all(&line)
    }
}

impl<'a> Line<'a> {
    fn of(report: &'a DriftReport) -> Self {
        let DriftReport { deviation, count, first_seen, last_seen } = report;
        Self {
            version: VERSION,
            document: &deviation.document,
            operation: deviation.operation.id,
            method: deviation.operation.method,
            path: deviation.operation.path,
            status: deviation.status.as_u16(),
            media_type: deviation.media_type.as_deref(),
            kind: deviation.kind.as_str(),
            pointer: &deviation.pointer,
            origin: &deviation.origin,
            expected: &deviation.expected,
            found: &deviation.found,
            count: *count,
            first_seen: seconds(*first_seen),
            last_seen: seconds(*last_seen),
        }
    }
}

/// RFC 3339, in whole seconds.
fn seconds(time: SystemTime) -> String {
    Timestamp { nanoseconds: 0, ..Timestamp::of_system_time(time) }.to_rfc3339()
}
