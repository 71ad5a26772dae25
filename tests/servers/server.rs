// Written by `cargo xtask codegen` from tests/servers/openapi.yaml. Edits go there, not here.

//! Where requests go: the servers that the document names, and the values of their variables.

/// The servers of the document, for [`ClientBuilder::server`](moored_runtime::ClientBuilder::server).
#[derive(Clone, Debug, Default)]
pub enum Server {
    /// Production server
    ///
    /// `https://api.pets.example/v1`
    #[default]
    Production,
    /// Regional
    ///
    /// `https://{customer}.{region}.pets.example/{basePath}`
    Regional(RegionalServer),
    /// On your own machine
    ///
    /// `http://{host}:{port}/{path}`
    OnYourOwnMachine(OnYourOwnMachineServer),
    /// On premises, behind a proxy.
    ///
    /// `{endpoint}/v1`
    OnPremises(OnPremisesServer),
}

impl From<Server> for moored_runtime::Server {
    fn from(server: Server) -> Self {
        match server {
            Server::Production => {
                moored_runtime::Server::new("https://api.pets.example/v1")
            }
            Server::Regional(server) => server.into(),
            Server::OnYourOwnMachine(server) => server.into(),
            Server::OnPremises(server) => server.into(),
        }
    }
}

/// Regional
///
/// `https://{customer}.{region}.pets.example/{basePath}`
///
/// `Debug` shows no values.
#[derive(Clone, Debug)]
pub struct RegionalServer(moored_runtime::Server);

impl RegionalServer {
    /// The server with the document's values for all variables.
    #[must_use]
    pub fn new() -> Self {
        Self(
            moored_runtime::Server::new(
                    "https://{customer}.{region}.pets.example/{basePath}",
                )
                .with_default("customer", "demo")
                .with_default("region", "eu-west")
                .with_default("basePath", "/v1"),
        )
    }

    /// The customer's short name.
    ///
    /// `demo` unless it is set.
    #[must_use]
    pub fn customer(self, customer: impl Into<String>) -> Self {
        Self(self.0.with("customer", customer))
    }

    /// Where the data is.
    ///
    /// `eu-west` unless it is set.
    #[must_use]
    pub fn region(self, region: Region) -> Self {
        Self(self.0.with("region", region.as_str()))
    }

    /// Sets `basePath`.
    ///
    /// `/v1` unless it is set.
    #[must_use]
    pub fn base_path(self, base_path: impl Into<String>) -> Self {
        Self(self.0.with("basePath", base_path))
    }
}

impl Default for RegionalServer {
    fn default() -> Self {
        Self::new()
    }
}

impl From<RegionalServer> for moored_runtime::Server {
    fn from(server: RegionalServer) -> Self {
        server.0
    }
}

impl From<RegionalServer> for Server {
    fn from(server: RegionalServer) -> Self {
        Self::Regional(server)
    }
}

/// On your own machine
///
/// `http://{host}:{port}/{path}`
///
/// `Debug` shows no values.
#[derive(Clone, Debug)]
pub struct OnYourOwnMachineServer(moored_runtime::Server);

impl OnYourOwnMachineServer {
    /// The server with the document's values for all variables.
    #[must_use]
    pub fn new() -> Self {
        Self(
            moored_runtime::Server::new("http://{host}:{port}/{path}")
                .with_default("host", "localhost")
                .with_default("port", "8080")
                .with_default("path", "v1"),
        )
    }

    /// Sets `host`.
    ///
    /// `localhost` unless it is set.
    #[must_use]
    pub fn host(self, host: impl Into<String>) -> Self {
        Self(self.0.with("host", host))
    }

    /// Sets `port`.
    ///
    /// `8080` unless it is set.
    #[must_use]
    pub fn port(self, port: impl Into<String>) -> Self {
        Self(self.0.with("port", port))
    }

    /// Sets `path`.
    ///
    /// `v1` unless it is set.
    #[must_use]
    pub fn path(self, path: impl Into<String>) -> Self {
        Self(self.0.with("path", path))
    }
}

