//! Builds: events as they happen, and an upload.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
};
use builds_client::{
    operations::StartBuildError,
    types::{BuildRequest, Progress, Target},
};
use moored::runtime::{Error, FilePart};
use serde::Serialize;
use vault_client::{
    operations::UploadFileForm,
    types::{FileDescription, FileDescriptionRetention},
};

use crate::{clients::Clients, failure::Failure};

/// A build that has ended.
#[derive(Debug, PartialEq, Serialize)]
pub struct Report {
    pub build: String,
    pub has_passed: bool,
    pub log: String,
    pub sha256: String,
}

/// Builds `commit`, or joins a build that is running, and stores its log.
pub async fn run(State(clients): State<Clients>, Path(commit): Path<String>) -> Result<Json<Report>, Failure> {
    let request = BuildRequest::new(commit.as_str()).with_target(Target::Release);
    let build = match clients.builds.start_build(request).send().await {
        Ok(build) => build.into_body(),
        Err(Error::ErrorResponse { body, .. }) if matches!(*body, StartBuildError::Conflict(_)) => match *body {
            StartBuildError::Conflict(running) => running,
            StartBuildError::TooManyRequests(_) => return Err(busy()),
        },
        Err(error) => return Err(error.into()),
    };

    let (mut log, mut has_passed) = (String::new(), false);
    let mut events = clients.builds.follow_build(build.id.clone()).items().await?.into_body();
    while let Some(event) = events.item().await? {
        match event.data {
            Progress::Step(step) => log.push_str(&format!("== {}\n", step.name)),
            Progress::Output(output) => log.push_str(&output.text),
            Progress::Finished(finished) => has_passed = finished.passed,
            _ => {}
        }
    }

    let description = FileDescription {
        name: format!("{}.log", build.id),
        labels: Some(BTreeMap::from([("commit".to_owned(), commit)])),
        retention: Some(FileDescriptionRetention::Year),
        expires: None,
    };
    let file = FilePart::new(log).file_name("build.log").media_type("text/plain");
    let stored = clients.vault.upload_file(UploadFileForm::new(file, description)).send().await?.into_body();
    Ok(Json(Report {
        build: build.id.to_string(),
        has_passed,
        log: stored.id.to_string(),
        sha256: stored.sha256.to_string(),
    }))
}

fn busy() -> Failure {
    Failure { status: axum::http::StatusCode::SERVICE_UNAVAILABLE, message: "too many builds".to_owned() }
}
