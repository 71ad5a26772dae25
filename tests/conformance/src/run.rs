//! Running all checks for a client.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::checks::all;
use crate::lab::Lab;
use crate::provider::Provider;
use crate::subject::Subject;
use crate::verdict::{Deviation, Verdict};

/// The verdicts of all checks about a client, in their order.
pub struct Outcomes {
    /// The name of the client.
    pub name: &'static str,
    /// The name of each check with its verdict.
    pub verdicts: Vec<(&'static str, Verdict)>,
}

/// A call that has not returned by then never will. The waits of the checks are at most two seconds.
const LONGEST: Duration = Duration::from_secs(8);

/// How many checks run at the same time: most of them wait for something, but building a client is work, during which
/// the short limits of the others must not pass.
const AT_ONCE: usize = 12;

/// Runs the checks whose names contain `filter`.
///
/// # Errors
/// If the provider cannot be started.
pub async fn run(subject: Arc<dyn Subject>, filter: &str) -> io::Result<Outcomes> {
    let provider = Arc::new(Provider::start().await?);
    let (name, permits) = (subject.name(), Arc::new(Semaphore::new(AT_ONCE)));
    let checks = all().into_iter().flat_map(|(_, checks)| checks).filter(|check| check.name.contains(filter));
    let running: Vec<_> = checks
        .map(|check| {
            let name = check.name;
            let lab = Lab::new(Arc::clone(&subject), Arc::clone(&provider), name.to_owned());
            let permits = Arc::clone(&permits);
            let running = async move {
                let _permit = permits.acquire().await;
                tokio::time::timeout(LONGEST, check.run(lab)).await
            };
            (name, tokio::spawn(running))
        })
        .collect();
    let mut verdicts = Vec::new();
    for (name, running) in running {
        let verdict = match running.await {
            Ok(Ok(verdict)) => verdict,
            Ok(Err(_)) => Err(Deviation::Other("the call does not return".to_owned())),
            Err(_) => Err(Deviation::Other("a panic".to_owned())),
        };
        verdicts.push((name, verdict));
    }
    Ok(Outcomes { name, verdicts })
}
