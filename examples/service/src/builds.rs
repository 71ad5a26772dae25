//! Builds: events as they happen, and an upload.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
};
use builds_client::{
    operations::StartBuildError,
    types::{BuildId, BuildRequest, Progress, Target},
};
use moored::runtime::{Base64, FilePart, Uuid};
use serde::Serialize;
use vault_client::{
    operations::UploadFileForm,
    types::{FileDescription, FileDescriptionRetention},
};

use crate::{clients::Clients, failure::Failure};

/// A build that has ended.
#[derive(Debug, PartialEq, Serialize)]
pub struct Report {
    pub build: BuildId,
    pub has_passed: bool,
    pub log: Uuid,
    pub sha256: Base64,
}

/// Builds `commit`, or joins a build that is running, and stores its log.
pub async fn run(State(clients): State<Clients>, Path(commit): Path<String>) -> Result<Json<Report>, Failure> {
    let request = BuildRequest::new(&commit).with_target(Target::Release);
    let build = match clients.builds.start_build(request).await {
        Ok(build) => build.into_body(),
        Err(error) => match error.error_body() {
            Some(StartBuildError::Conflict(running)) => running.clone(),
            _ => return Err(error.into()),
        },
    };

    let (mut log, mut has_passed) = (String::new(), false);
    let mut events = clients.builds.follow_build(&build.id).items().await?.into_body();
    while let Some(event) = events.item().await? {
        match event.data {
            Progress::Step(step) => log.push_str(&format!("== {}\n", step.name)),
            Progress::Output(output) => log.push_str(&output.text),
            Progress::Finished(finished) => has_passed = finished.passed,
            _ => {}
        }
    }

    let description = FileDescription::new(format!("{}.log", build.id))
        .with_labels(BTreeMap::from([("commit".to_owned(), commit)]))
        .with_retention(FileDescriptionRetention::Year);
    let file = FilePart::new(log).file_name("build.log").media_type("text/plain");
    let stored = clients.vault.upload_file(UploadFileForm::new(file, description)).await?.into_body();
    Ok(Json(Report { build: build.id, has_passed, log: stored.id, sha256: stored.sha256 }))
}
