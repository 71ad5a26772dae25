//! The responses that wait to be compared.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::observation::Observation;
use crate::lock::lock;

/// What the thread does next.
pub(super) enum Task {
    Compare(Observation),
    /// Reports what has been counted and not reported, and then sends.
    Flush(oneshot::Sender<()>),
}

/// The responses that wait to be compared, up to a size in bytes.
pub(super) struct Queue {
    state: Mutex<State>,
    /// Notified when there is a task, or no further one will come.
    changed: Condvar,
    max_size: usize,
}

#[derive(Default)]
struct State {
    tasks: VecDeque<Task>,
    /// The bytes of memory that the responses keep.
    size: usize,
    is_closed: bool,
    is_abandoned: bool,
}

impl Queue {
    pub(super) fn new(max_size: usize) -> Self {
        Self { state: Mutex::default(), changed: Condvar::new(), max_size }
    }

    /// Adds a response; `false` if there is no space for it.
    pub(super) fn push(&self, observation: Observation) -> bool {
        let mut state = self.lock();
        let size = state.size.saturating_add(observation.size());
        if size > self.max_size || state.is_abandoned {
            return false;
        }
        state.size = size;
        state.tasks.push_back(Task::Compare(observation));
        drop(state);
        self.changed.notify_one();
        true
    }

    /// Adds a task that is done behind all others, and returns what receives its end.
    pub(super) fn flush(&self) -> oneshot::Receiver<()> {
        let (done, receiver) = oneshot::channel();
        let mut state = self.lock();
        // Otherwise the sender is dropped, and nobody waits for a thread that has ended.
        if !state.is_abandoned {
            state.tasks.push_back(Task::Flush(done));
        }
        drop(state);
        self.changed.notify_one();
        receiver
    }

    /// Lets the thread end after the tasks that wait.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_one();
    }

    /// Drops all tasks: the thread has ended, be it by a panic.
    pub(super) fn abandon(&self) {
        let mut state = self.lock();
        state.is_abandoned = true;
        state.tasks.clear();
    }

    /// Waits for the next task; `None` if there will be none.
    pub(super) fn next(&self) -> Option<Task> {
        let is_idle = |state: &mut State| state.tasks.is_empty() && !state.is_closed;
        let mut state = self.changed.wait_while(self.lock(), is_idle).unwrap_or_else(PoisonError::into_inner);
        let task = state.tasks.pop_front();
        if let Some(Task::Compare(observation)) = &task {
            state.size = state.size.saturating_sub(observation.size());
        }
        task
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}
