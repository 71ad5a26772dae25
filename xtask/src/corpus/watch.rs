//! Runs a process with a time limit, and measures its duration and memory.

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use cargo_moored::tree::PathContext as _;

/// The limits of a process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) time: Duration,
    /// In MiB. The process sets this limit itself, as the first thing it does.
    pub(crate) memory: u64,
}

/// A process that has ended.
#[derive(Debug)]
pub(crate) struct Finished {
    /// `None` if it was killed at the time limit.
    pub(crate) status: Option<ExitStatus>,
    pub(crate) duration: Duration,
    pub(crate) peak_mib: Option<u64>,
}

/// The interval between two checks whether a process has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// Runs `command`. The output goes to files, because the output of a pipe would have to be read while the process runs.
pub(crate) fn run(command: &mut Command, time: Duration, output: &Path, errors: &Path) -> io::Result<Finished> {
    let file = |path: &Path| File::create(path).path_context("write", path);
    command.stdin(Stdio::null()).stdout(file(output)?).stderr(file(errors)?);
    let started = Instant::now();
    let mut child = command.spawn()?;
    let mut status = None;
    while started.elapsed() < time {
        if has_ended(&mut child)? {
            status = Some(());
            break;
        }
        thread::sleep(POLL_INTERVAL);
    }
    if status.is_none() {
        child.kill()?;
    }
    let (ended, peak_mib) = wait(child)?;
    Ok(Finished { status: status.map(|()| ended), duration: started.elapsed(), peak_mib })
}

/// Whether the process has ended. It is not reaped here, so that its process id is not reused before `wait`.
#[cfg(unix)]
fn has_ended(child: &mut std::process::Child) -> io::Result<bool> {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    Ok(waitid(WaitId::Pid(Pid::from_child(child)), options)?.is_some())
}

#[cfg(not(unix))]
fn has_ended(child: &mut std::process::Child) -> io::Result<bool> {
    Ok(child.try_wait()?.is_some())
}

#[cfg(unix)]
fn wait(child: std::process::Child) -> io::Result<(ExitStatus, Option<u64>)> {
    use wait4::Wait4 as _;
    let used = child.wait4()?;
    Ok((used.status, Some(used.rusage.maxrss >> 20)))
}

#[cfg(not(unix))]
fn wait(mut child: std::process::Child) -> io::Result<(ExitStatus, Option<u64>)> {
    Ok((child.wait()?, None))
}

/// Limits the memory of this process.
#[cfg(unix)]
pub(crate) fn limit_memory(mib: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bytes = mib.saturating_mul(1 << 20);
    // If the system has a lower limit, this fails and the lower limit stays.
    let _ = setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) });
    // A core dump is not used, and may have gigabytes.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

#[cfg(not(unix))]
pub(crate) fn limit_memory(_: u64) {}
