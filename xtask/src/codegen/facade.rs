//! The files of the whole project that follow from its providers: its `Cargo.toml`, `src/providers.rs`.

use super::generate::Generated;
use super::jobs::Place;
use super::plan::Single;
use crate::{cli::Subject, exit::Exit, generator, project::Project, report::Console, specs};

/// These files as they should be, and what the findings about them mean.
///
/// There is none where the run is about some providers only, or where one has errors: these lists are about all of them,
/// and would say the same again.
pub(crate) fn of(
    generated: &[Generated],
    subject: &Subject,
    verdict: Exit,
    project: &Project,
    console: &Console,
) -> anyhow::Result<(Vec<Single>, Exit)> {
    match (subject, verdict) {
        (Subject::Providers(only), Exit::Fine) if only.is_empty() => {}
        _ => return Ok((Vec::new(), verdict)),
    }
    let manifest = specs::text(&project.join("Cargo.toml"))?;
    let inputs: Vec<_> = generated.iter().filter_map(|generated| generated.inputs.clone()).collect();
    match generator::facade(&manifest, &inputs) {
        Ok(facade) => {
            let single = |path: &str, text| Single {
                provider: None,
                place: Place::in_project(project, path.to_owned()),
                text,
                recorded_in: None,
            };
            Ok((vec![single("Cargo.toml", facade.manifest), single("src/providers.rs", facade.providers)], verdict))
        }
        Err(findings) => {
            console.findings(&findings)?;
            Ok((Vec::new(), Exit::Findings))
        }
    }
}
