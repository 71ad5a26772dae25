use std::fs;
use std::path::Path;

use moored_proof::folders::Folders;

/// Those of a test. What the crates depend on is compiled already, in the folder where cargo has compiled the test.
pub(crate) fn folders() -> Folders {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project");
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = temporary.parent().expect("the target folder").to_owned();
    let folders = Folders { target, ..Folders::new(project, temporary.join("prove")) };
    fs::create_dir_all(&folders.work).expect("a folder");
    folders
}
