//! The generated client in a test of the user: with a fake provider, and with recordings.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use conformance_client::ClientBuilder;
use conformance_client::operations::{GetUserCall, GetUserError};
use conformance_client::runtime::SendErrorKind;
use conformance_client::testing::{self, FakeProvider, FakeResponse, Recorder, Replay};
use conformance_client::types::{Problem, User};
use serde_json::json;

use crate::network::{FakeReply, Network};
use crate::subject::{Failure, Kind, Outcome, Reply};

/// What the test of the user keeps, beside the client.
pub(super) enum Kept {
    Nothing,
    Fake {
        fake: FakeProvider,
        /// The one that verifies when it is dropped.
        first: Mutex<Option<FakeProvider>>,
    },
    Recorder(Recorder),
}

/// `builder` with the network of the test.
pub(super) fn with_network(builder: ClientBuilder, network: Network) -> Result<(ClientBuilder, Kept), Failure> {
    Ok(match network {
        Network::Real => (builder, Kept::Nothing),
        Network::Fake(replies) => faked(builder, FakeProvider::new(), replies),
        Network::Stubs(replies) => faked(builder, testing::fake(), replies),
        Network::Recorded => {
            let recorder = testing::recorder();
            let recording = recorder.clone();
            (builder.wrap_transport(move |next| recording.wrap(next)), Kept::Recorder(recorder))
        }
        Network::Replayed(text) => {
            let replay = in_file(|path| std::fs::write(path, text).and_then(|()| Replay::open(path)))?;
            (builder.without_credential().transport(replay), Kept::Nothing)
        }
    })
}

fn faked(builder: ClientBuilder, fake: FakeProvider, replies: Vec<FakeReply>) -> (ClientBuilder, Kept) {
    for reply in replies {
        let expected = fake.on::<GetUserCall>().with_path("id", 7);
        match reply {
            FakeReply::User(name) => expected.responds(&User::new(7, name)),
            FakeReply::SlowUser(name, delay) => expected.responds(&User::new(7, name)).after(delay),
            FakeReply::NotFound(message) => expected.responds_error(&GetUserError::NotFound(Problem::new(message))),
            FakeReply::Status { status, times } => expected.responds_with(FakeResponse::new(status)).times(times),
            FakeReply::Unreachable => expected.fails(SendErrorKind::Connect),
        };
    }
    let builder = builder.transport(fake.clone());
    (builder, Kept::Fake { fake: fake.clone(), first: Mutex::new(Some(fake)) })
}

impl Kept {
    /// The end of the test.
    pub(super) fn verify(&self) -> Outcome {
        let Self::Fake { first, .. } = self else { return Err(Failure::not_offered()) };
        let first = first.lock().unwrap_or_else(PoisonError::into_inner).take();
        match catch_unwind(AssertUnwindSafe(|| drop(first))) {
            Ok(()) => Ok(Reply::default()),
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned().unwrap_or_default();
                Err(Failure { text, ..Failure::new(Kind::Unverified, &std::fmt::Error) })
            }
        }
    }

    pub(super) fn requests(&self) -> Outcome {
        let Self::Fake { fake, .. } = self else { return Err(Failure::not_offered()) };
        let calls = fake.calls::<GetUserCall>();
        let shown = calls.iter().map(|call| {
            Ok(json!({"method": call.method().as_str(), "path": call.path(), "beta": call.header("x-beta")}))
        });
        Ok(Reply { items: shown.collect(), ..Reply::default() })
    }

    pub(super) fn recording(&self) -> Outcome {
        let Self::Recorder(recorder) = self else { return Err(Failure::not_offered()) };
        let text = in_file(|path| recorder.save(path).and_then(|()| std::fs::read_to_string(path)))?;
        Ok(Reply { value: text.into(), ..Reply::default() })
    }
}

/// What `use_file` makes of the path of a file that does not exist yet.
fn in_file<T>(use_file: impl FnOnce(&std::path::Path) -> std::io::Result<T>) -> Result<T, Failure> {
    let used = tempfile::tempdir().and_then(|folder| use_file(&folder.path().join("recording.json")));
    used.map_err(|error| Failure::new(Kind::NotSent, &error))
}