impl Default for OnYourOwnMachineServer {
    fn default() -> Self {
        Self::new()
    }
}

impl From<OnYourOwnMachineServer> for moored_runtime::Server {
    fn from(server: OnYourOwnMachineServer) -> Self {
        server.0
    }
}

impl From<OnYourOwnMachineServer> for Server {
    fn from(server: OnYourOwnMachineServer) -> Self {
        Self::OnYourOwnMachine(server)
    }
}

/// On premises, behind a proxy.
///
/// `{endpoint}/v1`
///
/// `Debug` shows no values.
#[derive(Clone, Debug)]
pub struct OnPremisesServer(moored_runtime::Server);

impl OnPremisesServer {
    /// The server with the document's values for all variables.
    #[must_use]
    pub fn new() -> Self {
        Self(
            moored_runtime::Server::new("{endpoint}/v1")
                .with_default("endpoint", "https://pets.example"),
        )
    }

    /// Scheme and host.
    ///
    /// `https://pets.example` unless it is set.
    #[must_use]
    pub fn endpoint(self, endpoint: impl Into<String>) -> Self {
        Self(self.0.with("endpoint", endpoint))
    }
}

impl Default for OnPremisesServer {
    fn default() -> Self {
        Self::new()
    }
}

impl From<OnPremisesServer> for moored_runtime::Server {
    fn from(server: OnPremisesServer) -> Self {
        server.0
    }
}

impl From<OnPremisesServer> for Server {
    fn from(server: OnPremisesServer) -> Self {
        Self::OnPremises(server)
    }
}

/// Files
///
/// `http://{host}:{port}/{shard}/files`
///
/// `Debug` shows no values.
#[derive(Clone, Debug)]
pub struct FilesServer(moored_runtime::Server);

impl FilesServer {
    /// The server with the document's values for all variables.
    #[must_use]
    pub fn new() -> Self {
        Self(
            moored_runtime::Server::new("http://{host}:{port}/{shard}/files")
                .with_default("host", "files.pets.example")
                .with_default("port", "80")
                .with_default("shard", "one"),
        )
    }

    /// Sets `host`.
    ///
    /// `files.pets.example` unless it is set.
    #[must_use]
    pub fn host(self, host: impl Into<String>) -> Self {
        Self(self.0.with("host", host))
    }

    /// Sets `port`.
    ///
    /// `80` unless it is set.
    #[must_use]
    pub fn port(self, port: impl Into<String>) -> Self {
        Self(self.0.with("port", port))
    }

    /// Sets `shard`.
    ///
    /// `one` unless it is set.
    #[must_use]
    pub fn shard(self, shard: Shard) -> Self {
        Self(self.0.with("shard", shard.as_str()))
    }
}

impl Default for FilesServer {
    fn default() -> Self {
        Self::new()
    }
}

impl From<FilesServer> for moored_runtime::Server {
    fn from(server: FilesServer) -> Self {
        server.0
    }
}

/// The servers of an operation, for the method of its call that takes them.
#[derive(Clone, Debug, Default)]
pub enum GetLogsServer {
    /// `https://logs.pets.example`
    #[default]
    Logs,
    /// The last ten years.
    ///
    /// `https://archive.pets.example`
    LastTenYears,
}

impl From<GetLogsServer> for moored_runtime::Server {
    fn from(server: GetLogsServer) -> Self {
        match server {
            GetLogsServer::Logs => {
                moored_runtime::Server::new("https://logs.pets.example")
            }
            GetLogsServer::LastTenYears => {
                moored_runtime::Server::new("https://archive.pets.example")
            }
        }
    }
}

/// Where the data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Region {
    /// `eu-west`
    #[default]
    EuWest,
    /// `us-east`
    UsEast,
}

impl Region {
    /// The value as it stands in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EuWest => "eu-west",
            Self::UsEast => "us-east",
        }
    }
}

/// The values of `shard`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Shard {
    /// `one`
    #[default]
    One,
    /// `two`
    Two,
}

impl Shard {
    /// The value as it stands in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Two => "two",
        }
    }
}
