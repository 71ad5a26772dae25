//! The file of a recording is one recording or another, and never a part of one.

use std::sync::atomic::{AtomicBool, Ordering};

use moored_runtime::Method;
use moored_runtime::testing::{Recorder, Replay};
use serde_json::Value;
use tracker_client::Client;
use wiremock::{Mock, ResponseTemplate, matchers::any};

use super::Project;

#[tokio::test]
async fn whoever_reads_the_file_while_it_is_written_reads_a_recording() {
    const BODY: usize = 50_000;
    let project = Project::new().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_string("x".repeat(BODY)))
        .mount(&project.server)
        .await;
    let (client, recorder) = project.recorded(Client::builder().without_credential());
    let get = || client.raw_request(Method::GET, "/file").send();
    get().await.unwrap();
    project.saved(&recorder);
    get().await.unwrap();

    let (file, is_over) = (project.file(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let mut writers: Vec<_> =
            (0..2).map(|_| scope.spawn(|| (0..10).for_each(|_| recorder.save(&file).unwrap()))).collect();
        // These do not wait for each other.
        writers.extend((0..2).map(|_| {
            scope.spawn(|| {
                let empty = Recorder::of::<Client>();
                (0..300).for_each(|_| empty.save(&file).unwrap());
            })
        }));
        let reader = scope.spawn(|| {
            let mut counts = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let recording: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
                counts.push(recording["exchanges"].as_array().unwrap().len());
            }
            counts
        });
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        is_over.store(true, Ordering::Relaxed);
        let counts = reader.join().unwrap();
        assert!(counts.iter().all(|count| [0, 1, 2].contains(count)) && !counts.is_empty(), "{counts:?}");
    });
    recorder.save(&file).unwrap();
    assert_eq!(project.replay().remaining().len(), 2);
    assert_eq!(project.files(), ["recording.json"], "nothing beside it is left");
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_named_and_leaves_nothing() {
    let project = Project::new().await;
    let (_, recorder) = project.recorded(Client::builder().without_credential());
    let folder = project.file();
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("kept"), "").unwrap();
    let message = recorder.save(&folder).unwrap_err().to_string();
    assert!(message.starts_with(&format!("{}: ", folder.display())), "{message}");
    assert_eq!(project.files(), ["recording.json"], "a folder, with nothing beside it");
    let missing = folder.join("no/such/folder.json");
    let message = recorder.save(&missing).unwrap_err().to_string();
    assert!(message.starts_with(&format!("{}: ", missing.display())), "{message}");

    recorder.save(folder.join("a.json")).unwrap();
    assert!(Replay::open(folder.join("a.json")).unwrap().remaining().is_empty());
}
