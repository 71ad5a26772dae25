//! The server: real sockets, HTTP/1.1 and HTTP/2, TLS, and whatever else a broken server would send.
//!
//! A request is `/{scenario}/{path of the operation}`, so that many checks use one server at the same time. A scenario
//! has a list of reactions for each path, and one for all others.

mod connection;
mod http2;
mod reaction;
mod seen;
mod tls;

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::{TcpListener, TcpStream};

pub use reaction::{Piece, Reaction};
pub use seen::{Origin, Seen};

/// The server, with an address for each [`Origin`].
pub struct Provider {
    main: SocketAddr,
    other: SocketAddr,
    secure: SocketAddr,
    guarded: SocketAddr,
    state: Arc<State>,
}

impl Provider {
    /// Starts the server in the current tokio runtime. It runs until that ends.
    ///
    /// # Errors
    /// If no port is free.
    pub async fn start() -> io::Result<Self> {
        let state = Arc::new(State::default());
        let open = async |origin| listen(TcpListener::bind("127.0.0.1:0").await?, origin, Arc::clone(&state));
        let (main, other) = (open(Origin::Main).await?, open(Origin::Other).await?);
        let (secure, guarded) = (open(Origin::Secure).await?, open(Origin::Guarded).await?);
        Ok(Self { main, other, secure, guarded, state })
    }

    /// Serves one more address, in order that a client can find it closed before.
    ///
    /// # Errors
    /// If another process has taken the port.
    pub async fn also_at(&self, address: SocketAddr) -> io::Result<()> {
        listen(TcpListener::bind(address).await?, Origin::Other, Arc::clone(&self.state)).map(drop)
    }

    /// The base address of a scenario.
    pub fn address(&self, scenario: &str, origin: Origin) -> String {
        match origin {
            Origin::Main => format!("http://{}/{scenario}", self.main),
            Origin::Other => format!("http://{}/{scenario}", self.other),
            Origin::Secure => format!("https://localhost:{}/{scenario}", self.secure.port()),
            Origin::Guarded => format!("https://localhost:{}/{scenario}", self.guarded.port()),
        }
    }

    /// Sets what requests of a scenario get: those of `path`, or all others. The last reaction stays.
    pub fn script(&self, scenario: &str, path: Option<&str>, reactions: Vec<Reaction>) {
        let mut scenarios = self.state.scenarios();
        let scripts = &mut scenarios.entry(scenario.to_owned()).or_default().scripts;
        scripts.insert(path.map(str::to_owned), reactions.into());
    }

    /// The requests of a scenario so far.
    pub fn seen(&self, scenario: &str) -> Vec<Seen> {
        self.state.scenarios().get(scenario).map(|scenario| scenario.seen.clone()).unwrap_or_default()
    }

    /// How many clients of a scenario closed the connection while the server still had something to send.
    pub fn cancelled(&self, scenario: &str) -> usize {
        self.state.scenarios().get(scenario).map_or(0, |scenario| scenario.cancelled)
    }
}

#[derive(Default)]
struct State {
    scenarios: Mutex<HashMap<String, Scenario>>,
}

#[derive(Default)]
struct Scenario {
    scripts: HashMap<Option<String>, VecDeque<Reaction>>,
    seen: Vec<Seen>,
    cancelled: usize,
}

impl State {
    fn scenarios(&self) -> MutexGuard<'_, HashMap<String, Scenario>> {
        self.scenarios.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request, and returns what it gets, with the name of its scenario.
    fn react(&self, mut seen: Seen) -> (String, Reaction) {
        let name = seen.take_scenario();
        let mut scenarios = self.scenarios();
        let Some(scenario) = scenarios.get_mut(&name) else { return (name, Reaction::status(404)) };
        let own = Some(seen.path().to_owned());
        let key = if scenario.scripts.contains_key(&own) { own } else { None };
        let is_complete = seen.is_complete;
        scenario.seen.push(seen);
        if !is_complete {
            return (name, Reaction::Close);
        }
        let reaction = scenario.scripts.get_mut(&key).and_then(|reactions| match reactions.len() {
            0 | 1 => reactions.front().cloned(),
            _ => reactions.pop_front(),
        });
        (name, reaction.unwrap_or_else(|| Reaction::status(404)))
    }

    fn count_cancelled(&self, scenario: &str) {
        if let Some(scenario) = self.scenarios().get_mut(scenario) {
            scenario.cancelled += 1;
        }
    }
}

fn listen(listener: TcpListener, origin: Origin, state: Arc<State>) -> io::Result<SocketAddr> {
    let address = listener.local_addr()?;
    let acceptor = tls::acceptor(origin)?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (state, acceptor) = (Arc::clone(&state), acceptor.clone());
            tokio::spawn(async move {
                match acceptor {
                    Some(acceptor) => connection::serve(acceptor.accept(stream).await?, origin, &state).await,
                    None => serve(stream, origin, &state).await,
                }
            });
        }
    });
    Ok(address)
}

/// Serves a connection until either side ends it. What fails on the way is the client's doing, and the check sees it.
async fn serve(stream: TcpStream, origin: Origin, state: &Arc<State>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut first = [0; 3];
    while stream.peek(&mut first).await? < first.len() {
        tokio::task::yield_now().await;
        if stream.peek(&mut first).await? == 0 {
            return Ok(());
        }
    }
    match &first {
        b"PRI" => http2::serve(stream, origin, state).await.map_err(io::Error::other),
        _ => connection::serve(stream, origin, state).await,
    }
}
