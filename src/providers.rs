// Written by `cargo xtask codegen` from specs/. Edits go there, not here.

//! The clients, and how each of them is asked.

/// ComputeStacks: the crate `moored-computestacks`.
#[cfg(feature = "computestacks")]
pub use moored_computestacks as computestacks;

/// Insighto: the crate `moored-insighto`.
#[cfg(feature = "insighto")]
pub use moored_insighto as insighto;

/// Sendcloud: the crate `moored-sendcloud`.
#[cfg(feature = "sendcloud")]
pub use moored_sendcloud as sendcloud;

/// StrawBlond: the crate `moored-strawblond`.
#[cfg(feature = "strawblond")]
pub use moored_strawblond as strawblond;

/// Unleash: the crate `moored-unleash`.
#[cfg(feature = "unleash")]
pub use moored_unleash as unleash;

/// Those that can be asked whose credential it is, in the order of their names.
pub static PROVIDERS: &[&crate::Provider] = &[
    #[cfg(feature = "computestacks")]
    <computestacks::Client as crate::Whoami>::PROVIDER,
    #[cfg(feature = "insighto")]
    <insighto::Client as crate::Whoami>::PROVIDER,
    #[cfg(feature = "sendcloud")]
    <sendcloud::Client as crate::Whoami>::PROVIDER,
    #[cfg(feature = "strawblond")]
    <strawblond::Client as crate::Whoami>::PROVIDER,
    #[cfg(feature = "unleash")]
    <unleash::Client as crate::Whoami>::PROVIDER,
];

#[cfg(feature = "computestacks")]
impl crate::Whoami for computestacks::Client {
    const PROVIDER: &'static crate::Provider = &crate::Provider {
        name: "computestacks",
        title: "ComputeStacks",
        base_address: None,
        base_address_variable: "COMPUTESTACKS_BASE_URL",
        token_url_variable: None,
        credentials: &[
            &[
                crate::Scheme {
                    name: "access_token",
                    description: "OAuth AuthorizationRequired",
                    variables: crate::Variables::Secret("COMPUTESTACKS_TOKEN"),
                },
            ],
            &[
                crate::Scheme {
                    name: "basic",
                    description: "An API key and its secret",
                    variables: crate::Variables::Login {
                        username: "COMPUTESTACKS_USERNAME",
                        password: "COMPUTESTACKS_PASSWORD",
                    },
                },
            ],
        ],
        id_at: &[&["/user/id"]],
        name_at: &[&["/user/fname", "/user/lname"]],
        email_at: &[&["/user/email"]],
        organization_at: &[&["/user/company_name"]],
        verify: <Self as crate::Whoami>::verify,
    };

    fn connect(account: crate::Account) -> Result<Self, crate::WhoamiError> {
        let timeout = account.timeout;
        let mut builder = Self::builder()
            .timeout(timeout)
            .connect_timeout(timeout)
            .read_timeout(None);
        if let Some(address) = account.base_address {
            builder = builder.base_address(address);
        }
        if account.allow_plain_http {
            builder = builder.allow_plain_http();
        }
        for credential in Self::PROVIDER.ranked(account.credentials) {
            let known = match credential {
                crate::Credential::Secret {
                    scheme,
                    secret,
                } if scheme == "access_token" => {
                    computestacks::Credential::access_token(secret)
                }
                crate::Credential::Login {
                    scheme,
                    username,
                    password,
                } if scheme == "basic" => {
                    computestacks::Credential::basic(username, password)
                }
                other => return Err(other.unknown()),
            };
            builder = builder.credential(known);
        }
        Ok(builder.build()?)
    }

    async fn whoami(&self) -> Result<crate::Identity, crate::WhoamiError> {
        let once = moored_runtime::CallOptions::new()
            .retries(moored_runtime::Retries::off());
        let answer = self.get_user().send_with(once).await?;
        Self::PROVIDER.identity(answer.body())
    }
}

