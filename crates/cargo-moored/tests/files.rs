//! The files to which a document refers: files in its folder are read, and no other files.

use std::fs;
use std::os::unix::fs::symlink;

use cargo_moored::specs::text_below;

#[test]
fn files_outside_of_the_folder_are_not_read() {
    let outside = tempfile::tempdir().expect("a folder");
    let folder = outside.path().join("api");
    fs::create_dir_all(folder.join("schemas")).expect("a folder");
    fs::write(outside.path().join("secret.yaml"), "secret").expect("a file");
    fs::write(folder.join("schemas/pet.yaml"), "pet").expect("a file");
    symlink(outside.path().join("secret.yaml"), folder.join("link.yaml")).expect("a link");
    symlink("schemas/pet.yaml", folder.join("alias.yaml")).expect("a link");

    for file in ["schemas/pet.yaml", "alias.yaml"] {
        assert_eq!(text_below(&folder, file).expect("the file can be read"), "pet", "{file}");
    }
    for file in ["link.yaml", "../secret.yaml", "schemas/../../secret.yaml", "schemas", "gone.yaml"] {
        assert!(text_below(&folder, file).is_err(), "{file}");
    }
}
