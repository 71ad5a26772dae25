//! A process with limits: when it ends, how, and what it took.

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::tree::Named as _;

/// What a process may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) time: Duration,
    /// In MiB. A process sets it for itself, as soon as it has started.
    pub(crate) memory: u64,
}

/// A process that has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// `None` where it was ended because its time was over.
    pub(crate) status: Option<ExitStatus>,
    pub(crate) took: Duration,
    pub(crate) peak_mib: Option<u64>,
}

/// Between two looks at a process.
const PAUSE: Duration = Duration::from_millis(5);

/// Runs `command` with its output in two files, where nobody has to read along.
pub(crate) fn run(command: &mut Command, time: Duration, output: &Path, errors: &Path) -> io::Result<Ended> {
    let file = |path: &Path| File::create(path).named("write", path);
    command.stdin(Stdio::null()).stdout(file(output)?).stderr(file(errors)?);
    let started = Instant::now();
    let mut child = command.spawn()?;
    let mut status = None;
    while started.elapsed() < time {
        if has_ended(&mut child)? {
            status = Some(());
            break;
        }
        thread::sleep(PAUSE);
    }
    if status.is_none() {
        child.kill()?;
    }
    let (ended, peak_mib) = wait(child)?;
    Ok(Ended { status: status.map(|()| ended), took: started.elapsed(), peak_mib })
}

/// Whether it has; it stays there to be waited for, so that its number is nobody else's.
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

/// Gives this process no more memory than that.
#[cfg(unix)]
pub(crate) fn limit_memory(mib: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bytes = mib.saturating_mul(1 << 20);
    // A system that has a lower limit keeps it.
    let _ = setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) });
    // Nobody looks at what a process leaves behind here, and it may be gigabytes.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

#[cfg(not(unix))]
pub(crate) fn limit_memory(_: u64) {}