#[cfg(feature = "insighto")]
impl crate::Whoami for insighto::Client {
    const PROVIDER: &'static crate::Provider = &crate::Provider {
        name: "insighto",
        title: "Insighto",
        base_address: Some("https://api.insighto.ai"),
        base_address_variable: "INSIGHTO_BASE_URL",
        token_url_variable: None,
        credentials: &[
            &[
                crate::Scheme {
                    name: "api_key",
                    description: "Your API key for authentication. You can generate it from the Settings page. Format: starts with in-.",
                    variables: crate::Variables::Secret("INSIGHTO_API_KEY"),
                },
            ],
        ],
        id_at: &[&["/data/id"]],
        name_at: &[&["/data/first_name", "/data/last_name"]],
        email_at: &[&["/data/email"]],
        organization_at: &[],
        verify: <Self as crate::Whoami>::verify,
    };

    fn connect(account: crate::Account) -> Result<Self, crate::WhoamiError> {
        let timeout = account.timeout;
        let mut builder = Self::builder()
            .timeout(timeout)
            .connect_timeout(timeout)
            .read_timeout(None);
        if let Some(address) = account.base_address {
            builder = builder.base_address(address);
        }
        if account.allow_plain_http {
            builder = builder.allow_plain_http();
        }
        for credential in Self::PROVIDER.ranked(account.credentials) {
            let known = match credential {
                crate::Credential::Secret { scheme, secret } if scheme == "api_key" => {
                    insighto::Credential::api_key(secret)
                }
                other => return Err(other.unknown()),
            };
            builder = builder.credential(known);
        }
        Ok(builder.build()?)
    }

    async fn whoami(&self) -> Result<crate::Identity, crate::WhoamiError> {
        let once = moored_runtime::CallOptions::new()
            .retries(moored_runtime::Retries::off());
        let answer = self.get_user().send_with(once).await?;
        Self::PROVIDER.identity(answer.body())
    }
}

#[cfg(feature = "sendcloud")]
impl crate::Whoami for sendcloud::Client {
    const PROVIDER: &'static crate::Provider = &crate::Provider {
        name: "sendcloud",
        title: "Sendcloud",
        base_address: Some("https://panel.sendcloud.sc/api/v2"),
        base_address_variable: "SENDCLOUD_BASE_URL",
        token_url_variable: Some("SENDCLOUD_TOKEN_URL"),
        credentials: &[
            &[
                crate::Scheme {
                    name: "basic",
                    description: "Basic Authentication using API key and secrets is currently the main authentication mechanism.",
                    variables: crate::Variables::Login {
                        username: "SENDCLOUD_USERNAME",
                        password: "SENDCLOUD_PASSWORD",
                    },
                },
            ],
            &[
                crate::Scheme {
                    name: "access_token",
                    description: "OAuth2 is a standardized protocol for authorization that allows users to share their private resources stored on one site with another site without having to provide their credentials. OAuth2 Client Credentials Grant workflow. This workflow is typically used for server-to-server interactions that require authorization to access specific resources.",
                    variables: crate::Variables::Secret("SENDCLOUD_TOKEN"),
                },
            ],
            &[
                crate::Scheme {
                    name: "client_credentials",
                    description: "OAuth2 is a standardized protocol for authorization that allows users to share their private resources stored on one site with another site without having to provide their credentials. OAuth2 Client Credentials Grant workflow. This workflow is typically used for server-to-server interactions that require authorization to access specific resources.",
                    variables: crate::Variables::Login {
                        username: "SENDCLOUD_CLIENT_ID",
                        password: "SENDCLOUD_CLIENT_SECRET",
                    },
                },
            ],
        ],
        id_at: &[],
        name_at: &[&["/user/username"]],
        email_at: &[&["/user/email"]],
        organization_at: &[&["/user/company_name"]],
        verify: <Self as crate::Whoami>::verify,
    };

    fn connect(account: crate::Account) -> Result<Self, crate::WhoamiError> {
        let timeout = account.timeout;
        let mut builder = Self::builder()
            .timeout(timeout)
            .connect_timeout(timeout)
            .read_timeout(None);
        if let Some(address) = account.base_address {
            builder = builder.base_address(address);
        }
        if account.allow_plain_http {
            builder = builder.allow_plain_http();
        }
        for credential in Self::PROVIDER.ranked(account.credentials) {
            let known = match credential {
                crate::Credential::Login {
                    scheme,
                    username,
                    password,
                } if scheme == "basic" => {
                    sendcloud::Credential::basic(username, password)
                }
                crate::Credential::Secret {
                    scheme,
                    secret,
                } if scheme == "access_token" => {
                    sendcloud::Credential::access_token(secret)
                }
                crate::Credential::Login {
                    scheme,
                    username,
                    password,
                } if scheme == "client_credentials" => {
                    let mut oauth2 = sendcloud::Credential::client_credentials(
                        username,
                        password,
                    );
                    if let Some(url) = &account.token_url {
                        oauth2 = oauth2.token_url(url);
                    }
                    sendcloud::Credential::from(oauth2)
                }
                other => return Err(other.unknown()),
            };
            builder = builder.credential(known);
        }
        Ok(builder.build()?)
    }

    async fn whoami(&self) -> Result<crate::Identity, crate::WhoamiError> {
        let once = moored_runtime::CallOptions::new()
            .retries(moored_runtime::Retries::off());
        let answer = self.get_user().send_with(once).await?;
        Self::PROVIDER.identity(answer.body())
    }
}

