//! The table is up to date, the generated client does what every check expects, and every check can fail.

#![expect(clippy::unwrap_used, reason = "this is test code throughout")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use moored_conformance::{
    Action, Client, Failure, Kind, Moored, Naive, Options, Pending, Reply, Setup, Subject, all, page, run,
};

#[tokio::test(flavor = "multi_thread")]
async fn moored_conforms_and_the_page_is_up_to_date() {
    let columns = [run(Arc::new(Moored), "").await.unwrap(), run(Arc::new(Naive), "").await.unwrap()];
    let failed: Vec<_> = columns[0].verdicts.iter().filter(|(_, verdict)| verdict.is_err()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/conformance.md");
    let committed = std::fs::read_to_string(committed).expect("`cargo conformance` writes docs/conformance.md");
    let page = page(&columns);
    let changed: Vec<_> = page.lines().filter(|line| !committed.lines().any(|other| other == *line)).collect();
    assert!(page == committed, "docs/conformance.md is out of date; `cargo conformance` writes it:\n{changed:#?}");
}

#[test]
fn each_check_has_a_name_of_its_own_and_a_sentence() {
    let mut names = BTreeSet::new();
    for (group, checks) in all() {
        for check in checks {
            assert!(names.insert(check.name), "{group}: `{}` is there twice", check.name);
            assert!(
                check.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{}",
                check.name
            );
            assert!(check.expected.ends_with('.'), "{}", check.name);
        }
    }
}

/// A client that sends nothing, and returns always the same.
#[derive(Clone, Copy)]
enum Idle {
    Successful,
    Failing(Kind),
}

impl Subject for Idle {
    fn name(&self) -> &'static str {
        "idle"
    }

    fn build(&self, _: &str, _: Setup) -> Result<Box<dyn Client>, Failure> {
        Ok(Box::new(*self))
    }
}

impl Client for Idle {
    fn call(&self, _: Action, _: Options) -> Pending<'_> {
        let outcome = match self {
            Self::Successful => Ok(Reply { status: 200, ..Reply::default() }),
            Self::Failing(kind) => Err(Failure::new(*kind, &std::fmt::Error)),
        };
        Box::pin(std::future::ready(outcome))
    }
}

async fn passed(idle: Idle) -> Vec<&'static str> {
    let outcomes = run(Arc::new(idle), "").await.unwrap();
    outcomes.verdicts.into_iter().filter(|(_, verdict)| verdict.is_ok()).map(|(name, _)| name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_does_nothing_passes_no_check() {
    assert_eq!(passed(Idle::Successful).await, [""; 0]);
    assert_eq!(passed(Idle::Failing(Kind::Status)).await, [""; 0]);
}

/// To send nothing is right where the request is wrong, and only there.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_rejects_everything_passes_the_checks_of_what_is_rejected() {
    let rejected = [
        "path-dot-segments",
        "path-with-slashes-leaves",
        "path-empty",
        "header-line-break",
        "bounds-before-sending",
        "plain-http",
        "credential-basic-colon",
        "credential-cookie-separator",
        "credential-line-break",
        "credential-of-another-scheme",
        "call-framing-header",
        "call-field-of-no-form",
        "call-credential-unused",
        "raw-request-dot-segments",
    ];
    assert_eq!(passed(Idle::Failing(Kind::NotSent)).await, rejected);
}
