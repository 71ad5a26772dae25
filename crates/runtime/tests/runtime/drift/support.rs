//! A client with a document, whose responses are compared.

use std::sync::{Arc, Mutex};

use moored_runtime::{Client, ClientBuilder, Core, Credential, Drift, DriftBuilder, DriftReport, HasDocument, Retries};
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, call, server};

pub(super) struct Users(pub(super) Core);

impl Client for Users {
    type Credential = Credential;

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

impl HasDocument for Users {
    const DOCUMENT: &'static str = include_str!("client.json");
}

/// What was reported about responses.
pub(super) struct Observed {
    pub(super) reports: Vec<DriftReport>,
}

pub(super) fn client(address: String, drift: &Drift) -> Users {
    ClientBuilder::new(None).base_address(address).retries(Retries::off()).drift(drift).build().unwrap()
}

/// Collects reports.
#[derive(Clone, Default)]
pub(super) struct Reports(Arc<Mutex<Vec<DriftReport>>>);

impl Reports {
    /// `builder`, which passes its reports to this.
    pub(super) fn of(&self, builder: DriftBuilder) -> DriftBuilder {
        let reports = Arc::clone(&self.0);
        builder.callback(move |report| reports.lock().unwrap().push(report.clone()))
    }

    pub(super) fn take(&self) -> Vec<DriftReport> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Calls an operation once, with `response`, and returns what was reported.
pub(super) async fn observe(response: ResponseTemplate) -> Observed {
    let server = server(response).await;
    let reports = Reports::default();
    let drift = reports.of(Drift::builder()).start().unwrap();
    call(&client(server.uri(), &drift).0, &GET_USER).await.unwrap();
    drift.flush().await;
    Observed { reports: reports.take() }
}