#[cfg(feature = "strawblond")]
impl crate::Whoami for strawblond::Client {
    const PROVIDER: &'static crate::Provider = &crate::Provider {
        name: "strawblond",
        title: "StrawBlond",
        base_address: Some("https://api.strawblond.com/api"),
        base_address_variable: "STRAWBLOND_BASE_URL",
        token_url_variable: None,
        credentials: &[
            &[
                crate::Scheme {
                    name: "bearer",
                    description: "A personal API key, which acts as its user in one organization",
                    variables: crate::Variables::Secret("STRAWBLOND_TOKEN"),
                },
            ],
        ],
        id_at: &[&["/id"]],
        name_at: &[&["/fullName"], &["/firstname", "/lastname"]],
        email_at: &[&["/email"]],
        organization_at: &[&["/current_organization/name"]],
        verify: <Self as crate::Whoami>::verify,
    };

    fn connect(account: crate::Account) -> Result<Self, crate::WhoamiError> {
        let timeout = account.timeout;
        let mut builder = Self::builder()
            .timeout(timeout)
            .connect_timeout(timeout)
            .read_timeout(None);
        if let Some(address) = account.base_address {
            builder = builder.base_address(address);
        }
        if account.allow_plain_http {
            builder = builder.allow_plain_http();
        }
        for credential in Self::PROVIDER.ranked(account.credentials) {
            let known = match credential {
                crate::Credential::Secret { scheme, secret } if scheme == "bearer" => {
                    strawblond::Credential::bearer(secret)
                }
                other => return Err(other.unknown()),
            };
            builder = builder.credential(known);
        }
        Ok(builder.build()?)
    }

    async fn whoami(&self) -> Result<crate::Identity, crate::WhoamiError> {
        let once = moored_runtime::CallOptions::new()
            .retries(moored_runtime::Retries::off());
        let answer = self.get_user().send_with(once).await?;
        Self::PROVIDER.identity(answer.body())
    }
}

#[cfg(feature = "unleash")]
impl crate::Whoami for unleash::Client {
    const PROVIDER: &'static crate::Provider = &crate::Provider {
        name: "unleash",
        title: "Unleash",
        base_address: None,
        base_address_variable: "UNLEASH_BASE_URL",
        token_url_variable: None,
        credentials: &[
            &[
                crate::Scheme {
                    name: "api_key",
                    description: "An API token or a personal access token",
                    variables: crate::Variables::Secret("UNLEASH_API_KEY"),
                },
            ],
        ],
        id_at: &[&["/user/id"], &["/user/internalAdminTokenUserId"]],
        name_at: &[&["/user/name"], &["/user/username"]],
        email_at: &[&["/user/email"]],
        organization_at: &[],
        verify: <Self as crate::Whoami>::verify,
    };

    fn connect(account: crate::Account) -> Result<Self, crate::WhoamiError> {
        let timeout = account.timeout;
        let mut builder = Self::builder()
            .timeout(timeout)
            .connect_timeout(timeout)
            .read_timeout(None);
        if let Some(address) = account.base_address {
            builder = builder.base_address(address);
        }
        if account.allow_plain_http {
            builder = builder.allow_plain_http();
        }
        for credential in Self::PROVIDER.ranked(account.credentials) {
            let known = match credential {
                crate::Credential::Secret { scheme, secret } if scheme == "api_key" => {
                    unleash::Credential::api_key(secret)
                }
                other => return Err(other.unknown()),
            };
            builder = builder.credential(known);
        }
        Ok(builder.build()?)
    }

    async fn whoami(&self) -> Result<crate::Identity, crate::WhoamiError> {
        let once = moored_runtime::CallOptions::new()
            .retries(moored_runtime::Retries::off());
        let answer = self.get_me().send_with(once).await?;
        Self::PROVIDER.identity(answer.body())
    }
}
